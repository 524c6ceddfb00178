"""Box outlines as images of one edge, blitted four times a box.

A casing is translucent, and filling thousands of thin translucent rectangles costs a paint several
times what blitting ready-made strips does. A strip is one edge in cross-section, casing included.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from ssd_core.types import IntArray

_CASING = 1.0
_STRIP_STEP = 1024
"""Strips come in multiples of this length, so that resizing a view does not make new ones."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How an outline is drawn, in logical pixels.

    color, width: the line itself. casing: colour of the thin line on both sides that sets it off.
    dash: (on, off) lengths, or None for a solid line.
    Colours are QRgb numbers (with alpha), so that strokes compare and hash.
    """

    color: int
    width: float
    casing: int
    dash: tuple[float, float] | None = None


def device_pixels(length: float, pixel_ratio: float) -> int:
    """A logical length in whole device pixels, at least one."""
    return max(1, round(length * pixel_ratio))


def paint_outlines(
    painter: QPainter,
    bounds: IntArray,
    stroke: Stroke,
    *,
    pixel_ratio: float,
    view: tuple[int, int],
) -> None:
    """Paint an outline inside each of ``bounds``, its casing reaching outside.

    painter: in device pixels. bounds: int [M, 4], outer edges of the lines, xyxy device pixels.
    view: (width, height) in device pixels; only what lies in it is painted.
    """
    length = -(-max(view) // _STRIP_STEP) * _STRIP_STEP + _STRIP_STEP
    across, down = _strips(stroke, pixel_ratio, length)
    horizontal, vertical = _edges(
        bounds,
        line=device_pixels(stroke.width, pixel_ratio),
        casing=device_pixels(_CASING, pixel_ratio),
    )
    period = sum(_dash(stroke, pixel_ratio))
    for strip, edges, axis in ((across, horizontal, 0), (down, vertical, 1)):
        for x, y, sx, sy, width, height in _clipped(edges, axis, period, view):
            painter.drawImage(QPoint(x, y), strip, QRect(sx, sy, width, height))


def paint_rings(painter: QPainter, bounds: QRect, rings: tuple[tuple[QColor, int], ...]) -> None:
    """Paint nested frames from ``bounds`` inwards, (colour, device pixels) each.

    Exact in the corners, and dearer than ``paint_outlines``: for the one box that is raised.
    """
    outer = bounds
    for color, width in rings:
        inner = outer.adjusted(width, width, -width, -width)
        for rect in QRegion(outer) - QRegion(inner):
            painter.fillRect(rect, color)
        outer = inner


def _dash(stroke: Stroke, pixel_ratio: float) -> tuple[int, int]:
    """(on, off) device pixels; a solid line repeats after each."""
    if stroke.dash is None:
        return 1, 0
    on, off = stroke.dash
    return device_pixels(on, pixel_ratio), device_pixels(off, pixel_ratio)


def _edges(bounds: IntArray, *, line: int, casing: int) -> tuple[IntArray, IntArray]:
    """Rectangles (x, y, width, height) of all horizontal and all vertical edges, [2M, 4] each.

    The horizontal lines run from corner to corner, the vertical ones between them.
    """
    left, top, right, bottom = bounds.T
    thick = np.full_like(left, line + 2 * casing)
    wide, tall = right - left, bottom - top - 2 * line
    upper = np.stack([left, top - casing, wide, thick], 1)
    lower = np.stack([left, bottom - line - casing, wide, thick], 1)
    lefts = np.stack([left - casing, top + line, thick, tall], 1)
    rights = np.stack([right - line - casing, top + line, thick, tall], 1)
    return np.concatenate([upper, lower]), np.concatenate([lefts, rights])


def _clipped(edges: IntArray, axis: int, period: int, view: tuple[int, int]) -> list[list[int]]:
    """Rows (x, y, source x, source y, width, height) of the parts of ``edges`` inside the view.

    The source starts where the pattern of the cut-off part left it.
    """
    start = edges[:, :2]
    first = np.maximum(start, 0)
    size = np.minimum(start + edges[:, 2:], view) - first
    source = first - start
    source[:, axis] %= period
    visible = (size > 0).all(1)
    return np.concatenate([first, source, size], 1)[visible].tolist()  # type: ignore[no-any-return]


@lru_cache(maxsize=128)
def _strips(stroke: Stroke, pixel_ratio: float, length: int) -> tuple[QImage, QImage]:
    """One edge as a horizontal and as a vertical image, ``length`` device pixels long."""
    line = device_pixels(stroke.width, pixel_ratio)
    casing = device_pixels(_CASING, pixel_ratio)
    on, off = _dash(stroke, pixel_ratio)
    across = QImage(length, line + 2 * casing, QImage.Format.Format_ARGB32_Premultiplied)
    # The casing runs on between dashes, as one line under the whole pattern.
    across.fill(QColor.fromRgba(stroke.casing))
    painter = QPainter(across)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for x in range(0, length, on + off):
        painter.fillRect(x, casing, on, line, QColor.fromRgba(stroke.color))
    painter.end()
    return across, _transposed(across)


def _transposed(image: QImage) -> QImage:
    result = QImage(image.height(), image.width(), image.format())
    result.fill(0)
    painter = QPainter(result)
    painter.rotate(90)
    painter.scale(1, -1)
    painter.drawImage(0, 0, image)
    painter.end()
    return result
