"""Where a box was a moment ago, fading: the eye sees where it jumped from."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QVariantAnimation
from PySide6.QtWidgets import QWidget

from gui import motion
from gui.lessons.canvas.area import Box

_MS = 240
_MOST = 2


class Trail(QVariantAnimation):
    """The last two places, as long as they can be seen; ``widget`` paints them."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._boxes: deque[Box] = deque(maxlen=_MOST)
        self.setDuration(_MS)
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.valueChanged.connect(self._on_value)
        self.finished.connect(self.clear)

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(self._boxes)

    @property
    def opacity(self) -> float:
        """How much is left of them, 1..0."""
        return float(self.currentValue())

    def leave(self, box: Box) -> None:
        """It was there, and is somewhere else now."""
        if motion.reduced():
            return
        self._boxes.append(box)
        self.stop()
        self.start()

    def clear(self) -> None:
        """Nothing is seen any more."""
        self._boxes.clear()
        self.stop()
        self._widget.update()

    def _on_value(self, _opacity: float) -> None:
        self._widget.update()
