"""Box outlines as images of one edge, blitted four times a box.

A casing is translucent, and filling thousands of thin translucent rectangles costs a paint several
times what blitting ready-made strips does. A strip is one edge in cross-section, casing included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRect
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


Strip = tuple[int, int, QImage, int, int, int, int]
"""x, y, image, and x, y, width, height in the image: arguments of ``QPainter.drawImage``."""


def outlines(
    bounds: IntArray,
    strokes: Sequence[Stroke],
    which: IntArray,
    *,
    pixel_ratio: float,
    view: tuple[int, int],
) -> list[Strip]:
    """What to blit for an outline inside each of ``bounds``, in order, casings reaching outside.

    bounds: int [M, 4], outer edges of the lines, xyxy device pixels. strokes: all of one width.
    which: int [M], the stroke of each. view: (width, height) in device pixels; only what lies in
    it is kept.
    """
    if not len(bounds):
        return []
    length = -(-max(view) // _STRIP_STEP) * _STRIP_STEP + _STRIP_STEP
    images = [edge_images(stroke, pixel_ratio, length) for stroke in strokes]
    periods = np.array([sum(_dash(stroke, pixel_ratio)) for stroke in strokes])[which]
    edges = _edges(
        bounds,
        line=device_pixels(strokes[0].width, pixel_ratio),
        casing=device_pixels(_CASING, pixel_ratio),
    )
    stroke, vertical, *rest = _clipped(edges, which, periods, view)
    x, y, *source = rest
    edge = [images[k][upright] for k, upright in zip(stroke, vertical, strict=True)]
    return list(zip(x, y, edge, *source, strict=True))


def paint_strips(painter: QPainter, strips: list[Strip]) -> None:
    """Blit ``strips``; ``painter`` is in device pixels."""
    for strip in strips:
        painter.drawImage(*strip)


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


def _edges(bounds: IntArray, *, line: int, casing: int) -> IntArray:
    """int [M, 4, 4]: top, bottom, left and right edge of each box as (x, y, width, height).

    The horizontal lines run from corner to corner, the vertical ones between them.
    """
    left, top, right, bottom = bounds.T
    thick = np.full_like(left, line + 2 * casing)
    wide, tall = right - left, bottom - top - 2 * line
    below, beside = bottom - line - casing, right - line - casing
    edges = (
        *(left, top - casing, wide, thick),
        *(left, below, wide, thick),
        *(left - casing, top + line, thick, tall),
        *(beside, top + line, thick, tall),
    )
    return np.column_stack(edges).reshape(-1, 4, 4)


def _clipped(
    edges: IntArray, which: IntArray, periods: IntArray, view: tuple[int, int]
) -> list[list[int]]:
    """Lists stroke, vertical, x, y, source x, source y, width, height of what the view shows.

    The source starts where the pattern of the cut-off part left it.
    """
    start = edges[..., :2]
    first = np.maximum(start, 0)
    size = np.minimum(start + edges[..., 2:], view) - first
    source = first - start
    source[:, :2, 0] %= periods[:, None]
    source[:, 2:, 1] %= periods[:, None]
    box, edge = np.nonzero((size > 0).all(-1))
    rows = np.concatenate([first, source, size], -1)[box, edge]
    return [which[box].tolist(), (edge // 2).tolist(), *rows.T.tolist()]


@lru_cache(maxsize=128)
def edge_images(stroke: Stroke, pixel_ratio: float, length: int) -> tuple[QImage, QImage]:
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
