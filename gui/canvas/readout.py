"""The readout beside the pointer: what it points at, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui import fonts, theme
from gui.controls.painting import SWATCH, paint_swatch

_PADDING = 10.0
_RADIUS = 6.0
_GAP = 8.0
_LINE = 17.0
_FROM_POINTER = QPointF(14, 18)


def paint_readout(
    painter: QPainter, lines: tuple[str, ...], swatch: QColor, *, pointer: QPointF, view: QRectF
) -> None:
    """Paint ``lines`` beside ``pointer``, wholly inside ``view``, in logical pixels.

    The first is the title, the second stands beside it, each further one is a line of its own.
    """
    if not lines:
        return
    title, beside, *rest = (*lines, "") if len(lines) == 1 else lines
    strong = QFontMetricsF(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    plain = QFontMetricsF(fonts.font(fonts.SMALL))
    beside_x = SWATCH + _GAP + strong.horizontalAdvance(title) + _GAP
    width = max([beside_x + plain.horizontalAdvance(beside), *map(plain.horizontalAdvance, rest)])
    height = _LINE * (1 + len(rest))
    card = beside_pointer(width + 2 * _PADDING, height + 2 * _PADDING - 4, pointer, view)
    _paint_card(painter, card)
    left, top = card.x() + _PADDING, card.y() + _PADDING - 2
    paint_swatch(painter, left, top + _LINE / 2, swatch)
    ink = theme.current().color("tooltip_text")
    softer = QColor(ink)
    softer.setAlphaF(0.7)
    row = QRectF(left, top, width, _LINE)
    aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.setPen(ink)
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    painter.drawText(row.adjusted(SWATCH + _GAP, 0, 0, 0), aligned, title)
    painter.setPen(softer)
    painter.setFont(fonts.font(fonts.SMALL))
    painter.drawText(row.adjusted(beside_x, 0, 0, 0), aligned, beside)
    for number, line in enumerate(rest, 1):
        painter.drawText(row.translated(0, number * _LINE), aligned, line)


def beside_pointer(width: float, height: float, pointer: QPointF, view: QRectF) -> QRectF:
    """A card below right of the pointer, flipped to its other sides where it would leave the view.

    Rounded to whole pixels, so that it is sharp.
    """
    x, y = pointer.x() + _FROM_POINTER.x(), pointer.y() + _FROM_POINTER.y()
    if x + width > view.right():
        x = pointer.x() - _FROM_POINTER.x() - width
    if y + height > view.bottom():
        y = pointer.y() - _FROM_POINTER.y() - height
    x = max(view.left(), min(x, view.right() - width))
    y = max(view.top(), min(y, view.bottom() - height))
    return QRectF(round(x), round(y), round(width), round(height))


def _paint_card(painter: QPainter, card: QRectF) -> None:
    active = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(active.color("tooltip_border"), 1))
    painter.setBrush(active.color("tooltip"))
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
