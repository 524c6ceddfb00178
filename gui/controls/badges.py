"""Small signs: the patch of a verdict with its mark, and the round letter of a side."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import fonts, theme
from gui.class_colors import ClassStyle
from gui.controls.painting import fill_rounded

VERDICT_SIDE = 16
LETTER_SIDE = 20


def paint_verdict(painter: QPainter, centre: QPointF, style: ClassStyle) -> None:
    """The 16 px patch of a verdict with its mark."""
    square = QRectF(0, 0, VERDICT_SIDE, VERDICT_SIDE)
    square.moveCenter(centre)
    fill_rounded(painter, square, 3, style.color)
    painter.setPen(style.ink)
    painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, style.mark)


def paint_letter(
    painter: QPainter, centre: QPointF, letter: str, *, fill: QColor, ink: QColor
) -> None:
    """The 20 px disc of a side with its letter."""
    square = QRectF(0, 0, LETTER_SIDE, LETTER_SIDE)
    square.moveCenter(centre)
    fill_rounded(painter, square, LETTER_SIDE / 2, fill)
    painter.setPen(ink)
    painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, letter)


class VerdictBadge(QWidget):
    """The patch of a verdict beside words that name it."""

    def __init__(self, style: ClassStyle) -> None:
        super().__init__()
        self._style = style
        self.setFixedSize(VERDICT_SIDE, VERDICT_SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_verdict(painter, QRectF(self.rect()).center(), self._style)
        painter.end()


class LetterBadge(QWidget):
    """The letter of a side beside its name."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter = letter
        self.setFixedSize(LETTER_SIDE, LETTER_SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = active.color("text"), active.color("surface")
        paint_letter(painter, QRectF(self.rect()).center(), self._letter, fill=fill, ink=ink)
        painter.end()
