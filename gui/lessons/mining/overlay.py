"""A transparent image over the picture, written to as numbers: hundreds of boxes, all the dots.

A painter takes some ten microseconds for an outline or a dot, an array a hundredth of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.lessons.canvas.area import Area
from ssd_core.types import FloatArray, IntArray

Stamp = NDArray[np.uint32]
"""Premultiplied ARGB, square, its middle the dot's."""


class Overlay:
    """As large as an area and ``reach`` logical pixels around it; what lies further out is cut."""

    def __init__(self, area: Area, reach: float) -> None:
        self.area = area
        self._pad = round(reach * area.ratio)
        side = round(area.side * area.ratio) + 2 * self._pad
        self._pixels = np.zeros((side, side), np.uint32)

    def clear(self) -> None:
        self._pixels.fill(0)

    def spots(self, xy: FloatArray) -> IntArray:
        """Points [M, 2] in 0..1 of the picture as pixels (x, y) of the overlay."""
        return np.rint(xy * self.area.side * self.area.ratio).astype(np.int64) + self._pad

    def outline(self, boxes_xyxy: FloatArray, color: QColor, width: float) -> None:
        """Outlines of boxes [M, 4] in 0..1; one over the other covers it, whatever its colour."""
        if not len(boxes_xyxy):
            return
        thick = max(1, round(width * self.area.ratio))
        ink = _premultiplied(color)
        corners = self.spots(boxes_xyxy.reshape(-1, 2)).reshape(-1, 4) - thick // 2
        last = len(self._pixels)
        low, high = np.maximum(corners, 0), np.clip(corners + thick, 0, last)
        pixels = self._pixels
        for (left, top, right, bottom), (left2, top2, right2, bottom2) in zip(
            low.tolist(), high.tolist(), strict=True
        ):
            pixels[top:top2, left:right2] = ink
            pixels[bottom:bottom2, left:right2] = ink
            pixels[top:bottom2, left:left2] = ink
            pixels[top:bottom2, right:right2] = ink

    def stamp(self, spots: IntArray, stamp: Stamp) -> None:
        """Put ``stamp`` around each of ``spots`` [M, 2]; the pixels that it covers are replaced."""
        half, side = len(stamp) // 2, len(self._pixels)
        starts = (spots[:, 1] - half) * side + spots[:, 0] - half
        down, right = np.nonzero(stamp)
        # One place for each pixel of each stamp, and a single write: row by row takes thrice that.
        places = (starts[:, None] + (down * side + right)).ravel()
        self._pixels.reshape(-1)[places] = np.tile(stamp[down, right], len(starts))

    def draw(self, painter: QPainter) -> None:
        """The painter is in logical pixels."""
        side, ratio = len(self._pixels), self.area.ratio
        form = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(self._pixels.data, side, side, 4 * side, form)
        image.setDevicePixelRatio(ratio)
        shift = self._pad / ratio
        painter.drawImage(QPointF(self.area.left - shift, self.area.top - shift), image)


def _premultiplied(color: QColor) -> np.uint32:
    red, green, blue, alpha = color.getRgb()
    parts = (part * alpha // 255 for part in (red, green, blue))
    return np.uint32(alpha << 24 | next(parts) << 16 | next(parts) << 8 | next(parts))
