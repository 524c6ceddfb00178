"""The Train workspace: made when it is first shown, with everything that belongs to it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.wiring.parts import Parts, Subject


class Training(QObject):
    """Offers the workspace; what it is made of is imported with it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._subjects: tuple[Subject, ...] = ()
        parts.window.add_workspace("train", "train", self._title, self._make)

    def close(self) -> None:
        for subject in self._subjects:
            subject.close()

    def _title(self) -> str:
        return self.tr("Train")

    def _make(self) -> QWidget:
        from gui.workspaces.train import TrainWorkspace

        page = TrainWorkspace()
        self._parts.commands.set_page("train", page)
        return page
