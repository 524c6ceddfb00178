"""The sheet of shortcuts, from the registry."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.commands import GROUPS, Group, Words, usual_keys
from gui.panels.shortcut_sheet import Shortcut, ShortcutGroup, ShortcutSheet
from gui.wiring.parts import Parts


class Shortcuts(QObject):
    """Opens the sheet with what the registry holds at that moment."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._commands = parts.commands
        self._sheet = ShortcutSheet(parts.window)
        parts.window.rail.help_requested.connect(self.open)
        parts.commands.changed.connect(self._on_commands)
        parts.commands.add(
            "shortcuts", "help", self.open, words=self._words, shortcuts=["F1", "?"], icon="help"
        )

    def close(self) -> None:
        """Nothing runs here."""

    def open(self) -> None:
        self._fill()
        self._sheet.open()

    def _fill(self) -> None:
        self._sheet.set_groups([self._group(group) for group in GROUPS])

    def _on_commands(self) -> None:
        if self._sheet.groups:  # it was opened before: commands may be called otherwise now
            self._fill()

    def _group(self, group: Group) -> ShortcutGroup:
        found = [
            Shortcut(command.words().title, usual_keys(command.action))
            for command in self._commands
            if command.group == group and command.action.shortcuts()
        ]
        return ShortcutGroup(self._title(group), tuple(found))

    def _title(self, group: Group) -> str:
        return {
            "file": self.tr("Files"),
            "picture": self.tr("Picture"),
            "video": self.tr("Video and camera"),
            "detection": self.tr("Detection"),
            "learn": self.tr("Learn"),
            "train": self.tr("Train"),
            "view": self.tr("Window"),
            "go": self.tr("Go to"),
            "help": self.tr("Help"),
        }[group]

    def _words(self) -> Words:
        return Words(self.tr("Keyboard shortcuts"), self.tr("All of them on one sheet"))
