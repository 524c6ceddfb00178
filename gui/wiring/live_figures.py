"""What a moving picture achieves: frames a second, time to the screen, frames left out."""

from __future__ import annotations

from collections import deque
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_WINDOW = 1.0
"""Seconds that the figures are taken over."""
_EVERY_MS = 250
"""How often they are told: figures that change faster cannot be read."""


class LiveFigures(QObject):
    """Notes when each frame has been painted on ``screen``."""

    measured = Signal(float, float)
    """Frames a second, and mean milliseconds from capture to screen, over the last second."""
    painted = Signal(float)
    """Seconds from capture to screen of one frame."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._captured: float | None = None
        self._shown: deque[tuple[float, float]] = deque()  # when, and how old it was
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tell)
        self._after_painting = QTimer(self)
        self._after_painting.setSingleShot(True)
        self._after_painting.timeout.connect(self._note)
        screen.installEventFilter(self)

    def start(self) -> None:
        """Begin anew."""
        self._shown.clear()
        self._captured = None
        self._timer.start()

    def stop(self) -> None:
        """Tell nothing more."""
        self._timer.stop()
        self._after_painting.stop()

    def expect(self, captured: float) -> None:
        """A frame that was there at ``captured`` (``perf_counter``) is painted next."""
        self._captured = captured

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._captured is not None:
            self._after_painting.start(0)  # the widget gets to see the event only after this
        return False

    def _note(self) -> None:
        if self._captured is not None:
            now = perf_counter()
            age, self._captured = now - self._captured, None
            self._shown.append((now, age))
            self.painted.emit(age)

    def _tell(self) -> None:
        now = perf_counter()
        while self._shown and self._shown[0][0] < now - _WINDOW:
            self._shown.popleft()
        ages = [age for _, age in self._shown]
        mean = sum(ages) / len(ages) if ages else 0.0
        self.measured.emit(len(ages) / _WINDOW, 1e3 * mean)
