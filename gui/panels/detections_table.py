"""The table view of detections: custom-painted rows linked with the canvas by hover and click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.painting import SWATCH, fill_bar, paint_swatch
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.section import MARGIN
from gui.panels.detections_model import CLASS, SCORE, SIZE, DetectionsModel

ROW_HEIGHT = 24
_NAME_LEFT = MARGIN + SWATCH + 11
_CLASS_WIDTH = 108
_BAR_HEIGHT, _STRIPE = 6, 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class DetectionsTable(QTableView):
    """``row_hovered`` and ``row_clicked`` tell a detection's index; -1 when none is hovered.

    The row at hand may also change from outside, because its box is hovered on the canvas.
    """

    row_hovered = Signal(int)
    row_clicked = Signal(int)

    def __init__(self, model: DetectionsModel) -> None:
        super().__init__()
        self.detections = model
        self._hovered = -1
        self._telling = True
        self.setModel(model)
        self._delegate = _RowDelegate(self)
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
    def hovered(self) -> int:
        """The detection whose row is emphasised, -1 for none."""
        return self._hovered

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
        if index == self._hovered:
            return
        for changed in (self._hovered, index):
            self._update_row(self.detections.row_of(changed))
        self._hovered = index

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
        if index != self._hovered:
            self.set_hovered(index)
            self.row_hovered.emit(index)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(QRect(0, top, self.viewport().width(), ROW_HEIGHT))


class _RowDelegate(QStyledItemDelegate):
    """Swatch and name, score bar and score, size."""

    def __init__(self, table: DetectionsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = self._table.detections
        rect = QRectF(option.rect)
        detection = model.index_of(index.row())
        style = class_style(int(model.rows.labels[detection]), model.rows.classes)
        hovered = detection == self._table.hovered
        selected = self._table.selectionModel().isRowSelected(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hovered or selected:
            painter.fillRect(option.rect, theme.current().color("sel"))
            if index.column() == CLASS:
                stripe = QRectF(rect.left(), rect.top(), _STRIPE, rect.height())
                painter.fillRect(stripe, style.color)
        words = model.data(index)
        if index.column() == CLASS:
            paint_swatch(painter, rect.left() + MARGIN + 1, rect.center().y(), style.color)
            _paint_name(painter, rect, words)
        elif index.column() == SCORE:
            trough = theme.current().color("border" if hovered or selected else "sel")
            share = float(model.rows.scores[detection])
            _paint_score(painter, rect, words, share, style.color, trough)
        else:
            _paint_size(painter, rect, words)
        painter.restore()


def _paint_name(painter: QPainter, cell: QRectF, name: str) -> None:
    painter.setFont(fonts.font(fonts.SMALL))
    painter.setPen(theme.current().color("text"))
    rect = cell.adjusted(_NAME_LEFT, 0, -6, 0)
    shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, _LEFT, shown)


def _paint_score(
    painter: QPainter, cell: QRectF, words: str, share: float, color: QColor, trough: QColor
) -> None:
    painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
    figures = painter.fontMetrics().horizontalAdvance("0.00")
    middle = cell.center().y()
    bar = QRectF(cell.left(), middle - _BAR_HEIGHT / 2, cell.width() - figures - 8, _BAR_HEIGHT)
    fill_bar(painter, bar, share, color, trough)
    painter.setPen(theme.current().color("text"))
    painter.drawText(cell, _RIGHT, words)


def _paint_size(painter: QPainter, cell: QRectF, words: str) -> None:
    painter.setFont(fonts.font(fonts.SMALL))
    painter.setPen(theme.current().color("muted"))
    painter.drawText(cell.adjusted(0, 0, -MARGIN, 0), _RIGHT, words)
