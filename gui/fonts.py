"""The type scale: the system's interface font in pixel sizes, with figures of one width.

Sizes are logical pixels; Qt scales them with the device pixel ratio, and a person with the text
size of the settings.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

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

SMALLEST, LARGEST = 1.0, 2.0
"""Text sizes that can be chosen."""

_SERIFS = ("STIX Two Text", "Cambria", "Times New Roman", "Liberation Serif", "Noto Serif")

_scale = 1.0
_WIDTH, _HEIGHT = "usualWidth", "usualHeight"
"""Properties of widgets that grow with the text."""
_BEFORE_STYLE = "_q_styleSheetWidgetFont"
"""Where Qt keeps the font that a widget had before it was styled, to give it back by and by."""
_COLUMN, _WIDEST = 70, 1.65

Measure = TypeVar("Measure", bound=Callable[..., object])
_forget: list[Callable[[], None]] = []


def measured(measure: Measure) -> Measure:
    """``functools.cache`` for what depends on fonts: forgotten when another text size is chosen."""
    kept = cache(measure)
    _forget.append(kept.cache_clear)
    return cast(Measure, kept)


def scale() -> float:
    """How much larger than usual a person wants to read."""
    return _scale


def set_scale(factor: float) -> None:
    """Make every font ``factor`` times its size from now on; fonts in use stay as they are."""
    global _scale
    _scale = min(max(factor, SMALLEST), LARGEST)
    for forget in _forget:
        forget()


def rescale(app: QApplication, factor: float) -> None:
    """Choose another text size, for every widget there is and for those still to come."""
    before = _scale
    set_scale(factor)
    app.setFont(font(BODY))
    for widget in app.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            its = QFont(widget.font())
            its.setPixelSize(scaled(round(its.pixelSize() / before)))
            widget.setProperty(_BEFORE_STYLE, None)
            widget.setFont(its)
        width, height = (widget.property(name) or 0 for name in (_WIDTH, _HEIGHT))
        fix(widget, width=width, height=height)
        widget.updateGeometry()
        widget.update()


def fix(widget: QWidget, *, width: int = 0, height: int = 0) -> None:
    """Fix a size that holds text, in logical pixels of the usual text size; 0 leaves it free.

    A column of panels grows less than its text does, or nothing of the window would be left.
    """
    if width:
        widget.setProperty(_WIDTH, width)
        widget.setFixedWidth(round(width * (min(_scale, _WIDEST) if width > _COLUMN else _scale)))
    if height:
        widget.setProperty(_HEIGHT, height)
        widget.setFixedHeight(scaled(height))


def scaled(pixels: int) -> int:
    """A length that holds text, such as the height of a row, in the size that is read."""
    return round(pixels * _scale)


def font(pixels: int, weight: QFont.Weight = REGULAR) -> QFont:
    """The interface font at ``pixels`` logical pixels. Copy it before changing it."""
    return _sized(QFontDatabase.SystemFont.GeneralFont, scaled(pixels), weight)


def mono(pixels: int) -> QFont:
    """The fixed-width font at ``pixels`` logical pixels. Copy it before changing it."""
    return _sized(QFontDatabase.SystemFont.FixedFont, scaled(pixels), REGULAR)


@cache
def formula(pixels: int, *, italic: bool) -> QFont:
    """The font of formulas at ``pixels`` logical pixels, which the caller has scaled."""
    result = QFont(list(_SERIFS))
    result.setStyleHint(QFont.StyleHint.Serif)
    result.setPixelSize(pixels)
    result.setItalic(italic)
    return result


@cache
def _sized(kind: QFontDatabase.SystemFont, pixels: int, weight: QFont.Weight) -> QFont:
    result = QFontDatabase.systemFont(kind)
    result.setPixelSize(pixels)
    result.setWeight(weight)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result
