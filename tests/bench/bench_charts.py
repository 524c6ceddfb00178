"""What a live chart of a long run costs: in the window's thread, and in the one that follows."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import thread_time

import numpy as np
import pyqtgraph as pg
from bench.measure import Figure, Row, in_turn
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from run_lines import add, told

from gui.panels.charts.charts import Charts
from gui.theme import ThemeManager
from gui.workers.run_seen import Followed, FollowRequest, Sight
from gui.workers.run_tracking import TrackedRun
from ssd_core.training import folder as _folder  # noqa: F401  else the first answer imports it

_STEPS = 100_000
_COLUMNS = 660
_TURNS = 25
_REACH = 43.0


def run() -> list[Row | Figure]:
    """The rows of a run of 100,000 steps."""
    app = QApplication.instance() or QApplication([])
    ThemeManager(app, "light")
    with TemporaryDirectory() as folder:
        add(Path(folder), told(range(1, _STEPS + 1), evaluate_every=5_000))
        tracked = TrackedRun(Path(folder))
        reading = _worked(lambda: _read(tracked))
        rows: list[Row | Figure] = [
            Figure(f"read {_STEPS:,} steps from events.jsonl", reading / 1e3, "s ", 10.0)
        ]
        rows += _in_the_thread(Path(folder), tracked)
        rows += _in_the_window(app, tracked)
    return rows


def _worked(work: Callable[[], object]) -> float:
    """Milliseconds that this thread was at work, whatever else the machine does meanwhile."""
    start = thread_time()
    work()
    return (thread_time() - start) * 1e3


def _read(tracked: TrackedRun) -> None:
    while tracked.poll():
        pass


def _in_the_thread(folder: Path, tracked: TrackedRun) -> list[Figure]:
    sight = Sight(columns=_COLUMNS, reach=_REACH)
    first = _worked(lambda: tracked.seen(sight))
    times = []
    for step in range(_STEPS + 1, _STEPS + 1 + _TURNS):
        add(folder, told([step]))
        times.append(_worked(lambda: (tracked.poll(), tracked.seen(sight))))
    return [
        Figure("thread: smooth and thin all of them", first, "ms", 250),
        Figure("thread: one more step, thinned anew", median(times), "ms", 30),
    ]


def _in_the_window(app: QApplication, tracked: TrackedRun) -> list[Row | Figure]:
    charts = Charts()
    charts.resize(735, 820)
    charts.show()
    app.processEvents()
    seen = tracked.seen(Sight(columns=_COLUMNS, reach=_REACH))
    target = QPixmap(charts.size())

    def show() -> None:
        charts.show_runs(Followed(FollowRequest(), seen))
        charts.render(target)

    plot = charts.losses.plot
    places = cycle((30_000.0, 60_000.0))

    def cross() -> None:
        plot.set_cross(next(places))
        plot.viewport().render(target)

    show()
    whole = median(_worked(show) for _ in range(_TURNS))
    moved = median(_worked(cross) for _ in range(_TURNS))
    rows: list[Row | Figure] = [
        Row(
            "loss plot, 6 lines of 100,000 steps", *in_turn(_plain(tracked), _ours(charts), turns=2)
        ),
        Figure("window: show an answer and paint all charts", whole, "ms", 33),
        Figure("window: move the crosshair", moved, "ms", 4),
    ]
    charts.close()
    return rows


def _ours(charts: Charts) -> Callable[[], None]:
    plot = charts.losses.plot
    target = QPixmap(plot.size())

    def work() -> None:
        plot.refresh()
        plot.viewport().render(target)

    return work


def _plain(tracked: TrackedRun) -> Callable[[], None]:
    """pyqtgraph as its documentation begins: every point of every line, painted anew."""
    plot = pg.PlotWidget()
    plot.resize(_COLUMNS, 400)
    steps = np.array(tracked.reader.steps["step"])
    for name in ("loss_total", "loss_conf", "loss_loc"):
        values = np.array(tracked.reader.steps[name])
        for width in (1, 2):
            plot.plot(steps, values, pen=pg.mkPen("k", width=width), antialias=True)
    target = QPixmap(plot.size())

    def work() -> None:
        plot.viewport().render(target)

    return work
