"""A table model whose rows stand in an order that a person chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex


class OrderedModel(QAbstractTableModel):
    """Index *i* of what is shown stands in row ``row_of(i)`` of the table.

    Subclasses say in ``ranking`` in which order, and call ``show_anew`` when that changes.
    """

    columns: ClassVar[int]
    """How many there are."""

    def __init__(self) -> None:
        super().__init__()
        self._index_of_row: Sequence[int] = ()
        self._row_of_index: list[int] = []

    def ranking(self) -> Sequence[int]:
        """The index that stands in each row, from the top."""
        raise NotImplementedError

    def show_anew(self) -> None:
        """Everything may be another than before. Between ``beginResetModel`` and its end."""
        self._index_of_row = self.ranking()
        self._row_of_index = [0] * len(self._index_of_row)
        for row, index in enumerate(self._index_of_row):
            self._row_of_index[index] = row

    def index_of(self, row: int) -> int:
        """The index that stands in table row ``row``, -1 if there is none."""
        return self._index_of_row[row] if 0 <= row < len(self._index_of_row) else -1

    def row_of(self, index: int) -> int:
        """The table row of ``index``, -1 if there is none."""
        return self._row_of_index[index] if 0 <= index < len(self._row_of_index) else -1

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._index_of_row)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.columns
