"""The small card beside a crosshair: the step, and the value of each line there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui import fonts, theme
from gui.controls.painting import SWATCH, fill_rounded, paint_swatch, stroke_rounded

_PADDING, _GAP = 10, 12
_FROM_LINE, _FROM_TOP = 12, 24
_LONGEST = 140
"""Pixels of a name; the rest of a longer one is left out."""


@dataclass(frozen=True, slots=True)
class Value:
    """A row of the card."""

    color: QColor
    name: str
    figure: str


def paint_card(
    painter: QPainter, area: QRectF, x: float, title: str, note: str, rows: Sequence[Value]
) -> None:
    """Paint the card within ``area``, right of the line at ``x`` or, without room, left of it."""
    line = fonts.scaled(19)
    bold = fonts.font(fonts.SMALL, fonts.SEMIBOLD)
    plain = fonts.font(fonts.SMALL)
    widths = QFontMetricsF(bold), QFontMetricsF(plain)
    head = widths[0].horizontalAdvance(title) + 4 + widths[1].horizontalAdvance(note)
    names = max((widths[1].horizontalAdvance(r.name) for r in rows), default=0)
    figures = max((widths[0].horizontalAdvance(r.figure) for r in rows), default=0)
    body = SWATCH + 6 + min(names, fonts.scaled(_LONGEST)) + _GAP + figures
    width = 2 * _PADDING + max(head, body)
    rect = QRectF(x + _FROM_LINE, area.top() + _FROM_TOP, width, line * (len(rows) + 1) + 12)
    if rect.right() > area.right():
        rect.moveRight(x - _FROM_LINE)
    rect.moveLeft(max(rect.left(), area.left()))
    _paint_frame(painter, rect)
    place = QRectF(rect.left() + _PADDING, rect.top() + 6, width - 2 * _PADDING, line)
    _paint_head(painter, place, title, note)
    for row in rows:
        place.translate(0, line)
        _paint_row(painter, place, row, figures)


def _paint_frame(painter: QPainter, rect: QRectF) -> None:
    fill_rounded(painter, rect, 6, theme.current().color("raised"))
    stroke_rounded(painter, rect, 6, theme.current().color("border2"))


def _paint_head(painter: QPainter, place: QRectF, title: str, note: str) -> None:
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    painter.setPen(theme.current().color("text"))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
    advance = painter.fontMetrics().horizontalAdvance(title) + 4
    painter.setFont(fonts.font(fonts.SMALL))
    painter.setPen(theme.current().color("muted"))
    painter.drawText(place.adjusted(advance, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, note)


def _paint_row(painter: QPainter, place: QRectF, row: Value, figures: float) -> None:
    paint_swatch(painter, place.left(), place.center().y(), row.color)
    painter.setPen(theme.current().color("text"))
    painter.setFont(fonts.font(fonts.SMALL))
    name = place.adjusted(SWATCH + 6, 0, -figures - _GAP / 2, 0)
    shown = painter.fontMetrics().elidedText(
        row.name, Qt.TextElideMode.ElideMiddle, int(name.width()) + 1
    )
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    both = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(place, both, row.figure)
