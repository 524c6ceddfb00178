"""The red thread: from the box in the first picture along a bus to its place in every chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.lessons.funnel.miniature import Miniature
from gui.lessons.funnel.plot import StationPlot, paint_marker

_BELOW = 8
"""Where the bus runs, under the pictures."""
_WIDTH = 1.75
_REACH = 5
"""How far dots reach from its way."""


class ThreadLine(QWidget):
    """Lies over the whole board and lets the pointer through."""

    def __init__(
        self, board: QWidget, pictures: Sequence[Miniature], plots: Sequence[StationPlot]
    ) -> None:
        super().__init__(board)
        self._pictures, self._plots = tuple(pictures), tuple(plots)
        self._last = -1
        self._way: list[QPointF] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_last(self, column: int) -> None:
        """The last column it reaches; -1: there is no thread.

        To be called when charts or boxes are others. It lies over everything, and painting it
        paints what is under it: only where it ran or runs alone.
        """
        self._last = column
        way = self._found_way()
        if way != self._way:
            self.update(_region(_lines(self._way) ^ _lines(way)))
            self._way = way

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._way = []

    def _found_way(self) -> list[QPointF]:
        """From the box, along the bus, to the stops: start, (start's x, bus), stop, stop, …"""
        box = self._pictures[0].thread_box() if self._last >= 0 else None
        if box is None:
            return []
        stops = [self._stop(plot) for plot in self._plots[: self._last + 1]]
        first = self._pictures[0]
        start = self._at(first, box.bottomLeft() + QPointF(box.width() / 2, 0))
        bus = self._at(first, QPointF(0, first.height() + _BELOW)).y()
        return [start, QPointF(start.x(), bus), *(stop for stop in stops if stop is not None)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        start, corner, *stops = self._found_way() or [None, None]
        if start is None or corner is None or not stops:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.current().color("suppress"), _WIDTH)
        painter.setPen(pen)
        xs = [start.x(), *(stop.x() for stop in stops)]
        painter.drawLine(start, corner)
        painter.drawLine(QPointF(min(xs), corner.y()), QPointF(max(xs), corner.y()))
        for stop in stops:
            painter.drawLine(QPointF(stop.x(), corner.y()), stop)
        for stop in stops:
            paint_marker(painter, stop)
        painter.end()

    def _stop(self, plot: StationPlot) -> QPointF | None:
        marker = plot.marker()
        return None if marker is None else self._at(plot, marker)

    def _at(self, widget: QWidget, point: QPointF) -> QPointF:
        return QPointF(widget.mapTo(self.parentWidget(), QPoint(0, 0))) + point


def _lines(way: list[QPointF]) -> set[tuple[float, float, float, float]]:
    """The straight parts of a thread on this ``way``: x, y of both ends."""
    if not way:
        return set()
    start, corner, *stops = way
    xs = [start.x(), *(stop.x() for stop in stops)]
    bus = corner.y()
    ends = {(stop.x(), bus, stop.x(), stop.y()) for stop in stops}
    return {(start.x(), start.y(), start.x(), bus), (min(xs), bus, max(xs), bus), *ends}


def _region(lines: set[tuple[float, float, float, float]]) -> QRegion:
    """What these parts cover, dots included."""
    region = QRegion()
    for left, top, right, bottom in lines:
        rect = QRectF(QPointF(left, top), QPointF(right, bottom)).normalized()
        region += rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).toAlignedRect()
    return region
