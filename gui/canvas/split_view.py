"""SplitView: a picture view with a line across that a person moves."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.canvas.split_handle import SplitHandle
from gui.canvas.strokes import device_pixels
from gui.canvas.view import PictureView

_WIDTH, _CASING = 2.0, QColor(0, 0, 0, 120)
_GRAB = 6.0
"""Logical pixels on either side of the line that grab it."""
_HANDLE_AT = 0.85


class SplitView(PictureView):
    """Moves the line by its handle, by dragging and by keys. Subclasses paint both sides."""

    split_changed = Signal(float)
    """Where the line is, 0..1 of the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._split = 0.5
        self._line_shown = True
        self._holds_line = False
        self.handle = SplitHandle(self)
        self.handle.dragged.connect(self._drag_to)
        self.handle.stepped.connect(self._step)
        self.handle.centred.connect(self._centre)

    @property
    def split(self) -> float:
        """Where the line is, 0..1 of the width."""
        return self._split

    def set_split(self, split: float) -> None:
        """Move the line to ``split``, 0..1 of the width; beyond that it stops at the edge."""
        split = min(max(split, 0.0), 1.0)
        if split != self._split:
            self._split = split
            self._place_handle()
            self.update()
            self.split_changed.emit(split)

    def set_line_shown(self, shown: bool) -> None:
        """Take the line and its handle away, or bring them back."""
        self._line_shown = shown
        self.handle.setVisible(shown)
        self.update()

    def on_line(self, position: QPointF) -> bool:
        """Whether a point is near enough to the line to grab it."""
        return self._line_shown and abs(position.x() - self._split * self.width()) <= _GRAB

    def _drag_to(self, x: float) -> None:
        self.set_split(x / max(self.width(), 1))

    def _step(self, percent: int) -> None:
        self.set_split(self._split + percent / 100)

    def _centre(self) -> None:
        self.set_split(0.5)

    def _place_handle(self) -> None:
        self.handle.place((self._split * self.width(), _HANDLE_AT * self.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_handle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.on_line(event.position()):
            self._holds_line = True
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._holds_line:
            self._drag_to(event.position().x())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._holds_line:
            self._holds_line = False
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.on_line(event.position()):
            self._centre()
        else:
            super().mouseDoubleClickEvent(event)


def paint_line(painter: QPainter, split: float, size: tuple[int, int], pixel_ratio: float) -> None:
    """The line between the sides at ``split`` of a view of ``size``, in device pixels."""
    line = device_pixels(_WIDTH, pixel_ratio)
    casing = device_pixels(1, pixel_ratio)
    left = round(split * size[0]) - line // 2
    painter.fillRect(left - casing, 0, line + 2 * casing, size[1], _CASING)
    painter.fillRect(left, 0, line, size[1], QColor(255, 255, 255))
