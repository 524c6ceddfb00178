"""Icons: one SVG each in ``resources/icons``, tinted and cached by name, colour, size and ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui import theme
from ssd_core.bundled import resource_path

RAIL = 20
BUTTON = 16
INLINE = 14


@cache
def pixmap(name: str, color: str, size: int, pixel_ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` in ``color`` ("#RRGGBB"), ``size`` logical pixels square.

    Raises FileNotFoundError if there is no such icon.
    """
    svg = resource_path(f"icons/{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(svg.replace(b"currentColor", color.encode())))
    device_size = round(size * pixel_ratio)
    result = QPixmap(device_size, device_size)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, device_size, device_size))
    painter.end()
    result.setDevicePixelRatio(pixel_ratio)
    return result


def icon(name: str, token: str = "text", size: int = BUTTON) -> QIcon:
    """The icon ``name`` in the theme's colour ``token``; disabled, it is faint.

    It holds the colour of the theme that is on now: ask again when the theme changes.
    """
    active = theme.current()
    result = QIcon()
    for ratio in _pixel_ratios():
        result.addPixmap(pixmap(name, getattr(active, token), size, ratio))
        result.addPixmap(pixmap(name, active.faint, size, ratio), QIcon.Mode.Disabled)
    return result


def paint(painter: QPainter, name: str, color: QColor, rect: QRectF) -> None:
    """Draw the icon ``name`` in ``color`` centred in ``rect``, as large as its shorter side."""
    size = int(min(rect.width(), rect.height()))
    ratio = painter.device().devicePixelRatioF()
    corner = rect.center().toPoint()
    painter.drawPixmap(
        corner.x() - size // 2, corner.y() - size // 2, pixmap(name, color.name(), size, ratio)
    )


def app_icon() -> QIcon:
    """The icon of the application, for the window and the task bar."""
    result = QIcon()
    for size in (16, 32, 48, 64, 128, 256):
        result.addPixmap(pixmap("app", "#000000", size))
    return result


def _pixel_ratios() -> set[float]:
    return {1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
