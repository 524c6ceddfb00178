"""Class colours as Qt values: the palette of ``ssd_core.palette`` for painters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

from ssd_core.palette import class_color


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """How one class is drawn.

    color: fill of its tag, chip and bar, and stroke of its box.
    ink: black or white, for text on ``color``.
    dashed: past twenty classes a colour is used again, and its box is dashed.
    mark: stands before the words of its tag, where something else than the class is told.
    """

    color: QColor
    ink: QColor
    dashed: bool
    mark: str = ""


@lru_cache(maxsize=1024)
def class_style(label: int, classes: tuple[str, ...]) -> ClassStyle:
    """The style of ``label`` (1 is the first class) in a detector for ``classes``."""
    slot = class_color(label, classes)
    return ClassStyle(QColor(slot.fill), QColor(slot.ink), slot.dashed)
