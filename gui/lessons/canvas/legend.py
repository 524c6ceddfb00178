"""The row over a picture that says what its lines mean, and how many there are of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui import fonts, theme
from gui.lessons.canvas.strokes import Line, paint_box, paint_dots

HEIGHT = 24
_PATCH, _GAP, _NEXT = 21, 8, 22


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, or a dot where there is none, what it stands for, and how many there are."""

    words: str
    count: str = ""
    line: Line | None = None
    dot: QColor | None = None


def paint_legend(painter: QPainter, row: QRectF, entries: Sequence[Entry], aside: str = "") -> None:
    """Paint ``entries`` from the left and ``aside`` at the right; what does not fit is left out."""
    active = theme.current()
    middle = Qt.AlignmentFlag.AlignVCenter
    usual, strong = fonts.font(fonts.SMALL), fonts.font(fonts.SMALL, fonts.SEMIBOLD)
    right = row.right()
    if aside:
        painter.setFont(usual)
        painter.setPen(active.color("muted"))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, aside)
        right -= QFontMetricsF(usual).horizontalAdvance(aside) + _NEXT
    left = row.left()
    for entry in entries:
        words = QFontMetricsF(usual).horizontalAdvance(entry.words)
        count = QFontMetricsF(strong).horizontalAdvance(entry.count)
        patch = _PATCH if entry.line is not None else 10
        if left + patch + words + count + 2 * _GAP > right:
            break
        _paint_patch(painter, left, row.center().y(), entry)
        left += patch + _GAP
        painter.setFont(usual)
        painter.setPen(active.color("text"))
        painter.drawText(QRectF(left, row.top(), words + 1, row.height()), middle, entry.words)
        left += words + _GAP
        painter.setFont(strong)
        painter.drawText(QRectF(left, row.top(), count + 1, row.height()), middle, entry.count)
        left += count + (_NEXT if entry.count else _NEXT - _GAP)


def _paint_patch(painter: QPainter, left: float, middle: float, entry: Entry) -> None:
    if entry.line is not None:
        paint_box(painter, QRectF(left + 2, round(middle) - 5, _PATCH - 4, 10), entry.line)
    elif entry.dot is not None:
        paint_dots(painter, [QPointF(left + 5, middle)], entry.dot, 3)
