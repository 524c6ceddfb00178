"""Strokes that tell a life: arrows, tags, a hatch and the darkness around; device pixels."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from gui import fonts
from gui.canvas.cells import picture_area
from gui.canvas.tags import Side, TagImages
from gui.canvas.viewport import Viewport
from gui.class_colors import ClassStyle
from ssd_core.explain.biography import Box

SCRIM = QColor(11, 13, 16, round(0.42 * 255))
WHITE, DARK = QColor(255, 255, 255), QColor(0, 0, 0)
_HATCH = QColor(255, 255, 255, round(0.34 * 255))
_PITCH, _HATCH_LINE = 10.0, 1.5
DARK_TAG = ClassStyle(QColor(20, 21, 23), QColor("#FFFFFF"), False)
LIGHT_TAG = ClassStyle(QColor("#FFFFFF"), QColor(0, 0, 0), False)


def to_device(box: Box, viewport: Viewport) -> QRectF:
    """``box``, xyxy in 0..1, in whole device pixels."""
    corner = point_to_device(box[:2], viewport)
    size = point_to_device(box[2:], viewport) - corner
    return QRectF(round(corner.x()), round(corner.y()), round(size.x()), round(size.y()))


def point_to_device(point: tuple[float, float], viewport: Viewport) -> QPointF:
    """A point in 0..1 of the picture in device pixels."""
    (left, top), (width, height) = viewport.origin, viewport.picture
    x, y = point
    return QPointF(left + x * width * viewport.zoom, top + y * height * viewport.zoom)


def corners_of(rect: QRectF) -> tuple[QPointF, QPointF, QPointF, QPointF]:
    """Top left, top right, bottom left, bottom right."""
    return rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()


def around(rect: QRectF, stroke: float) -> list[tuple[QPointF, Side]]:
    """Places of a tag: above, below, and inside at the top."""
    grown = rect.adjusted(-stroke, -stroke, stroke, stroke)
    return [
        (grown.topLeft(), Side.ABOVE),
        (grown.bottomLeft(), Side.BELOW),
        (rect.topLeft() + QPointF(stroke, stroke), Side.INSIDE),
    ]


def paint_scrim(painter: QPainter, viewport: Viewport, *clear: QRectF) -> None:
    """Darken the picture except what lies in one of ``clear``."""
    region = QRegion(picture_area(viewport).toRect())
    for rect in clear:
        region -= QRegion(rect.toAlignedRect())
    for rect in region.intersected(_view(viewport)):
        painter.fillRect(rect, SCRIM)


def paint_hatch(painter: QPainter, rect: QRectF, viewport: Viewport) -> None:
    """Lines at 45° in ``rect``."""
    ratio, visible = viewport.pixel_ratio, rect.intersected(QRectF(_view(viewport)))
    if visible.isEmpty():
        return
    painter.save()
    painter.setClipRect(visible, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_HATCH, _HATCH_LINE * ratio))
    height, pitch = visible.height(), _PITCH * ratio * math.sqrt(2)
    for k in range(int((visible.width() + height) / pitch) + 1):
        x = visible.left() + k * pitch
        painter.drawLine(QPointF(x, visible.top()), QPointF(x - height, visible.bottom()))
    painter.restore()


def paint_rect(
    painter: QPainter,
    rect: QRectF,
    color: QColor,
    *,
    width: float,
    casing: float,
    dashes: tuple[float, float] | None = None,
) -> None:
    """An outline centred on the edge of ``rect``, set off by a translucent dark one."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dark = QColor(0, 0, 0, 110)
    for ink, thick in ((dark, width + casing), (color, width)):
        pen = QPen(ink, thick)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes is not None and ink is color:
            pen.setDashPattern([length / thick for length in dashes])
        painter.setPen(pen)
        painter.drawRect(rect)


def paint_arrow(
    painter: QPainter, start: QPointF, end: QPointF, *, width: float, head: float, casing: float
) -> None:
    """A white arrow; one that is shorter than its head is the head alone."""
    direction = end - start
    length = math.hypot(direction.x(), direction.y())
    if length < 1.0:
        return
    along = direction / length
    side = QPointF(-along.y(), along.x()) * (head * 0.45)
    neck = end - along * min(head, length)
    tip = QPolygonF([end, neck + side, neck - side])
    shape = QPainterPath()
    shape.addPolygon(tip)
    shape.closeSubpath()
    dark = QColor(0, 0, 0, 128)
    for ink, extra in ((dark, casing), (WHITE, 0.0)):
        painter.setPen(QPen(ink, width + extra, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(start, neck)
        painter.setBrush(ink)
        painter.setPen(QPen(ink, max(extra, 0.01)))
        painter.drawPath(shape)


def paint_dot(painter: QPainter, centre: QPointF, radius: float, ratio: float) -> None:
    """A white dot with a thin dark rim."""
    painter.setPen(QPen(QColor(0, 0, 0, 115), ratio))
    painter.setBrush(WHITE)
    painter.drawEllipse(centre, radius, radius)


def tag_images(pixel_ratio: float) -> TagImages:
    """Tags that outlive a paint: a layer is painted at each move of the pointer."""
    return _tag_images(pixel_ratio, fonts.scale())


@lru_cache(maxsize=4)
def _tag_images(pixel_ratio: float, _text_size: float) -> TagImages:
    return TagImages(pixel_ratio)


class TagPlacer:
    """Paints tags so that none covers an earlier one, each in the first of its places."""

    def __init__(self, painter: QPainter, tags: TagImages, viewport: Viewport) -> None:
        self._painter, self._tags, self._view = painter, tags, _view(viewport)
        self._taken: list[QRect] = []

    def paint(self, text: str, style: ClassStyle, places: list[tuple[QPointF, Side]]) -> None:
        """``places``: corners (top left of the tag for BELOW and INSIDE, bottom left for ABOVE).

        Where none is free, the first is moved into the view.
        """
        width, height = self._tags.width(text), self._tags.height
        options = []
        for corner, side in places:
            top = corner.y() - height if side is Side.ABOVE else corner.y()
            rect = QRect(round(corner.x()), round(top), width, height)
            options.append((_into(rect, self._view), side, self._view.contains(rect)))
        free = [
            option
            for option in options
            if not any(option[0].intersects(other) for other in self._taken)
        ]
        rect, side, _ = min(free or options[:1], key=lambda option: not option[2])
        self._taken.append(rect)
        self._painter.drawImage(rect.topLeft(), self._tags.image(text, style, side))


def _view(viewport: Viewport) -> QRect:
    return QRect(0, 0, *viewport.device_size)


def _into(rect: QRect, view: QRect) -> QRect:
    x = min(max(rect.x(), view.left()), max(view.right() + 1 - rect.width(), view.left()))
    y = min(max(rect.y(), view.top()), max(view.bottom() + 1 - rect.height(), view.top()))
    return QRect(x, y, rect.width(), rect.height())
