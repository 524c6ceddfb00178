"""A dark note with a line to what it speaks of, in the emptiest corner of the picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextDocument

from gui import fonts
from gui.controls.painting import fill_rounded
from gui.lessons.canvas.strokes import INK, PAPER
from gui.lessons.parts.prose import rich

_WIDTH, _PADDING, _MARGIN = 168, 9, 12
_SHARE = 0.36
"""Of the picture's width: no note is wider."""


def paint_callout(
    painter: QPainter, area: QRectF, target: QPointF, text: str, avoid: Sequence[QRectF]
) -> QRectF:
    """``text`` (with the marks of ``Prose``) about ``target``; where its note lies.

    avoid: what it should not cover; the corner of ``area`` that covers least of it is taken.
    """
    document = QTextDocument()
    document.setDefaultFont(fonts.font(fonts.SMALL))
    document.setDocumentMargin(0)
    width = min(fonts.scaled(_WIDTH), area.width() * _SHARE)
    document.setTextWidth(width - 2 * _PADDING)
    document.setHtml(f'<span style="color:{PAPER.name()}">{rich(text)}</span>')
    size = document.size()
    note = _emptiest(area, width, size.height() + 2 * _PADDING, avoid)
    _paint_leader(painter, note, target)
    fill_rounded(painter, note, 5, INK)
    painter.save()
    painter.translate(note.left() + _PADDING, note.top() + _PADDING)
    document.drawContents(painter)
    painter.restore()
    return note


def _emptiest(area: QRectF, width: float, height: float, avoid: Sequence[QRectF]) -> QRectF:
    inner = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    left, right = inner.left(), inner.right() - width
    top, bottom = inner.top(), inner.bottom() - height
    corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
    places = [QRectF(x, y, width, height) for x, y in corners]
    return min(places, key=lambda place: sum(_shared(place, other) for other in avoid))


def _shared(a: QRectF, b: QRectF) -> float:
    both = a & b
    return both.width() * both.height() if both.isValid() else 0.0


def _paint_leader(painter: QPainter, note: QRectF, target: QPointF) -> None:
    """Sideways from the target, then straight to the note; black on white, so that it is seen."""
    x = min(max(target.x(), note.left() + 20), note.right() - 20)
    if abs(x - target.x()) < 1:
        x = note.center().x()
    end = note.top() if target.y() < note.center().y() else note.bottom()
    path = [target, QPointF(x, target.y()), QPointF(x, end)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((PAPER, 3.5), (INK, 1.25)):
        painter.setPen(QPen(color, width))
        painter.drawPolyline(path)
