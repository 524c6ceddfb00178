"""A camera at 60 frames a second for a long time: bounded memory, and nothing piles up.

SSD_SOAK_SECONDS sets how long (60); with SSD_SOAK_REPORT, a file, the figures are written there.
"""

from __future__ import annotations

import gc
import json
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from driving import end, make_app, wait_until
from numpy.typing import NDArray
from one_program import freeze
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.wiring.moving import Moving
from gui.workers.messages import FrameLooked, Moment
from ssd_core.frames.generated import GeneratedSource
from ssd_core.frames.source import Frame

SECONDS = float(os.environ.get("SSD_SOAK_SECONDS", "60"))
WARM_UP = min(20.0, SECONDS / 3)
MOST_GROWTH = 20 * 2**20
TICK_MS = 5
STATM = Path("/proc/self/statm")


class Mailbox:
    """Counts what goes into the session's mailbox and what comes out."""

    def __init__(self, post: Callable[..., bool]) -> None:
        self._post = post
        self._lock = threading.Lock()
        self.posted = self.taken = self.most_waiting = 0

    def __call__(
        self, frame: Frame, name: str, moment: Moment, *, taken: Callable[[], None]
    ) -> bool:
        with self._lock:
            self.posted += 1
        dropped = self._post(frame, name, moment, taken=partial(self._note_taken, taken))
        with self._lock:
            self.most_waiting = max(self.most_waiting, self.posted - self.taken)
        return dropped

    def _note_taken(self, taken: Callable[[], None]) -> None:
        with self._lock:
            self.taken += 1
        taken()


class Gauge:
    """Numbers noted one by one, in memory taken beforehand: what is measured is the viewer's."""

    def __init__(self, most: int) -> None:
        self._values = np.zeros(most)
        self._values[:] = 0.0  # touched, so that it is resident before the measuring begins
        self._count = 0

    def note(self, value: float) -> None:
        self._values[self._count % len(self._values)] = value
        self._count += 1

    def clear(self) -> None:
        self._count = 0

    @property
    def values(self) -> NDArray[np.float64]:
        return self._values[: self._count]


class Gauges:
    """Gaps between ticks of the event loop, ages of painted frames, and how long looking took."""

    def __init__(self, viewer: App, moving: Moving) -> None:
        most = round(1.2e3 * (SECONDS + WARM_UP) / TICK_MS) + 1000
        self.gaps, self.ages, self.looks = Gauge(most), Gauge(most), Gauge(most)
        self._last = perf_counter()
        self._timer = QTimer(viewer.window)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        moving.figures.painted.connect(self.ages.note)
        viewer.session.frame_changed.connect(self._note)

    def clear(self) -> None:
        for gauge in (self.gaps, self.ages, self.looks):
            gauge.clear()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = perf_counter()
        self.gaps.note(now - self._last)
        self._last = now

    def _note(self, frame: FrameLooked) -> None:
        timings = frame.looked.timings
        self.looks.note((timings.preprocess + timings.network + timings.decode) / 1e3)


def run_for(seconds: float) -> None:
    """Run the event loop by the clock (``run_events`` counts turns, and each may last longer)."""
    loop = QEventLoop()
    QTimer.singleShot(round(1e3 * seconds), loop.quit)
    loop.exec()


def resident() -> int:
    """Bytes of memory that this process has."""
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def viewer(app: QApplication, tmp_path: Path) -> Iterator[App]:
    viewer = make_app(app, tmp_path)
    viewer.window.show()
    viewer.start()
    wait_until(lambda: viewer.session.weights is not None)
    freeze()  # as the program does by now; other tests look for what is left behind
    yield viewer
    end(viewer)
    gc.unfreeze()


def figures(gauges: Gauges, mailbox: Mailbox, growth: int) -> dict[str, float]:
    def percentile(gauge: Gauge, which: float) -> float:
        return round(1e3 * float(np.percentile(gauge.values, which)), 2)

    return {
        "seconds": SECONDS,
        "frames shown": len(gauges.ages.values),
        "rss growth MB": round(growth / 2**20, 2),
        "most frames waiting": mailbox.most_waiting,
        "ui gap p50 ms": percentile(gauges.gaps, 50),
        "ui gap p99 ms": percentile(gauges.gaps, 99),
        "ui gap max ms": percentile(gauges.gaps, 100),
        "age p50 ms": percentile(gauges.ages, 50),
        "age p99 ms": percentile(gauges.ages, 99),
        "inference p50 ms": percentile(gauges.looks, 50),
        "inference p99 ms": percentile(gauges.looks, 99),
    }


@pytest.mark.slow
@pytest.mark.skipif(not STATM.exists(), reason="memory is read from /proc")
def test_a_camera_runs_for_long_in_bounded_memory(
    viewer: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = Mailbox(viewer.session.post_frame)
    monkeypatch.setattr(viewer.session, "post_frame", mailbox)
    moving = viewer.window.findChild(Moving)
    gauges = Gauges(viewer, moving)
    moving.play(partial(GeneratedSource, size=(640, 480), fps=60))
    run_for(WARM_UP)
    before = resident()
    gauges.clear()
    run_for(SECONDS)
    growth = resident() - before
    gauges.stop()
    report = os.environ.get("SSD_SOAK_REPORT")
    if report:
        Path(report).write_text(json.dumps(figures(gauges, mailbox, growth), indent=1))
    assert mailbox.most_waiting == 1
    assert len(gauges.ages.values)
    assert growth < MOST_GROWTH
