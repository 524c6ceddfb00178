"""Drawing one rectangle on a picture with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen

from gui.canvas.view import PictureView
from gui.canvas.viewport import Viewport

_LINE = 2.0
_SMALLEST = 4.0
"""Logical pixels; a shorter drag was a click by mistake."""


class RectangleTool(QObject):
    """Takes the view's mouse while it is active: one drag draws a rectangle, Escape gives up."""

    drawn = Signal(float, float, float, float)
    """xmin, ymin, xmax, ymax in 0..1 of the picture."""
    ended = Signal()
    """It was drawn or given up; the view has its mouse again."""

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view
        self._from: QPointF | None = None
        self._to: QPointF | None = None
        self.active = False

    def start(self) -> None:
        """Take the mouse for one drag."""
        if not self.active:
            self.active = True
            self._view.installEventFilter(self)
            self._view.setCursor(Qt.CursorShape.CrossCursor)
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Give up; nothing is drawn."""
        if self.active:
            self.active = False
            self._from = self._to = None
            self._view.removeEventFilter(self)
            self._view.unsetCursor()
            self._view.update()
            self.ended.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.cancel()
                return True
        elif isinstance(event, QMouseEvent):
            return self._mouse(event)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, left = event.type(), event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonPress and left:
            self._from = self._to = event.position()
        elif kind == QEvent.Type.MouseMove and self._from is not None:
            self._to = event.position()
            self._view.update()
        elif kind == QEvent.Type.MouseButtonRelease and left and self._from is not None:
            self._finish()
        else:
            return kind != QEvent.Type.MouseMove  # a free pointer still tells its picture pixel
        return True

    def _finish(self) -> None:
        rect, viewport = self._rect(), self._view.viewport
        self.cancel()
        if viewport is None or min(rect.width(), rect.height()) < _SMALLEST:
            return
        width, height = viewport.picture
        x0, y0 = viewport.to_picture(*rect.topLeft().toTuple())
        x1, y1 = viewport.to_picture(*rect.bottomRight().toTuple())
        xs = (min(max(x / width, 0.0), 1.0) for x in (x0, x1))
        ys = (min(max(y / height, 0.0), 1.0) for y in (y0, y1))
        (xmin, xmax), (ymin, ymax) = xs, ys
        if xmin < xmax and ymin < ymax:
            self.drawn.emit(xmin, ymin, xmax, ymax)

    def _rect(self) -> QRectF:
        """Logical pixels of the view."""
        if self._from is None or self._to is None:
            return QRectF()
        return QRectF(self._from, self._to).normalized()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """An extra of the canvas: the rectangle so far."""
        rect, ratio = self._rect(), viewport.pixel_ratio
        if rect.isEmpty():
            return
        corner, size = rect.topLeft() * ratio, rect.size() * ratio
        painter.setBrush(QColor(255, 255, 255, 26))
        for color, width in ((QColor(0, 0, 0, 128), 2 * _LINE), (QColor("white"), _LINE)):
            painter.setPen(QPen(color, width * ratio))
            painter.drawRect(QRectF(corner, size))
            painter.setBrush(Qt.BrushStyle.NoBrush)
