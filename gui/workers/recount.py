"""A thread that counts the detections of remembered frames anew when a threshold has moved."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from gui.workers.latest import LatestThread
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


class RecountThread(LatestThread):
    """The newest request replaces a waiting one; one that was begun is answered all the same.

    So a strip that follows a slider moves on while the slider moves.
    """

    counted = Signal(int, object)
    """The request's id, and Counts of its frames."""

    def __init__(self) -> None:
        super().__init__("recount")

    def answer(self, request: RecountRequest) -> None:
        counts: Counts = []
        for seconds, digest in request.frames:
            if self.is_ending():
                return
            counts.append((seconds, digest.count(request.thresholds)))
        self.counted.emit(request.id, counts)
