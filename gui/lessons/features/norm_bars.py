"""The channels of one cell as bars: as they come, and after L2Norm, on one scale."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from ssd_core.types import FloatArray

_HEIGHT = 44


class ChannelBars(QWidget):
    """Bars of some channels. token: of their colour."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self._values: list[float] = []
        self._top = 1.0
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, fonts.scaled(_HEIGHT))

    def set_values(self, values: FloatArray, top: float) -> None:
        """Values ≥ 0, and the one that is as high as the widget."""
        self._values, self._top = values.tolist(), max(top, 1e-6)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        base = self.height() - 1.0
        painter.fillRect(QRectF(0, base, self.width(), 1), active.color("border2"))
        count = max(len(self._values), 1)
        pitch = self.width() / count
        color = active.color(self._token)
        for place, value in enumerate(self._values):
            height = min(value / self._top, 1.0) * base
            bar = QRectF(place * pitch + 0.5, base - height, max(pitch - 1.5, 1), height)
            painter.fillRect(bar, color)
        painter.end()
