"""A warning on a tinted card: pale while it is only good to know, solid once it is so."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.lessons.parts.prose import Prose

_PADDING = 10
_TINT = 0.12


class Notice(QWidget):
    """One paragraph beside a warning sign."""

    def __init__(self) -> None:
        super().__init__()
        self._solid = False
        self._words = Prose(fonts.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * _PADDING + icons.INLINE, _PADDING - 2, _PADDING, _PADDING - 2)
        row.addWidget(self._words)

    def set_text(self, text: str) -> None:
        self._words.set_text(text)

    def set_solid(self, solid: bool) -> None:
        """It is so now."""
        if solid != self._solid:
            self._solid = solid
            self.update()

    @property
    def is_solid(self) -> bool:
        return self._solid

    def paintEvent(self, _event: QPaintEvent) -> None:
        warning = theme.current().color("warning")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = theme.current().color("warning")
        tint.setAlphaF(2.2 * _TINT if self._solid else _TINT)
        fill_rounded(painter, QRectF(self.rect()), 6, tint)
        if self._solid:
            stroke_rounded(painter, QRectF(self.rect()), 6, warning)
        place = QRectF(_PADDING, _PADDING, icons.INLINE, icons.INLINE)
        icons.paint(painter, "alert", warning, place)
        painter.end()
