"""How much memory training takes: of the run that is looked at, or else of this program."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from gui.process import memory_in_use, memory_of_machine
from gui.wiring.parts import Parts
from gui.workspaces.train import TrainWorkspace

_PERIOD_MS = 1_000


class TrainMemory(QObject):
    """Looks once a second while the page is in sight."""

    def __init__(self, parts: Parts, page: TrainWorkspace) -> None:
        super().__init__(page)
        self._page = page
        self._total = memory_of_machine()
        self._timer = QTimer(self)
        self._timer.setInterval(_PERIOD_MS)
        self._timer.timeout.connect(self._look)
        parts.window.workspace_shown.connect(self._on_shown)
        self._on_shown("train")

    def close(self) -> None:
        self._timer.stop()

    def _on_shown(self, key: str) -> None:
        if key == "train":
            self._look()
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        self._page.form.machine.set_memory(memory_in_use(), self._total)
