"""How a row of the detections table is painted: swatch and name, score bar and score, size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.painting import SWATCH, fill_bar, paint_swatch
from gui.controls.section import MARGIN
from gui.panels.detections_model import CLASS, SCORE

if TYPE_CHECKING:
    from gui.panels.detections_table import DetectionsTable

_NAME_LEFT = MARGIN + SWATCH + 11
_NAME_GAP = 6
_BAR_HEIGHT, _BAR_GAP, _STRIPE = 6, 8, 2


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of a DetectionsTable; a moving slider repaints every visible one."""

    def __init__(self, table: DetectionsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rows = self._table.detections.rows
        row, column = index.row(), index.column()
        detection = self._table.detections.index_of(row)
        color = class_style(int(rows.labels[detection]), rows.classes).color
        raised = self._table.emphasised(row)
        cell = QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if raised:
            painter.fillRect(cell, theme.current().color("sel"))
        if column == CLASS:
            if raised:
                painter.fillRect(QRectF(cell.left(), cell.top(), _STRIPE, cell.height()), color)
            paint_swatch(painter, cell.left() + MARGIN + 1, cell.center().y(), color)
            _paint_name(painter, cell, rows.name(detection))
        elif column == SCORE:
            trough = theme.current().color("border" if raised else "sel")
            _paint_score(painter, cell, float(rows.scores[detection]), color, trough)
        else:
            width, height = rows.sizes[detection]
            _paint_size(painter, cell, f"{width}×{height}")


def _paint_name(painter: QPainter, cell: QRectF, name: str) -> None:
    room = int(cell.width()) - _NAME_LEFT - _NAME_GAP
    font = fonts.font(fonts.SMALL)
    _paint_text(painter, cell, _NAME_LEFT, _elided(name, room), font, "text")


def _paint_score(
    painter: QPainter, cell: QRectF, score: float, color: QColor, trough: QColor
) -> None:
    font = fonts.font(fonts.SMALL, fonts.MEDIUM)
    left = cell.width() - _advance("0.00", font.weight())
    top = cell.center().y() - _BAR_HEIGHT / 2
    bar = QRectF(cell.left(), top, left - _BAR_GAP, _BAR_HEIGHT)
    fill_bar(painter, bar, score, color, trough)
    _paint_text(painter, cell, left, f"{score:.2f}", font, "text")


def _paint_size(painter: QPainter, cell: QRectF, words: str) -> None:
    font = fonts.font(fonts.SMALL)
    left = cell.width() - MARGIN - QFontMetrics(font).horizontalAdvance(words)
    _paint_text(painter, cell, left, words, font, "muted")


def _paint_text(
    painter: QPainter, cell: QRectF, left: float, words: str, font: QFont, token: str
) -> None:
    """Words from ``left`` on the cell's middle line; laying out in a rectangle costs more."""
    painter.setFont(font)
    painter.setPen(theme.current().color(token))
    baseline = cell.top() + _baseline(cell.height())
    painter.drawText(QPointF(cell.left() + left, baseline), words)


@fonts.measured
def _baseline(height: float) -> float:
    metrics = QFontMetrics(fonts.font(fonts.SMALL))
    return round((height + metrics.ascent() - metrics.descent()) / 2)


@fonts.measured
def _advance(words: str, weight: QFont.Weight) -> int:
    return QFontMetrics(fonts.font(fonts.SMALL, weight)).horizontalAdvance(words)


@fonts.measured
def _elided(words: str, room: int) -> str:
    metrics = QFontMetrics(fonts.font(fonts.SMALL))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
