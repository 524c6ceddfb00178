"""What is asked of the biography thread about the picture in use; stale answers are dropped."""

from __future__ import annotations

from itertools import count
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from gui.session import Session
from gui.workers.biography import (
    BiographyThread,
    Life,
    LifeRequest,
    Look,
    Why,
    WhyNotRequest,
)
from gui.workers.messages import Picture
from ssd_core.explain.biography import Box, Pair
from ssd_core.explain.changes import Change


class Questions(QObject):
    """Only the latest question is answered."""

    life_told = Signal(object)  # Life
    change_found = Signal(object)  # Change or None, of the life that was told last
    nobody_there = Signal()
    why_told = Signal(object)  # Why

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ids = count(1)
        self._latest = 0
        self._held_at = 0.0  # perf_counter
        self._thread = BiographyThread()
        self._thread.life_told.connect(self._on_life)
        self._thread.change_found.connect(self._on_change)
        self._thread.nobody_there.connect(self._on_nobody)
        self._thread.why_told.connect(self._on_why)

    def close(self) -> None:
        """End the thread."""
        self._thread.stop()

    def hold(self) -> None:
        """Have the picture stay that is asked about."""
        self._held_at = perf_counter()
        self._session.still_wanted.emit()

    def was_on_its_way(self, picture: Picture) -> bool:
        """Whether ``picture`` is a frame that could not be held back any more."""
        return picture.moment is not None and picture.moment.captured < self._held_at

    def forget(self) -> None:
        """Answer nothing that was asked so far."""
        self._latest = next(self._ids)

    def ask_life(self, point: tuple[float, float], pair: Pair | None = None, step: int = 0) -> None:
        """Ask for a biography at a point in 0..1; see ``LifeRequest``."""
        look = self.look()
        if look is not None:
            self.forget()
            self._post(LifeRequest(self._latest, look, point, pair, step))

    def ask_why(self, rectangle: Box, label: int | None) -> None:
        """Ask why there is no box; see ``WhyNotRequest``."""
        look = self.look()
        if look is not None:
            self.forget()
            self._post(WhyNotRequest(self._latest, look, rectangle, label))

    def look(self) -> Look | None:
        """What can be asked about now, None before the network has looked."""
        session = self._session
        if session.looked_at is None or session.weights is None or session.picture is None:
            return None
        return Look(session.looked_at, session.weights.config, session.thresholds)

    def _post(self, request: LifeRequest | WhyNotRequest) -> None:
        if not self._thread.isRunning():
            self._thread.start()
        self._thread.post(request)

    def _on_life(self, life: Life) -> None:
        if life.id == self._latest:
            self.life_told.emit(life)

    def _on_change(self, asked: int, change: Change | None) -> None:
        if asked == self._latest:
            self.change_found.emit(change)

    def _on_nobody(self, asked: int) -> None:
        if asked == self._latest:
            self.nobody_there.emit()

    def _on_why(self, why: Why) -> None:
        if why.id == self._latest:
            self.why_told.emit(why)
