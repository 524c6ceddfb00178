"""Which lines the loss plot has, in which colours; in both themes and for any number of runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor

from gui import theme
from gui.class_colors import class_style
from gui.workers.run_seen import RunSeen
from ssd_core.training.curves import Curve

TOTAL, CONFIDENCE, LOCALISATION = "loss_total", "loss_conf", "loss_loc"
VALIDATION = "validation"
_PALETTE = ("run",) * 20
_AZURE, _VERMILION = 2, 3
"""Labels whose colours the two losses have."""
_RUNS = (1, 4, 5, 6, 7, 8, 9, 10)
"""Labels whose colours runs have that lie over the watched one."""


def line_color(key: str) -> QColor:
    """The colour of a loss of the watched run."""
    if key == CONFIDENCE:
        return class_style(_AZURE, _PALETTE).color
    if key == LOCALISATION:
        return class_style(_VERMILION, _PALETTE).color
    return theme.current().color("text")


def measure_color() -> QColor:
    """The colour of what is drawn beside the losses."""
    return class_style(_AZURE, _PALETTE).color


def run_color(number: int) -> QColor:
    """The colour of the run that lies over the watched one as the ``number``-th, from 0."""
    return class_style(_RUNS[number % len(_RUNS)], _PALETTE).color


@dataclass(frozen=True, slots=True, eq=False)
class ShownLine:
    """A smooth line with the figure that stands for it. color: asked at each repaint."""

    key: str
    name: str
    curve: Curve
    color: Callable[[], QColor]
    now: float


def run_key(run: RunSeen) -> str:
    """Names the line of a run that lies over the watched one."""
    return f"run:{run.folder}"
