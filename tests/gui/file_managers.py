"""A file manager that opens nothing, in place of the one of the desktop that the tests run on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class _Manager(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@contextmanager
def file_manager() -> Iterator[list[str]]:
    """The paths that were to be opened meanwhile."""
    manager = _Manager()
    QDesktopServices.setUrlHandler("file", manager, "open")
    try:
        yield manager.opened
    finally:
        QDesktopServices.unsetUrlHandler("file")
