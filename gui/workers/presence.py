"""Which of many files are still there: asked in a thread, for a disk may be slow or far away."""

from __future__ import annotations

import os
from collections.abc import Iterable

from PySide6.QtCore import QThread, Signal


class PresenceThread(QThread):
    """``answered`` tells which paths are files; nothing if it was stopped before."""

    answered = Signal(object)  # frozenset[str]

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__()
        self._paths = tuple(paths)

    def run(self) -> None:
        present = set()
        for path in self._paths:
            if self.isInterruptionRequested():
                return
            if os.path.isfile(path):
                present.add(path)
        self.answered.emit(frozenset(present))

    def stop(self) -> None:
        """Give up, and wait for the end of the thread."""
        self.requestInterruption()
        self.wait()
