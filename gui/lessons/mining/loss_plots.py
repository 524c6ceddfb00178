"""The two curves of the loss, with the boxes that are looked at as dots on them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.lessons.parts.figures import plain, signed
from gui.level_colors import level_style
from ssd_core.lessons.mining import smooth_l1

_HEIGHT = 96
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 6, 8, 18
_POINTS = 48
_HIGHEST = 6.0
_DOT = 4.0


class LossPlot(QWidget):
    """A curve; the pointer moves a dot along it and reads both figures."""

    def __init__(self, color: QColor) -> None:
        super().__init__()
        self._color = color
        self._dots: tuple[tuple[float, QColor], ...] = ()
        self._probe: float | None = None
        self._drawn: QPolygonF | None = None
        self._drawn_at = QSize()
        fonts.fix(self, height=_HEIGHT)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # What a subclass says

    low, high, top = 0.0, 1.0, 1.0

    def value(self, x: float) -> float:
        """The loss at x."""
        raise NotImplementedError

    def words(self, x: float) -> str:
        """What the readout says at x."""
        return f"{plain(x)} → {plain(self.value(x))}"

    def ticks(self) -> Sequence[tuple[float, str]]:
        return ()

    def paint_ground(self, painter: QPainter, area: QRectF) -> None:
        """What lies under the curve."""

    # What is shown

    def show_dots(self, dots: Sequence[tuple[float, QColor]]) -> None:
        """(x, fill) of each."""
        self._dots = tuple(dots)
        described = ", ".join(self.words(x) for x, _ in dots)
        self.setAccessibleDescription(described)
        self.update()

    def area(self) -> QRectF:
        words = fonts.scaled(_BOTTOM)
        return QRectF(self.rect()).adjusted(fonts.scaled(_LEFT), _TOP, -_RIGHT, -words)

    def point(self, x: float) -> QPointF:
        """Where x stands on the curve; beyond the plot at its edge."""
        area = self.area()
        x = min(max(x, self.low), self.high)
        y = min(self.value(x), self.top)
        return QPointF(
            area.left() + (x - self.low) / (self.high - self.low) * area.width(),
            area.bottom() - y / self.top * area.height(),
        )

    def _curve(self) -> QPolygonF:
        """The same until the plot has another size."""
        if self._drawn is None or self._drawn_at != self.size():
            step = (self.high - self.low) / _POINTS
            points = [self.point(self.low + step * k) for k in range(_POINTS + 1)]
            self._drawn, self._drawn_at = QPolygonF(points), self.size()
        return self._drawn

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self.area()
        share = (event.position().x() - area.left()) / max(area.width(), 1)
        self._probe = self.low + min(max(share, 0.0), 1.0) * (self.high - self.low)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._probe = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, area = theme.current(), self.area()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, area)
        painter.setPen(QPen(active.color("border2"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.topLeft())
        self._paint_ticks(painter, area)
        painter.setPen(QPen(self._color, 1.75))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(self._curve())
        for x, fill in self._dots:
            painter.setPen(QPen(active.color("text"), 1.5))
            painter.setBrush(fill)
            painter.drawEllipse(self.point(x), _DOT, _DOT)
        if self._probe is not None:
            self._paint_readout(painter, area, self._probe)
        painter.end()

    def _paint_ticks(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(fonts.font(fonts.TICK))
        painter.setPen(theme.current().color("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        rect = QRectF(0, area.top() - 8, area.left() - 8, 16)
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, f"{self.top:g}")
        for x, words in self.ticks():
            at = area.left() + (x - self.low) / (self.high - self.low) * area.width()
            width = painter.fontMetrics().horizontalAdvance(words)
            left = min(max(at - width / 2, area.left()), area.right() - width)
            rect = QRectF(left, area.bottom() + 2, width + 2, self.height() - area.bottom() - 2)
            painter.drawText(rect, middle, words)

    def _paint_readout(self, painter: QPainter, area: QRectF, x: float) -> None:
        active, at = theme.current(), self.point(x)
        painter.setPen(QPen(active.color("accent"), 1.75))
        painter.setBrush(active.color("raised"))
        painter.drawEllipse(at, _DOT, _DOT)
        painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD))
        words = self.words(x)
        width = painter.fontMetrics().horizontalAdvance(words) + 8
        left = min(max(at.x() - width / 2, area.left() + 2), area.right() - width)
        patch = QRectF(left, area.top() - 4, width, 16)
        painter.fillRect(patch, active.color("surface"))
        painter.setPen(active.color("text"))
        painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, words)


class CrossEntropyPlot(LossPlot):
    """-ln p over the score of what a box must say."""

    low, high, top = 0.0, 1.0, _HIGHEST

    def __init__(self) -> None:
        super().__init__(level_style(1).color)

    def value(self, x: float) -> float:
        return -math.log(max(x, 1e-30))

    def words(self, x: float) -> str:
        return f"p {plain(x)} → {plain(self.value(x))}"

    def ticks(self) -> Sequence[tuple[float, str]]:
        return ((0.0, "0"), (1.0, "p = 1"))


class SmoothL1Plot(LossPlot):
    """Smooth L1 over the error of an offset; tinted where it is a parabola."""

    low, high, top = -2.0, 2.0, 1.5

    def __init__(self) -> None:
        super().__init__(level_style(2).color)

    def value(self, x: float) -> float:
        return float(smooth_l1(np.array([x], np.float32))[0])

    def words(self, x: float) -> str:
        return f"{signed(x)} → {plain(self.value(x))}"

    def ticks(self) -> Sequence[tuple[float, str]]:
        return ((-1.0, "−1"), (0.0, "0"), (1.0, "1"))

    def paint_ground(self, painter: QPainter, area: QRectF) -> None:
        left, right = (
            area.left() + (x - self.low) / (self.high - self.low) * area.width() for x in (-1, 1)
        )
        tint = QRectF(left, area.top(), right - left, area.height())
        painter.fillRect(tint, theme.current().color("sel"))
