"""The legend of a life at the bottom left of the canvas: what its three lines stand for."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui import fonts
from gui.canvas.viewport import Viewport
from gui.class_colors import ClassStyle

_FILL, _INK = QColor(20, 21, 23, 235), QColor("#F1F2F4")
_EDGE, _HEIGHT, _PADDING, _GAP = 16.0, 28.0, 12.0, 16.0
_LINE, _WORD_GAP = 22.0, 8.0


def paint_legend(
    painter: QPainter,
    viewport: Viewport,
    words: tuple[str, str, str],
    style: ClassStyle,
    by_style: ClassStyle | None,
) -> None:
    """Paint the legend for a DBox, a BBox of ``style`` and its suppressor, if there is one."""
    dashed = QPen(QColor("white"), 2)
    dashed.setDashPattern([2.5, 1.5])
    pens = [dashed, QPen(style.color, 3)]
    if by_style is not None:
        pens.append(QPen(by_style.color, 1.5))
    painter.save()
    painter.scale(viewport.pixel_ratio, viewport.pixel_ratio)
    painter.setFont(fonts.font(fonts.SMALL))
    metrics = QFontMetricsF(painter.font())
    widths = [
        _LINE + _WORD_GAP + metrics.horizontalAdvance(word)
        for word, _ in zip(words, pens, strict=False)
    ]
    width = sum(widths) + _GAP * (len(widths) - 1) + 2 * _PADDING
    card = QRectF(_EDGE, round(viewport.view[1] - _EDGE - _HEIGHT), width, _HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_FILL)
    painter.drawRoundedRect(card, 6, 6)
    x, middle = card.left() + _PADDING, card.center().y()
    for word, pen, entry in zip(words, pens, widths, strict=False):
        painter.setPen(pen)
        painter.drawLine(QLineF(x, middle, x + _LINE, middle))
        painter.setPen(_INK)
        rest = QRectF(x + _LINE + _WORD_GAP, card.top(), entry, card.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, word)
        x += entry + _GAP
    painter.restore()
