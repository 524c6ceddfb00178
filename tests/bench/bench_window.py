"""The window while the network works: gaps of its event loop, sliders to repaint, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from bench.measure import Figure
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.workers.messages import Looked
from ssd_core.bundled import sample_paths
from ssd_core.types import Thresholds

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "gui"))

from driving import make_app, run_events, wait_until

TICK_MS = 5
LOOP_SECONDS = 20.0
SLIDER_STEPS = 300

_LAUNCH = """
import sys, time
from PySide6.QtWidgets import QApplication
from gui.app import App
from gui.state import Settings
from PySide6.QtCore import QSettings
started = float(sys.argv[1])
qt = QApplication([])
app = App(qt, Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat)))
app.window.show()
app.start([sys.argv[3]])
while not app.window.windowHandle().isExposed():
    qt.processEvents()
qt.processEvents()
print(time.time() - started)
def boxes(selection):
    app.window.inspect.canvas.repaint()
    print(time.time() - started)
    qt.quit()
app.session.selection_changed.connect(boxes)
qt.exec()
app.close()
"""


class Ticker(QObject):
    """Notes how far apart the ticks of a fast timer really come."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1e3 - TICK_MS)
        self._last = now


class Again(QObject):
    """Asks for the same picture anew as soon as it was looked at."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.looks = 0
        app.session.looked.connect(self.on_looked)

    @Slot(object)
    def on_looked(self, _looked: Looked) -> None:
        self.looks += 1
        QTimer.singleShot(0, self.ask)

    def ask(self) -> None:
        self._app.session.open_files([str(sample_paths()[0])])


def percentiles(values: list[float]) -> tuple[float, float]:
    return float(np.percentile(values, 99)), max(values)


def _gaps(app: App) -> list[Figure]:
    ticker, again = Ticker(), Again(app)
    again.ask()
    run_events(1_000)
    ticker.start()
    run_events(round(LOOP_SECONDS * 1e3))
    ticker.stop()
    app.session.looked.disconnect(again.on_looked)
    run_events(500)
    p99, worst = percentiles(ticker.gaps)
    looked = f"{again.looks / LOOP_SECONDS:.0f} looks/s"
    return [
        Figure(f"event-loop gap while inferring ({looked}), p99", p99, "ms", 16),
        Figure("event-loop gap while inferring, largest", worst, "ms", 50),
    ]


def _slider(app: App) -> list[Figure]:
    """From the values that the sliders tell to the canvas being repainted, then to the panels."""
    panel, canvas = app.window.inspect.inspector.thresholds, app.window.inspect.canvas
    figures = []
    for name, overlap_moves in (("confidence", False), ("NMS overlap", True)):
        boxes, everything = [], []
        for step in range(SLIDER_STEPS):
            overlap = 0.3 + 0.5 * (step % 60) / 60 if overlap_moves else 0.6
            confidence = 0.01 if overlap_moves else 0.01 + 0.0001 * (step % 50)
            start = time.perf_counter()
            moved = Thresholds(confidence=confidence, overlap=overlap)
            panel.thresholds_changed.emit(moved)
            canvas.repaint()
            boxes.append((time.perf_counter() - start) * 1e3)
            # The first round lets the panels follow, the second paints them: left to the next
            # move, they would be painted within its canvas' time.
            QApplication.processEvents()
            QApplication.processEvents()
            everything.append((time.perf_counter() - start) * 1e3)
        shown = len(app.session.selection.detections)
        what = f"{name} slider at confidence 0.01 ({shown} boxes)"
        figures += [
            Figure(f"{what} → canvas, p99", percentiles(boxes)[0], "ms", 16),
            Figure(f"{what} → all panels too, p99", percentiles(everything)[0], "ms", 16),
        ]
    return figures


def _start_up() -> list[Figure]:
    times = []
    for turn in range(4):
        with tempfile.TemporaryDirectory() as folder:
            arguments = [str(time.time()), f"{folder}/s.ini", str(sample_paths()[0])]
            done = subprocess.run(
                [sys.executable, "-c", _LAUNCH, *arguments],
                capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": "."},
            )  # fmt: skip
        if turn:  # the first one reads everything from disk
            times.append([float(line) for line in done.stdout.split()])
    visible, boxes = np.median(np.array(times), axis=0)
    return [
        Figure("launch → window visible, warm, median of 3", visible, "s", 1.0),
        Figure("launch → first boxes of a sample", boxes, "s", 4.0),
    ]


def run() -> list[Figure]:
    figures = _start_up()
    qt = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(qt, Path(folder))
        app.window.show()
        app.start([str(sample_paths()[0])])
        wait_until(lambda: app.session.selection is not None)
        figures += _gaps(app)
        figures += _slider(app)
        app.window.close()
        app.close()
    return figures
