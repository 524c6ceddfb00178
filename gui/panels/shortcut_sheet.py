"""The sheet of all shortcuts, in columns by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.keycap import Keycaps, spoken
from gui.controls.labels import ElidedLabel, label
from gui.controls.sheet import Sheet
from gui.panels.palette.match import plain

WIDTH = 1120
_COLUMN = 300
"""Narrower than this, a column would elide most of its words."""
_MOST_COLUMNS = 3
_GAP = 40


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What keys do; any of ``keys`` does the same."""

    title: str
    keys: tuple[QKeySequence, ...]


@dataclass(frozen=True, slots=True)
class ShortcutGroup:
    """Shortcuts under one title."""

    title: str
    shortcuts: tuple[Shortcut, ...]


class ShortcutSheet(Sheet):
    """Shows what ``set_groups`` was given, less what the filter leaves out."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, WIDTH)
        self.groups: tuple[ShortcutGroup, ...] = ()
        self._columns = _MOST_COLUMNS
        self._count = label(fonts.SMALL, tone="muted")
        self._filter = QLineEdit()
        self._filter.setFont(fonts.font(fonts.BODY))
        self._filter.setProperty("kind", "field")
        self._filter.setProperty("ownFocusRing", True)
        self._filter.setFixedWidth(220)
        self._filter.textEdited.connect(self._fill)
        self._note = label(fonts.SMALL, tone="muted")
        self._note.setWordWrap(True)
        self.head.addWidget(self._count)
        self.head.addStretch(1)
        self.head.addWidget(self._filter)
        self.foot.addWidget(self._note, 1)
        self._table = QWidget()
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.addWidget(self._table)
        self._row = QHBoxLayout(self._table)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self.render_texts()

    def set_groups(self, groups: Sequence[ShortcutGroup]) -> None:
        """Show ``groups``, in order, in columns of about the same length."""
        self.groups = tuple(group for group in groups if group.shortcuts)
        self._fill()

    def open(self) -> None:
        self._filter.clear()
        self._fill()
        super().open()

    def first_focus(self) -> QWidget:
        return self._filter

    def place(self) -> None:
        room = min(fonts.scaled(WIDTH), self._window.width() - 48) - 48
        fitting = (room + _GAP) // (_COLUMN * fonts.scale() + _GAP)
        columns = min(max(int(fitting), 1), _MOST_COLUMNS)
        if columns != self._columns:
            self._columns = columns
            self._fill()
        super().place()

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(self.tr("Keyboard shortcuts"))
        self._filter.setPlaceholderText(self.tr("Filter"))
        self._filter.setAccessibleName(self.tr("Filter the shortcuts"))
        self._note.setText(
            self.tr(
                "Letters alone act while no field has the keyboard. "
                "Every command is also in the palette: Ctrl+K."
            )
        )
        self._fill()

    def shown_groups(self) -> list[ShortcutGroup]:
        """What the filter leaves."""
        groups = [_matching(group, plain(self._filter.text())) for group in self.groups]
        return [group for group in groups if group.shortcuts]

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            column = item.widget()
            column.hide()
            column.deleteLater()
        shown = self.shown_groups()
        for groups_of_column in _balanced(shown, self._columns):
            self._row.addWidget(_column(groups_of_column), 1)
        count = sum(len(group.shortcuts) for group in shown)
        self._count.setText(self.tr("%n shortcut(s)", "", count))


def _matching(group: ShortcutGroup, letters: str) -> ShortcutGroup:
    """The part of ``group`` whose words or keys hold ``letters``."""
    rows = group.shortcuts
    kept = tuple(row for row in rows if letters in plain(f"{row.title} {spoken(row.keys)}"))
    return ShortcutGroup(group.title, rows if letters in plain(group.title) else kept)


def _balanced(groups: Sequence[ShortcutGroup], columns: int) -> list[list[ShortcutGroup]]:
    """``groups`` in columns: each goes where least stands yet."""
    result: list[list[ShortcutGroup]] = [[] for _ in range(columns)]
    lengths = [0] * columns
    for group in groups:
        shortest = lengths.index(min(lengths))
        result[shortest].append(group)
        lengths[shortest] += len(group.shortcuts) + 2
    return result


def _column(groups: Sequence[ShortcutGroup]) -> QWidget:
    result = QWidget()
    stack = QVBoxLayout(result)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(0)
    for group in groups:
        stack.addWidget(_heading(group.title))
        for shortcut in group.shortcuts:
            stack.addWidget(_line(shortcut))
        stack.addSpacing(16)
    stack.addStretch(1)
    return result


def _heading(title: str) -> QLabel:
    result = label(fonts.BODY, fonts.SEMIBOLD)
    result.setObjectName("underlined")
    result.setIndent(0)
    result.setText(title)
    return result


def _line(shortcut: Shortcut) -> QWidget:
    result = QWidget()
    result.setAccessibleName(f"{shortcut.title}: {spoken(shortcut.keys)}")
    row = QHBoxLayout(result)
    row.setContentsMargins(0, 5, 0, 5)
    row.setSpacing(12)
    words = ElidedLabel(fonts.BODY)
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    words.set_full_text(shortcut.title)
    row.addWidget(words, 1)
    row.addWidget(Keycaps(shortcut.keys))
    return result
