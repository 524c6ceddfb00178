"""The colours of responses: from night over blue to warm white, alike in both themes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from ssd_core.types import FloatArray

_STOPS = ("#0B0D12", "#16273F", "#2C4A86", "#5F7FC4", "#A9BDE6", "#F2D98E", "#FFF6D6")
_COLDEST, _SPAN = 0.62, 0.38
"""Opacity of a cell that does not respond, and what the strongest has more."""
_TABLE = np.array([QColor(stop).getRgb()[:3] for stop in _STOPS], np.float64)


def colours(values: FloatArray) -> np.ndarray:
    """RGB 0..255 of responses 0..1: float [..., 3]."""
    place = np.clip(values, 0, 1) * (len(_TABLE) - 1)
    low = np.minimum(place.astype(np.int64), len(_TABLE) - 2)
    share = (place - low)[..., None]
    mixed: np.ndarray = _TABLE[low] * (1 - share) + _TABLE[low + 1] * share
    return mixed


def heat_image(values: FloatArray) -> QImage:
    """One pixel a cell; strong responses hide more of what lies under them."""
    if values.size == 1:
        values = np.full_like(values, 0.5)  # there is nothing to compare it with
    alpha = _COLDEST + _SPAN * values
    rgb = np.rint(colours(values) * alpha[..., None]).astype(np.uint32)
    whole = np.rint(255 * alpha).astype(np.uint32)
    pixels = whole << 24 | rgb[..., 0] << 16 | rgb[..., 1] << 8 | rgb[..., 2]
    pixels = np.ascontiguousarray(pixels)
    side = len(values)
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, side, side, 4 * side, kind).copy()


def paint_ramp(painter: QPainter, rect: QRectF) -> None:
    """The scale itself, weakest at the left."""
    gradient = QLinearGradient(rect.topLeft(), rect.topRight())
    for number, stop in enumerate(_STOPS):
        gradient.setColorAt(number / (len(_STOPS) - 1), QColor(stop))
    painter.fillRect(rect, gradient)
