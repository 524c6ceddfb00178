"""The curve exp(v · Δ): how many times as large as its DBox a box becomes, never negative."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.lessons.parts.figures import plain
from gui.level_colors import level_style
from ssd_core.lessons.offsets import TORCHVISION_LIMIT, growth

_HEIGHT = 128
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 8, 8, 18
_POINTS = 64
_GRAB = 14
_CURVE = level_style(1)
"""The second slot of the palette, as the loss of classes."""


class GrowthPlot(QWidget):
    """``dragged`` tells the offset (2 for Δw, 3 for Δh) and its new value."""

    dragged = Signal(int, float)

    def __init__(self) -> None:
        super().__init__()
        self._variance, self._reach = 0.2, 5.0
        self._offsets = (0.0, 0.0)
        self._held = -1
        fonts.fix(self, height=_HEIGHT)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_offsets(self, dw: float, dh: float, variance: float) -> None:
        self._offsets, self._variance = (dw, dh), variance
        self.setAccessibleDescription(f"w ×{plain(self._grown(dw))}, h ×{plain(self._grown(dh))}")
        self.update()

    def set_reach(self, reach: float) -> None:
        """Show offsets from -reach to reach."""
        self._reach = reach
        self.update()

    def _grown(self, delta: float) -> float:
        return growth(delta, variance=self._variance)

    @property
    def _top_value(self) -> float:
        return max(self._grown(self._reach) * 1.1, 2.0)

    def _area(self) -> QRectF:
        words = fonts.scaled(_BOTTOM)
        return QRectF(self.rect()).adjusted(fonts.scaled(_LEFT), _TOP, -_RIGHT, -words)

    def point(self, delta: float) -> QPointF:
        """Where an offset stands on the curve, kept inside the plot."""
        area = self._area()
        delta = min(max(delta, -self._reach), self._reach)
        x = area.left() + (delta / self._reach + 1) / 2 * area.width()
        return QPointF(x, area.bottom() - self._grown(delta) / self._top_value * area.height())

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        distances = [
            (self.point(delta) - event.position()).manhattanLength() for delta in self._offsets
        ]
        nearest = distances.index(min(distances))
        self._held = nearest if distances[nearest] <= _GRAB else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held >= 0 and event.buttons() & Qt.MouseButton.LeftButton:
            area = self._area()
            share = (event.position().x() - area.left()) / max(area.width(), 1)
            delta = (min(max(share, 0.0), 1.0) * 2 - 1) * self._reach
            self.dragged.emit(2 + self._held, delta)
            return
        near = any(
            (self.point(d) - event.position()).manhattanLength() <= _GRAB for d in self._offsets
        )
        if near:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = -1

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._paint_grid(painter, area)
        if self._grown(self._reach) > math.exp(TORCHVISION_LIMIT):
            self._paint_limit(painter, area)
        step = 2 * self._reach / _POINTS
        curve = [self.point(-self._reach + step * k) for k in range(_POINTS + 1)]
        painter.setPen(QPen(_CURVE.color, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(curve))
        for name, delta, side in zip("wh", self._offsets, self._sides(), strict=True):
            self._paint_dot(painter, area, name, delta, side)
        painter.end()

    def _sides(self) -> tuple[int, int]:
        """On which side of its dot each name stands: away from the other dot."""
        dw, dh = self._offsets
        return (-1, 1) if dw <= dh else (1, -1)

    def _paint_grid(self, painter: QPainter, area: QRectF) -> None:
        active, middle = theme.current(), Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font(fonts.TICK))
        for value in self._marks():
            y = area.bottom() - value / self._top_value * area.height()
            painter.setPen(QPen(active.color("border"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(active.color("muted"))
            words = "0" if value == 0 else f"×{value:g}"
            rect = QRectF(0, y - 8, area.left() - 6, 16)
            painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, words)
        for share in (-1, -0.5, 0, 0.5, 1):
            x = self.point(share * self._reach).x()
            rect = QRectF(x - 24, area.bottom() + 2, 48, self.height() - area.bottom() - 2)
            words = plain(share * self._reach, 1).removesuffix(".0")
            painter.drawText(rect, middle | Qt.AlignmentFlag.AlignHCenter, words)

    def _marks(self) -> list[float]:
        """Round values of the axis, four at most."""
        step = 10 ** math.floor(math.log10(self._top_value / 2))
        for factor in (1, 2, 5, 10, 20):
            if self._top_value / (step * factor) <= 3.999:
                step *= factor
                break
        return [k * step for k in range(int(self._top_value / step) + 1)]

    def _paint_limit(self, painter: QPainter, area: QRectF) -> None:
        """Where torchvision stops."""
        active = theme.current()
        y = area.bottom() - math.exp(TORCHVISION_LIMIT) / self._top_value * area.height()
        pen = QPen(active.color("danger"), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        rect = QRectF(area.left() + 4, y - 16, area.width(), 15)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, "torchvision ×62.5")

    def _paint_dot(
        self, painter: QPainter, area: QRectF, name: str, delta: float, side: int
    ) -> None:
        active, at = theme.current(), self.point(delta)
        pen = QPen(active.color("text"), 1)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawLine(at, QPointF(at.x(), area.bottom()))
        painter.setPen(QPen(active.color("text"), 1.75))
        painter.setBrush(active.color("raised"))
        painter.drawEllipse(at, 4, 4)
        painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD))
        words = f"{name} ×{plain(self._grown(delta))}"
        width = painter.fontMetrics().horizontalAdvance(words)
        x = at.x() - 8 - width if side < 0 else at.x() + 8
        x = min(max(x, area.left()), area.right() - width)
        y = at.y() - 18 if side < 0 else at.y() + 2
        rect = QRectF(x, min(max(y, 0.0), area.bottom() - 16), width + 2, 16)
        painter.setPen(active.color("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
