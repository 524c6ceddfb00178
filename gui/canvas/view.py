"""PictureView: a widget that holds a Viewport and moves it by wheel, drag, pinch and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui.canvas.viewport import MARGIN, Viewport

_ZOOM_STEP = 1.25
_WHEEL_NOTCH = 120
"""Eighths of a degree that one notch of a mouse wheel turns."""
_TOUCHPAD_NOTCH = 60
"""Pixels of two-finger scrolling that zoom as far as one notch."""
_ARROW_STEP = 48
"""Logical pixels that an arrow key moves the picture."""

_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class PictureView(QWidget):
    """Zoom and pan of one picture. Subclasses paint it.

    Until somebody zooms or pans, the picture stays fitted, whatever the size of the widget, and
    the arrow keys are left to whoever holds this widget.
    """

    margin = MARGIN
    """Logical pixels left free around a fitted picture."""

    zoom_changed = Signal(float)
    """Device pixels for a picture pixel; 1.0 is 100 %."""
    view_changed = Signal()
    cursor_moved = Signal(object)
    """(x, y) ints, the picture pixel under the pointer, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._viewport: Viewport | None = None
        self._fitted = True
        self._pressed_at: QPointF | None = None
        self._dragged_to: QPointF | None = None

    @property
    def viewport(self) -> Viewport | None:
        """Where the picture lies; None while there is none."""
        return self._viewport

    def fit(self) -> None:
        """Show the whole picture, and keep it whole when the widget changes its size."""
        if self._viewport is not None:
            self._fitted = True
            self._move_to(self._viewport.fitted())

    def actual_size(self, around: QPointF | None = None) -> None:
        """One picture pixel on one device pixel, around ``around`` or the middle."""
        if self._viewport is not None:
            point = None if around is None else around.toTuple()
            self._leave_fit(self._viewport.actual_size(point))

    def actual_size_around_middle(self) -> None:
        """``actual_size`` as an action without a place."""
        self.actual_size()

    def zoom_in(self) -> None:
        """One step closer, around the middle."""
        self._zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step away, around the middle."""
        self._zoom(1 / _ZOOM_STEP)

    def point_clicked(self, position: QPointF) -> None:
        """Called when ``position`` was clicked without dragging. For subclasses."""

    def point_moved(self, position: QPointF | None) -> None:
        """Called when the free pointer moved, with None when it left. For subclasses."""

    def viewport_moved(self) -> None:
        """Called before the signals when the picture lies elsewhere. For subclasses."""

    def place_picture(self, size: tuple[int, int] | None, *, keep_view: bool) -> None:
        """Show a picture of ``size`` (width, height) in pixels, fitted unless the view is kept.

        A view can only be kept between pictures of the same size.
        """
        if size is None:
            self._viewport = None
            self._pressed_at = self._dragged_to = None
            self.viewport_moved()
            self.view_changed.emit()
            return
        old = self._viewport
        if keep_view and old is not None and old.picture == size:
            return
        view = self.size().toTuple()
        self._fitted = True
        self._viewport = None
        empty = Viewport(size, view, self.devicePixelRatioF(), margin=self.margin)
        self._move_to(empty.fitted())

    def picture_pixel(self, position: QPointF) -> tuple[int, int] | None:
        """The picture pixel at a point of the widget, None beside the picture."""
        if self._viewport is None:
            return None
        x, y = self._viewport.to_picture(*position.toTuple())
        width, height = self._viewport.picture
        return (int(x), int(y)) if 0 <= x < width and 0 <= y < height else None

    def _zoom(self, factor: float, around: QPointF | None = None) -> None:
        if self._viewport is not None:
            point = around or QPointF(self.rect().toRectF().center())
            self._leave_fit(self._viewport.zoomed(point.toTuple(), factor))

    def _leave_fit(self, viewport: Viewport) -> None:
        self._fitted = False
        self._move_to(viewport)

    def _toggle_fit(self, around: QPointF) -> None:
        if self._fitted:
            self.actual_size(around)
        else:
            self.fit()

    def _move_to(self, viewport: Viewport) -> None:
        old, self._viewport = self._viewport, viewport
        if viewport == old:
            return
        self.viewport_moved()
        if old is None or old.zoom != viewport.zoom:
            self.zoom_changed.emit(viewport.zoom)
        self.view_changed.emit()

    def _adopt_size(self) -> None:
        if self._viewport is None:
            return
        moved = self._viewport.resized(self.size().toTuple(), self.devicePixelRatioF())
        self._move_to(moved.fitted() if self._fitted else moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adopt_size()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._adopt_size()
        elif event.type() == QEvent.Type.NativeGesture:
            return self._gesture(event)
        return super().event(event)

    def _gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(1 + event.value(), event.position())
        elif event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
            self._toggle_fit(event.position())
        else:
            return False
        event.accept()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Touchpads report pixels, finer than the wheel's angle.
        pixels = event.pixelDelta().y()
        notches = pixels / _TOUCHPAD_NOTCH if pixels else event.angleDelta().y() / _WHEEL_NOTCH
        if notches:
            self._zoom(_ZOOM_STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed_at = event.position()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        self.cursor_moved.emit(self.picture_pixel(position))
        if self._pressed_at is None:
            self.point_moved(position)
        elif self._dragged_to is None:
            far = QGuiApplication.styleHints().startDragDistance()
            if (position - self._pressed_at).manhattanLength() >= far:
                self._start_drag()
        if self._dragged_to is not None and self._viewport is not None:
            step = position - self._dragged_to
            self._dragged_to = position
            self._leave_fit(self._viewport.panned(*step.toTuple()))

    def _start_drag(self) -> None:
        if self._viewport is not None:
            self._dragged_to = self._pressed_at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.point_moved(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._pressed_at is not None and self._dragged_to is None
        self._pressed_at = self._dragged_to = None
        self.unsetCursor()
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            self.point_clicked(event.position())
        self.point_moved(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle_fit(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.cursor_moved.emit(None)
        self.point_moved(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.actual_size()
        elif key in _ARROWS and self._viewport is not None and not self._fitted:
            dx, dy = _ARROWS[Qt.Key(key)]
            self._leave_fit(self._viewport.panned(dx * _ARROW_STEP, dy * _ARROW_STEP))
        else:
            super().keyPressEvent(event)
