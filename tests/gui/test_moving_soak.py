"""A camera at 60 frames a second for a long time: bounded memory, and nothing piles up.

SSD_SOAK_SECONDS sets how long (60); with SSD_SOAK_REPORT, a file, the figures are written there.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from driving import end, make_app, run_events, wait_until
from PySide6.QtCore import QTimer
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


class Gauges:
    """Gaps between ticks of the event loop, ages of painted frames, and how long looking took."""

    def __init__(self, viewer: App, moving: Moving) -> None:
        self.gaps: list[float] = []
        self.ages: list[float] = []
        self.looks: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(viewer.window)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        moving.figures.painted.connect(self.ages.append)
        viewer.session.frame_changed.connect(self._note)

    def clear(self) -> None:
        for values in (self.gaps, self.ages, self.looks):
            values.clear()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    def _note(self, frame: FrameLooked) -> None:
        timings = frame.looked.timings
        self.looks.append((timings.preprocess + timings.network + timings.decode) / 1e3)


def resident() -> int:
    """Bytes of memory that this process has."""
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def viewer(app: QApplication, tmp_path: Path) -> Iterator[App]:
    viewer = make_app(app, tmp_path)
    viewer.window.show()
    viewer.start()
    wait_until(lambda: viewer.session.weights is not None)
    yield viewer
    end(viewer)


def figures(gauges: Gauges, mailbox: Mailbox, growth: int) -> dict[str, float]:
    def percentile(values: list[float], which: float) -> float:
        return round(1e3 * float(np.percentile(values, which)), 2)

    return {
        "seconds": SECONDS,
        "frames shown": len(gauges.ages),
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
    run_events(round(1e3 * WARM_UP))
    before = resident()
    gauges.clear()
    run_events(round(1e3 * (SECONDS - WARM_UP)))
    growth = resident() - before
    gauges.stop()
    report = os.environ.get("SSD_SOAK_REPORT")
    if report:
        Path(report).write_text(json.dumps(figures(gauges, mailbox, growth), indent=1))
    assert mailbox.most_waiting == 1
    assert gauges.ages
    assert growth < MOST_GROWTH
