"""A card: a raised rectangle with round corners and a hairline around it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from gui import theme
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded

RADIUS = 8


class Card(LiveWidget):
    """Base of what stands on a backdrop; content lies inside its margins."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, RADIUS, theme.current().color("raised"))
        stroke_rounded(painter, rect, RADIUS, theme.current().color("border"))
        painter.end()
