"""The thin line under the head bar that shows how much of a run is done."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import theme

_HEIGHT = 2


class ProgressLine(QWidget):
    """Accent from the left up to the share that is done, a divider from there."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._share: float | None = None

    @property
    def share(self) -> float | None:
        """0..1, None while there is no run."""
        return self._share

    def set_share(self, share: float | None) -> None:
        """How much is done, 0..1; None shows the divider alone."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        width = self.width()
        painter.fillRect(QRectF(0, _HEIGHT - 1, width, 1), active.color("border"))
        if self._share is not None:
            done = QRectF(0, 0, width * min(max(self._share, 0.0), 1.0), _HEIGHT)
            painter.fillRect(done, active.color("accent"))
        painter.end()
