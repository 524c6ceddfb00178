"""How DBoxes of one aspect are drawn: a colour a ratio, wide ones solid, tall ones dashed."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.class_colors import ClassStyle
from gui.lessons.canvas.strokes import INK, PAPER, Line, white

_RATIOS = {
    "1": (INK, PAPER),
    "2": (QColor("#4987D9"), INK),
    "3": (QColor("#C52201"), PAPER),
    "4": (QColor("#954A94"), PAPER),
}
_DASH = (6.0, 3.5)


def family_style(aspect: str) -> ClassStyle:
    """aspect: as ``ssd_core.lessons.default_boxes.aspect_name`` gives it."""
    tall = aspect.startswith("1/")
    color, ink = _RATIOS[aspect[2:] if tall else aspect[0]]
    return ClassStyle(color, ink, tall or aspect == "1′")


def family_line(aspect: str, *, casing: bool = True) -> Line:
    style = family_style(aspect)
    dash = _DASH if style.dashed else None
    return Line(style.color, 2.0, white(0.75) if casing else None, 1.25, dash)


def aspect_words(aspect: str) -> str:
    """ "1:1", "1:1′", "2:1", "1:3" …"""
    if aspect.startswith("1/"):
        return f"1:{aspect[2:]}"
    return {"1": "1:1", "1′": "1:1′"}.get(aspect, f"{aspect}:1")
