"""The formula of each station, with the figures of the thread."""

from __future__ import annotations

import numpy as np

from gui.lessons.funnel.walked import Walked


def formula_of(walked: Walked, column: int) -> tuple[str, str, str]:
    """(formula, worked out, value) of station ``column``; empty where nothing is computed."""
    return (_none, _softmax, _threshold, _top_k, _overlap)[column](walked)


def _none(_walked: Walked) -> tuple[str, str, str]:
    return "", "", ""


def _softmax(walked: Walked) -> tuple[str, str, str]:
    logits = walked.thread.logits.astype(np.float64) / walked.temperature
    own = logits[walked.thread.label]
    with np.errstate(over="ignore", invalid="ignore"):
        total = float(np.exp(logits).sum())
    heat = "" if walked.temperature == 1 else " / \\live{T}"
    text = (
        f"p_c = \\frac{{e^{{z_c{heat}}}}}{{Σ_k e^{{z_k{heat}}}}} = "
        f"\\frac{{\\text{{{_number(float(np.exp(min(own, 700))))}}}}}{{\\text{{{_number(total)}}}}}"
    )
    return text, "", f"{walked.score:.2f}"


def _threshold(walked: Walked) -> tuple[str, str, str]:
    passes = walked.score > np.float32(walked.thresholds.confidence)
    text = f"p_c > \\live{{{walked.thresholds.confidence:.2f}}}"
    return text, f"{walked.score:.2f}", "✓" if passes else "✕"


def _top_k(walked: Walked) -> tuple[str, str, str]:
    own, k = walked.own, walked.thresholds.top_k
    text = f"\\text{{rank}} ≤ \\live{{{k}}}"
    if own is None:
        return text, "–", "✕"
    return text, f"#{own.place}", "✓" if own.place <= k else "✕"


def _overlap(walked: Walked) -> tuple[str, str, str]:
    own = walked.own
    text = (
        "\\frac{\\text{area}(A ∩ B)}{\\text{area}(A ∪ B)} "
        f"≤ \\live{{{walked.thresholds.overlap:.2f}}}"
    )
    if own is None or not np.isfinite(own.overlap):
        return text, "–", "✕"
    return text, f"{own.overlap:.2f}", "✕" if walked.winner is not None else "✓"


def _number(value: float) -> str:
    """Readable however large: 9.54, 1,097, 3.2·10⁵."""
    if value < 1e5:
        return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"
    return f"{value:.1e}".replace("e+0", "·10^").replace("e+", "·10^")
