"""The table model of detections: rows in the order a person chose, no widget a row."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from PySide6.QtCore import Qt

from gui.panels.ordered_model import Index, OrderedModel
from gui.panels.rows import DetectionRows

Order = Literal["score", "class"]

COLUMNS = CLASS, SCORE, SIZE = range(3)


class DetectionsModel(OrderedModel):
    """Class, score and size of every detection, by score or by class."""

    columns = len(COLUMNS)

    def __init__(self) -> None:
        super().__init__()
        self.rows = DetectionRows.none()
        self._order: Order = "score"

    @property
    def order(self) -> Order:
        return self._order

    def set_rows(self, rows: DetectionRows) -> None:
        """Show other detections."""
        self.beginResetModel()
        self.rows = rows
        self.show_anew()
        self.endResetModel()

    def set_order(self, order: Order) -> None:
        """Sort by falling score, or by class name and then score."""
        self.beginResetModel()
        self._order = order
        self.show_anew()
        self.endResetModel()

    def ranking(self) -> list[int]:
        falling = -self.rows.scores
        if self._order == "class":
            names = np.array(("", *self.rows.classes))[self.rows.labels]
            order = np.lexsort((falling, names))
        else:
            order = np.argsort(falling, kind="stable")
        return order.tolist()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
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
