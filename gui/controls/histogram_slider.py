"""A slider over 0..1 that stands on the histogram of what it cuts.

The side in the accent colour, with dark bars, is what survives: right of the handle for a
confidence threshold, left of it for an overlap threshold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from gui import theme
from gui.controls.track_slider import OVERHANG as OVERHANG
from gui.controls.track_slider import Side, TrackSlider

_TALL, _FLAT = 48, 28
_BAR_HEIGHT, _BAR_GAP = 26, 1.5
_TICKS = ((0.0, "0"), (0.25, ".25"), (0.5, ".5"), (0.75, ".75"), (1.0, "1"))


class HistogramSlider(TrackSlider):
    """A slider from 0 to 1 in steps of 0.01, with a histogram behind it once there is one.

    ``bin_pointed`` tells the bin under the pointer, -1 for none, once ``point_at_bins`` was called.
    """

    bin_pointed = Signal(int)

    def __init__(self, *, default: float, survivors: Side) -> None:
        self._bars: tuple[float, ...] = ()
        self._lit = -1
        super().__init__(default=default, survivors=survivors, ticks=_TICKS)

    @property
    def threshold(self) -> float:
        """Where the handle stands, 0..1."""
        return self.number

    def set_histogram(self, counts: Sequence[int] | None) -> None:
        """Show ``counts``, one a bin of equal width over 0..1, on a log scale; None shows none."""
        if counts is None or len(counts) == 0:
            self._bars = ()
        else:
            logs = np.log1p(np.asarray(counts, dtype=np.float64))
            self._bars = tuple((logs / max(logs.max(), 1e-9)).tolist())
        self.fit_height()
        self.update()

    # The pointer

    def point_at_bins(self) -> None:
        """Tell which bin the pointer is over, and light it up."""
        self.setMouseTracking(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.hasMouseTracking():
            self._light(-1 if self.isSliderDown() else self._bin_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._light(-1)

    def _bin_at(self, place: QPointF) -> int:
        first, last = self.x_of(0), self.x_of(1)
        inside = first <= place.x() < last and place.y() <= 1 + _BAR_HEIGHT
        if not self._bars or not inside:
            return -1
        return int((place.x() - first) / (last - first) * len(self._bars))

    def _light(self, index: int) -> None:
        if index != self._lit:
            self._lit = index
            self.update()
            self.bin_pointed.emit(index)

    # Painting

    def plain_height(self) -> int:
        return _TALL if self._bars else _FLAT

    def track_middle(self) -> float:
        return 31.5 if self._bars else 9.5

    def paint_behind(self, painter: QPainter) -> None:
        if self._bars:
            self._paint_bars(painter)
            self._paint_hair(painter)

    def _paint_bars(self, painter: QPainter) -> None:
        surviving: list[QRectF] = []
        falling: list[QRectF] = []
        lit: list[QRectF] = []
        first, last = self.x_of(0), self.x_of(1)
        pitch = (last - first + _BAR_GAP) / len(self._bars)
        for i, share in enumerate(self._bars):
            height = max(share * _BAR_HEIGHT, 1.0)
            bar = QRectF(first + i * pitch, 1 + _BAR_HEIGHT - height, pitch - _BAR_GAP, height)
            side = surviving if self.survives((i + 0.5) / len(self._bars)) else falling
            side = lit if i == self._lit else side
            side.append(bar)
        painter.setPen(Qt.PenStyle.NoPen)
        for bars, token in ((surviving, "hist_on"), (falling, "hist_off"), (lit, "accent")):
            painter.setBrush(theme.current().color(token))
            painter.drawRects(bars)

    def _paint_hair(self, painter: QPainter) -> None:
        """From the handle up through the bars."""
        painter.setPen(QPen(theme.current().color("accent" if self.isEnabled() else "faint"), 1))
        hair = math.floor(self.x_of(self.number)) + 0.5
        painter.drawLine(QPointF(hair, 0), QPointF(hair, self.track_middle()))
