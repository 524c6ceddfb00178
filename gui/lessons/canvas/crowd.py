"""Thousands of outlines on a lesson's picture."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

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
