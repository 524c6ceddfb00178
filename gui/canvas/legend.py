"""The legend at the bottom left of the canvas: what the lines and colours stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui import fonts
from gui.canvas.viewport import Viewport

_FILL, _INK = QColor(20, 21, 23, 235), QColor("#F1F2F4")
_EDGE, _HEIGHT, _PADDING, _GAP = 16.0, 28.0, 12.0, 16.0
_SWATCH = 10.0


class LegendLayer:
    """An extra of the canvas: (colour, word) pairs in one row.

    is_of_use: asked at each painting; what has these colours may be hidden for something else,
    whose own legend stands in the same place.
    """

    def __init__(
        self, entries: Sequence[tuple[QColor, str]], is_of_use: Callable[[], bool]
    ) -> None:
        self._entries, self._is_of_use = tuple(entries), is_of_use

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        if not self._is_of_use():
            return
        painter.scale(viewport.pixel_ratio, viewport.pixel_ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
        metrics = QFontMetricsF(painter.font())
        widths = [_SWATCH + 6 + metrics.horizontalAdvance(word) for _, word in self._entries]
        width = sum(widths) + _GAP * (len(widths) - 1) + 2 * _PADDING
        card = QRectF(_EDGE, viewport.view[1] - _EDGE - _HEIGHT, width, _HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_FILL)
        painter.drawRoundedRect(card, 6, 6)
        x = card.left() + _PADDING
        for (color, word), entry_width in zip(self._entries, widths, strict=True):
            swatch = QRectF(x, card.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRoundedRect(swatch, 2, 2)
            painter.setPen(_INK)
            words = QRectF(swatch.right() + 6, card.top(), entry_width, card.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, word)
            x += entry_width + _GAP
