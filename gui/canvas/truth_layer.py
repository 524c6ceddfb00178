"""The canvas layer of the annotated objects that were missed."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from gui.canvas.marks import Mark, MarksContext, paint_boxes, paint_tags
from gui.canvas.tags import TagImages
from gui.canvas.viewport import Viewport


class TruthLayer:
    """Paints marks under the detections: hatched amber boxes with their tags."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        context = MarksContext(self._marks, viewport, TagImages(viewport.pixel_ratio))
        paint_boxes(painter, context)
        paint_tags(painter, context, QRect(0, 0, *viewport.device_size))
