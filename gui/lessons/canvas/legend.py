"""The row over a picture that says what its lines mean, and how many there are of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui import fonts, theme
from gui.lessons.canvas.strokes import Line, paint_box, paint_dots

HEIGHT = 24
_PATCH, _DOT, _BAR = 21, 10, 92
_GAP, _NEXT = 8, 22


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, a dot or a bar, what it stands for, and how many there are of it.

    bar: paints a scale into the rectangle it is called with; it stands between words and count.
    """

    words: str
    count: str = ""
    line: Line | None = None
    dot: QColor | None = None
    bar: Callable[[QPainter, QRectF], None] | None = None

    @property
    def patch(self) -> int:
        """Pixels of what stands before the words, with the gap behind it."""
        if self.bar is not None:
            return 0
        return (_PATCH if self.line is not None else _DOT) + _GAP


@dataclass(frozen=True, slots=True)
class _Fit:
    """Letters, and how wide bars are, for everything to fit."""

    usual: QFont
    strong: QFont
    bar: float

    @classmethod
    def of(cls, share: float) -> _Fit:
        """share: of the size in which a person reads."""
        usual, strong = fonts.font(fonts.SMALL), fonts.font(fonts.SMALL, fonts.SEMIBOLD)
        if share < 1:
            usual, strong = _shrunk(usual, share), _shrunk(strong, share)
        return cls(usual, strong, share * _BAR)

    def font(self, entry: Entry) -> QFont:
        """Of the count: the end of a scale counts nothing."""
        return self.strong if entry.bar is None else self.usual

    def elastic(self, entry: Entry) -> float:
        """Pixels of an entry that shrink with ``share``."""
        words = _advance(self.usual, entry.words) + _advance(self.font(entry), entry.count)
        return words + (self.bar if entry.bar is not None else 0)

    def width(self, entry: Entry) -> float:
        """Of an entry, without the gap behind it."""
        gaps = _GAP * (bool(entry.count) + (entry.bar is not None))
        return entry.patch + gaps + self.elastic(entry)


def paint_legend(painter: QPainter, row: QRectF, entries: Sequence[Entry], aside: str = "") -> None:
    """Paint ``entries`` from the left and ``aside`` at the right.

    Large letters shrink, to their usual size at most, and ``aside`` goes before an entry does: a
    line that nothing explains is worse than a small word.
    """
    least = 1 / fonts.scale()
    share = _share(row.width(), entries, aside)
    if share < least:
        aside = ""
        share = _share(row.width(), entries, aside)
    fit = _Fit.of(max(share, least))
    right = _paint_aside(painter, row, fit.usual, aside)
    left = row.left()
    for entry in entries:
        width = fit.width(entry)
        if left + width > right:
            break
        _paint_entry(painter, row.adjusted(left - row.left(), 0, 0, 0), entry, fit)
        left += width + _NEXT


def _share(room: float, entries: Sequence[Entry], aside: str) -> float:
    """How large letters can be, of the size they have, for everything to fit."""
    fit = _Fit.of(1.0)
    elastic = sum(fit.elastic(entry) for entry in entries) + _advance(fit.usual, aside)
    stiff = sum(fit.width(entry) - fit.elastic(entry) for entry in entries)
    stiff += _NEXT * (len(entries) - (not aside))
    return min((room - stiff) / max(elastic, 1), 1.0)


def _paint_aside(painter: QPainter, row: QRectF, usual: QFont, aside: str) -> float:
    """Returns where the entries end."""
    if not aside:
        return row.right()
    painter.setFont(usual)
    painter.setPen(theme.current().color("muted"))
    painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
    return row.right() - _advance(usual, aside) - _NEXT


def _paint_entry(painter: QPainter, row: QRectF, entry: Entry, fit: _Fit) -> None:
    middle = row.center().y()
    if entry.line is not None:
        frame = QRectF(row.left() + 2, round(middle) - 5, _PATCH - 4, 10)
        paint_box(painter, frame, entry.line)
    elif entry.dot is not None:
        paint_dots(painter, [QPointF(row.left() + _DOT / 2, middle)], entry.dot, 3)
    left = _paint_words(painter, row, row.left() + entry.patch, fit.usual, entry.words)
    if entry.bar is not None:
        entry.bar(painter, QRectF(left + _GAP, middle - 4, fit.bar, 8))
        left += _GAP + fit.bar
    if entry.count:
        _paint_words(painter, row, left + _GAP, fit.font(entry), entry.count)


def _paint_words(painter: QPainter, row: QRectF, left: float, font: QFont, text: str) -> float:
    """Returns where they end."""
    width = _advance(font, text)
    painter.setFont(font)
    painter.setPen(theme.current().color("text"))
    place = QRectF(left, row.top(), width + 1, row.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
    return left + width


def _advance(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def _shrunk(font: QFont, share: float) -> QFont:
    smaller = QFont(font)
    smaller.setPixelSize(max(int(font.pixelSize() * share), 1))
    return smaller
