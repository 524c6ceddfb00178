"""A thread that counts the detections of remembered frames anew when a threshold has moved."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QThread, Signal

from ssd_core.digest import Digest
from ssd_core.types import Thresholds

Counts = list[tuple[float, dict[int, int]]]
"""(seconds, detections of each label) of frames."""


@dataclass(frozen=True, slots=True, eq=False)
class RecountRequest:
    """Frames by their seconds, and the thresholds to count at."""

    id: int
    frames: tuple[tuple[float, Digest], ...]
    thresholds: Thresholds


class RecountThread(QThread):
    """The newest request replaces a waiting one; one that was begun is answered all the same.

    So a strip that follows a slider moves on while the slider moves.
    """

    counted = Signal(int, object)
    """The request's id, and Counts of its frames."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recount")
        self._wake = threading.Condition()
        self._request: RecountRequest | None = None
        self._ending = False

    def post(self, request: RecountRequest) -> None:
        """Count these next."""
        with self._wake:
            self._request = request
            self._wake.notify()

    def stop(self) -> None:
        """Break off, end, and wait for it."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self.wait()

    def run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(self._has_something)
                request, self._request = self._request, None
            if self._ending or request is None:
                return
            self._answer(request)

    def _has_something(self) -> bool:
        return self._ending or self._request is not None

    def _answer(self, request: RecountRequest) -> None:
        counts: Counts = []
        for seconds, digest in request.frames:
            if self._ending:
                return
            counts.append((seconds, digest.count(request.thresholds)))
        self.counted.emit(request.id, counts)
