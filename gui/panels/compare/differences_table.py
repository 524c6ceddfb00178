"""The table view of differences: custom-painted rows linked with the boxes by hover and click."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui import fonts, theme
from gui.canvas.mark_lines import Line, line_pen
from gui.controls.badges import VERDICT_SIDE, paint_verdict
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.section import MARGIN
from gui.panels.compare.differences_model import (
    CHANGE,
    CLASS,
    OVERLAP,
    SCORE_A,
    SCORE_B,
    DifferencesModel,
)
from gui.sides import Difference
from gui.verdict_styles import verdict_style

ROW_HEIGHT = 24
WIDTHS = {SCORE_A: 36, SCORE_B: 42, CHANGE: 50, OVERLAP: 54 + MARGIN}
_SAMPLE, _GAP = 16.0, 6.0


class DifferencesTable(QTableView):
    """``row_hovered`` and ``row_clicked`` tell a difference's index; -1 when none is hovered."""

    row_hovered = Signal(int)
    row_clicked = Signal(int)

    def __init__(self, model: DifferencesModel) -> None:
        super().__init__()
        self.differences = model
        self.hovered = -1
        self._telling = True
        self.setModel(model)
        self._delegate = _Delegate(self)
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
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(CLASS, QHeaderView.ResizeMode.Stretch)
        self._fit_columns()
        self._bar = OverlayScrollBar(self)

    def _fit_columns(self) -> None:
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, fonts.scaled(width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def set_hovered(self, index: int) -> None:
        """Emphasise the row of ``index``, -1 none, without telling anybody."""
        if index != self.hovered:
            for changed in (self.hovered, index):
                self._update_row(self.differences.row_of(changed))
            self.hovered = index

    def set_selected(self, index: int) -> None:
        """Select the row of ``index``, -1 none, without telling anybody."""
        row = self.differences.row_of(index)
        self._telling = False
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.selectRow(row)
            self.scrollTo(self.differences.index(row, CLASS))
        self._telling = True

    def emphasised(self, row: int) -> bool:
        """Whether table row ``row`` is hovered or selected."""
        selected = self.selectionModel().hasSelection() and row == self.currentIndex().row()
        return selected or (self.hovered >= 0 and self.differences.index_of(row) == self.hovered)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if self._telling and current.isValid():
            self.row_clicked.emit(self.differences.index_of(current.row()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        # A click on the row that is current already is a click all the same.
        if self.currentIndex().isValid() and self.currentIndex().row() == before:
            self.row_clicked.emit(self.differences.index_of(before))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover_from_mouse(self.differences.index_of(self.rowAt(int(event.position().y()))))

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


class _Delegate(QStyledItemDelegate):
    """Line of who found it, verdict and class; then figures, the scores stronger than the rest."""

    def __init__(self, table: DifferencesTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model, cell = self._table.differences, QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._table.emphasised(index.row()):
            painter.fillRect(cell, theme.current().color("sel"))
        words = str(model.data(index))
        if index.column() == CLASS:
            _paint_class(painter, cell, model.difference(index.row()), words)
            return
        strong = index.column() in (SCORE_A, SCORE_B) and words != "–"
        painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM if strong else fonts.REGULAR))
        painter.setPen(theme.current().color("text" if strong else "muted"))
        edge = MARGIN if index.column() == OVERLAP else 0
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(cell.adjusted(0, 0, -edge, 0), right, words)


def _paint_class(painter: QPainter, cell: QRectF, found: Difference, words: str) -> None:
    line = Line.SOLID if found.paired else Line.DASHED if found.a >= 0 else Line.DOTTED
    left, middle = cell.left() + MARGIN, cell.center().y()
    painter.setPen(line_pen(line, theme.current().color("text"), 0.7))
    painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE, middle))
    left += _SAMPLE + _GAP
    if found.verdict is not None:
        paint_verdict(
            painter, QPointF(left + VERDICT_SIDE / 2, middle), verdict_style(found.verdict)
        )
        left += VERDICT_SIDE + _GAP
    painter.setPen(theme.current().color("text"))
    painter.setFont(fonts.font(fonts.SMALL))
    room = QRectF(left, cell.top(), cell.right() - left, cell.height())
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
