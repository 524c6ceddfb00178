"""One stage enlarged: its picture and boxes; in the stage Crop the crop can be dragged."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.lessons.augmentation.marks import paint_crop_stage, paint_stage_marks
from gui.lessons.augmentation.pictures import Pictures, paint_stage, size_of
from gui.lessons.augmentation.shown import CROP, Shown
from gui.lessons.canvas.handles import BODY, Grip, dragged, grip_at, resized
from gui.lessons.canvas.scene_canvas import STROKES
from gui.lessons.canvas.strokes import black
from gui.lessons.frame.words import Words
from ssd_core.data.window import Window

_MARGINS = (16.0, 6.0, 16.0, 16.0)
_SCRIM = 0.5
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_STEP = 1 / 300


class StageCanvas(QWidget):
    """``crop_changed`` tells the Window that a person dragged, in units of the picture."""

    crop_changed = Signal(object)  # Window

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._pictures: Pictures | None = None
        self._layer: QPixmap | None = None
        self._dark: QPixmap | None = None
        self._layer_of: object = None
        self._grip: Grip | None = None
        self._grabbed_at, self._grabbed = (0.0, 0.0), (0.0, 0.0, 0.0, 0.0)
        self.strokes = 1.0
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind is not painted
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 200)

    def set_shown(self, shown: Shown, pictures: Pictures | None) -> None:
        self._shown, self._pictures = shown, pictures
        self.update()

    def set_presenting(self, presenting: bool) -> None:
        """Thick lines for the last row, or usual ones."""
        self.strokes = STROKES if presenting else 1.0
        self.update()

    # Places

    def area(self) -> QRectF:
        """Where the picture lies; in the stage Crop that of all of the canvas. Logical pixels."""
        if self._shown is None:
            return QRectF()
        left, top, right, bottom = _MARGINS
        room = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        step = self._shown.step
        width, height = size_of(self._shown, CROP - 1 if step == CROP else step)
        size = QSizeF(width, height).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(QPointF(0, 0), size)
        rect.moveCenter(room.center())
        return QRectF(rect.toRect())

    def crop_rect(self, area: QRectF | None = None) -> QRectF:
        """Where the crop lies in the stage Crop. area: that of the canvas, if it is known."""
        area, (left, top, right, bottom) = area or self.area(), self._crop()
        corner = QPointF(area.left() + left * area.width(), area.top() + top * area.height())
        return QRectF(corner, QSizeF((right - left) * area.width(), (bottom - top) * area.height()))

    def _crop(self) -> tuple[float, float, float, float]:
        """The crop in 0..1 of the canvas."""
        assert self._shown is not None
        drawn = self._shown.augmentation
        xmin, ymin, xmax, ymax = drawn.canvas
        left, top, right, bottom = drawn.crop.window
        width, height = xmax - xmin, ymax - ymin
        return (
            (left - xmin) / width,
            (top - ymin) / height,
            (right - xmin) / width,
            (bottom - ymin) / height,
        )

    def _tell(self, crop: tuple[float, float, float, float]) -> None:
        """A crop in 0..1 of the canvas, in units of the picture."""
        assert self._shown is not None
        xmin, ymin, xmax, ymax = self._shown.augmentation.canvas
        width, height = xmax - xmin, ymax - ymin
        left, top, right, bottom = crop
        window: Window = (
            xmin + left * width,
            ymin + top * height,
            xmin + right * width,
            ymin + bottom * height,
        )
        self.crop_changed.emit(window)

    # Pointer and keys

    def _is_crop(self) -> bool:
        return self._shown is not None and self._shown.step == CROP

    def _place(self, point: QPointF) -> tuple[float, float]:
        area = self.area()
        x, y = point.x() - area.left(), point.y() - area.top()
        return x / max(area.width(), 1), y / max(area.height(), 1)

    def _grip_at(self, point: QPointF) -> Grip | None:
        boxes = np.array([self._crop()], np.float32)
        return grip_at(boxes, self._place(point), selected=0, unit=1 / max(self.area().width(), 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_crop() and event.button() == Qt.MouseButton.LeftButton:
            self._grip = self._grip_at(event.position())
            self._grabbed_at, self._grabbed = self._place(event.position()), self._crop()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._is_crop():
            self.unsetCursor()
        elif self._grip is not None:
            x, y = self._place(event.position())
            by = (x - self._grabbed_at[0], y - self._grabbed_at[1])
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(dragged(self._grabbed, self._grip, by, keep_shape=shift))
        else:
            grip = self._grip_at(event.position())
            shapes = Qt.CursorShape
            body = grip is not None and grip.handle == BODY
            handle = shapes.SizeAllCursor if body else shapes.CrossCursor
            self.setCursor(shapes.ArrowCursor if grip is None else handle)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or not self._is_crop():
            super().keyPressEvent(event)
            return
        by = (step[0] * _STEP, step[1] * _STEP)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        crop = self._crop()
        self._tell(resized(crop, by) if alt else dragged(crop, Grip(0), by))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("canvas"))
        shown = self._shown
        if shown is not None:
            area = self.area()
            self._paint_picture(painter, area, shown)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if shown.step == CROP:
                crop = self.crop_rect(area)
                paint_crop_stage(painter, area, crop, shown, self._words, self.strokes)
            else:
                paint_stage_marks(painter, area, shown, self._words, self.strokes)
        painter.end()

    def _paint_picture(self, painter: QPainter, area: QRectF, shown: Shown) -> None:
        """Kept while nothing of it changes: the crop moves over it."""
        pictures, stage = self._pictures, shown.step
        if pictures is None:
            painter.fillRect(area, theme.current().color("sel"))
            return
        drawn = shown.augmentation
        window = drawn.canvas if stage == CROP else None
        ratio = self.devicePixelRatioF()
        current = pictures.augmentation is drawn
        looks = (drawn.canvas,) if stage == CROP else (drawn, current)
        made_of = (pictures, stage, looks, area.size().toTuple(), ratio)
        if self._layer is None or self._layer_of != made_of:
            layer = QPixmap((area.size() * ratio).toSize())
            layer.setDevicePixelRatio(ratio)
            brush = QPainter(layer)
            brush.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            at = QRectF(QPointF(0, 0), area.size())
            paint_stage(brush, at, pictures, shown, stage, window=window)
            brush.end()
            self._layer, self._layer_of = layer, made_of
            self._dark = _darkened(layer) if stage == CROP else None
        if self._dark is None:
            painter.drawPixmap(area.topLeft(), self._layer)
            return
        painter.drawPixmap(area.topLeft(), self._dark)  # cheaper than to darken it at every move
        bright = self.crop_rect(area).toRect() & area.toRect()
        source = QRectF(bright.translated(-area.topLeft().toPoint()))
        scaled = QRectF(source.topLeft() * ratio, source.size() * ratio)
        painter.drawPixmap(QRectF(bright), self._layer, scaled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layer = None


def _darkened(layer: QPixmap) -> QPixmap:
    """What lies outside the crop."""
    dark = QPixmap(layer)
    painter = QPainter(dark)
    painter.fillRect(QRectF(QPointF(0, 0), layer.deviceIndependentSize()), black(_SCRIM))
    painter.end()
    return dark
