"""How things are drawn on a lesson's picture: lines with casings, tags, notes, a readout."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from gui import fonts, theme
from gui.canvas.strokes import Stroke, device_pixels, edge_images
from gui.class_colors import ClassStyle
from gui.controls.painting import fill_rounded, stroke_rounded

INK = QColor("#1B1C1F")
PAPER = QColor("#FFFFFF")
_TAG, _PADDING, _RADIUS = 20, 6, 3
_READOUT = 32
_LONGEST = 6144
"""Device pixels of the longest edge that is blitted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A cosmetic line. width, casing_width (on either side), dash (on, off): logical pixels."""

    color: QColor
    width: float = 2.0
    casing: QColor | None = None
    casing_width: float = 1.0
    dash: tuple[float, float] | None = None

    def scaled(self, factor: float) -> Line:
        """The same line for a projector."""
        if factor == 1.0:
            return self
        dash = None if self.dash is None else (self.dash[0] * factor, self.dash[1] * factor)
        return replace(self, width=self.width * factor, dash=dash)

    def hovered(self) -> Line:
        """The same line, raised."""
        return replace(self, width=max(self.width + 1, 3))

    def pen(self) -> QPen:
        """The line itself, without its casing."""
        pen = QPen(self.color, self.width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if self.dash is not None:
            pen.setDashPattern([length / self.width for length in self.dash])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def casing_pen(self) -> QPen | None:
        if self.casing is None:
            return None
        pen = QPen(self.casing, self.width + 2 * self.casing_width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        return pen


def white(alpha: float) -> QColor:
    return QColor(255, 255, 255, round(255 * alpha))


def black(alpha: float) -> QColor:
    return QColor(0, 0, 0, round(255 * alpha))


def paint_box(painter: QPainter, rect: QRectF, line: Line) -> None:
    """An outline around ``rect``."""
    paint_boxes(painter, [rect], line)


def paint_boxes(painter: QPainter, rects: Sequence[QRectF], line: Line) -> None:
    """Outlines of one kind. All casings come first: no line lies under another's casing.

    Edges are filled or blitted in device pixels: translucent and dashed pens cost ten times that.
    """
    if not rects:
        return
    ratio = painter.device().devicePixelRatioF()
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    # Edges lie on whole pixels; translucent ones are filled twice as fast without antialiasing.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if line.casing is not None:
        width = device_pixels(line.width + 2 * line.casing_width, ratio)
        for rect in rects:
            _fill_edges(painter, _edges(rect, width, ratio), line.casing)
    width = device_pixels(line.width, ratio)
    for rect in rects:
        edges = _edges(rect, width, ratio)
        if line.dash is None:
            _fill_edges(painter, edges, line.color)
        else:
            _blit_edges(painter, edges, Stroke(line.color.rgba(), line.width, 0, line.dash), ratio)
    painter.restore()


Edge = tuple[int, int, int, int]
"""x, y, width, height in device pixels."""


def _edges(rect: QRectF, width: int, ratio: float) -> tuple[Edge, Edge, Edge, Edge]:
    """Top, bottom, left and right, the line's middle on ``rect``; corners are top and bottom's."""
    half = width // 2
    left, top, right, bottom = rect.getCoords()
    x0, y0 = round(left * ratio) - half, round(top * ratio) - half
    x1, y1 = round(right * ratio) - half, round(bottom * ratio) - half
    wide, tall = x1 - x0 + width, max(y1 - y0 - width, 0)
    return (
        (x0, y0, wide, width),
        (x0, y1, wide, width),
        (x0, y0 + width, width, tall),
        (x1, y0 + width, width, tall),
    )


def _fill_edges(painter: QPainter, edges: Sequence[Edge], color: QColor) -> None:
    """A narrow and high translucent rectangle takes ten times as long to fill as to blit."""
    if color.alpha() == 255:
        for edge in edges:
            painter.fillRect(*edge, color)
        return
    for edge in edges[:2]:
        painter.fillRect(*edge, color)
    for x, y, width, height in edges[2:]:
        painter.drawImage(x, y, _strip(color.rgba(), width), 0, 0, width, min(height, _LONGEST))


@lru_cache(maxsize=64)
def _strip(rgba: int, width: int) -> QImage:
    """An edge from top to bottom of one translucent colour."""
    image = QImage(width, _LONGEST, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor.fromRgba(rgba))
    return image


def _blit_edges(painter: QPainter, edges: Sequence[Edge], stroke: Stroke, ratio: float) -> None:
    across, down = edge_images(stroke, ratio, _LONGEST)
    inset = device_pixels(1.0, ratio)  # where the casing would be
    for number, (x, y, width, height) in enumerate(edges):
        if number < 2:
            painter.drawImage(x, y, across, 0, inset, width, height)
        else:
            painter.drawImage(x, y, down, inset, 0, width, height)


def paint_dots(
    painter: QPainter, points: Sequence[QPointF], color: QColor, radius: float, rim: QColor = PAPER
) -> None:
    """Dots with a rim of one pixel. Hundreds of them cost too much: see ``crowd.paint_specks``."""
    painter.setPen(QPen(rim, 1.25))
    painter.setBrush(color)
    for point in points:
        painter.drawEllipse(point, radius, radius)


def tag_size(text: str) -> tuple[float, float]:
    """(width, height) of a tag in logical pixels."""
    return _words_width(text, fonts.scale()) + 2 * _PADDING, fonts.scaled(_TAG)


@lru_cache(maxsize=1024)
def _words_width(text: str, _scale: float) -> float:
    """Of a tag's words. Dozens of tags are placed at every move, most of them said before."""
    return QFontMetricsF(fonts.font(fonts.SMALL, fonts.SEMIBOLD)).horizontalAdvance(text)


