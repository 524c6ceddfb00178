"""Strokes and fills that several controls share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

SWATCH = 8
_SWATCH_EDGE = QColor(0, 0, 0, 46)
"""Black 18 %: amber, cyan and leaf are too pale on white without an edge."""


def paint_swatch(painter: QPainter, left: float, middle: float, color: QColor) -> None:
    """A class's 8×8 colour patch with its left edge at ``left``, centred on ``middle``."""
    rect = QRectF(left, middle - SWATCH / 2, SWATCH, SWATCH)
    fill_rounded(painter, rect, 2, color)
    stroke_rounded(painter, rect, 2, _SWATCH_EDGE)


def fill_rounded(painter: QPainter, rect: QRectF, radius: float, color: QColor) -> None:
    """Fill ``rect`` with corners of ``radius``."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(rect, radius, radius)


def stroke_rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    color: QColor,
    *,
    width: float = 1.0,
    dashes: tuple[float, ...] = (),
) -> None:
    """A line of ``width`` inside the edge of ``rect``; ``dashes`` in pixels."""
    pen = QPen(color, width)
    if dashes:
        pen.setDashPattern([length / width for length in dashes])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def fill_bar(painter: QPainter, rect: QRectF, share: float, color: QColor, trough: QColor) -> None:
    """A round-ended trough filled from the left up to ``share``, 0..1."""
    radius = rect.height() / 2
    fill_rounded(painter, rect, radius, trough)
    painter.setClipRect(QRectF(rect.left(), rect.top(), rect.width() * share, rect.height()))
    fill_rounded(painter, rect, radius, color)
    painter.setClipping(False)
