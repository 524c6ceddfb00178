"""DimLayer: the picture in the dark, because it is not of now any more; its boxes stay bright."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from gui.canvas.viewport import Viewport

_DARK = QColor(11, 13, 16, 140)
_WHOLE = np.array([[0.0, 0.0, 1.0, 1.0]], np.float32)


class DimLayer:
    """An extra of the canvas, for between picture and boxes."""

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        left, top, right, bottom = viewport.boxes_to_device(_WHOLE)[0].tolist()
        painter.fillRect(QRectF(left, top, right - left, bottom - top), _DARK)
