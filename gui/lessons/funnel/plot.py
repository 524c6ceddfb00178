"""The card of one station: a chart of its numbers, where the thread stands in it, its cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded, stroke_rounded

_HEIGHT = 132
_SIDE, _TOP = 8, 12
_WORDS = 22
_GAP = 1.0
_GRAB = 8
_DOT = 3.5


@dataclass(frozen=True, slots=True)
class Bar:
    """height: 0..1. paint: which of the three it is."""

    height: float
    paint: Literal["off", "on", "class", "thread"]


@dataclass(frozen=True, slots=True)
class Cut:
    """The threshold in a chart. at: 0..1 along x, or up y where ``level``. words: beside it."""

    at: float
    level: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a card paints, with nothing of what it means.

    marker: (x, y) of the thread in 0..1, y upwards, None where it does not come. words: left,
    middle and right below the axis. color: of bars painted as "class".
    """

    bars: tuple[Bar, ...] = ()
    cut: Cut | None = None
    marker: tuple[float, float] | None = None
    words: tuple[str, str, str] = ("", "", "")
    color: int = 0


EMPTY = Chart()


class StationPlot(QWidget):
    """``pointed`` tells whether the pointer is on it; ``bar_pointed`` the bar above or under it, -1
    for none; ``pinned`` that it was clicked; ``cut_moved`` where its cut was dragged to, 0..1."""

    pointed = Signal(bool)
    bar_pointed = Signal(int)
    pinned = Signal()
    cut_moved = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._chart = EMPTY
        self._current = False
        self._dragging = False
        self._bar = -1
        self.setMouseTracking(True)
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def chart(self) -> Chart:
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        if chart != self._chart:
            self._chart = chart
            self._point(-1)  # its bars count others
            self.update()

    def set_current(self, current: bool) -> None:
        """Outline it: the panel explains this station."""
        if current != self._current:
            self._current = current
            self.update()

    def marker(self) -> QPointF | None:
        """Where the thread stands in the widget."""
        if self._chart.marker is None:
            return None
        x, y = self._chart.marker
        area = self._area()
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())

    def _area(self) -> QRectF:
        words = fonts.scaled(_WORDS)
        return QRectF(self.rect()).adjusted(_SIDE, _TOP, -_SIDE, -words)

    # The pointer

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)
        self.pointed.emit(False)

    def _point(self, bar: int) -> None:
        if bar != self._bar:
            self._bar = bar
            self.bar_pointed.emit(bar)
            self.update()

    def _bar_at(self, at: QPointF) -> int:
        """The bar whose column holds a point, -1 where there is none, or one of nobody."""
        bars, share = self._chart.bars, self._share_along(at)
        index = int(share * len(bars))
        inside = 0 <= share < 1 and self._area().bottom() >= at.y()
        return index if inside and bars and bars[index].height > 0 else -1

    def bar_rect(self, bar: int, area: QRectF | None = None) -> QRectF:
        """Where a bar lies in the widget, in logical pixels. area: of the bars, if it is known."""
        area = area or self._area()
        pitch = area.width() / len(self._chart.bars)
        height = self._chart.bars[bar].height * area.height()
        gap = _GAP if pitch > 2 * _GAP else 0
        return QRectF(area.left() + bar * pitch, area.bottom() - height, pitch - gap, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.pinned.emit()
        self._dragging = self._over_cut(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.cut_moved.emit(self._share(event.position()))
            return
        self._point(self._bar_at(event.position()))
        if self._over_cut(event.position()):
            level = self._chart.cut is not None and self._chart.cut.level
            shape = Qt.CursorShape.SizeVerCursor if level else Qt.CursorShape.SizeHorCursor
            self.setCursor(shape)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragging = False

    def _over_cut(self, at: QPointF) -> bool:
        cut, area = self._chart.cut, self._area()
        if cut is None:
            return False
        if cut.level:
            return abs(at.y() - (area.bottom() - cut.at * area.height())) <= _GRAB
        return abs(at.x() - (area.left() + cut.at * area.width())) <= _GRAB

    def _share(self, at: QPointF) -> float:
        area = self._area()
        level = self._chart.cut is not None and self._chart.cut.level
        up = (area.bottom() - at.y()) / max(area.height(), 1)
        return min(max(up if level else self._share_along(at), 0.0), 1.0)

    def _share_along(self, at: QPointF) -> float:
        area = self._area()
        return (at.x() - area.left()) / max(area.width(), 1)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card, area = QRectF(self.rect()), self._area()
        fill_rounded(painter, card, 8, active.color("raised"))
        edge, width = ("accent", 1.5) if self._current else ("border", 1.0)
        stroke_rounded(painter, card, 8, active.color(edge), width=width)
        self._paint_bars(painter, area)
        painter.setPen(QPen(active.color("border2"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self._chart.cut is not None:
            self._paint_cut(painter, area, self._chart.cut)
        self._paint_words(painter, area)
        painter.end()

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        active = theme.current()
        colors = {
            "off": active.color("hist_off"),
            "on": active.color("hist_on"),
            "class": QColor.fromRgba(self._chart.color),
            "thread": active.color("suppress"),
        }
        for index, bar in enumerate(self._chart.bars):
            if bar.height > 0:
                lit = index == self._bar
                color = active.color("accent") if lit else colors[bar.paint]
                painter.fillRect(self.bar_rect(index, area), color)

    def _paint_cut(self, painter: QPainter, area: QRectF, cut: Cut) -> None:
        accent = theme.current().color("accent")
        painter.setPen(QPen(accent, 1.25))
        if cut.level:
            y = area.bottom() - cut.at * area.height()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        else:
            x = area.left() + cut.at * area.width()
            painter.drawLine(QPointF(x, area.top() - 4), QPointF(x, area.bottom()))
        if cut.words:
            self._paint_cut_words(painter, area, cut)

    def _paint_cut_words(self, painter: QPainter, area: QRectF, cut: Cut) -> None:
        """On a patch of the card, above the line or below it, whichever has room."""
        active = theme.current()
        painter.setFont(fonts.font(fonts.TICK, fonts.SEMIBOLD))
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(cut.words) + 4, metrics.height()
        y = area.bottom() - cut.at * area.height()
        top = y - height - 1 if y - height > area.top() else y + 2
        patch = QRectF(area.right() - width, top, width, height)
        painter.fillRect(patch, active.color("raised"))
        painter.setPen(active.color("accent"))
        painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, cut.words)

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(theme.current().color("muted"))
        painter.setFont(fonts.font(fonts.TICK))
        room = QRectF(area.left(), area.bottom() + 2, area.width(), self.height() - area.bottom())
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter,
                 Qt.AlignmentFlag.AlignRight)  # fmt: skip
        for words, side in zip(self._chart.words, sides, strict=True):
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)


def paint_marker(painter: QPainter, at: QPointF) -> None:
    """The thread's dot."""
    painter.setPen(QPen(theme.current().color("raised"), 1.25))
    painter.setBrush(theme.current().color("suppress"))
    painter.drawEllipse(at, _DOT, _DOT)
