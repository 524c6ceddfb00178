"""The red thread: from the box in the first picture along a bus to its place in every chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.lessons.funnel.miniature import Miniature
from gui.lessons.funnel.plot import StationPlot, paint_marker

_BELOW = 8
"""Where the bus runs, under the pictures."""
_WIDTH = 1.75


class ThreadLine(QWidget):
    """Lies over the whole board and lets the pointer through."""

    def __init__(
        self, board: QWidget, pictures: Sequence[Miniature], plots: Sequence[StationPlot]
    ) -> None:
        super().__init__(board)
        self._pictures, self._plots = tuple(pictures), tuple(plots)
        self._last = -1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_last(self, column: int) -> None:
        """The last column it reaches; -1: there is no thread."""
        self._last = column
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = self._pictures[0].thread_box() if self._last >= 0 else None
        if box is None:
            return
        stops = [self._stop(plot) for plot in self._plots[: self._last + 1]]
        reached = [stop for stop in stops if stop is not None]
        if not reached:
            return
        first = self._pictures[0]
        start = self._at(first, box.bottomLeft() + QPointF(box.width() / 2, 0))
        bus = self._at(first, QPointF(0, first.height() + _BELOW)).y()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.current().color("suppress"), _WIDTH)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        end = max(reached[-1].x(), start.x())
        left = min(reached[0].x(), start.x())
        painter.drawPolyline(QPolygonF([start, QPointF(start.x(), bus)]))
        painter.drawPolyline(QPolygonF([QPointF(left, bus), QPointF(end, bus)]))
        for stop in reached:
            painter.drawLine(QPointF(stop.x(), bus), stop)
        for stop in reached:
            painter.setPen(pen)
            paint_marker(painter, stop)
        painter.end()

    def _stop(self, plot: StationPlot) -> QPointF | None:
        marker = plot.marker()
        return None if marker is None else self._at(plot, marker)

    def _at(self, widget: QWidget, point: QPointF) -> QPointF:
        return QPointF(widget.mapTo(self.parentWidget(), QPoint(0, 0))) + point
