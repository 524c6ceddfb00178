"""The colours of the two losses and of the heads that they come from."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.panels.charts.lines import CONFIDENCE, LOCALISATION, line_color


def class_head_color() -> QColor:
    """Of the confidence loss and the class head."""
    return line_color(CONFIDENCE)


def box_color() -> QColor:
    """Of the localisation loss and the box head."""
    return line_color(LOCALISATION)
