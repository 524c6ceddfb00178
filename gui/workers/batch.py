"""The batch thread: looks at many pictures with a network of its own, one event each."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from gui.workers.answering import load_weights
from gui.workers.job import JobThread
from gui.workers.messages import WeightsRequest
from ssd_core.digest import Digest
from ssd_core.errors import UserError
from ssd_core.sentence import say
from ssd_core.types import Thresholds


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """Which pictures to look at, and with what. device: as in ``WeightsRequest``."""

    paths: tuple[str, ...]
    weights: Path
    device: str
    thresholds: Thresholds


@dataclass(frozen=True, slots=True, eq=False)
class BatchStep:
    """The picture at ``path`` was looked at, or ``error`` says why not; ``done`` are behind us.

    digest: what was seen. found: how many detections at the thresholds of the request.
    seconds: since the first picture was begun.
    """

    path: str
    done: int
    seconds: float
    digest: Digest | None = None
    found: int = 0
    error: UserError | None = None


@dataclass(frozen=True, slots=True, eq=False)
class BatchEnd:
    """There are no more steps. error: why it ended early, None if it did not or was cancelled."""

    cancelled: bool
    seconds: float
    error: UserError | None = None


class BatchThread(JobThread):
    """Runs one batch and ends; ``ended`` tells a ``BatchEnd``."""

    stepped = Signal(object)  # BatchStep

    def __init__(self, request: BatchRequest) -> None:
        super().__init__("batch", say("Not all pictures were looked at."))
        self._request = request
        self._begun = time.perf_counter()

    def end(self, error: UserError | None) -> BatchEnd:
        return BatchEnd(self.is_cancelled(), time.perf_counter() - self._begun, error)

    def work(self) -> None:
        from ssd_core.batch import Detected, detect_all

        self._begun = time.perf_counter()
        request = self._request
        detector, _ = load_weights(WeightsRequest(0, request.weights, request.device))
        start = time.perf_counter()
        for event in detect_all(
            detector, request.paths, request.thresholds, stop=self.is_cancelled
        ):
            done, seconds = event.index + 1, time.perf_counter() - start
            if isinstance(event, Detected):
                digest, found = Digest.of(event.candidates), len(event.detections)
                step = BatchStep(event.path, done, seconds, digest=digest, found=found)
            else:
                step = BatchStep(event.path, done, seconds, error=event.error)
            self.stepped.emit(step)


_SETTLING = 2.0
"""Seconds before which the pace is that of starting up."""


def seconds_left(done: int, total: int, seconds: float) -> float | None:
    """How long the rest will take at the pace so far; None while that cannot be told yet."""
    if not done or seconds < _SETTLING:
        return None
    return seconds / done * (total - done)
