"""The plot of the losses: lines of several runs, a crosshair, and the pinned step."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QWheelEvent,
)

from gui import theme
from gui.panels.charts.lines import ShownLine
from gui.panels.charts.plot import Plot
from gui.panels.charts.ticks import figure
from gui.panels.charts.value_card import Value, paint_card
from ssd_core.training.curves import nearest

_ZOOM = 1.25
_NOTCH = 120
_LEAP = 10
_PIN = (4.0, 3.0)
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class LossPlot(Plot):
    """Tells what a person does in it; what is shown, others decide.

    The wheel zooms at the pointer, a drag moves, a click picks a step, a double click goes back to
    everything, live. Arrow keys move the crosshair, Enter picks its step.
    """

    zoomed = Signal(float, float)
    """How many times nearer, around which step."""
    moved = Signal(float)
    """By so many steps."""
    picked = Signal(float)
    left = Signal()
    """Everything is to be shown again, live."""
    crossed = Signal(object)
    """The step of the crosshair; None: there is none."""

    def __init__(self) -> None:
        self._shown: Sequence[ShownLine] = ()
        self._epochs: Sequence[float] = ()
        self._cross: float | None = None
        self._pinned: float | None = None
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self._ring = False
        super().__init__(most=5)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def show_values(self, lines: Sequence[ShownLine], epochs: Sequence[float]) -> None:
        """The lines whose values stand in the card; the first one has the crosshair's steps."""
        self._shown, self._epochs = lines, epochs
        self._describe()
        self.viewport().update()

    def set_pinned(self, step: float | None) -> None:
        """Mark the step that the time machine is at; None: it is live."""
        self._pinned = step
        self._describe()
        self.viewport().update()

    @property
    def cross(self) -> float | None:
        """The step whose values are read, by pointer or keyboard."""
        return self._cross

    def set_cross(self, step: float | None) -> None:
        """Read the values at the point nearest to ``step``; None: at no point."""
        steps = self._shown[0].curve.steps if self._shown else ()
        if step is not None:
            step = float(steps[nearest(steps, step)]) if len(steps) else None
        if step != self._cross:
            self._cross = step
            self._describe()
            self.crossed.emit(step)
        self.viewport().update()

    # Painting

    def paint_over(self, painter: QPainter) -> None:
        area = self.area
        if self._pinned is not None:
            self._paint_line(painter, area, self._pinned, pinned=True)
        if self._cross is not None and self._cross != self._pinned:
            self._paint_line(painter, area, self._cross, pinned=False)
        step = self._pinned if self._cross is None else self._cross
        if step is not None and self._is_in(area, step):
            self._paint_values(painter, area, step)
        if self._ring:
            painter.setPen(QPen(theme.current().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def _is_in(self, area: QRectF, step: float) -> bool:
        return area.left() - 1 <= self.pixel(step, 1.0).x() <= area.right() + 1

    def _paint_line(self, painter: QPainter, area: QRectF, step: float, *, pinned: bool) -> None:
        if not self._is_in(area, step):
            return
        x = math.floor(self.pixel(step, 1.0).x()) + 0.5
        pen = QPen(theme.current().color("text" if pinned else "faint"), 1.25 if pinned else 1)
        if pinned:
            pen.setDashPattern(_PIN)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _paint_values(self, painter: QPainter, area: QRectF, step: float) -> None:
        for line in self._shown:
            point = self.pixel(step, line.curve.at(step))
            if math.isfinite(point.y()) and area.contains(point):
                painter.setPen(QPen(theme.current().color("raised"), 1.5))
                painter.setBrush(line.color())
                painter.drawEllipse(point, 4, 4)
        rows = [Value(n.color(), n.name, figure(n.curve.at(step))) for n in self._shown]
        x = self.pixel(step, 1.0).x()
        paint_card(painter, area, x, self._step_words(step), self._epoch_words(step), rows)

    def _step_words(self, step: float) -> str:
        return self.tr("step {step}").format(step=f"{step:,.0f}")

    def _epoch_words(self, step: float) -> str:
        if not len(self._epochs):
            return ""
        done = sum(end < step for end in self._epochs)
        return self.tr("epoch {epoch}").format(epoch=f"{done + 1:,}")

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Plot of the losses"))
        step = self._pinned if self._cross is None else self._cross
        if step is None:
            values = [f"{line.name} {figure(line.now)}" for line in self._shown]
        else:
            values = [self._step_words(step), self._epoch_words(step)]
            values += [f"{n.name} {figure(n.curve.at(step))}" for n in self._shown]
        self.setAccessibleDescription(", ".join(filter(None, values)))

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        if self._pressed is None:
            inside = self.area.contains(position)
            self.set_cross(self.step_at(position.x()) if inside else None)
            return
        if self._dragged is None:
            far = QGuiApplication.styleHints().startDragDistance()
            if (position - self._pressed).manhattanLength() < far:
                return
            self._dragged = self._pressed
            self.set_cross(None)
        by = self.step_at(self._dragged.x()) - self.step_at(position.x())
        self._dragged = position
        self.moved.emit(by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._pressed is not None and self._dragged is None
        self._pressed = self._dragged = None
        if clicked and self.area.contains(event.position()):
            self.picked.emit(self.step_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        if turn.y():
            self._zoom(_ZOOM ** (turn.y() / _NOTCH), event.position())
        elif turn.x():
            width = self.step_at(self.area.right()) - self.step_at(self.area.left())
            self.moved.emit(-turn.x() / _NOTCH * width / 10)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom(1 + event.value(), event.position())
                return True
        elif event.type() == QEvent.Type.Leave:
            self.set_cross(None)
        return super().viewportEvent(event)

    def _zoom(self, factor: float, at: QPointF) -> None:
        self.zoomed.emit(factor, self.step_at(at.x()))

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, steps = event.key(), self._shown[0].curve.steps if self._shown else ()
        leap = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and len(steps):
            self._walk(-leap if key == Qt.Key.Key_Left else leap)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and len(steps):
            self.set_cross(float(steps[0 if key == Qt.Key.Key_Home else -1]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cross is not None:
            self.picked.emit(self._cross)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1 / _ZOOM if key == Qt.Key.Key_Minus else _ZOOM
            self.zoomed.emit(factor, self._middle())
        elif key == Qt.Key.Key_0:
            self.left.emit()
        elif key == Qt.Key.Key_Escape and self._cross is not None:
            self.set_cross(None)
        else:
            event.ignore()

    def _middle(self) -> float:
        """Where the keyboard zooms: at the crosshair, or in the middle."""
        return self.step_at(self.area.center().x()) if self._cross is None else self._cross

    def _walk(self, points: int) -> None:
        steps = self._shown[0].curve.steps
        start = self._cross if self._cross is not None else self._pinned
        row = len(steps) - 1 if start is None else nearest(steps, start) + points
        self.set_cross(float(steps[min(max(row, 0), len(steps) - 1)]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in _KEYBOARD
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring = False
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
