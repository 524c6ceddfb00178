"""The pictures of the batch, each with what a stage does to it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from gui.class_colors import class_style
from gui.lessons.canvas.area import Area
from gui.lessons.canvas.strokes import (
    INK,
    Line,
    black,
    paint_box,
    paint_boxes,
    paint_tag,
    tag_size,
    white,
)
from gui.lessons.training_step.told import CLASSES, Told
from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.types import Detections, IntArray

_RADIUS = 4
_ROOMY = 5.0
"""In a picture of fewer tags' heights than these, tags would hide what they name."""


class TilePainter:
    """Paints picture ``number`` of ``told`` into a square.

    small: without tags, for the film. level: only DBoxes of this level; None: all.
    """

    def __init__(self, painter: QPainter, told: Told, *, small: bool, strokes: float = 1.0) -> None:
        self._painter, self._told = painter, told
        self._small, self._strokes = small, strokes

    def paint(self, stage: str, number: int, tile: QRectF, *, level: int | None = None) -> None:
        self._painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(tile, _RADIUS, _RADIUS)
        self._painter.setClipPath(clip)
        ratio = self._painter.device().devicePixelRatioF()
        self._painter.drawImage(tile, self._told.image(number, max(round(tile.width() * ratio), 1)))
        area = Area(tile.left(), tile.top(), tile.width())
        if stage == "batch":
            self._truths(number, area)
        elif stage == "match":
            self._matches(number, area, level)
        elif stage in ("mine", "gradients"):
            self._mined(number, area, level)
        elif stage == "before":
            self._detections(self._told.detections_before, number, area)
        elif stage == "after":
            self._detections(self._told.detections_after, number, area)
        self._painter.restore()

    def _line(self, color: QColor, width: float) -> Line:
        if self._small:
            return Line(color, max(width - 0.5, 1), black(0.25), 0.5)
        return Line(color, width, black(0.35), 1).scaled(self._strokes)

    def _truths(self, number: int, area: Area) -> None:
        truth = self._told.trace.pictures.truths[number]
        for box, label in zip(truth.boxes.tolist(), truth.labels.tolist(), strict=True):
            style = class_style(label, CLASSES)
            rect = area.box(tuple(box))
            paint_box(self._painter, rect, self._line(style.color, 2))
            if not self._small and area.side >= _ROOMY * tag_size(" ")[1]:
                self._tag(rect, CLASSES[label - 1], label, area)

    def _of_level(self, rows: IntArray, level: int | None) -> IntArray:
        return rows if level is None else rows[self._told.levels[rows] == level]

    def _matches(self, number: int, area: Area, level: int | None) -> None:
        rows = self._of_level(self._told.positives[number], level)
        labels = self._told.trace.asked.labels[number]
        boxes = area.boxes(cxcywh_to_xyxy(self._told.dboxes[rows]))
        for label in np.unique(labels[rows]).tolist():
            rects = [
                QRectF(left, top, right - left, bottom - top)
                for left, top, right, bottom in boxes[labels[rows] == label].tolist()
            ]
            color = class_style(label, CLASSES).color
            paint_boxes(self._painter, rects, self._line(color, 1.5))

    def _mined(self, number: int, area: Area, level: int | None) -> None:
        """Centres: background in ink, positives in the colour of their class."""
        radius = 1.4 if self._small else 3.0 * self._strokes
        negatives = self._of_level(self._told.negatives[number], level)
        self._dots(area, negatives, INK, radius)
        positives = self._of_level(self._told.positives[number], level)
        labels = self._told.trace.asked.labels[number]
        for label in np.unique(labels[positives]).tolist():
            color = class_style(label, CLASSES).color
            self._dots(area, positives[labels[positives] == label], color, radius * 1.25)

    def _dots(self, area: Area, rows: IntArray, color: QColor, radius: float) -> None:
        self._painter.setPen(white(0.9) if not self._small else white(0.5))
        self._painter.setBrush(color)
        for x, y in area.points(self._told.dboxes[rows, :2]).tolist():
            self._painter.drawEllipse(QPointF(x, y), radius, radius)

    def _detections(self, found: tuple[Detections, ...], number: int, area: Area) -> None:
        """Boxes alone: two rows of pictures leave no room for tags."""
        if number >= len(found):
            return
        boxes, labels = found[number].boxes.tolist(), found[number].labels.tolist()
        for box, label in reversed(list(zip(boxes, labels, strict=True))):
            color = class_style(label, CLASSES).color
            paint_box(self._painter, area.box(tuple(box)), self._line(color, 2))

    def _tag(self, rect: QRectF, text: str, label: int, area: Area) -> None:
        width, height = tag_size(text)
        left = min(max(rect.left(), area.left), area.rect.right() - width)
        top = rect.top() - height if rect.top() - height >= area.top else rect.top()
        paint_tag(self._painter, QPointF(left, top), text, class_style(label, CLASSES))
