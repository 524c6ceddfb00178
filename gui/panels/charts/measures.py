"""What the small charts can show of a run: their curves, figures and words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.panels.charts.ticks import figure, scientific, tick_text
from gui.workers.run_seen import NOISY, RunSeen
from ssd_core.training.curves import Curve

translate = QCoreApplication.translate

KEYS = ("learning_rate", "map50", "pictures_per_second", "gradient_norm", "positives")
"""In the order in which they are shown where not all have room."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One of them, in the language in use.

    note: what stands beside the figure. dots: at its points. filled: below its curve. top: the end
    of the value axis, None: as high as it needs.
    """

    name: str
    figure: str
    note: str
    dots: bool = False
    filled: bool = False
    top: float | None = None
    tick: Callable[[float], str] = tick_text


def curve_of(run: RunSeen, key: str) -> Curve:
    """The curve of ``key``, smooth where a single step says nothing."""
    if key == "map50":
        return Curve(run.evaluations.steps, run.evaluations.map50)
    return run.smooth.get(key) or run.raw.get(key) or Curve.none()


def noise_of(run: RunSeen, key: str) -> Curve | None:
    """What lies behind a smooth curve, None for the others."""
    return run.raw.get(key) if key in NOISY else None


def name_of(key: str) -> str:
    """What ``key`` is called."""
    return {
        "learning_rate": translate("Measures", "Learning rate"),
        "map50": translate("Measures", "mAP @ 0.5"),
        "pictures_per_second": translate("Measures", "Pictures / s"),
        "gradient_norm": translate("Measures", "Gradient norm"),
        "positives": translate("Measures", "Positives per picture"),
    }[key]


def measure(run: RunSeen | None, key: str) -> Measure:
    """How ``key`` stands."""
    if key == "map50":
        return _map(run)
    now = math.nan if run is None else run.now.get(key, math.nan)
    if key == "learning_rate":
        return Measure(name_of(key), scientific(now), _peak(run), filled=True, tick=scientific)
    if key == "pictures_per_second":
        return Measure(name_of(key), figure(now), _wait(run), filled=True)
    return Measure(name_of(key), figure(now), "")


def _map(run: RunSeen | None) -> Measure:
    values = () if run is None else run.evaluations.map50
    now = float(values[-1]) if len(values) else math.nan
    return Measure(name_of("map50"), figure(now), _best(run), dots=True, top=1.0)


def _best(run: RunSeen | None) -> str:
    best = None if run is None else run.evaluations.best
    if run is None or best is None:
        return ""
    step, _ = best
    epoch = run.epoch(step)
    if epoch is not None:
        return translate("Measures", "best at epoch {epoch}").format(epoch=f"{epoch:,}")
    return translate("Measures", "best at step {step}").format(step=f"{step:,}")


def _peak(run: RunSeen | None) -> str:
    peak = math.nan if run is None else run.now.get("peak_rate", math.nan)
    if not math.isfinite(peak):
        return ""
    return translate("Measures", "peak {value}").format(value=scientific(peak))


def _wait(run: RunSeen | None) -> str:
    share = math.nan if run is None else run.now.get("waiting", math.nan)
    if not math.isfinite(share):
        return ""
    return translate("Measures", "data wait {share} %").format(share=f"{100 * share:.0f}")
