"""Where things lie in the chart of scores."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize

from gui import fonts
from gui.lessons.bugs.chart_values import Row

PADDING = 16
_HEAD, _NAMES, _CHANGES, _AXIS = 34, 92, 66, 30
_LEAST, _MOST = 20, 34


@dataclass(frozen=True, slots=True)
class Places:
    """In logical pixels. head: height of the title's row. plot: between the axes. rows: those there
    is room for. step: from one to the next. top: the score at the right end of the axis, 1, or more
    where scores are none.
    """

    head: int
    plot: QRectF
    rows: tuple[Row, ...]
    step: float
    top: float

    @classmethod
    def of(cls, size: QSize, rows: tuple[Row, ...]) -> Places:
        """In a chart of ``size``: found once, and not for every dot."""
        head, left = fonts.scaled(_HEAD), PADDING + fonts.scaled(_NAMES)
        right = size.width() - PADDING - fonts.scaled(_CHANGES)
        bottom = size.height() - fonts.scaled(_AXIS)
        plot = QRectF(left, head, max(right - left, 40), max(bottom - head, 20))
        most = max(int(plot.height() // fonts.scaled(_LEAST)), 1)
        fitting = rows if len(rows) <= most else rows[: most - 1]
        lines = len(fitting) + (len(fitting) < len(rows))
        step = min(plot.height() / max(lines, 1), fonts.scaled(_MOST))
        highest = max((max(row.right, row.wrong) for row in rows), default=1.0)
        return cls(head, plot, fitting, step, 1.0 if highest <= 1.0 else float(int(highest) + 1))

    def x(self, score: float) -> float:
        return self.plot.left() + min(max(score / self.top, 0), 1) * self.plot.width()

    def y(self, place: int) -> float:
        """The middle of a row."""
        return self.head + (place + 0.5) * self.step

    def score_at(self, x: float) -> float:
        return (x - self.plot.left()) / self.plot.width() * self.top

    def number_at(self, y: float) -> int | None:
        """The number of the object whose row is there."""
        place = int((y - self.head) // max(self.step, 1))
        return self.rows[place].number if y >= self.head and place < len(self.rows) else None
