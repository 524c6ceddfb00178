"""What the canvas and the panel of lesson 2 show: one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtGui import QColor

from gui.class_colors import ClassStyle, class_style
from ssd_core.lessons.matching import Matching, OverlapTable

View = Literal["positives", "near", "all"]
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """table, told: the overlaps and what follows from them at ``threshold``.

    hidden: the object whose answer is not told yet, -1 for none. hidden_levels: nor is any level's
    count.
    """

    table: OverlapTable
    told: Matching
    threshold: float
    classes: tuple[str, ...]
    view: View = "positives"
    hidden: int = -1
    hidden_levels: bool = False

    def style(self, truth: int) -> ClassStyle:
        """The colours of object ``truth``: those of its class."""
        return class_style(int(self.table.truth.labels[truth]), self.classes)

    def color(self, truth: int) -> QColor:
        return self.style(truth).color

    def name(self, truth: int) -> str:
        """The class of object ``truth``."""
        return self.classes[int(self.table.truth.labels[truth]) - 1]
