"""The table of detections: class, score with a bar, and size in pixels."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics

from gui import fonts
from gui.controls.section import MARGIN
from gui.panels.detections_model import CLASS, SCORE, SIZE, DetectionsModel
from gui.panels.linked_table import LinkedTable
from gui.panels.row_delegate import RowDelegate

_CLASS_WIDTH = 108
_LEAST_ROWS = 6


class DetectionsTable(LinkedTable):
    """Tells the indices of detections."""

    def __init__(self, model: DetectionsModel) -> None:
        super().__init__(model, stretched=SCORE)
        self.detections = model
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self._fit_columns()

    def fit_rows(self) -> None:
        super().fit_rows()
        self.setMinimumHeight(_LEAST_ROWS * self.row_height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def _fit_columns(self) -> None:
        self.setColumnWidth(CLASS, fonts.scaled(_CLASS_WIDTH))
        self.fit_sizes()

    def fit_sizes(self) -> None:
        """Make the last column as wide as its widest entry."""
        widest = int(self.detections.rows.sizes.max(initial=100))
        digits = len(str(widest))
        metrics = QFontMetrics(fonts.font(fonts.SMALL))
        width = metrics.horizontalAdvance("0" * 2 * digits + "×") + MARGIN + 10
        if width != self.columnWidth(SIZE):
            self.setColumnWidth(SIZE, width)
