"""Thousands of outlines on a lesson's picture."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from gui.canvas.density import DensityLayer
from gui.canvas.viewport import Viewport
from gui.lessons.canvas.area import Area
from ssd_core.types import FloatArray


def paint_crowd(painter: QPainter, area: Area, size: QSize, xyxy: FloatArray) -> None:
    """How many of the outlines [N, 4] cross each pixel; for ``SceneCanvas.paint_under``.

    size: of the widget, in logical pixels.
    """
    viewport = Viewport(
        picture=(300, 300),
        view=(size.width(), size.height()),
        pixel_ratio=area.ratio,
        zoom=area.side * area.ratio / 300,
        offset=(area.left, area.top),
    )
    painter.save()
    painter.scale(1 / area.ratio, 1 / area.ratio)
    DensityLayer(xyxy).paint(painter, viewport)
    painter.restore()
