"""The sheet of what there is to learn from: how many objects of what, and everything wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QListView, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.sheet import Sheet
from gui.panels.train.object_counts import CountBars, CountRow
from gui.sentences import translated

_WIDTH, _LEAST, _MOST, _ROW = 760, 96, 320, 22
_BETWEEN = 32


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
    """Shows what the last look at the pictures said."""

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
        self._heads = label(fonts.SMALL, fonts.SEMIBOLD), label(fonts.SMALL, fonts.SEMIBOLD)
        self._counts = CountBars(), CountBars()
        self._more = label(fonts.SMALL, tone="muted")
        self._left_over = 0
        self._copy = Button("copy")
        self._copy.clicked.connect(self._on_copy)
        self.body.addLayout(self._laid_counts())
        self.body.addWidget(self._note)
        self.body.addWidget(self._list)
        self.foot.addWidget(self._copy)
        self.foot.addStretch(1)
        self.render_texts()

    def _laid_counts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(_BETWEEN)
        grid.setVerticalSpacing(2)
        for column, (head, bars) in enumerate(zip(self._heads, self._counts, strict=True)):
            grid.addWidget(head, 0, column)
            grid.addWidget(bars, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._more, 2, 0)
        return grid

    def set_counts(
        self,
        by_class: Sequence[CountRow],
        by_size: Sequence[CountRow],
        classes: tuple[str, ...],
        left_over: int,
    ) -> None:
        """How many objects there are. classes: all, by label; left_over: those without a row."""
        self._counts[0].show_rows(by_class, classes)
        self._counts[1].show_rows(by_size)
        self._left_over = left_over
        self._say_more()

    def set_groups(self, groups: Sequence[FindingGroup]) -> None:
        """What is wrong, a group a kind."""
        self._groups = tuple(groups)
        self._model.show(self._groups)
        self._list.setVisible(bool(groups))
        self._say_note()
        height = fonts.scaled(_ROW) * self._model.rowCount()
        self._list.setFixedHeight(min(max(height, _LEAST), _MOST))

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(self.tr("What was found in the pictures"))
        titles = self.tr("Objects by class"), self.tr("Objects by size, in the 300 × 300 input")
        hints = (
            self.tr("A class with very few objects is hard to learn."),
            self.tr(
                "The root of a box's area. Dark: those that some DBox overlaps by half or more. "
                "Small objects are hard to find: few DBoxes are as small."
            ),
        )
        for head, bars, title, hint in zip(self._heads, self._counts, titles, hints, strict=True):
            head.setText(title)
            bars.setAccessibleName(title)
            bars.setToolTip(hint)
        self._say_more()
        self._say_note()
        self._copy.setText(self.tr("Copy"))
        self._list.setAccessibleName(self.tr("Findings"))
        self._model.show(self._groups)

    def _say_more(self) -> None:
        self._more.setText(self.tr("and %n more class(es)", "", self._left_over))
        self._more.setVisible(self._left_over > 0)

    def _say_note(self) -> None:
        if self._groups:
            words = self.tr(
                "Nothing in your folder is changed: the run learns from what is left or mended."
            )
        else:
            words = self.tr("Nothing wrong was found.")
        self._note.setText(words)

    def _on_copy(self) -> None:
        counts = [
            f"{head.text()}\n{bars.text}"
            for head, bars in zip(self._heads, self._counts, strict=True)
        ]
        QGuiApplication.clipboard().setText("\n".join([*counts, self._model.text()]))
