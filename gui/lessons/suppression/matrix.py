"""The overlap of every two boxes as a triangle of cells; the row of the winner stands out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.lessons.frame.words import Words
from gui.lessons.suppression.looks import RED
from gui.lessons.suppression.shown import Shown

_CELL, _GAP = 12.0, 1.0
_HEAD = 18
_EVERY = 5
_SCALE = (96, 6)


class OverlapMatrix(QWidget):
    """``pointed`` tells the column's row of the line-up under the pointer, -1 for none."""

    pointed = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._under = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shown(self, shown: Shown) -> None:
        before = 0 if self._shown is None else len(self._shown.states)
        self._shown = shown
        if len(shown.states) != before:
            self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self._words("panel.matrix"))
        self.update()

    @property
    def _count(self) -> int:
        return 0 if self._shown is None else len(self._shown.states)

    def _pitch(self) -> float:
        """From one cell to the next: as usual, or as there is room."""
        room = self.width() - fonts.scaled(_HEAD) - 4
        return min(_CELL + _GAP, room / max(self._count, 1))

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - fonts.scaled(_HEAD) - 4
        pitch = min(_CELL + _GAP, room / max(self._count, 1))
        return round(fonts.scaled(_HEAD) + self._count * pitch + 4)

    def cell(self, row: int, column: int) -> QRectF:
        """Where two boxes' overlap is painted, in logical pixels."""
        pitch, head = self._pitch(), fonts.scaled(_HEAD)
        side = pitch - _GAP
        return QRectF(head + column * pitch, head + row * pitch, side, side)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        head, place = fonts.scaled(_HEAD), event.position()
        column = int((place.x() - head) // self._pitch())
        inside = place.y() > head and 0 <= column < self._count
        self._point(column if inside else -1)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def _point(self, row: int) -> None:
        if row != self._under:
            self._under = row
            self.pointed.emit(row)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self._shown
        if shown is None or not self._count:
            return
        painter = QPainter(self)
        self._paint_cells(painter, shown)
        self._paint_numbers(painter, shown)
        self._paint_row(painter, shown)
        self._paint_scale(painter, shown)
        painter.end()

    def _paint_cells(self, painter: QPainter, shown: Shown) -> None:
        """All cells of one colour at once."""
        active, trace = theme.current(), shown.state.trace
        shades = np.digitize(trace.table, self._steps(shown))
        meets = trace.meet
        groups: dict[int, list[QRectF]] = {}
        for row in range(self._count):
            for column in range(row, self._count):
                kind = -1 if row == column else int(shades[row, column])
                if not meets[row, column]:
                    kind = -2
                groups.setdefault(kind, []).append(self.cell(row, column))
        painter.setPen(Qt.PenStyle.NoPen)
        for kind, cells in groups.items():
            painter.setBrush(_shade(active, kind))
            painter.drawRects(cells)
        turn = shown.turn
        if turn is not None and shown.hidden != "saves":
            painter.setBrush(RED)
            painter.drawRects([self.cell(turn.row, c) for c in turn.met[turn.hit] if c > turn.row])

    @staticmethod
    def _steps(shown: Shown) -> np.ndarray:
        """Three shades up to the threshold, one above."""
        overlap = max(shown.state.thresholds.overlap, 1e-6)
        return np.array([1e-6, overlap / 3, 2 * overlap / 3, np.nextafter(overlap, 2)])

    def _paint_numbers(self, painter: QPainter, shown: Shown) -> None:
        active, head = theme.current(), fonts.scaled(_HEAD)
        for row in range(self._count):
            current = row == shown.step
            if not (current or row == 0 or row + 1 == self._count or (row + 1) % _EVERY == 0):
                continue
            if abs(row - shown.step) == 1:
                continue
            weight = fonts.SEMIBOLD if current else fonts.REGULAR
            painter.setFont(fonts.font(fonts.TICK, weight))
            painter.setPen(active.color("text" if current else "muted"))
            cell = self.cell(row, row)
            left = QRectF(0, cell.center().y() - 8, head - 4, 16)
            painter.drawText(
                left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(row + 1)
            )
            top = QRectF(cell.center().x() - 12, 0, 24, head - 2)
            painter.drawText(top, Qt.AlignmentFlag.AlignCenter, str(row + 1))

    def _paint_row(self, painter: QPainter, shown: Shown) -> None:
        turn = shown.turn
        if turn is None:
            return
        first, last = self.cell(turn.row, turn.row), self.cell(turn.row, self._count - 1)
        around = first.united(last).adjusted(-1.5, -1.5, 1.5, 1.5)
        painter.setPen(QPen(theme.current().color("text"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(around)
        if 0 <= shown.pointed < self._count:
            low, high = sorted((turn.row, shown.pointed))
            painter.setPen(QPen(theme.current().color("accent"), 1.5))
            painter.drawRect(self.cell(low, high).adjusted(-1, -1, 1, 1))

    def _paint_scale(self, painter: QPainter, shown: Shown) -> None:
        """The ramp of the cells, in the empty corner, with a mark at the threshold."""
        width, height = _SCALE
        bottom = self.height() - 26
        if self._count * self._pitch() < 150:
            return
        active, left = theme.current(), float(fonts.scaled(_HEAD))
        overlap = shown.state.thresholds.overlap
        edges = [0.0, overlap / 3, 2 * overlap / 3, overlap, 1.0]
        for kind, (low, high) in enumerate(pairwise(edges), start=1):
            part = QRectF(left + low * width, bottom, (high - low) * width, height)
            painter.fillRect(part, _shade(active, kind))
        painter.fillRect(
            QRectF(left + overlap * width, bottom - 4, 1.5, height + 8), active.color("text")
        )
        painter.setFont(fonts.font(fonts.TICK))
        painter.setPen(active.color("muted"))
        painter.drawText(QPointF(left, bottom - 6), self._words("panel.scale"))
        base = bottom + height + fonts.scaled(fonts.TICK) + 3
        painter.drawText(QPointF(left, base), "0")
        painter.drawText(QPointF(left + overlap * width - 8, base), f"{overlap:.2f}".lstrip("0"))
        painter.drawText(QPointF(left + width - 5, base), "1")


def _shade(active: theme.Theme, kind: int) -> QColor:
    """-2: never compared; -1: itself; 0: apart; 1 to 3: up to the threshold; 4: above it."""
    if kind == -2:
        return QColor(0, 0, 0, 0)
    if kind == -1:
        return active.color("hist_off")
    if kind == 0:
        return active.color("sel")
    if kind == 4:
        return active.color("d2")
    color = active.color("d4")
    color.setAlphaF((0.35, 0.65, 1.0)[kind - 1])
    return color
