"""How one thumbnail of the filmstrip looks: its picture, its ring, its badge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QTransform

from gui import fonts, icons, theme
from gui.controls.painting import fill_rounded, stroke_rounded

_RADIUS = 4
_RING, _RING_GAP = 2, 2
_BADGE = 20
_BADGE_INSET, _BADGE_PADDING = 4, 6
_BADGE_FILL = QColor(11, 13, 16, 200)
_BADGE_INK = QColor("#FFFFFF")


def paint_thumbnail(
    painter: QPainter, rect: QRectF, picture: QImage | None, *, refused: bool
) -> None:
    """Paint ``picture`` with round corners; without one a blank, with a warning where refused."""
    active = theme.current()
    if picture is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_texture(picture, rect))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        return
    fill_rounded(painter, rect, _RADIUS, active.color("sel"))
    if refused:
        middle = QRectF(0, 0, icons.RAIL, icons.RAIL)
        middle.moveCenter(rect.center())
        icons.paint(painter, "alert", active.color("muted"), middle)


def paint_ring(painter: QPainter, rect: QRectF, token: str) -> None:
    """Paint a ring of the theme's colour ``token`` around a thumbnail."""
    reach = _RING + _RING_GAP
    ring = rect.adjusted(-reach, -reach, reach, reach)
    stroke_rounded(painter, ring, _RADIUS + reach, theme.current().color(token), width=_RING)


def paint_badge(painter: QPainter, count: int, rect: QRectF) -> None:
    """Paint ``count`` in the lower right corner of a thumbnail; it reads on any picture."""
    font = fonts.font(fonts.LABEL, fonts.SEMIBOLD)
    words = f"{count:,}"
    width = max(_BADGE, QFontMetricsF(font).horizontalAdvance(words) + 2 * _BADGE_PADDING)
    right, bottom = rect.right() - _BADGE_INSET, rect.bottom() - _BADGE_INSET
    badge = QRectF(right - width, bottom - _BADGE, width, _BADGE)
    fill_rounded(painter, badge, _BADGE / 2, _BADGE_FILL)
    painter.setFont(font)
    painter.setPen(_BADGE_INK)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


def _texture(picture: QImage, rect: QRectF) -> QBrush:
    """``picture`` laid over ``rect``: a brush, because a clip would have ragged corners."""
    brush = QBrush(picture)
    scale = rect.width() / picture.width(), rect.height() / picture.height()
    brush.setTransform(QTransform.fromTranslate(rect.left(), rect.top()).scale(*scale))
    return brush
