"""How much memory training takes: of the run that is looked at, or else of this program."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QTimer

from gui.process import memory_of_machine
from gui.wiring.parts import Parts
from gui.workers.run_seen import Followed
from gui.workspaces.train import TrainWorkspace
from ssd_core.process_memory import memory_in_use
from ssd_core.training.follow import RunState

_PERIOD_MS = 1_000


class TrainMemory(QObject):
    """Looks once a second while the page is in sight, unless the run tells it itself."""

    def __init__(self, parts: Parts, page: TrainWorkspace) -> None:
        super().__init__(page)
        self._page = page
        self._total = memory_of_machine()
        self._timer = QTimer(self)
        self._timer.setInterval(_PERIOD_MS)
        self._timer.timeout.connect(self._look)
        self._told = math.nan
        parts.runs.followed.connect(self._on_followed)
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

    def _on_followed(self, followed: Followed) -> None:
        seen = followed.watched
        running = seen is not None and seen.state is RunState.RUNNING
        self._told = seen.now.get("memory", math.nan) if running else math.nan

    def _look(self) -> None:
        used = self._told if math.isfinite(self._told) else memory_in_use()
        self._page.form.machine.set_memory(used, self._total)
