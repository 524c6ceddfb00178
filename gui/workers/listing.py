"""A thread that finds the pictures of folders; a slow disk holds up nothing else."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtCore import Signal

from gui.workers.latest import LatestThread
from ssd_core.errors import UserError, shown_name
from ssd_core.folders import list_pictures


@dataclass(frozen=True, slots=True)
class ListingRequest:
    """What a person named: files and folders, in any mix."""

    id: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """paths: the files that were named, and in place of each folder the pictures in it.

    Each is there once, where it came first. named: what a person named, less what was refused.
    folders: the names of those that were listed. errors: why others were not.
    """

    id: int
    paths: tuple[str, ...]
    named: tuple[str, ...]
    folders: tuple[str, ...]
    errors: tuple[UserError, ...]


class ListingThread(LatestThread):
    """Answers the latest request; one that is replaced before its end is never answered."""

    listed = Signal(object)  # Listed

    def __init__(self) -> None:
        super().__init__("listing")

    def post(self, request: ListingRequest) -> None:
        """List these next; what is being listed is given up."""
        super().post(request)
        if not self.isRunning():
            self.start()

    def answer(self, request: ListingRequest) -> None:
        listed = self._list(request)
        if not self.is_called():
            self.listed.emit(listed)

    def _list(self, request: ListingRequest) -> Listed:
        found: dict[str, None] = {}
        named: list[str] = []
        folders: list[str] = []
        errors: list[UserError] = []
        for path in request.paths:
            if not _is_folder(path):
                found[path] = None
                named.append(path)
                continue
            try:
                found.update(dict.fromkeys(list_pictures(path, stop=self.is_called)))
                folders.append(shown_name(path))
                named.append(os.path.abspath(path))
            except UserError as error:
                errors.append(error)
        return Listed(request.id, tuple(found), tuple(named), tuple(folders), tuple(errors))


def _is_folder(path: str) -> bool:
    try:
        return os.path.isdir(path)
    except ValueError:  # a NUL inside the name: whoever reads it says so
        return False
