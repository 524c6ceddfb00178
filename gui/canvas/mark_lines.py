"""The lines of marks: solid, dashed or dotted by who found a box, hatched inside of an object.

Painters are in device pixels of the view; sizes are logical pixels. Only what the view shows is
painted, however far a box is zoomed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from gui.canvas.overlay import resting_stroke
from gui.canvas.strokes import Stroke, device_pixels, outlines, paint_strips
from gui.canvas.viewport import Viewport
from gui.class_colors import ClassStyle
from ssd_core.types import IntArray

_DASH_WIDTH, _DASH = 2.5, (12.0, 6.0)
_DOT_WIDTH, _DOT_PITCH = 3.5, 6.0
_CASING = 1.0
_BLACK, _WHITE, _NOTHING = 0x78000000, 0xE6FFFFFF, 0x00000000
_HATCH_WIDTH, _HATCH_PITCH, _HATCH_ALPHA = 1.5, 10.0, 170


class Line(IntEnum):
    """Who found a box."""

    SOLID = 0
    """Both sides, or nobody was asked."""
    DASHED = 1
    """Only A."""
    DOTTED = 2
    """Only B."""


def line_pen(line: Line, color: QColor, scale: float = 1.0) -> QPen:
    """A pen for a sample of ``line``, a little finer than boxes have it, in logical pixels."""
    width = {Line.SOLID: 2.0, Line.DASHED: 2.5, Line.DOTTED: 2.75}[line] * scale
    pen = QPen(color, width)
    # Qt draws no dash of length 0, round caps or not.
    patterns = {Line.DASHED: (9.0, 4.5), Line.DOTTED: (0.01, 4.5)}
    if line in patterns:
        dotted = line is Line.DOTTED
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if dotted else Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([scale * length / width for length in patterns[line]])
    return pen


def paint_outlines(
    painter: QPainter,
    bounds: IntArray,
    styles: Sequence[ClassStyle],
    line: Line,
    *,
    pixel_ratio: float,
    view: tuple[int, int],
) -> None:
    """Paint outlines inside each of ``bounds`` (int [M, 4], outer edges), in order."""
    if line is Line.SOLID:
        strokes = [resting_stroke(style) for style in styles]
        _paint_strokes(painter, bounds, strokes, pixel_ratio, view)
    elif line is Line.DASHED:
        # White shows through the gaps, so that the line is seen on any picture.
        around = np.array([-1, -1, 1, 1]) * device_pixels(_CASING, pixel_ratio)
        wide = device_pixels(_DASH_WIDTH, pixel_ratio) + 2 * device_pixels(_CASING, pixel_ratio)
        under = [Stroke(_WHITE, wide / pixel_ratio, _BLACK)] * len(styles)
        _paint_strokes(painter, bounds + around, under, pixel_ratio, view)
        dashes = [Stroke(style.color.rgba(), _DASH_WIDTH, _NOTHING, _DASH) for style in styles]
        _paint_strokes(painter, bounds, dashes, pixel_ratio, view)
    else:
        under = [Stroke(_BLACK, _DOT_WIDTH, _NOTHING)] * len(styles)
        _paint_strokes(painter, bounds, under, pixel_ratio, view)
        for box, style in zip(bounds, styles, strict=True):
            _paint_dots(painter, box, style.color, pixel_ratio, view)


def paint_hatch(painter: QPainter, rect: QRect, color: QColor, viewport: Viewport) -> None:
    """Fill ``rect``, device pixels, with lines at 45°."""
    visible = rect.intersected(QRect(0, 0, *viewport.device_size))
    if not visible.isEmpty():
        painter.drawTiledPixmap(visible, _hatch(color.rgba(), viewport.pixel_ratio))


def _paint_strokes(
    painter: QPainter,
    bounds: IntArray,
    strokes: Sequence[Stroke],
    pixel_ratio: float,
    view: tuple[int, int],
) -> None:
    number = {stroke: k for k, stroke in enumerate(dict.fromkeys(strokes))}
    which = np.array([number[stroke] for stroke in strokes], np.int64)
    paint_strips(painter, outlines(bounds, [*number], which, pixel_ratio=pixel_ratio, view=view))


def _paint_dots(
    painter: QPainter,
    bounds: IntArray,
    color: QColor,
    pixel_ratio: float,
    view: tuple[int, int],
) -> None:
    dot = _dot(color.rgba(), pixel_ratio)
    half = dot.width() // 2
    for x, y in _dot_centres(bounds, pixel_ratio, view).tolist():
        painter.drawImage(x - half, y - half, dot)


def _dot_centres(bounds: IntArray, pixel_ratio: float, view: tuple[int, int]) -> IntArray:
    """int [D, 2], evenly spaced along the middle of the line, those near the view."""
    inset = device_pixels(_DOT_WIDTH, pixel_ratio) // 2
    left, top, right, bottom = (bounds + np.array([1, 1, -1, -1]) * inset).tolist()
    pitch = device_pixels(_DOT_PITCH, pixel_ratio)
    across = _spaced(left, right, pitch, view[0])
    down = _spaced(top, bottom, pitch, view[1])
    rows = [np.stack([across, np.full_like(across, y)], 1) for y in (top, bottom)]
    columns = [np.stack([np.full_like(down, x), down], 1) for x in (left, right)]
    centres: IntArray = np.concatenate([*rows, *columns])
    return centres


def _spaced(start: int, end: int, pitch: int, room: int) -> IntArray:
    """Points from ``start`` to ``end``, about ``pitch`` apart, as far as they lie in 0..room."""
    count = max(1, round((end - start) / pitch))
    first = max(0, int(np.ceil((-pitch - start) / (end - start or 1) * count)))
    last = min(count, int(np.floor((room + pitch - start) / (end - start or 1) * count)))
    steps = np.arange(first, last + 1)
    return np.rint(start + steps * (end - start) / count).astype(np.int64)


@lru_cache(maxsize=64)
def _dot(color: int, pixel_ratio: float) -> QImage:
    """One dot on its white casing."""
    side = device_pixels(_DOT_WIDTH + _CASING, pixel_ratio)
    side += 1 - side % 2  # odd: its middle is a pixel
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    middle = QPointF(side / 2, side / 2)
    for fill, radius in ((_WHITE, side / 2), (color, _DOT_WIDTH / 2 * pixel_ratio)):
        painter.setBrush(QColor.fromRgba(fill))
        painter.drawEllipse(middle, radius, radius)
    painter.end()
    return image


@lru_cache(maxsize=16)
def _hatch(color: int, pixel_ratio: float) -> QPixmap:
    """A square whose repetition is the hatch: a diagonal and the two corners it leaves."""
    side = device_pixels(_HATCH_PITCH * 2**0.5, pixel_ratio)
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    faint = QColor.fromRgba(color)
    faint.setAlpha(_HATCH_ALPHA)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(faint, _HATCH_WIDTH * pixel_ratio))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
    painter.end()
    return tile
