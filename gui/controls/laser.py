"""A ring around the pointer, seen from the last row as the dot of a laser is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import theme

_SIZE = 56
_RADIUS, _WIDTH, _CASING = 21.0, 4.0, 8.0


class LaserRing(QWidget):
    """Lies over everything in ``window`` where the pointer is; presses go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(_SIZE, _SIZE)
        self.hide()

    def point(self, place: QPoint) -> None:
        """Show it around ``place``, in pixels of the window."""
        self.move(place - QPoint(_SIZE // 2, _SIZE // 2))
        if self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_SIZE / 2, _SIZE / 2)
        red = theme.LIGHT.color("danger")
        # Light around red: it is seen on a dark picture and on a light one.
        for color, width in ((Qt.GlobalColor.white, _CASING), (red, _WIDTH)):
            painter.setPen(QPen(color, width))
            painter.drawEllipse(middle, _RADIUS, _RADIUS)
        painter.end()
