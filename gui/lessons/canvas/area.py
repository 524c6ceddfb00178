"""Where a scene lies in its widget: a pure value that maps 0..1 of the picture to pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from ssd_core.types import FloatArray

Box = tuple[float, float, float, float]
"""(xmin, ymin, xmax, ymax) in 0..1 of the picture."""


@dataclass(frozen=True, slots=True)
class Area:
    """The square that the network sees.

    left, top, side: logical pixels of the widget. ratio: device pixels for a logical one.
    """

    left: float
    top: float
    side: float
    ratio: float = 1.0

    @classmethod
    def fitted(cls, room: QRectF, ratio: float) -> Area:
        """The largest square in ``room``, centred, on whole device pixels."""
        side = max(int(min(room.width(), room.height()) * ratio), 1) / ratio
        left = room.left() + (room.width() - side) / 2
        top = room.top() + (room.height() - side) / 2
        return cls(round(left * ratio) / ratio, round(top * ratio) / ratio, side, ratio)

    @property
    def rect(self) -> QRectF:
        """The picture, in logical pixels."""
        return QRectF(self.left, self.top, self.side, self.side)

    def point(self, x: float, y: float) -> QPointF:
        """The logical pixel of (x, y)."""
        return QPointF(self.left + x * self.side, self.top + y * self.side)

    def place(self, point: QPointF) -> tuple[float, float]:
        """The (x, y) in 0..1 of a logical pixel; beside the picture it is below 0 or above 1."""
        return (point.x() - self.left) / self.side, (point.y() - self.top) / self.side

    def box(self, box: Box) -> QRectF:
        """A box in logical pixels, its edges on whole device pixels so that lines are crisp."""
        left, top, right, bottom = self.boxes(np.array([box], np.float32))[0].tolist()
        return QRectF(left, top, right - left, bottom - top)

    def boxes(self, xyxy: FloatArray) -> FloatArray:
        """Boxes [M, 4] in logical pixels, edges on whole device pixels, float64 [M, 4]."""
        origin = np.array([self.left, self.top] * 2)
        placed: FloatArray = np.rint((xyxy * self.side + origin) * self.ratio) / self.ratio
        return placed

    def points(self, xy: FloatArray) -> FloatArray:
        """Points [M, 2] in logical pixels, float64 [M, 2]."""
        placed: FloatArray = xy * self.side + np.array([self.left, self.top])
        return placed
