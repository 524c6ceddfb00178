"""The command palette: what it lists, and what follows when something is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from gui.commands import WORKSPACES, Command, Group, Value, Words, usual_keys
from gui.panels.palette.entries import Entry, Figure, Section
from gui.panels.palette.palette import Palette
from gui.undo import History
from gui.wiring.other_words import OtherWords
from gui.wiring.parts import Parts
from ssd_core.errors import shown_name

_FILE = "file:"
"""Before the path, in the key of a recent file."""
_VALUE = "value:"
_SECTIONS: dict[Group, Section] = {
    "picture": "here",
    "video": "here",
    "detection": "here",
    "learn": "here",
    "train": "here",
    "go": "go",
    "view": "go",
    "help": "go",
    "file": "files",
}


class Finding(QObject):
    """Fills the palette from the registry each time it opens, so that it never lies."""

    def __init__(self, parts: Parts, history: History) -> None:
        super().__init__(parts.window)
        self._commands = parts.commands
        self._window = parts.window
        self._session = parts.session
        self._settings = parts.settings
        self._toolbar = parts.window.inspect.toolbar
        self._history = history
        self._other_words = OtherWords()
        self._palette = Palette(parts.window)
        self._palette.chosen.connect(self._run)
        self._palette.tried.connect(self._try)
        self._palette.trying.connect(self._on_trying)
        self._session.selection_changed.connect(self._show_note)
        parts.commands.add(
            "palette",
            "help",
            self._open,
            words=self._words,
            shortcuts=["Ctrl+K"],
            icon="search",
        )

    def close(self) -> None:
        """Nothing runs here."""

    def _open(self) -> None:
        picture = self._session.picture
        here = self.tr("Here, on {name}").format(name=picture.name) if picture else self.tr("Here")
        headings: dict[Section, str] = {
            "here": here,
            "go": self.tr("Go to"),
            "files": self.tr("Files"),
        }
        self._palette.set_entries(self._entries(), headings)
        self._show_note()
        self._palette.open()

    def _entries(self) -> list[Entry]:
        values = [self._value_entry(value) for value in self._commands.values.values()]
        can = [command for command in self._commands if command.action.isEnabled()]
        commands = [self._command_entry(command) for command in can if command.key != "palette"]
        files = [
            Entry(
                key=_FILE + path,
                section="files",
                title=shown_name(path),
                hint=shown_name(str(Path(path).parent)),
                icon="image",
            )
            for path in self._settings.recent_files
        ]
        return [*values, *commands, *files]

    def _value_entry(self, value: Value) -> Entry:
        words = value.words()
        return Entry(
            key=_VALUE + value.key,
            section="here",
            title=words.title,
            hint=words.hint,
            icon="sliders",
            others=(*words.aliases, *self._other_words.of(value.words)),
            figure=Figure(value.read(), value.minimum, value.maximum, value.step, value.decimals),
        )

    def _command_entry(self, command: Command) -> Entry:
        words, action = command.words(), command.action
        state = ""
        if action.isCheckable():
            state = self.tr("on") if action.isChecked() else self.tr("off")
        return Entry(
            key=command.key,
            section=_SECTIONS[command.group],
            title=words.title,
            hint=words.hint,
            icon=command.icon,
            others=(*words.aliases, *self._other_words.of(command.words)),
            keys=usual_keys(action),
            state=state,
        )

    def _run(self, key: str) -> None:
        if key.startswith(_FILE):
            # The menu of the toolbar offers the same: one place opens them.
            self._toolbar.recent_chosen.emit(key.removeprefix(_FILE))
        else:
            command = self._commands[key]
            self._window.show_workspace(WORKSPACES.get(command.group, self._window.workspace))
            command.action.trigger()

    def _try(self, key: str, value: float) -> None:
        self._commands.values[key.removeprefix(_VALUE)].write(value)

    def _on_trying(self, begins: bool) -> None:
        if begins:
            self._history.hold()
        else:
            self._history.let_go()

    def _show_note(self) -> None:
        selection = self._session.selection
        shown = 0 if selection is None else len(selection.detections)
        self._palette.set_note(self.tr("%n shown", "", shown) if selection else "")

    def _words(self) -> Words:
        return Words(self.tr("Command palette"), self.tr("Every command, found by a few letters"))
