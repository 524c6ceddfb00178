"""Folders shown in the system's file manager, where it has one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gui.panels.toast import Toast
from ssd_core.errors import shown_path
from ssd_core.sentence import say


def show_folder(folder: str | Path, toast: Toast) -> None:
    """Open ``folder`` in the file manager; without one, ``toast`` says where it is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        words = say("No program here shows folders. This one is {path}.", path=shown_path(folder))
        toast.show_message(words, kind="warning")
