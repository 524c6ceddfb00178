"""What a person is asked for when something is wrong: versions, device, display, places."""

from __future__ import annotations

import platform

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication, QScreen

from ssd_core import __version__

_LIBRARIES = {
    "torch": "torch",
    "PySide6": "PySide6-Essentials",
    "OpenCV": "opencv-python",
    "numpy": "numpy",
}


def program_facts() -> dict[str, str]:
    """Name → value of what holds for the whole run. Imports nothing large."""
    shown = " · ".join(f"{name} {_version(package)}" for name, package in _LIBRARIES.items())
    return {
        "app": f"SSD Viewer {__version__}",
        "python": f"{platform.python_version()} · Qt {qVersion()}",
        "libraries": shown,
        "system": platform.platform(),
        "locale": QLocale.system().name(),
    }


def display_facts(screen: QScreen) -> dict[str, str]:
    """The screen that the window is on."""
    size, ratio = screen.size(), screen.devicePixelRatio()
    platform_name = QGuiApplication.platformName()
    return {"display": f"{size.width()} × {size.height()} at {ratio:.2f} · {platform_name}"}


def _version(package: str) -> str:
    # Not at the top: it is slow to import, and the window is waited for.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