def paint_tag(painter: QPainter, corner: QPointF, text: str, style: ClassStyle) -> QRectF:
    """A filled tag with its top left at ``corner``; where it lies, on whole device pixels."""
    ratio = painter.device().devicePixelRatioF()
    at = QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio)
    width, height = tag_size(text)
    colors = (style.color.rgba(), style.ink.rgba())
    painter.drawImage(at, _tag_image(text, *colors, fonts.scale(), ratio))
    return QRectF(at.x(), at.y(), width, height)


@lru_cache(maxsize=256)
def _tag_image(text: str, color: int, ink: int, _scale: float, ratio: float) -> QImage:
    """A tag to blit. Dozens have the same few names, and letters take ten times as long."""
    width, height = tag_size(text)
    size = (math.ceil(width * ratio), math.ceil(height * ratio))
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0, 0, width, height)
    fill_rounded(painter, rect, _RADIUS, QColor.fromRgba(color))
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    painter.setPen(QColor.fromRgba(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return image


def ink_style() -> ClassStyle:
    """Tags of what has no class colour: white on black, in both themes, as the picture is."""
    return ClassStyle(INK, PAPER, False)


def paint_note(painter: QPainter, corner: QPointF, text: str) -> QRectF:
    """A white note with a thin edge, top left at ``corner``; where it lies."""
    rect = QRectF(corner.x(), corner.y(), *tag_size(text))
    fill_rounded(painter, rect, _RADIUS, PAPER)
    stroke_rounded(painter, rect, _RADIUS, QColor("#5D6370"))
    painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
    painter.setPen(INK)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    return rect


def paint_readout(
    painter: QPainter, bottom_left: QPointF, strong: str, quiet: str = "", *, room: float = 1e4
) -> None:
    """A dark bar that says what is under the pointer; ``strong`` first, ``quiet`` after it.

    room: logical pixels there are; ``quiet`` is left out where it does not fit.
    """
    active = theme.current()
    metrics = QFontMetricsF(fonts.font(fonts.SMALL))
    first, second = (metrics.horizontalAdvance(text) for text in (strong, quiet))
    if first + second + 22 > room:
        strong, quiet, second = strong.removesuffix(" · "), "", 0.0
    height = fonts.scaled(_READOUT)
    rect = QRectF(bottom_left.x(), bottom_left.y() - height, first + second + 22, height)
    fill_rounded(painter, rect, 5, active.color("tooltip"))
    stroke_rounded(painter, rect, 5, active.color("tooltip_border"))
    painter.setFont(fonts.font(fonts.SMALL))
    words = rect.adjusted(11, 0, 0, 0)
    painter.setPen(active.color("tooltip_text"))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, strong)
    muted = active.color("tooltip_text")
    muted.setAlphaF(0.7)
    painter.setPen(muted)
    painter.drawText(words.adjusted(first, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, quiet)
