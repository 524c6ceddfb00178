"""The table view of detections: custom-painted rows linked with the canvas by hover and click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from gui import fonts
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.section import MARGIN
from gui.panels.detections_model import CLASS, SCORE, SIZE, DetectionsModel
from gui.panels.row_delegate import RowDelegate

ROW_HEIGHT = 24
_CLASS_WIDTH = 108


class DetectionsTable(QTableView):
    """``row_hovered`` and ``row_clicked`` tell a detection's index; -1 when none is hovered.

    The row at hand may also change from outside, because its box is hovered on the canvas.
    """

    row_hovered = Signal(int)
    row_clicked = Signal(int)
    row_opened = Signal(int)
    """Enter or a double click."""

    def __init__(self, model: DetectionsModel) -> None:
        super().__init__()
        self.detections = model
        self.hovered = -1
        """The detection whose row is emphasised, -1 for none; change it by ``set_hovered``."""
        self._telling = True
        self.activated.connect(self._open)
        self.setModel(model)
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(SCORE, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(CLASS, _CLASS_WIDTH)
        self.fit_sizes()
        self._bar = OverlayScrollBar(self)

    @property
    def selected_row(self) -> int:
        """The table row that is selected, -1 for none."""
        return self.currentIndex().row() if self.selectionModel().hasSelection() else -1

    def fit_sizes(self) -> None:
        """Make the last column as wide as its widest entry."""
        widest = int(self.detections.rows.sizes.max(initial=100))
        digits = len(str(widest))
        metrics = QFontMetrics(fonts.font(fonts.SMALL))
        width = metrics.horizontalAdvance("0" * 2 * digits + "×") + MARGIN + 10
        if width != self.columnWidth(SIZE):
            self.setColumnWidth(SIZE, width)

    def set_hovered(self, index: int) -> None:
        """Emphasise the row of detection ``index``, -1 none, without telling anybody."""
        if index == self.hovered:
            return
        for changed in (self.hovered, index):
            self._update_row(self.detections.row_of(changed))
        self.hovered = index

    def set_selected(self, index: int) -> None:
        """Select the row of detection ``index``, -1 none, without telling anybody."""
        row = self.detections.row_of(index)
        self._telling = False
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.selectRow(row)
            self.scrollTo(self.detections.index(row, CLASS))
        self._telling = True

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if self._telling and current.isValid():
            self.row_clicked.emit(self.detections.index_of(current.row()))

    def _open(self, index: QModelIndex) -> None:
        self.row_opened.emit(self.detections.index_of(index.row()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        # A click on the row that is current already is a click all the same.
        if self.currentIndex().isValid() and self.currentIndex().row() == before:
            self.row_clicked.emit(self.detections.index_of(before))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover_from_mouse(self.detections.index_of(self.rowAt(int(event.position().y()))))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover_from_mouse(-1)

    def _hover_from_mouse(self, index: int) -> None:
        if index != self.hovered:
            self.set_hovered(index)
            self.row_hovered.emit(index)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(QRect(0, top, self.viewport().width(), ROW_HEIGHT))
