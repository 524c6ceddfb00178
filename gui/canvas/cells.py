"""The cells of a level over the picture: as a grid, or as heat."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gui.canvas.viewport import Viewport
from ssd_core.config import DBoxConfig
from ssd_core.types import FloatArray

_LINE = QColor(255, 255, 255, 92)
_CASING = QColor(0, 0, 0, 46)
_HEAT = (255, 106, 26)
_COLDEST, _SPAN = 0.06, 0.72
"""Alpha of a cell whose best score is 0, and what a score of 1 adds."""


class GridLayer:
    """An extra of the canvas: the cells of ``level`` as thin lines."""

    def __init__(self, config: DBoxConfig, level: int) -> None:
        self._cells = config.feature_maps[level]
        self._step = config.steps[level] / config.input_size

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        area = picture_area(viewport)
        width = max(1, round(viewport.pixel_ratio))
        for color, thick in ((_CASING, 3 * width), (_LINE, width)):
            painter.setPen(QPen(color, thick))
            for k in range(1, self._cells + 1):
                share = k * self._step
                if share >= 1:
                    break
                x = round(area.left() + share * area.width()) + width / 2
                y = round(area.top() + share * area.height()) + width / 2
                painter.drawLine(round(x), round(area.top()), round(x), round(area.bottom()))
                painter.drawLine(round(area.left()), round(y), round(area.right()), round(y))


class HeatLayer:
    """An extra of the canvas: scores of cells as heat, hard-edged, for they are what there is.

    maps: float32 [f, f] in 0..1 for each of ``levels``; several are laid over one another, the
    best score on top.
    """

    def __init__(
        self, config: DBoxConfig, maps: Sequence[FloatArray], levels: Sequence[int]
    ) -> None:
        finest = max(config.feature_maps[level] for level in levels)
        self._reach = finest * min(config.steps[level] for level in levels) / config.input_size
        centres = (np.arange(finest) + 0.5) / finest * self._reach * config.input_size
        best = np.zeros((finest, finest), np.float32)
        for level in levels:
            last = config.feature_maps[level] - 1
            cell = np.minimum((centres / config.steps[level]).astype(np.int64), last)
            best = np.maximum(best, maps[level][np.ix_(cell, cell)])
        self.scores = best
        self._image = _heat(best)

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        area = picture_area(viewport)
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        size = area.size() * self._reach  # the cells may reach a little past the picture
        painter.drawImage(QRectF(area.topLeft(), size), self._image)


def picture_area(viewport: Viewport) -> QRectF:
    """Where the picture lies, in device pixels of the view."""
    width, height = viewport.picture
    return QRectF(*viewport.origin, width * viewport.zoom, height * viewport.zoom)


def _heat(scores: FloatArray) -> QImage:
    alpha = _COLDEST + _SPAN * np.clip(scores, 0, 1)
    red, green, blue = (np.rint(alpha * channel).astype(np.uint32) for channel in _HEAT)
    whole = np.rint(alpha * 255).astype(np.uint32)
    pixels = np.ascontiguousarray(whole << 24 | red << 16 | green << 8 | blue)
    side = len(scores)
    return QImage(
        pixels.data, side, side, 4 * side, QImage.Format.Format_ARGB32_Premultiplied
    ).copy()
