"""What others paint on the canvas beside its picture and detections, each under a name."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QPainter

from gui.canvas.viewport import Viewport


class Extra(Protocol):
    """Something to paint over the picture."""

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Paint in device pixels of the view. The painter's state is restored afterwards."""


class Extras:
    """Extras by name, painted in the order in which their names first came."""

    def __init__(self) -> None:
        self._extras: dict[str, Extra | None] = {}

    def put(self, key: str, extra: Extra | None) -> bool:
        """Set or take away the extra ``key``; False where there was none to take away."""
        before = self._extras.get(key)
        self._extras[key] = extra
        return before is not None or extra is not None

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        for extra in self._extras.values():
            if extra is not None:
                painter.save()
                extra.paint(painter, viewport)
                painter.restore()
