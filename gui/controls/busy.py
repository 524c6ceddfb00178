"""The ring that turns while something is being worked on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from gui import motion, theme

_SIDE = 14
_FRAME_MS = 50
_TURN_PER_FRAME = 24


class BusyRing(QWidget):
    """A 14 px ring that turns for as long as it is visible, or stands still to reduce motion."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SIDE, _SIDE)
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._turn)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not motion.reduced():
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _turn(self) -> None:
        self._angle = (self._angle - _TURN_PER_FRAME) % 360
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(1.5, 1.5, _SIDE - 3, _SIDE - 3)
        painter.setPen(QPen(active.color("border2"), 2))
        painter.drawEllipse(ring)
        painter.setPen(
            QPen(active.color("accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        painter.drawArc(ring, self._angle * 16, 100 * 16)
        painter.end()
