"""The window while it trains at full load: gaps of its event loop, and how soon a run stops."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.bench_window import Ticker, percentiles
from bench.measure import Figure
from driving import make_app, run_events, wait_until
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.train_choices import TrainChoices
from gui.wiring.own_run import OwnRun, Phase
from gui.workspaces.train import TrainWorkspace

SECONDS = 60.0


def _started(app: App, folder: Path) -> tuple[TrainWorkspace, OwnRun]:
    """The page and the run that its button began, once it learns."""
    choices = replace(TrainChoices(), length=60, parent=str(folder / "runs"))
    app.settings.set_train_choices(choices)
    app.window.show()
    app.start()
    wait_until(lambda: app.session.weights is not None)
    app.window.show_workspace("train")
    page = app.window.page("train")
    assert isinstance(page, TrainWorkspace)
    own = page.findChild(OwnRun)
    page.head.button("start").click()
    wait_until(lambda: own.phase is Phase.LEARNING)
    wait_until(lambda: page.head.chip.text.startswith("Training") and page.head.line.share)
    return page, own


def run() -> list[Figure]:
    qt = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(qt, Path(folder))
        page, own = _started(app, Path(folder))
        ticker = Ticker()
        ticker.start()
        run_events(round(SECONDS * 1e3))
        ticker.stop()
        start = time.perf_counter()
        page.head.button("pause").click()
        wait_until(lambda: own.phase is Phase.PAUSED)
        pause = time.perf_counter() - start
        app.window.close()
        app.close()
    p99, worst = percentiles(ticker.gaps)
    return [
        Figure(f"event-loop gap while training, {SECONDS:.0f} s, p99", p99, "ms", 16),
        Figure("event-loop gap while training, largest", worst, "ms", 50),
        Figure("pause → everything saved, the machine free", pause, "s", 2.0),
    ]
