"""Thousands of outlines, or of centres, on a lesson's picture."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage, QPainter

from gui.canvas.density import DensityLayer
from gui.canvas.viewport import Viewport
from gui.lessons.canvas.area import Area
from ssd_core.types import FloatArray

_MANY, _COARSE = 2000, 2


def paint_crowd(painter: QPainter, area: Area, size: QSize, xyxy: FloatArray) -> None:
    """How many of the outlines [N, 4] cross each pixel; for ``SceneCanvas.paint_under``.

    size: of the widget, in logical pixels. Of thousands each line is two pixels wide: single ones
    could not be told from one another anyway, and counting takes a quarter of the time.
    """
    coarse = _COARSE if len(xyxy) > _MANY else 1
    viewport = Viewport(
        picture=(300, 300),
        view=(-(-size.width() // coarse), -(-size.height() // coarse)),
        pixel_ratio=area.ratio,
        zoom=area.side * area.ratio / 300 / coarse,
        offset=(area.left / coarse, area.top / coarse),
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.scale(coarse / area.ratio, coarse / area.ratio)
    DensityLayer(xyxy).paint(painter, viewport)
    painter.restore()


def paint_specks(painter: QPainter, area: Area, xy: FloatArray, colors: NDArray[np.uint32]) -> None:
    """Squares of 3 px at ``xy``, [N, 2] in 0..1, as one image; colors: opaque QRgb of each, [N].

    What lies beside the picture is moved to its edge.
    """
    side = math.ceil(area.side)
    pixels = np.zeros((side + 2, side + 2), np.uint32)
    x, y = np.clip(np.rint(xy * area.side).astype(np.int64) + 1, 1, side).T
    for right in (-1, 0, 1):
        for down in (-1, 0, 1):
            pixels[y + down, x + right] = colors
    kind = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(pixels.data, side + 2, side + 2, 4 * (side + 2), kind)
    painter.drawImage(QPointF(area.left - 1, area.top - 1), image)
