"""The loss of each cell's worst DBox as a dot: small and white where it is nothing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from gui import theme
from gui.lessons.canvas.area import Area
from gui.lessons.canvas.strokes import PAPER, white
from gui.lessons.mining.overlay import Overlay, Stamp
from ssd_core.lessons.mining import worst_in_cells
from ssd_core.types import DBoxes, FloatArray, IntArray

BUCKETS = 8
"""Shades between no loss and the highest. The first is white."""
_SMALLEST, _PER_LEVEL = 1.2, 0.55
_LEAST, _MOST = 1.8, 5.0
_RIM = 1.25
_REACH = 9.0
_MANY, _CROWDED = 600, 0.55


@lru_cache(maxsize=1)
def ramp() -> tuple[QColor, ...]:
    """Pale to dark, in both themes: the dots lie on the picture."""
    light = theme.LIGHT
    ends = [light.color(token) for token in ("d4", "d3", "d2", "d1")]
    shades = []
    for step in range(BUCKETS - 1):
        place = step / (BUCKETS - 2) * (len(ends) - 1)
        low = min(int(place), len(ends) - 2)
        shades.append(_between(ends[low], ends[low + 1], place - low))
    return tuple(shades)


def _between(a: QColor, b: QColor, share: float) -> QColor:
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x + (y - x) * share) for x, y in pairs))


class Dots:
    """Who is dotted and how, for one set of values; found once, painted often."""

    def __init__(self, values: FloatArray, dboxes: DBoxes) -> None:
        self.worst: IntArray = worst_in_cells(values, dboxes)
        self._centres = dboxes.cxcywh[self.worst, :2]
        shown = np.nan_to_num(values[self.worst], posinf=0.0)
        self.highest = float(shown.max(initial=0.0))
        share = shown / max(self.highest, 1e-6)
        self._bucket = np.minimum((share * BUCKETS).astype(np.int64), BUCKETS - 1)
        self._level = dboxes.level[self.worst]
        # An untrained network loses everywhere alike: large dots would hide the picture.
        self._shrink = _CROWDED if (self._bucket > 0).sum() > _MANY else 1.0

    def put(self, overlay: Overlay, strokes: float) -> None:
        """The quiet ones first, the worst on top."""
        ratio = overlay.area.ratio
        spots = overlay.spots(self._centres)
        for level in range(int(self._level.max()) + 1):
            rows = (self._bucket == 0) & (self._level == level)
            radius = (_SMALLEST + _PER_LEVEL * level) * strokes * ratio
            overlay.stamp(spots[rows], _stamp(white(0.6).rgba(), radius, 0.0))
        for bucket, color in enumerate(ramp(), start=1):
            reach = (_MOST - _LEAST) * (bucket / (BUCKETS - 1)) ** 0.5
            radius = (_LEAST + reach) * strokes * self._shrink * ratio
            stamp = _stamp(color.rgba(), radius, _RIM * ratio)
            overlay.stamp(spots[self._bucket == bucket], stamp)

    def at(self, area: Area, point: QPointF) -> int:
        """The DBox whose dot is nearest to a logical pixel, -1 where none is near.

        Of dots at one place the one with the highest value.
        """
        points = area.points(self._centres)
        distance = np.hypot(points[:, 0] - point.x(), points[:, 1] - point.y())
        if distance.min() > _REACH:
            return -1
        near = np.flatnonzero(distance <= distance.min() + 1.0)
        return int(self.worst[near[self._bucket[near].argmax()]])


@lru_cache(maxsize=64)
def _stamp(rgba: int, radius: float, rim: float) -> Stamp:
    """A dot of ``radius`` device pixels with a white ``rim`` around it."""
    side = 2 * int(np.ceil(radius + rim)) + 1
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    middle = QPointF(side / 2, side / 2)
    if rim:
        painter.setBrush(PAPER)
        painter.drawEllipse(middle, radius + rim, radius + rim)
    painter.setBrush(QColor.fromRgba(rgba))
    painter.drawEllipse(middle, radius, radius)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(side, image.bytesPerLine() // 4)
    return rows[:, :side].copy()


def paint_ramp(painter: QPainter, rect: QRectF) -> None:
    """The shades side by side, for the legend."""
    width = rect.width() / BUCKETS
    for index, color in enumerate((PAPER, *ramp())):
        painter.fillRect(
            QRectF(rect.left() + index * width, rect.top(), width, rect.height()), color
        )
