"""Painting detections over a picture: pure functions of a frozen context.

Painters are in device pixels of the view: boxes land on whole pixels and stay crisp at every zoom
and pixel ratio. Sizes and colours are those of the design tokens, in logical pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from gui.canvas.strokes import Strip, Stroke, device_pixels, outlines, paint_rings, paint_strips
from gui.canvas.tags import Place, TagImages, place_anyway, place_labels
from gui.canvas.viewport import Viewport
from gui.class_colors import ClassStyle, class_style
from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.types import Detections, FloatArray, IntArray

LINE = 2.0
_DASH = (6.0, 4.0)
_RAISED_LINE = 3.0
_RAISED_CASING = ((QColor(0, 0, 0, 89), 1.0), (QColor(255, 255, 255), 1.25))
"""Outside in; inside the line the same again, the other way round."""
_RAISED_FILL = 0.07
_DARK_CASING = 0x66000000
_LIGHT_CASING = 0x99FFFFFF
_DBOX = Stroke(0xFFFFFFFF, LINE, 0x73000000, (7.0, 5.0))
_DBOX_DOT = 4.5
_SCRIM = QColor(11, 13, 16, round(0.42 * 255))
_SCORE_FROM = 24
"""A narrower box shows its score only when it is pointed at."""
_FARTHEST = 1e7
"""Device pixels; at any zoom a box that reaches past it ends out of sight."""


Restyle = Callable[[Detections], list[ClassStyle]]
"""How each of the detections is drawn."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Which parts of the overlay are shown."""

    boxes: bool = True
    labels: bool = True
    dboxes: bool = False


@dataclass(frozen=True, eq=False)
class OverlayContext:
    """All that the overlay depends on, and what follows from it, computed once.

    dboxes_cxcywh: float32 [N, 4] of the whole detector, rows indexed by ``detections.dbox``.
    tags: made for the device pixel ratio of ``viewport``, or larger to be read from afar.
    scale: how much thicker than usual the strokes are.
    restyle: colours the detections by something other than their class.
    """

    viewport: Viewport
    detections: Detections
    classes: tuple[str, ...]
    tags: TagImages
    dboxes_cxcywh: FloatArray | None = None
    layers: Layers = field(default_factory=Layers)
    restyle: Restyle | None = None
    scale: float = 1.0

    @property
    def ratio(self) -> float:
        """Device pixels of a stroke that is one logical pixel wide."""
        return self.viewport.pixel_ratio * self.scale

    @cached_property
    def boxes(self) -> FloatArray:
        """float [M, 4], the detections in device pixels of the view."""
        return self.viewport.boxes_to_device(self.detections.boxes)

    @cached_property
    def bounds(self) -> IntArray:
        """int [M, 4], outer edges of the detections' strokes."""
        return stroke_bounds(self.boxes, self.ratio)

    @cached_property
    def dbox_bounds(self) -> IntArray:
        """int [M, 4], outer edges of the strokes of the DBoxes the detections came from."""
        if self.dboxes_cxcywh is None:
            return np.zeros((0, 4), np.int64)
        corners = cxcywh_to_xyxy(self.dboxes_cxcywh[self.detections.dbox])
        return stroke_bounds(self.viewport.boxes_to_device(corners), self.ratio)

    @cached_property
    def styles(self) -> list[ClassStyle]:
        """[M], how each detection is drawn."""
        if self.restyle is not None:
            return self.restyle(self.detections)
        return [class_style(label, self.classes) for label in self.detections.labels.tolist()]

    @cached_property
    def strips(self) -> list[Strip]:
        """Outlines of all detections, the best score last and so on top."""
        # A class has one style, so there are few of them, and asking each for its colour is dear.
        looks = [id(style) for style in self.styles]
        styles = dict(zip(looks, self.styles, strict=True))
        numbers = {look: number for number, look in enumerate(styles)}
        which = np.array([numbers[look] for look in looks], np.int64)
        return outlines(
            self.bounds[::-1],
            [resting_stroke(style) for style in styles.values()],
            which[::-1],
            pixel_ratio=self.ratio,
            view=self.viewport.device_size,
        )

    @cached_property
    def dbox_strips(self) -> list[Strip]:
        """Outlines of the detections' DBoxes."""
        return _dbox_outlines(self.dbox_bounds, self)

    @cached_property
    def texts(self) -> list[str]:
        """[M], "class score" of each detection, behind the mark of its style."""
        names = [self.tags.name(name) for name in self.classes]
        rows = zip(self.detections.labels.tolist(), self.detections.scores.tolist(), strict=True)
        texts = [f"{names[label - 1]} {score:.2f}" for label, score in rows]
        marks = (f"{style.mark} " if style.mark else "" for style in self.styles)
        return [mark + text for mark, text in zip(marks, texts, strict=True)]

    @cached_property
    def resting_texts(self) -> list[str]:
        """[M], what the tag says while nobody points at it."""
        narrow = self.boxes[:, 2] - self.boxes[:, 0] < _SCORE_FROM * self.viewport.pixel_ratio
        return [
            text.rpartition(" ")[0] if small else text
            for text, small in zip(self.texts, narrow.tolist(), strict=True)
        ]

    @cached_property
    def places(self) -> list[Place | None]:
        """[M], where each tag goes, None where it finds no place."""
        widths = np.array([self.tags.width(text) for text in self.resting_texts], np.int64)
        return place_labels(
            self.bounds, widths, height=self.tags.height, view=self.viewport.device_size
        )


