"""The objects as rows: size, the overlap of the best DBox, and how many must learn them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import SWATCH, fill_rounded, paint_swatch
from gui.lessons.parts.rows import is_asked, update_changed

_ROW = 24
_MOST = 12
"""Rows that are shown; a panel is no list of forty."""


@dataclass(frozen=True, slots=True)
class TruthRow:
    """cells: size, best overlap, positives; tones: a token of the theme for each."""

    name: str
    color: QColor
    cells: tuple[str, str, str]
    tones: tuple[str, str, str] = ("muted", "text", "text")


class TruthTable(QWidget):
    """``pointed`` tells the row under the pointer, -1 for none; ``chosen`` one that was clicked."""

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TruthRow, ...] = ()
        self._titles = ("", "", "", "")
        self._under = self._lit = self._selected = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_titles(self, name: str, size: str, best: str, positives: str) -> None:
        self._titles = (name, size, best, positives)
        self.update()

    def set_rows(self, rows: Sequence[TruthRow], *, selected: int) -> None:
        before, was = self._rows, self._selected
        self._rows, self._selected = tuple(rows), selected
        if len(rows) != len(before):
            self.updateGeometry()
        if self._rows != before:
            self.setAccessibleName("; ".join(f"{row.name} {' '.join(row.cells)}" for row in rows))
            update_changed(self, before, self._rows, self._row_rect)
        if selected != was:
            self.update()

    def set_lit(self, row: int) -> None:
        """The row that something elsewhere points at, -1 for none."""
        if row != self._lit:
            self._lit = row
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, (min(len(self._rows), _MOST) + 1) * fonts.scaled(_ROW))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._row_at(event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row >= 0:
            self.chosen.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def _row_at(self, y: float) -> int:
        row = int(y // fonts.scaled(_ROW)) - 1
        return row if 0 <= row < min(len(self._rows), _MOST) else -1

    def _point(self, row: int) -> None:
        if row != self._under:
            self._under = row
            self.pointed.emit(row)
            self.update()

    def _row_rect(self, index: int) -> QRectF:
        height = fonts.scaled(_ROW)
        return QRectF(0, (index + 1) * height, self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = fonts.scaled(_ROW)
        head = QRectF(0, 0, self.width(), height)
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        painter.setPen(active.color("text"))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self._titles[0])
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color("muted"))
        for place, title in zip(self._places(head), self._titles[1:], strict=True):
            painter.drawText(place, _RIGHT, title)
        for index, row in enumerate(self._rows[:_MOST]):
            rect = self._row_rect(index)
            if not is_asked(event, rect):
                continue
            if index in (self._under, self._lit, self._selected):
                fill_rounded(painter, rect.adjusted(-6, 1, 6, -1), 4, active.color("sel"))
            self._paint_row(painter, rect, row)
        painter.end()

    def _paint_row(self, painter: QPainter, rect: QRectF, row: TruthRow) -> None:
        active = theme.current()
        paint_swatch(painter, 0, rect.center().y(), row.color)
        places = self._places(rect)
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color("text"))
        name = rect.adjusted(SWATCH + 8, 0, 0, 0)
        name.setRight(places[0].left())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, row.name)
        for number, (place, text, tone) in enumerate(
            zip(places, row.cells, row.tones, strict=True)
        ):
            painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD if number else fonts.REGULAR))
            painter.setPen(active.color(tone))
            painter.drawText(place, _RIGHT, text)

    @staticmethod
    def _places(rect: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        """The three columns of figures."""
        shares = (0.50, 0.74, 1.0)
        widths = (0.22, 0.26, 0.28)
        first, second, third = (
            QRectF((end - width) * rect.width(), rect.top(), width * rect.width(), rect.height())
            for end, width in zip(shares, widths, strict=True)
        )
        return first, second, third


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
