"""A table of custom-painted rows that are linked with boxes by hover and click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui import fonts
from gui.controls.scrolling import OverlayScrollBar
from gui.panels.ordered_model import OrderedModel

_ROW_HEIGHT = 24


class LinkedTable(QTableView):
    """``row_hovered`` and ``row_clicked`` tell the index of what a row shows; -1 for none hovered.

    The row at hand may also change from outside, because its box is hovered on the canvas.
    """

    row_hovered = Signal(int)
    row_clicked = Signal(int)
    row_opened = Signal(int)
    """Enter or a double click."""

    def __init__(self, model: OrderedModel, *, stretched: int) -> None:
        """stretched: the column that takes the room which the others leave."""
        super().__init__()
        self.hovered = -1
        """The index whose row is emphasised, -1 for none; change it by ``set_hovered``."""
        self._rows = model
        self._telling = True
        self.setModel(model)
        self.activated.connect(self._open)
        self._behave()
        self._lay_out(stretched)
        self._bar = OverlayScrollBar(self)

    @property
    def selected_row(self) -> int:
        """The table row that is selected, -1 for none."""
        return self.currentIndex().row() if self.selectionModel().hasSelection() else -1

    @property
    def row_height(self) -> int:
        return fonts.scaled(_ROW_HEIGHT)

    def fit_rows(self) -> None:
        """Make rows as high as their words are now."""
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(self.row_height)
        rows.setDefaultSectionSize(self.row_height)

    def emphasised(self, row: int) -> bool:
        """Whether table row ``row`` is hovered or selected."""
        hovered = self.hovered >= 0 and self._rows.index_of(row) == self.hovered
        return hovered or row == self.selected_row

    def set_hovered(self, index: int) -> None:
        """Emphasise the row of ``index``, -1 none, without telling anybody."""
        if index == self.hovered:
            return
        for changed in (self.hovered, index):
            self._update_row(self._rows.row_of(changed))
        self.hovered = index

    def set_selected(self, index: int) -> None:
        """Select the row of ``index``, -1 none, without telling anybody."""
        row = self._rows.row_of(index)
        self._telling = False
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.selectRow(row)
            self.scrollTo(self._rows.index(row, 0))
        self._telling = True

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if self._telling and current.isValid():
            self.row_clicked.emit(self._rows.index_of(current.row()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_rows()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        # A click on the row that is current already is a click all the same.
        if self.currentIndex().isValid() and self.currentIndex().row() == before:
            self.row_clicked.emit(self._rows.index_of(before))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover_from_mouse(self._rows.index_of(self.rowAt(int(event.position().y()))))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover_from_mouse(-1)

    def _behave(self) -> None:
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay_out(self, stretched: int) -> None:
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        for header in (columns, rows):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.fit_rows()

    def _open(self, index: QModelIndex) -> None:
        self.row_opened.emit(self._rows.index_of(index.row()))

    def _hover_from_mouse(self, index: int) -> None:
        if index != self.hovered:
            self.set_hovered(index)
            self.row_hovered.emit(index)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(QRect(0, top, self.viewport().width(), self.row_height))