def paint_detections(painter: QPainter, context: OverlayContext) -> None:
    """Paint every detection in its resting state: DBoxes, then boxes, then tags."""
    if context.layers.dboxes:
        paint_strips(painter, context.dbox_strips)
        for bounds in context.dbox_bounds:
            _paint_dot(painter, context, bounds)
    if context.layers.boxes:
        paint_strips(painter, context.strips)
    if context.layers.labels:
        _paint_tags(painter, context)


def paint_selected(painter: QPainter, context: OverlayContext, index: int) -> None:
    """Darken the picture except detection ``index`` and its DBox, and raise these two."""
    for rect in _darkened(context, index):
        painter.fillRect(rect, _SCRIM)
    if len(context.dbox_bounds):
        only = context.dbox_bounds[index : index + 1]
        paint_strips(painter, _dbox_outlines(only, context))
        _paint_dot(painter, context, context.dbox_bounds[index])
    _paint_raised(painter, context, index)


def paint_hovered(painter: QPainter, context: OverlayContext, index: int) -> None:
    """Raise detection ``index`` over the others, with a light fill."""
    color = QColor(context.styles[index].color)
    color.setAlphaF(_RAISED_FILL)
    painter.fillRect(_rect(context.bounds[index]), color)
    _paint_raised(painter, context, index)


def _paint_tags(painter: QPainter, context: OverlayContext) -> None:
    rows = zip(context.places, context.resting_texts, context.styles, strict=True)
    for place, text, style in rows:
        if place is not None:
            tag = context.tags.image(text, style, place.side)
            painter.drawImage(place.x, place.y, tag)


def _paint_raised(painter: QPainter, context: OverlayContext, index: int) -> None:
    style = context.styles[index]
    ratio = context.ratio
    casing = [(color, device_pixels(width, ratio)) for color, width in _RAISED_CASING]
    line = (style.color, device_pixels(_RAISED_LINE, ratio))
    outside = sum(width for _, width in casing)
    around = _rect(context.bounds[index]).adjusted(-outside, -outside, outside, outside)
    paint_rings(painter, around, (*casing, line, *reversed(casing)))
    if around.intersects(QRect(0, 0, *context.viewport.device_size)):
        _paint_raised_tag(painter, context, index)


def _paint_raised_tag(painter: QPainter, context: OverlayContext, index: int) -> None:
    """The tag with its score, where it rests, or in any place if it found none or grew."""
    style, text = context.styles[index], context.texts[index]
    place = context.places[index] if context.layers.labels else None
    if place is None or text != context.resting_texts[index]:
        place = place_anyway(
            context.bounds[index],
            context.tags.width(text),
            height=context.tags.height,
            view=context.viewport.device_size,
        )
    painter.drawImage(place.x, place.y, context.tags.image(text, style, place.side))


def _darkened(context: OverlayContext, index: int) -> QRegion:
    """The picture without detection ``index`` and its DBox, and every tag, wherever it reaches."""
    region = QRegion(QRect(*context.viewport.origin, *_scaled_size(context.viewport)))
    region -= QRegion(_rect(context.bounds[index]))
    if len(context.dbox_bounds):
        region -= QRegion(_rect(context.dbox_bounds[index]))
    if context.layers.labels:
        for place, text in zip(context.places, context.resting_texts, strict=True):
            if place is not None:
                width = context.tags.width(text)
                region += QRect(place.x, place.y, width, context.tags.height)
    return region.intersected(QRect(0, 0, *context.viewport.device_size))


def _paint_dot(painter: QPainter, context: OverlayContext, bounds: IntArray) -> None:
    ratio = context.ratio
    left, top, right, bottom = bounds.tolist()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(0, 0, 0, 115), ratio))
    painter.setBrush(Qt.GlobalColor.white)
    radius = _DBOX_DOT * ratio
    painter.drawEllipse(QPointF((left + right) / 2, (top + bottom) / 2), radius, radius)
    painter.restore()


def _dbox_outlines(bounds: IntArray, context: OverlayContext) -> list[Strip]:
    return outlines(
        bounds,
        [_DBOX],
        np.zeros(len(bounds), np.int64),
        pixel_ratio=context.ratio,
        view=context.viewport.device_size,
    )


def resting_stroke(style: ClassStyle) -> Stroke:
    """The outline of a box that nobody points at."""
    # White ink means a dark class colour, which a dark casing would not set off.
    dark = style.ink.lightnessF() > 0.5
    casing = _LIGHT_CASING if dark else _DARK_CASING
    return Stroke(style.color.rgba(), LINE, casing, _DASH if style.dashed else None)


def stroke_bounds(boxes: FloatArray, pixel_ratio: float) -> IntArray:
    """Outer edges, whole device pixels, of strokes centred on the edges of ``boxes``.

    A raised stroke keeps these edges and grows inwards, so that nothing jumps under the pointer.
    """
    half = device_pixels(LINE, pixel_ratio) // 2
    edges = np.rint(np.clip(boxes, -_FARTHEST, _FARTHEST)).astype(np.int64)
    return edges + np.array([-half, -half, half, half])


def _rect(bounds: IntArray) -> QRect:
    left, top, right, bottom = bounds.tolist()
    return QRect(left, top, right - left, bottom - top)


def _scaled_size(viewport: Viewport) -> tuple[int, int]:
    width, height = viewport.picture
    return round(width * viewport.zoom), round(height * viewport.zoom)
