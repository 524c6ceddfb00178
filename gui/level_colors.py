"""Level colours: the six levels as the first six slots of the palette of custom classes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from gui.class_colors import ClassStyle
from ssd_core.palette import class_color

_ANY_CLASSES = ("level",)


@lru_cache(maxsize=32)
def level_style(level: int) -> ClassStyle:
    """How boxes from ``level`` (0 is the finest) are drawn when levels are told apart."""
    slot = class_color(level + 1, _ANY_CLASSES * (level + 1))
    return ClassStyle(QColor(slot.fill), QColor(slot.ink), slot.dashed)
