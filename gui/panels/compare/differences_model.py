"""The table model of differences: rows in the order a person chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from PySide6.QtCore import Qt

from gui.panels.compare.figures import signed
from gui.panels.ordered_model import Index, OrderedModel
from gui.sides import Difference
from gui.verdict_styles import MISSED

Order = Literal["change", "score", "class"]

COLUMNS = CLASS, SCORE_A, SCORE_B, CHANGE, OVERLAP = range(5)


class DifferencesModel(OrderedModel):
    """Who found what, with which scores, what changed and how far the boxes overlap."""

    columns = len(COLUMNS)

    def __init__(self) -> None:
        super().__init__()
        self.order: Order = "change"
        self._differences: tuple[Difference, ...] = ()
        self.only_words = ("", "")
        """What stands for the change where only A or only B has a box."""

    def set_differences(self, differences: Sequence[Difference]) -> None:
        """Show others. "change" is the order in which they are given."""
        self.beginResetModel()
        self._differences = tuple(differences)
        self.show_anew()
        self.endResetModel()

    def set_order(self, order: Order) -> None:
        """Sort by what differs most, by score, or by class and then score."""
        self.beginResetModel()
        self.order = order
        self.show_anew()
        self.endResetModel()

    def difference(self, row: int) -> Difference:
        """What table row ``row`` tells of."""
        return self._differences[self.index_of(row)]

    def ranking(self) -> list[int]:
        every = self._differences
        order = list(range(len(every)))
        if self.order == "score":
            order.sort(key=lambda k: -every[k].score)
        elif self.order == "class":
            order.sort(key=lambda k: (every[k].name, -every[k].score))
        return order

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.index_of(index.row()) < 0:
            return None
        found = self.difference(index.row())
        if index.column() == CLASS:
            return found.name
        if index.column() == CHANGE:
            if found.change is None:
                return self.only_words[0 if found.a >= 0 else 1]
            return signed(found.change, digits=2)
        if index.column() == OVERLAP:
            return _figure(found.overlap)
        score = found.score_a if index.column() == SCORE_A else found.score_b
        if score is None and found.missed:
            return f"{MISSED.mark} FN"
        return _figure(score)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
