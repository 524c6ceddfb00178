"""The formulas of the stages, and of one weight, with the figures of the step."""

from __future__ import annotations

from gui.lessons.training_step.told import Told
from ssd_core.lessons.training_step.values import Weight

FORMULAS = {
    "batch": ("x = \\text{RGB} − \\text{mean}",),
    "match": ("\\frac{\\text{area}(A ∩ B)}{\\text{area}(A ∪ B)} ≥ 0.5",),
    "mine": ("\\text{negatives} = 3 · \\text{positives}",),
    "loss": ("L = \\frac{L_{\\text{conf}} + L_{\\text{loc}}}{N}",),
    "gradients": (
        "\\frac{∂L}{∂z_c} = \\frac{p_c − y_c}{N}",
        "\\frac{∂L}{∂Δ} = \\frac{\\text{clip}(Δ − Δ*, −1, 1)}{N}",
    ),
    "update": ("v ← 0.9 v + g + λ w", "w ← w − η v"),
}


def figures(told: Told) -> dict[str, tuple[str, str]]:
    """(worked out, value) of the formula of a stage."""
    loss = told.trace.loss
    negatives = int(told.counts[1].sum())
    parts = loss.confidence * loss.positives, loss.localisation * loss.positives
    return {
        "match": ("", f"{loss.positives:,}"),
        "mine": (f"3 · {loss.positives:,}", f"{negatives:,}"),
        "loss": (f"({parts[0]:.0f} + {parts[1]:.0f}) / {loss.positives:,}", f"{loss.total:.2f}"),
    }


def number(value: float, *, digits: int = 4) -> str:
    return f"{value:.{digits}g}".replace("-", "−")


def velocity(weight: Weight) -> str:
    decay = f" + {weight.decay:g} w" if weight.decay else ""
    return f"v = 0.9 · {number(weight.velocity)} + {number(weight.gradient)}{decay}"
