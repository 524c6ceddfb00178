"""The batch thread: looks at many pictures with a network of its own, one event each."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QThread, Signal

from gui.workers.answering import load_weights, unexpected
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


class BatchThread(QThread):
    """Runs one batch and ends."""

    stepped = Signal(object)  # BatchStep
    ended = Signal(object)  # BatchEnd, the last one

    def __init__(self, request: BatchRequest) -> None:
        super().__init__()
        self.setObjectName("batch")
        self._request = request
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """End after the picture that is being looked at; ``ended`` still comes."""
        self._cancelled.set()

    def stop(self) -> None:
        """Cancel and wait."""
        self.cancel()
        self.wait()

    def run(self) -> None:
        start = time.perf_counter()
        error: UserError | None = None
        try:
            self._look_at_all()
        except UserError as refusal:
            error = refusal
        except Exception as failure:  # noqa: BLE001  a driver or a full disk ends it, not the program
            error = unexpected(say("Not all pictures were looked at."), failure)
        seconds = time.perf_counter() - start
        self.ended.emit(BatchEnd(self._cancelled.is_set(), seconds, error))

    def _look_at_all(self) -> None:
        from ssd_core.batch import Detected, detect_all

        request, is_cancelled = self._request, self._cancelled.is_set
        detector, _ = load_weights(WeightsRequest(0, request.weights, request.device))
        start = time.perf_counter()
        for event in detect_all(detector, request.paths, request.thresholds, stop=is_cancelled):
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
