"""How many objects there are of each class and of each size, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.painting import fill_rounded
from gui.sentences import translated

_ROW, _BAR, _GAP = 22, 6, 12
_LONGEST = 110
"""Pixels of a name; what is longer is elided."""
MOST_CLASSES = 12


@dataclass(frozen=True, slots=True)
class CountRow:
    """A bar as long as ``total``, the first ``part`` of it in colour. figure: its words.

    label: of a class, for its colour; 0 for none.
    """

    name: str
    figure: str
    total: int
    part: int
    label: int = 0


class CountBars(QWidget):
    """A name, a bar and a figure a row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[CountRow] = ()
        self._classes: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[CountRow], classes: Sequence[str] = ()) -> None:
        """classes: all there are, by label, for the colours."""
        self._rows, self._classes = tuple(rows), tuple(classes)
        spoken = [f"{name} {figure}" for name, figure in self._words()]
        self.setAccessibleDescription(", ".join(spoken))
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """All of it, for copying."""
        return "\n".join(f"  {name}: {figure}" for name, figure in self._words())

    def _words(self) -> list[tuple[str, str]]:
        return [(translated(row.name), translated(row.figure)) for row in self._rows]

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(200), fonts.scaled(_ROW) * len(self._rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.font(fonts.SMALL))
        metrics, high = painter.fontMetrics(), fonts.scaled(_ROW)
        words = self._words()
        names = _widest(metrics, [name for name, _ in words], fonts.scaled(_LONGEST))
        figures = _widest(metrics, [figure for _, figure in words], self.width())
        most = max((row.total for row in self._rows), default=0)
        for number, (row, (name, figure)) in enumerate(zip(self._rows, words, strict=True)):
            place = QRectF(0, number * high, self.width(), high)
            painter.setPen(theme.current().color("text"))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            both = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(place, both, figure)
            bar = QRectF(names + _GAP, place.center().y() - _BAR / 2, 0, _BAR)
            bar.setRight(max(place.right() - figures - _GAP, bar.left() + _BAR))
            self._paint_bar(painter, bar, row, most)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: QRectF, row: CountRow, most: int) -> None:
        full = bar.width()
        for count, color in ((row.total, theme.current().color("d4")), (row.part, self._ink(row))):
            if count:
                bar.setWidth(max(full * count / most, _BAR))
                fill_rounded(painter, bar, _BAR / 2, color)

    def _ink(self, row: CountRow) -> QColor:
        if row.label:
            return class_style(row.label, self._classes).color
        return theme.current().color("d2")


def _widest(metrics: QFontMetrics, texts: Sequence[str], most: int) -> int:
    return min(max(map(metrics.horizontalAdvance, texts), default=0) + 1, most)
