"""The table of differences between two detectors."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui import fonts, theme
from gui.canvas.mark_lines import Line, line_pen
from gui.controls.badges import VERDICT_SIDE, paint_verdict
from gui.controls.section import MARGIN
from gui.panels.compare.differences_model import (
    CHANGE,
    CLASS,
    OVERLAP,
    SCORE_A,
    SCORE_B,
    DifferencesModel,
)
from gui.panels.linked_table import LinkedTable
from gui.sides import Difference
from gui.verdict_styles import verdict_style

WIDTHS = {SCORE_A: 36, SCORE_B: 42, CHANGE: 50, OVERLAP: 54 + MARGIN}
_SAMPLE, _GAP = 16.0, 6.0
_MOST_ROWS = 12


class DifferencesTable(LinkedTable):
    """Tells the indices of differences."""

    def __init__(self, model: DifferencesModel) -> None:
        super().__init__(model, stretched=CLASS)
        self.differences = model
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self._fit_columns()

    def fit_rows(self) -> None:
        super().fit_rows()
        self.setFixedHeight(min(self.model().rowCount(), _MOST_ROWS) * self.row_height)

    def _fit_columns(self) -> None:
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, fonts.scaled(width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()


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
