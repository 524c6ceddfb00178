"""Boxes that tell more than a class: by their line who found them, by mark and hatch their worth.

Painters are in device pixels of the view; sizes are logical pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from gui.canvas.mark_lines import Line, paint_hatch, paint_outlines
from gui.canvas.overlay import stroke_bounds
from gui.canvas.strokes import device_pixels, paint_rings
from gui.canvas.tags import Place, TagImages, place_labels
from gui.canvas.viewport import Viewport
from gui.class_colors import ClassStyle
from ssd_core.types import FloatArray, IntArray

_WHITE = QColor(255, 255, 255, 200)
_RAISED_LINE = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One box to paint.

    box: xmin, ymin, xmax, ymax in 0..1 of the picture. text: its tag. row: the row of a table that
    tells of it, -1 for none. hatched: it is an annotated object, not a box that was found.
    """

    box: tuple[float, float, float, float]
    style: ClassStyle
    text: str
    line: Line = Line.SOLID
    row: int = -1
    hatched: bool = False


@dataclass(frozen=True, eq=False)
class MarksContext:
    """Marks, most important first, in one view."""

    marks: tuple[Mark, ...]
    viewport: Viewport
    tags: TagImages

    @cached_property
    def boxes(self) -> FloatArray:
        """float32 [M, 4] in device pixels of the view."""
        boxes = np.array([mark.box for mark in self.marks], np.float32).reshape(-1, 4)
        return self.viewport.boxes_to_device(boxes)

    @cached_property
    def bounds(self) -> IntArray:
        """int64 [M, 4], outer edges of the strokes."""
        return stroke_bounds(self.boxes, self.viewport.pixel_ratio)

    def places(self, area: QRect) -> list[Place | None]:
        """[M], where each tag goes inside ``area``; it slides along its box to stay there."""
        widths = np.array([self.tags.width(mark.text) for mark in self.marks], np.int64)
        moved = self.bounds - np.array([area.x(), area.y()] * 2)
        size = (area.width(), area.height())
        return [
            place and Place(place.x + area.x(), place.y + area.y(), place.side)
            for place in place_labels(moved, widths, height=self.tags.height, view=size)
        ]


def paint_boxes(painter: QPainter, context: MarksContext) -> None:
    """Paint hatches, then outlines, in each the most important last and so on top."""
    viewport = context.viewport
    for mark, bounds in zip(reversed(context.marks), context.bounds[::-1], strict=True):
        if mark.hatched:
            paint_hatch(painter, _rect(bounds), mark.style.color, viewport)
    for line in Line:
        rows = [k for k, mark in enumerate(context.marks) if mark.line is line][::-1]
        paint_outlines(
            painter,
            context.bounds[rows],
            [context.marks[k].style for k in rows],
            line,
            pixel_ratio=viewport.pixel_ratio,
            view=viewport.device_size,
        )


def paint_tags(painter: QPainter, context: MarksContext, area: QRect) -> None:
    """Paint the tags of what reaches into ``area``, all of them inside of it."""
    for mark, place in zip(context.marks, context.places(area), strict=True):
        if place is not None:
            tag = context.tags.image(mark.text, mark.style, place.side)
            painter.drawImage(place.x, place.y, tag)


def paint_raised(painter: QPainter, context: MarksContext, index: int) -> None:
    """Paint one mark again between white lines, so that it stands out."""
    mark, ratio = context.marks[index], context.viewport.pixel_ratio
    edge = device_pixels(1.5, ratio)
    solid = mark.line is Line.SOLID
    line = device_pixels(_RAISED_LINE, ratio)
    # A dashed or dotted line keeps its rhythm and its casings: the white lines stay clear of them.
    beside = 0 if solid else device_pixels(2, ratio)
    out = edge + beside
    outer = _rect(context.bounds[index]).adjusted(-out, -out, out, out)
    paint_rings(painter, outer, ((_WHITE, edge),))
    inner = outer.adjusted(edge, edge, -edge, -edge)
    if solid:
        paint_rings(painter, inner, ((mark.style.color, line),))
    across = line + 2 * beside
    inner = inner.adjusted(across, across, -across, -across)
    paint_rings(painter, inner, ((_WHITE, edge),))


def _rect(bounds: IntArray) -> QRect:
    left, top, right, bottom = bounds.tolist()
    return QRect(left, top, right - left, bottom - top)
