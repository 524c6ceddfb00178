"""What is drawn between a DBox and its target: arrows, brackets with figures, tags."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from gui.canvas.life_strokes import paint_arrow
from gui.lessons.canvas.strokes import INK, PAPER, black, paint_note, tag_size

_TICK, _LEAN = 4.0, 12.0
_DASH = (4.0, 3.0)
_HEAD, _SMALL_HEAD = 9.0, 6.5


@dataclass(frozen=True, slots=True)
class Bracket:
    """A length beside a box. start, end: along it; at: across it; words: on it.

    note: where along it the words stand, 0..1. beside: towards which side they lean, 0 for neither.
    """

    start: float
    end: float
    at: float
    words: str
    upright: bool
    dashed: bool = False
    strong: bool = False
    note: float = 0.5
    beside: int = 0


def paint_corner_arrows(painter: QPainter, start: QRectF, end: QRectF, strokes: float) -> None:
    """From each corner of ``start`` to the same one of ``end``."""
    corners = zip(_corners(start), _corners(end), strict=True)
    for a, b in corners:
        paint_arrow(
            painter, a, b, width=1.25 * strokes, head=_SMALL_HEAD * strokes, casing=2 * strokes
        )


def paint_offset_arrow(
    painter: QPainter, start: QPointF, end: QPointF, *, strong: bool, strokes: float
) -> None:
    """One component of the move of the centre."""
    width = (4.0 if strong else 2.5) * strokes
    paint_arrow(painter, start, end, width=width, head=_HEAD * strokes, casing=2.5 * strokes)


def paint_diagonal(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """The way of the centre, of which the arrows are the parts."""
    pen = QPen(black(0.75), 1.25)
    pen.setDashPattern([2.5, 2.5])
    painter.setPen(pen)
    painter.drawLine(start, end)


def paint_bracket(painter: QPainter, bracket: Bracket, room: QRectF, strokes: float) -> None:
    """The line with its ends, white under ink, and the note in its middle, kept inside ``room``."""
    thick = 2.0 if bracket.strong else 1.0
    for color, width in ((PAPER, thick + 2), (INK, thick)):
        for strip in _strips(bracket, width * strokes, broken=bracket.dashed and color is INK):
            painter.fillRect(strip, color)
    middle = _point(bracket, bracket.start + bracket.note * (bracket.end - bracket.start))
    width, height = tag_size(bracket.words)
    lean = bracket.beside * (width / 2 - _LEAN)
    corner = QPointF(middle.x() - width / 2 + lean, middle.y() - height / 2)
    paint_note(painter, kept_inside(corner, width, height, room), bracket.words)


def kept_inside(corner: QPointF, width: float, height: float, room: QRectF) -> QPointF:
    """The top left of something that would lie at ``corner``, moved into ``room``."""
    return QPointF(
        max(min(corner.x(), room.right() - width), room.left()),
        max(min(corner.y(), room.bottom() - height), room.top()),
    )


def _strips(bracket: Bracket, width: float, *, broken: bool) -> list[QRectF]:
    """Line and ends as filled strips; broken: the line in dashes."""
    low, high = sorted((bracket.start, bracket.end))
    parts = [(low, high)]
    if broken:
        count = int((high - low) // sum(_DASH)) + 1
        starts = [low + k * sum(_DASH) for k in range(count)]
        parts = [(start, min(start + _DASH[0], high)) for start in starts]
    half, reach = width / 2, _TICK + width / 2 - 0.5
    along = [QRectF(a, bracket.at - half, b - a, width) for a, b in parts]
    ends = [QRectF(at - half, bracket.at - reach, width, 2 * reach) for at in (low, high)]
    flat = along + ends
    if not bracket.upright:
        return flat
    return [QRectF(r.y(), r.x(), r.height(), r.width()) for r in flat]


def _point(bracket: Bracket, along: float) -> QPointF:
    return QPointF(bracket.at, along) if bracket.upright else QPointF(along, bracket.at)


def _corners(rect: QRectF) -> list[QPointF]:
    return [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
