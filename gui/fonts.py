"""The type scale: the system's interface font in pixel sizes, with figures of one width.

Sizes are logical pixels; Qt scales them with the device pixel ratio.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

HERO = 24
TITLE = 15
BODY = 13
SMALL = 12
"""Section titles, tables, chips, captions."""
LABEL = 11
"""Rail and funnel labels."""
TICK = 10

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold


@cache
def font(pixels: int, weight: QFont.Weight = REGULAR) -> QFont:
    """The interface font at ``pixels`` logical pixels. Copy it before changing it."""
    return _sized(QFontDatabase.SystemFont.GeneralFont, pixels, weight)


@cache
def mono(pixels: int) -> QFont:
    """The fixed-width font at ``pixels`` logical pixels. Copy it before changing it."""
    return _sized(QFontDatabase.SystemFont.FixedFont, pixels, REGULAR)


def _sized(kind: QFontDatabase.SystemFont, pixels: int, weight: QFont.Weight) -> QFont:
    result = QFontDatabase.systemFont(kind)
    result.setPixelSize(pixels)
    result.setWeight(weight)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result
