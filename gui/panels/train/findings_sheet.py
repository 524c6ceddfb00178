"""The sheet of everything that is wrong with the pictures of a run, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.sheet import Sheet
from gui.sentences import translated

_WIDTH, _LEAST, _MOST, _ROW = 760, 96, 420, 22


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """What is wrong in one way. lines: a sentence an item."""

    title: str
    lines: tuple[str, ...]


class _Findings(QAbstractListModel):
    """Titles and sentences one below the other; a title stands in a heavier weight."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, bool]] = []

    def show(self, groups: Sequence[FindingGroup]) -> None:
        self.beginResetModel()
        self._rows = []
        for group in groups:
            self._rows.append((f"{translated(group.title)}  {len(group.lines):,}", True))
            self._rows += [(translated(line), False) for line in group.lines]
        self.endResetModel()

    def text(self) -> str:
        """All of it, for copying."""
        return "\n".join(text if title else f"  {text}" for text, title in self._rows)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        text, title = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.FontRole:
            return fonts.font(fonts.SMALL, fonts.SEMIBOLD if title else fonts.REGULAR)
        return None


class FindingsSheet(Sheet):
    """Shows the findings of the last look at the pictures."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH)
        self._groups: tuple[FindingGroup, ...] = ()
        self._note = label(fonts.BODY, tone="muted")
        self._note.setWordWrap(True)
        self._model = _Findings()
        self._list = QListView()
        self._list.setObjectName("runLog")
        self._list.setModel(self._model)
        self._list.setWordWrap(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._list.setSpacing(2)
        OverlayScrollBar(self._list)
        self._copy = Button("copy")
        self._copy.clicked.connect(self._on_copy)
        self.body.addWidget(self._note)
        self.body.addWidget(self._list)
        self.foot.addWidget(self._copy)
        self.foot.addStretch(1)
        self.render_texts()

    def set_groups(self, groups: Sequence[FindingGroup]) -> None:
        """What is wrong, a group a kind."""
        self._groups = tuple(groups)
        self._model.show(self._groups)
        height = fonts.scaled(_ROW) * self._model.rowCount()
        self._list.setFixedHeight(min(max(height, _LEAST), _MOST))

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(self.tr("What was found in the pictures"))
        self._note.setText(
            self.tr(
                "Nothing in your folder is changed: the run learns from what is left or mended."
            )
        )
        self._copy.setText(self.tr("Copy"))
        self._list.setAccessibleName(self.tr("Findings"))
        self._model.show(self._groups)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._model.text())
