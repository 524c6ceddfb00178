"""A list of rows with a name, a bar, and a figure at the right: counts, losses, overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import SWATCH, fill_rounded, paint_swatch
from gui.lessons.parts.rows import is_asked, update_changed

_ROW = 22
_BAR = 8
_GAP = 8


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row. parts: (share of the bar's room 0..1, colour), side by side. quiet: muted words.

    swatch: a colour before the name. trough: whether the rest of the bar's room is shown.
    mark: a tick at this share of it, for a threshold. tone: of the value.
    """

    name: str
    value: str
    parts: tuple[tuple[float, QColor], ...] = ()
    quiet: str = ""
    swatch: QColor | None = None
    strong: bool = False
    trough: bool = False
    mark: float | None = None
    tone: str = "text"


class BarList(QWidget):
    """``pointed`` tells the row under the pointer, or -1; ``chosen`` one that was clicked."""

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(
        self, *, name_width: int = 64, quiet_width: int = 0, value_width: int = 44
    ) -> None:
        """Widths in logical pixels at the usual text size."""
        super().__init__()
        self._widths = (name_width, quiet_width, value_width)
        self._rows: tuple[BarRow, ...] = ()
        self._lit = self._under = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[BarRow]) -> None:
        before, self._rows = self._rows, tuple(rows)
        if len(rows) != len(before):
            self.updateGeometry()
        if self._rows != before:
            self.setAccessibleName("; ".join(f"{row.name} {row.value}" for row in rows))
            update_changed(self, before, self._rows, self._row_rect)

    def set_lit(self, index: int) -> None:
        """The row that something elsewhere points at, -1 for none."""
        if index != self._lit:
            self._lit = index
            self.update()

    @property
    def rows(self) -> tuple[BarRow, ...]:
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(240, len(self._rows) * fonts.scaled(_ROW))

    def row_at(self, y: float) -> int:
        """The row at a height in logical pixels, -1 below the last."""
        index = int(y // fonts.scaled(_ROW))
        return index if 0 <= index < len(self._rows) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.row_at(event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.row_at(event.position().y())
        if index >= 0:
            self.chosen.emit(index)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def _point(self, index: int) -> None:
        if index != self._under:
            self._under = index
            self.pointed.emit(index)
            self.update()

    def _row_rect(self, index: int) -> QRectF:
        height = fonts.scaled(_ROW)
        return QRectF(0, index * height, self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, row in enumerate(self._rows):
            rect = self._row_rect(index)
            if not is_asked(event, rect):
                continue
            if index in (self._lit, self._under):
                whole = rect.adjusted(-6, 0, 6, 0)
                fill_rounded(painter, whole, 4, theme.current().color("sel"))
            self._paint_row(painter, rect, row)
        painter.end()

    def _paint_row(self, painter: QPainter, rect: QRectF, row: BarRow) -> None:
        active = theme.current()
        name, quiet, value = (fonts.scaled(width) for width in self._widths)
        middle, left = Qt.AlignmentFlag.AlignVCenter, 0.0
        if row.swatch is not None:
            paint_swatch(painter, 0, rect.center().y(), row.swatch)
            left = SWATCH + _GAP
        weight = fonts.SEMIBOLD if row.strong else fonts.REGULAR
        painter.setFont(fonts.font(fonts.SMALL, weight))
        painter.setPen(active.color("text"))
        place = QRectF(left, rect.top(), name - left, rect.height())
        elide = Qt.TextElideMode.ElideRight
        text = QFontMetricsF(painter.font()).elidedText(row.name, elide, place.width())
        painter.drawText(place, middle, text)
        if row.quiet:
            painter.setFont(fonts.font(fonts.SMALL))
            painter.setPen(active.color("muted"))
            painter.drawText(
                QRectF(name + _GAP, rect.top(), quiet, rect.height()), middle, row.quiet
            )
        start = name + _GAP + (quiet + _GAP if quiet else 0)
        room = QRectF(start, rect.top(), rect.width() - start - value - _GAP, rect.height())
        self._paint_bar(painter, room, row)
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD if row.strong else fonts.MEDIUM))
        painter.setPen(active.color(row.tone))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, row.value)

    @staticmethod
    def _paint_bar(painter: QPainter, room: QRectF, row: BarRow) -> None:
        active = theme.current()
        bar = QRectF(room.left(), room.center().y() - _BAR / 2, room.width(), _BAR)
        if row.trough:
            fill_rounded(painter, bar.adjusted(0, 1, 0, -1), 3, active.color("sel"))
        left = bar.left()
        for share, color in row.parts:
            width = share * bar.width()
            if width > 0:
                part = QRectF(left, bar.top(), max(width, 1.5), _BAR)
                fill_rounded(painter, part, min(2, part.width() / 2), color)
                left += width + 1
        if row.parts and not row.trough and left == bar.left():
            painter.fillRect(QRectF(left, bar.top(), 1, _BAR), active.color("border2"))
        if row.mark is not None:
            x = round(bar.left() + row.mark * bar.width())
            painter.fillRect(QRectF(x, bar.top() - 2, 1.5, _BAR + 4), active.color("accent"))
