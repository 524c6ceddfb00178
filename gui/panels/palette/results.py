"""The list of the palette: headings and rows, of which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from gui import fonts
from gui.controls.keycap import spoken
from gui.controls.scrolling import OverlayScrollBar
from gui.panels.palette.delegate import HEADING, ROW, ROW_ROLE, RowDelegate
from gui.panels.palette.entries import Entry, Figure, Row

_PADDING = 8
_ROWS = 10
"""So many rows are seen at once."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}

_Index = QModelIndex | QPersistentModelIndex


class Results(QListView):
    """``row_changed`` tells that another row is chosen, or none. The keyboard stays elsewhere."""

    row_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("palette")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = _Rows(self)
        self._painter = RowDelegate(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.selectionModel().currentChanged.connect(self.row_changed)
        OverlayScrollBar(self)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show ``rows`` and choose the first entry among them."""
        self._rows.set_rows(rows)
        self._choose(0, 1)

    def set_headings(self, headings: Mapping[str, str]) -> None:
        self._painter.headings = dict(headings)

    def set_trying(self, words: str) -> None:
        self._painter.trying = words

    def set_note(self, words: str) -> None:
        self._painter.note = words
        self.viewport().update()

    def set_figure(self, key: str, figure: Figure) -> None:
        """Show another value in the row ``key``."""
        self._rows.set_figure(key, figure)

    def current(self) -> Entry | None:
        """The chosen entry."""
        row: Row | None = self.currentIndex().data(ROW_ROLE)
        return None if row is None else row.entry

    def wanted_height(self) -> int:
        """All rows, or ten of them."""
        heights = [HEADING if row.entry is None else ROW for row in self._rows.rows]
        most = _ROWS * ROW + 2 * HEADING
        return round(min(sum(heights), most) * fonts.scale()) + 2 * _PADDING

    def move_by_key(self, key: int) -> bool:
        """Choose another row by an arrow or page key; False for any other key."""
        step = _STEPS.get(Qt.Key(key))
        if step is None:
            return False
        last = len(self._rows.rows) - 1
        direction = 1 if step > 0 else -1
        at = min(max(self.currentIndex().row() + step, 0), last)
        if not self._choose(at, direction):
            self._choose(at, -direction)
        return True

    def _choose(self, at: int, direction: int) -> bool:
        """Choose the first entry from row ``at`` on, in ``direction``."""
        rows = self._rows.rows
        while 0 <= at < len(rows):
            if rows[at].entry is not None:
                self.setCurrentIndex(self._rows.index(at))
                # The heading of a section comes into view with its first row.
                if at and rows[at - 1].entry is None:
                    self.scrollTo(self._rows.index(at - 1))
                return True
            at += direction
        return False


class _Rows(QAbstractListModel):
    """Rows by ``ROW_ROLE``; headings cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def set_figure(self, key: str, figure: Figure) -> None:
        for i, row in enumerate(self.rows):
            if row.entry is not None and row.entry.key == key:
                self.rows[i] = replace(row, entry=replace(row.entry, figure=figure))
                self.dataChanged.emit(self.index(i), self.index(i))

    def rowCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if row.entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.entry.title, str(row.entry.figure or row.entry.hint))
            return ", ".join(filter(None, (*parts, spoken(row.entry.keys))))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.rows[index.row()].entry is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
