"""The six maps in numbers: step, what a cell sees, sizes it answers for, boxes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded
from gui.lessons.features.shown import Shown
from gui.lessons.frame.words import Words
from ssd_core.lessons.feature_maps import MapFacts

_ROW = 23
_COLUMNS = (0.0, 0.28, 0.42, 0.48, 0.83, 1.0)
"""Where columns end, or the bar begins and ends, in shares of the width."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight


class MapTable(QWidget):
    """``chosen`` tells the level of a row that was clicked."""

    chosen = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        fonts.fix(self, height=7 * _ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, 7 * fonts.scaled(_ROW))

    def set_shown(self, shown: Shown) -> None:
        self._shown = shown
        rows = (f"{row.cells}×{row.cells} {row.step} {row.sees}" for row in shown.table)
        self.setAccessibleName("; ".join(rows))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        level = int(event.position().y() // fonts.scaled(_ROW)) - 1
        if self._shown is not None and 0 <= level < len(self._shown.table):
            self.chosen.emit(level)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for facts in self._shown.table:
            self._paint_row(painter, facts, self._shown)
        painter.end()

    def _cell(self, row: int, column: int) -> QRectF:
        height, width = fonts.scaled(_ROW), self.width()
        left, right = _COLUMNS[column] * width, _COLUMNS[column + 1] * width
        return QRectF(left, row * height, right - left, height)

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(theme.current().color("muted"))
        words = self._words
        painter.drawText(self._cell(0, 0), _MIDDLE, words("panel.map"))
        painter.drawText(self._cell(0, 0), _RIGHT, words("panel.step"))
        painter.drawText(self._cell(0, 1), _RIGHT, words("panel.sees"))
        boxes, room = words("panel.boxes"), self._cell(0, 3)
        painter.drawText(self._cell(0, 4).adjusted(-30, 0, 0, 0), _RIGHT, boxes)
        metrics = painter.fontMetrics()
        room.setRight(self.width() - metrics.horizontalAdvance(boxes) - 8)
        answers = metrics.elidedText(
            words("panel.answers"), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, _MIDDLE, answers)

    def _paint_row(self, painter: QPainter, facts: MapFacts, shown: Shown) -> None:
        active, row = theme.current(), facts.level + 1
        on = facts.level == shown.setup.level
        whole = QRectF(-8, row * fonts.scaled(_ROW), self.width() + 16, fonts.scaled(_ROW))
        if on:
            fill_rounded(painter, whole, 4, active.color("accent_soft"))
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD if on else fonts.MEDIUM))
        painter.setPen(active.color("text"))
        hidden = shown.hidden == "sees" and on
        painter.drawText(self._cell(row, 0), _MIDDLE, f"{facts.cells}×{facts.cells}")
        painter.drawText(self._cell(row, 0), _RIGHT, str(facts.step))
        painter.drawText(self._cell(row, 1), _RIGHT, "?" if hidden else str(facts.sees))
        painter.drawText(self._cell(row, 4), _RIGHT, str(facts.boxes))
        room = self._cell(row, 3)
        bar = QRectF(room.left(), room.center().y() - 3, room.width(), 6)
        fill_rounded(painter, bar, 3, active.color("sel"))
        side = shown.scene.config.dboxes.input_size
        left = bar.left() + bar.width() * facts.smallest / side
        right = bar.left() + bar.width() * min(facts.largest / side, 1)
        part = QRectF(left, bar.top() - 1, max(right - left, 3), 8)
        fill_rounded(painter, part, 2, active.color("accent" if on else "d3"))
