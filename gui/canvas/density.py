"""Thousands of boxes at once: as an image of how many outlines cross each pixel.

Painting every outline costs the more, the more boxes there are; counting them costs a few passes
over the pixels, and tells more: where boxes agree, their lines add up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.canvas.cells import picture_area
from gui.canvas.viewport import Viewport
from ssd_core.types import FloatArray, IntArray

_SCRIM = QColor(11, 13, 16, 96)
_FEW, _MANY = (104, 150, 255), (255, 255, 255)
_FAINTEST = 0.30
_FULL = 24
"""Outlines on one pixel from which on it is painted in full."""


class DensityLayer:
    """An extra of the canvas: outlines of ``boxes``, float32 [N, 4] xyxy in 0..1."""

    def __init__(self, boxes: FloatArray) -> None:
        self._boxes = boxes
        self._made_for: Viewport | None = None
        self._image: QImage | None = None

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        if self._image is None or self._made_for != viewport:
            self._image, self._made_for = _image(self._boxes, viewport), viewport
        painter.fillRect(picture_area(viewport), _SCRIM)
        painter.drawImage(QRectF(0, 0, *viewport.device_size), self._image)


def _image(boxes: FloatArray, viewport: Viewport) -> QImage:
    """At one pixel a logical one: what is dense need not be sharper than that."""
    width, height = viewport.view
    device = viewport.boxes_to_device(boxes) / viewport.pixel_ratio
    counts = crossings(np.rint(device).astype(np.int64), width=width, height=height)
    pixels = _ramp()[np.minimum(counts, _FULL)]
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # the buffer belongs to numpy


def crossings(boxes: IntArray, *, width: int, height: int) -> IntArray:
    """How many outlines pass through each pixel, int64 [height, width].

    boxes: int [N, 4], first and last pixels (xmin, ymin, xmax, ymax) of each outline.
    """
    left, top, right, bottom = boxes.T
    across = _runs(np.r_[top, bottom], np.r_[left, left], np.r_[right, right], height, width)
    # The corners are part of the horizontal lines.
    low, high = np.r_[top, top] + 1, np.r_[bottom, bottom] - 1
    down = _runs(np.r_[left, right], low, high, width, height)
    return across + down.T


def _runs(line: IntArray, first: IntArray, last: IntArray, lines: int, length: int) -> IntArray:
    """How many runs cover each place, int64 [lines, length]: +1 where one starts, -1 after it."""
    first, last = np.maximum(first, 0), np.minimum(last, length - 1)
    seen = (line >= 0) & (line < lines) & (first <= last)
    line, first, last = line[seen], first[seen], last[seen]
    cells, stride = lines * (length + 1), length + 1
    starts = np.bincount(line * stride + first, minlength=cells)
    ends = np.bincount(line * stride + last + 1, minlength=cells)
    covered: IntArray = (starts - ends).reshape(lines, stride).cumsum(axis=1)[:, :length]
    return covered


def _ramp() -> NDArray[np.uint32]:
    """Premultiplied ARGB of 0 to ``_FULL`` outlines; few stay visible, many stand out."""
    share = np.log1p(np.arange(_FULL + 1)) / np.log1p(_FULL)
    alpha = np.where(share > 0, _FAINTEST + (1 - _FAINTEST) * share, 0)
    color = np.array(_FEW) + (np.array(_MANY) - _FEW) * share[:, None]
    red, green, blue = np.rint(color * alpha[:, None]).astype(np.uint32).T
    whole = np.rint(alpha * 255).astype(np.uint32)
    packed: NDArray[np.uint32] = whole << 24 | red << 16 | green << 8 | blue
    return packed
