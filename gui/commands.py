"""Everything a person can do, by name: the one registry behind menus, shortcuts and the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.controls.sheet import OVER_SHEETS

Group = Literal["file", "picture", "video", "detection", "learn", "train", "view", "go", "help"]
GROUPS: tuple[Group, ...] = get_args(Group)
_OVER_SHEETS: tuple[Group, ...] = ("view", "help")
WORKSPACES: Mapping[Group, str] = {
    "picture": "inspect",
    "video": "inspect",
    "detection": "inspect",
    "go": "inspect",
    "learn": "learn",
    "train": "train",
}
"""Where the commands of a group act; those of the other groups act everywhere."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a command is called in the language in use.

    hint: what it does beyond its title. aliases: other words a person might look for.
    """

    title: str
    hint: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """One thing that can be done; ``action`` knows its shortcut and whether it can be done now."""

    key: str
    group: Group
    icon: str
    action: QAction
    words: Callable[[], Words]


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A figure that can be tried at once: between minimum and maximum, in steps."""

    key: str
    words: Callable[[], Words]
    read: Callable[[], float]
    write: Callable[[float], None]
    minimum: float
    maximum: float
    step: float
    decimals: int


def usual_keys(action: QAction) -> tuple[QKeySequence, ...]:
    """The shortcuts of ``action`` worth showing: two at most, on keys that every keyboard has."""
    keys = [key for key in action.shortcuts() if key[0].key() < Qt.Key.Key_F13]
    return tuple(keys[:2])


def _meet(one: Group, other: Group) -> bool:
    """Whether a key could mean a command of either group at the same time."""
    places = {WORKSPACES.get(one), WORKSPACES.get(other)}
    return len(places) == 1 or None in places


def _switch_off(others: Sequence[QAction], on: bool) -> None:
    if on:
        for action in others:
            action.setChecked(False)


class Commands(QObject):
    """Commands in the order they were added.

    Their shortcuts work in the whole window, those of a workspace only while it is shown.
    """

    changed = Signal()
    """A command was added, or all of them are called otherwise now."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._values: dict[str, Value] = {}
        self._pages: dict[str, QWidget] = {}
        window.installEventFilter(self)

    def add(
        self,
        key: str,
        group: Group,
        run: Callable[[], object],
        *,
        words: Callable[[], Words],
        shortcuts: Sequence[str | QKeySequence.StandardKey] = (),
        icon: str = "",
        checkable: bool = False,
    ) -> QAction:
        """Register a command and return its action.

        run: a bound method; that of a checkable command is told whether it is on. Raises
        ValueError if the key or one of the shortcuts is taken.
        """
        if key in self._commands:
            raise ValueError(f"there is a command {key!r} already")
        sequences = self._sequences(shortcuts, group)
        action = QAction(self._window)
        action.setShortcuts(sequences)
        action.setCheckable(checkable)
        action.setProperty(OVER_SHEETS, group in _OVER_SHEETS)
        (action.toggled if checkable else action.triggered).connect(run)
        self._commands[key] = Command(key, group, icon, action, words)
        self._place(self._commands[key])
        self._name(self._commands[key])
        self.changed.emit()
        return action

    def set_page(self, workspace: str, page: QWidget) -> None:
        """Let the shortcuts of ``workspace`` work while ``page`` is visible."""
        self._pages[workspace] = page
        for command in self:
            self._place(command)

    def add_value(self, value: Value) -> None:
        """Register a figure for the palette. Raises ValueError if its key is taken."""
        if value.key in self._values:
            raise ValueError(f"there is a value {value.key!r} already")
        self._values[value.key] = value
        self.changed.emit()

    def exclude(self, *keys: str) -> None:
        """Of these checkable commands one at most is on."""
        actions = [self._commands[key].action for key in keys]
        for action in actions:
            action.toggled.connect(partial(_switch_off, [a for a in actions if a is not action]))

    @property
    def values(self) -> Mapping[str, Value]:
        """The figures that can be tried, by key, in the order they were added."""
        return self._values

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __getitem__(self, key: str) -> Command:
        return self._commands[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            for command in self:
                self._name(command)
            self.changed.emit()
        return False

    def _place(self, command: Command) -> None:
        workspace = WORKSPACES.get(command.group)
        page = self._pages.get(workspace) if workspace else self._window
        if page is not None:
            page.addAction(command.action)

    def _sequences(
        self, shortcuts: Sequence[str | QKeySequence.StandardKey], group: Group
    ) -> list[QKeySequence]:
        """The key sequences of ``shortcuts``; a standard key may stand for several, or for none."""
        found: list[QKeySequence] = []
        for shortcut in shortcuts:
            if isinstance(shortcut, str):
                found.append(QKeySequence(shortcut))
            else:
                found += QKeySequence.keyBindings(shortcut)
        found = list(dict.fromkeys(found))
        for other in self:
            if not _meet(group, other.group):
                continue
            for sequence in set(found) & set(other.action.shortcuts()):
                raise ValueError(f"{sequence.toString()} is the shortcut of {other.key!r} already")
        return found

    @staticmethod
    def _name(command: Command) -> None:
        command.action.setText(command.words().title)
