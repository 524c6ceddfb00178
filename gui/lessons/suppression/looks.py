"""How boxes are drawn in each state of NMS (design tokens, section 6)."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.lessons.canvas.strokes import INK, PAPER, Line, white
from ssd_core.lessons.suppression import State

RED = QColor("#D5333D")
_INK_45 = QColor(27, 28, 31, 115)
_WAITING = QColor("#66676C")
"""Opaque and without a casing: most boxes wait, and translucent lines cost five times that."""


def line(state: State, color: QColor) -> Line:
    """The outline of a box in ``state`` whose class has ``color``."""
    if state is State.WINNER:
        return Line(color, 3.5, PAPER, 1.5)
    if state is State.KEPT:
        return Line(color, 2.5, _INK_45, 1.0)
    if state is State.GOING:
        return Line(RED, 2.0, white(0.7), 1.0, (6.0, 4.0))
    if state is State.GONE:
        return Line(_INK_45, 1.0, None, 1.0, (3.0, 3.0))
    return Line(_WAITING, 1.25)


INK_LINE = Line(INK, 2.5, PAPER, 1.75)
