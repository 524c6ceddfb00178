"""The table model of detections: rows in the order a person chose, no widget a row."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.panels.rows import DetectionRows

Order = Literal["score", "class"]
_Index = QModelIndex | QPersistentModelIndex

COLUMNS = CLASS, SCORE, SIZE = range(3)


class DetectionsModel(QAbstractTableModel):
    """Class, score and size of every detection, by score or by class."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = DetectionRows.none()
        self._order: Order = "score"
        self._index_of_row: list[int] = []
        self._row_of_index: list[int] = []

    @property
    def order(self) -> Order:
        return self._order

    def set_rows(self, rows: DetectionRows) -> None:
        """Show other detections."""
        self.beginResetModel()
        self.rows = rows
        self._sort()
        self.endResetModel()

    def set_order(self, order: Order) -> None:
        """Sort by falling score, or by class name and then score."""
        self.beginResetModel()
        self._order = order
        self._sort()
        self.endResetModel()

    def index_of(self, row: int) -> int:
        """The detection in table row ``row``, -1 if there is none."""
        return self._index_of_row[row] if 0 <= row < len(self._index_of_row) else -1

    def row_of(self, index: int) -> int:
        """The table row of detection ``index``, -1 if there is none."""
        return self._row_of_index[index] if 0 <= index < len(self._row_of_index) else -1

    def _sort(self) -> None:
        falling = -self.rows.scores
        if self._order == "class":
            names = np.array(("", *self.rows.classes))[self.rows.labels]
            order = np.lexsort((falling, names))
        else:
            order = np.argsort(falling, kind="stable")
        self._index_of_row = order.tolist()
        self._row_of_index = np.argsort(order).tolist()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        detection = self.index_of(index.row())
        if detection < 0:
            return None
        if index.column() == CLASS:
            return self.rows.name(detection)
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        if index.column() == SCORE:
            return f"{self.rows.scores[detection]:.2f}"
        width, height = self.rows.sizes[detection]
        return f"{width}×{height}"
