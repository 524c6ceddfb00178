"""Which training runs are looked at: one that is watched, and others that are laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal


class Runs(QObject):
    """The folders whose runs the window shows.

    A run of this window is followed through its folder just as one that another process or
    machine writes: whoever shows runs knows nothing but folders.
    """

    watched_changed = Signal(object)  # Path | None
    overlaid_changed = Signal(object)  # tuple[Path, ...]
    followed = Signal(object)  # Followed: how these runs are now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.watched: Path | None = None
        """The folder of the run that is shown, None while there is none."""
        self.overlaid: tuple[Path, ...] = ()
        """Folders whose curves are drawn too; never the watched one."""

    def watch(self, folder: Path | None) -> None:
        """Show the run in ``folder``, which need not be there yet; None shows none."""
        if folder != self.watched:
            self.watched = folder
            self.watched_changed.emit(folder)
            self.overlay(self.overlaid)

    def overlay(self, folders: Iterable[Path]) -> None:
        """Draw the curves of exactly these runs too, each once."""
        wanted = tuple(dict.fromkeys(path for path in folders if path != self.watched))
        if wanted != self.overlaid:
            self.overlaid = wanted
            self.overlaid_changed.emit(wanted)
