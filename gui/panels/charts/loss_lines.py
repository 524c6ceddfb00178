"""From what is known of runs to the lines of the loss plot and its legend."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui import theme
from gui.panels.charts.lines import (
    CONFIDENCE,
    LOCALISATION,
    TOTAL,
    VALIDATION,
    ShownLine,
    line_color,
    run_color,
    run_key,
)
from gui.panels.charts.loss_plot import LossPlot
from gui.panels.charts.plot import pen
from gui.panels.charts.span import Span, value_range
from gui.workers.run_seen import LOSSES, Followed, RunSeen
from ssd_core.training.curves import Curve

PARTS = 5
"""The value axis is divided into at most so many."""
_RAW_ALPHA = 0.26


def shown_lines(followed: Followed) -> list[ShownLine]:
    """Everything there is to show: the losses of the watched run, then the other runs."""
    lines = [] if followed.watched is None else list(_own(followed.watched))
    for number, run in enumerate(followed.overlaid):
        color, now = partial(run_color, number), run.now.get(TOTAL, np.nan)
        lines.append(ShownLine(run_key(run), run.name, run.smooth[TOTAL], color, now))
    return lines


def _own(run: RunSeen) -> list[ShownLine]:
    translate = QCoreApplication.translate
    names = {
        TOTAL: translate("LossLines", "total"),
        CONFIDENCE: translate("LossLines", "conf"),
        LOCALISATION: translate("LossLines", "loc"),
    }
    lines = [
        ShownLine(key, name, run.smooth[key], partial(line_color, key), run.now.get(key, np.nan))
        for key, name in names.items()
    ]
    measured = run.evaluations
    known = np.isfinite(measured.loss)
    if known.any():
        curve = Curve(measured.steps[known], measured.loss[known])
        name, now = translate("LossLines", "val"), float(curve.values[-1])
        lines.append(ShownLine(VALIDATION, name, curve, partial(line_color, VALIDATION), now))
    return lines


def draw(
    plot: LossPlot, followed: Followed, lines: Sequence[ShownLine], hidden: Collection[str]
) -> None:
    """Draw raw lines, then smooth ones over them, then what was measured on held-out pictures."""
    shown = [line for line in lines if line.key not in hidden]
    keys = {line.key for line in shown}
    if followed.watched is not None:
        keys |= _draw_raw(plot, followed.watched, shown)
    for line in reversed(shown):  # the total lies on top
        if line.key == VALIDATION:
            ring = pen(theme.current().color("text"), 2)
            plot.set_dots(line.key, line.curve, ring, theme.current().color("raised"))
        else:
            plot.set_line(line.key, line.curve, pen(line.color(), 2))
    plot.keep_only(keys)


def _draw_raw(plot: LossPlot, run: RunSeen, shown: Sequence[ShownLine]) -> set[str]:
    keys = set()
    for line in shown:
        if line.key in LOSSES:
            key = f"raw:{line.key}"
            plot.set_line(key, run.raw[line.key], pen(line.color(), 1, alpha=_RAW_ALPHA))
            keys.add(key)
    return keys


def values_in(
    followed: Followed,
    lines: Sequence[ShownLine],
    hidden: Collection[str],
    span: Span,
    *,
    log: bool,
) -> tuple[float, float]:
    """The range of the value axis for what is shown."""
    shown = [line for line in lines if line.key not in hidden]
    smooth = [line.curve for line in shown]
    run = followed.watched
    raw = [] if run is None else [run.raw[n.key] for n in shown if n.key in LOSSES]
    return value_range(smooth, raw, span, log=log, most=PARTS)
