"""The table of the two sorts: who stands at place i, and at which place DBox i stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded
from gui.controls.section import MARGIN
from gui.lessons.frame.words import Words
from gui.lessons.mining.shown import KEEP, LOSS, POSITIVES_OUT, SORT, SORT_AGAIN, Shown
from gui.lessons.parts.figures import plain
from gui.lessons.parts.rows import is_asked, update_changed
from ssd_core.lessons.mining import row

_ROW, _GAP_ROW = 22, 10
_COLUMNS = (0.17, 0.40, 0.62, 0.80, 1.0)
"""Where each column ends, in shares of the width; the first begins at the left."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """Words of one row; "" for what the walk has not come to. accent: columns shown as links."""

    dbox: int
    words: tuple[str, str, str, str, str]
    kept: bool
    accent: frozenset[int] = frozenset()


class SortTable(QWidget):
    """``chosen`` tells the DBox of a row, or of the link in it, that a person picked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._head = ("", "", "", "", "")
        self._parts: tuple[tuple[TableRow, ...], ...] = ()
        self._current = self._under = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(
        self, head: tuple[str, str, str, str, str], parts: tuple[tuple[TableRow, ...], ...]
    ) -> None:
        """head: names of the columns. parts: rows, with a gap between the parts."""
        before, was = self.rows, (self._head, [len(part) for part in self._parts])
        self._head, self._parts = head, tuple(part for part in parts if part)
        if self.rows != before:
            self.setAccessibleDescription("; ".join(", ".join(r.words) for r in self.rows))
        lengths = [len(part) for part in self._parts]
        if lengths != was[1]:
            self.updateGeometry()
        if (head, lengths) != was:
            self.update()
            return
        places = self._places()
        update_changed(self, before, self.rows, lambda index: places[index][1])

    def set_current(self, dbox: int) -> None:
        """Mark the row of a DBox."""
        if dbox != self._current:
            self._current = dbox
            self.update()

    @property
    def rows(self) -> list[TableRow]:
        return [told for part in self._parts for told in part]

    def sizeHint(self) -> QSize:
        gaps = max(len(self._parts) - 1, 0)
        height = (len(self.rows) + 1) * fonts.scaled(_ROW) + gaps * fonts.scaled(_GAP_ROW)
        return QSize(300, height)

    def _places(self) -> list[tuple[TableRow, QRectF]]:
        """Each row and where it lies."""
        height, top, placed = fonts.scaled(_ROW), float(fonts.scaled(_ROW)), []
        for part in self._parts:
            for told in part:
                placed.append((told, QRectF(0, top, self.width(), height)))
                top += height
            top += fonts.scaled(_GAP_ROW)
        return placed

    # Pointer and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._index_at(event.position().y())
        if under != self._under:
            self._under = under
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().y())
        if index < 0:
            return
        told, place = self._places()[index]
        share = (event.position().x() - MARGIN) / max(place.width() - 2 * MARGIN, 1)
        linked = 2 in told.accent and _COLUMNS[1] < share <= _COLUMNS[2]
        self.chosen.emit(int(told.words[2]) if linked else told.dbox)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        dboxes = [told.dbox for told in self.rows]
        if step is None or not dboxes:
            super().keyPressEvent(event)
            return
        now = dboxes.index(self._current) if self._current in dboxes else -step
        self.chosen.emit(dboxes[min(max(now + step, 0), len(dboxes) - 1)])

    def _index_at(self, y: float) -> int:
        for index, (_, place) in enumerate(self._places()):
            if place.top() <= y < place.bottom():
                return index
        return -1

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color("muted"))
        head = QRectF(0, 0, self.width(), fonts.scaled(_ROW))
        for column, words in enumerate(self._head):
            painter.drawText(self._cell(head, column), _side(column), words)
        for index, (told, place) in enumerate(self._places()):
            if not is_asked(event, place):
                continue
            if told.dbox == self._current or index == self._under:
                current = told.dbox == self._current
                painter.fillRect(place, active.color("sel" if current else "hover"))
                if current:
                    painter.fillRect(QRectF(0, place.top(), 2, place.height()), active.text)
            self._paint_row(painter, place, told)
        self._paint_gaps(painter)
        painter.end()

    def _cell(self, place: QRectF, column: int) -> QRectF:
        room = place.width() - 2 * MARGIN
        left = 0.0 if column == 0 else _COLUMNS[column - 1] * room
        right = _COLUMNS[column] * room
        return QRectF(MARGIN + left, place.top(), right - left, place.height())

    def _paint_row(self, painter: QPainter, place: QRectF, told: TableRow) -> None:
        active = theme.current()
        for column, words in enumerate(told.words):
            cell = self._cell(place, column)
            strong = (column == 1 and told.kept) or column in told.accent
            painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD if strong else fonts.REGULAR))
            if column in told.accent:
                self._paint_chip(painter, cell, column, words)
            last = column == len(told.words) - 1
            muted = column == 3 or (last and not told.kept)
            token = "success" if last and told.kept else "muted" if muted else "text"
            painter.setPen(active.color("accent" if column in told.accent else token))
            painter.drawText(cell, _side(column), words)

    @staticmethod
    def _paint_chip(painter: QPainter, cell: QRectF, column: int, words: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(words) + 10
        left = cell.left() - 5 if column == 0 else cell.right() - width + 5
        chip = QRectF(left, cell.top() + 2, width, cell.height() - 4)
        fill_rounded(painter, chip, 4, theme.current().color("accent_soft"))

    def _paint_gaps(self, painter: QPainter) -> None:
        """Dots for the rows that are left out."""
        painter.setPen(theme.current().color("muted"))
        painter.setFont(fonts.font(fonts.SMALL))
        places, at = self._places(), 0
        for part in self._parts[:-1]:
            at += len(part)
            bottom = places[at - 1][1].bottom()
            gap = QRectF(MARGIN, bottom - 4, 40, fonts.scaled(_GAP_ROW) + 2)
            painter.drawText(gap, Qt.AlignmentFlag.AlignVCenter, "…")


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignVCenter | side


def table_of(
    shown: Shown, words: Words, *, hidden: bool
) -> tuple[tuple[str, str, str, str, str], tuple[tuple[TableRow, ...], ...]]:
    """Head and parts of the table at the stage of ``shown``; hidden: who is kept is not told."""
    limit = "?" if hidden else f"{shown.wanted:,}"
    head = (
        words("table.dbox"),
        words("table.loss") if shown.step >= LOSS else "",
        words("table.idx") if shown.step >= SORT else "",
        words("table.rank") if shown.step >= SORT_AGAIN else "",
        f"< {limit}" if shown.step >= KEEP else "",
    )
    parts = [tuple(_row(shown, words, i, part, hidden=hidden) for i in positions)
             for part, positions in enumerate(_positions(shown))]  # fmt: skip
    return head, tuple(parts)


def _positions(shown: Shown) -> tuple[tuple[int, ...], ...]:
    """The excerpt, and the DBox that is looked at if it is not part of it."""
    first, worst, cut = shown.excerpt
    if shown.step < SORT:
        return (first,)
    told = {*first, *worst, *cut}
    extra = () if shown.negative < 0 or shown.negative in told else (shown.negative,)
    return (first, worst, cut, extra)


def _row(shown: Shown, words: Words, i: int, part: int, *, hidden: bool) -> TableRow:
    told = row(shown.losses, shown.sorts, i)
    loss = told.loss if shown.step >= POSITIVES_OUT else float(shown.losses.confidence[i])
    kept = words("table.positive") if told.positive else words(
        "table.kept" if told.kept else "table.no"
    )  # fmt: skip
    accents = {0: {2} if shown.step >= SORT else set(), 1: {0, 3}}.get(part, set())
    if shown.step < SORT_AGAIN:
        accents = accents - {3}
    return TableRow(
        dbox=i,
        words=(
            str(i),
            plain(loss, 3) if shown.step >= LOSS else "",
            str(told.idx) if shown.step >= SORT else "",
            f"{told.rank}" if shown.step >= SORT_AGAIN else "",
            ("?" if hidden else kept) if shown.step >= KEEP else "",
        ),
        kept=told.kept and shown.step >= KEEP and not hidden,
        accent=frozenset(accents),
    )
