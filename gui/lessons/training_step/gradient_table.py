"""One DBox's outputs: what it says, what it should say, and where the step pushes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded
from gui.lessons.training_step.colors import class_head_color
from gui.lessons.training_step.told import Line

_ROW = 22
_NAME, _SCORE, _WANTED, _FIGURE = 88, 44, 26, 62


def signed(value: float) -> str:
    """A gradient as it is shown: +.0049, −.0076."""
    sign = "−" if value < 0 else "+"
    return sign + f"{abs(value):.4f}".removeprefix("0")


class GradientTable(QWidget):
    """Bars grow from the middle: to the left where the step pushes an output up."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._heads = ("", "", "", "")
        self._hidden = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_heads(self, output: str, gradient: str) -> None:
        self._heads = (output, "p", "y", gradient)
        self.update()

    def set_lines(self, lines: Sequence[Line], *, hidden: bool = False) -> None:
        """hidden: gradients are still to be predicted."""
        self._lines, self._hidden = tuple(lines), hidden
        self.setAccessibleName(
            "; ".join(f"{x.name} p {x.score:.2f} y {x.wanted} {signed(x.gradient)}" for x in lines)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, fonts.scaled(_ROW) * (len(self._lines) + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = fonts.scaled(_ROW)
        row = QRectF(0, 0, self.width(), high)
        self._paint_cells(painter, row, self._heads, head=True)
        most = max((abs(line.gradient) for line in self._lines), default=0.0) or 1.0
        for place, line in enumerate(self._lines):
            row = QRectF(0, (place + 1) * high, self.width(), high)
            figure = "?" if self._hidden else signed(line.gradient)
            cells = (line.name, f"{line.score:.2f}", str(line.wanted), figure)
            self._paint_cells(painter, row, cells, head=False)
            if not self._hidden:
                self._paint_bar(painter, row, line.gradient / most)
        painter.end()

    @staticmethod
    def _paint_cells(
        painter: QPainter, row: QRectF, cells: tuple[str, str, str, str], *, head: bool
    ) -> None:
        active, middle = theme.current(), Qt.AlignmentFlag.AlignVCenter
        right = middle | Qt.AlignmentFlag.AlignRight
        name, score, wanted = (fonts.scaled(width) for width in (_NAME, _SCORE, _WANTED))
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color("muted" if head else "text"))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            row, middle, painter.fontMetrics().elidedText(cells[0], elide, name + score - 40)
        )
        painter.drawText(QRectF(0, row.top(), name + score - 12, row.height()), right, cells[1])
        painter.setPen(active.color("muted"))
        end = name + score + wanted - 6
        painter.drawText(QRectF(0, row.top(), end, row.height()), right, cells[2])
        if not head:
            painter.setPen(active.color("text"))
            painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
        painter.drawText(row, right, cells[3])

    @staticmethod
    def _paint_bar(painter: QPainter, row: QRectF, share: float) -> None:
        left = fonts.scaled(_NAME + _SCORE + _WANTED) + 6
        room = QRectF(left, row.top(), row.width() - left - fonts.scaled(_FIGURE), row.height())
        middle = room.center().x()
        painter.setPen(QPen(theme.current().color("border2"), 1))
        painter.drawLine(QPointF(middle, room.top() + 3), QPointF(middle, room.bottom() - 3))
        width = share * room.width() / 2
        bar = QRectF(middle, room.center().y() - 4, width, 8).normalized()
        if bar.width() >= 0.5:
            fill_rounded(painter, bar, 1.5, class_head_color())
