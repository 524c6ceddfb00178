"""The training thread: hosts one run. What happens in it is read from its folder by others."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Signal

from gui.process import make_responsive, step_back
from gui.workers.job import JobThread
from gui.workers.starting import (
    Asking,
    NewRun,
    OldRun,
    RunEnd,
    begin,
    ended,
    folder_of,
    readable,
)
from ssd_core.errors import UserError
from ssd_core.sentence import say


class TrainingThread(JobThread):
    """Runs one run and ends with a ``RunEnd``.

    Steps are not told: the run folder tells them to whoever follows it. That keeps one way of
    showing runs, and nothing piles up in the window's mailbox.
    """

    looking = Signal(int, int)
    """How many of the run's pictures, of how many, were looked at before it begins."""
    began = Signal(object)  # Path
    """Everything is loaded, and the run is being written to this folder."""

    def __init__(self, request: NewRun | OldRun) -> None:
        super().__init__("training", say("The run was broken off."))
        self._request = request
        self._measured = threading.Event()
        self._folder: Path | None = None
        self._end = RunEnd(None, None)

    def cancel(self, *, measure: bool = False) -> None:
        """End after the step at hand, so that the run can go on; ``ended`` still comes.

        measure: look at the held-out pictures first and keep the weights if they are the best.
        Cancelled again without, that is given up.
        """
        if measure:
            self._measured.set()
        else:
            self._measured.clear()
        super().cancel()

    def work(self) -> None:
        step_back()
        folder = folder_of(self._request)
        asking = Asking(self.is_cancelled, self._measured.is_set, self._tell)
        events = begin(self._request, folder, asking)
        if events is None:
            return
        make_responsive()  # more was imported since
        self._folder = folder
        self.began.emit(folder)
        for event in events:
            last = event
        self._end = ended(folder, last)

    def end(self, error: UserError | None) -> RunEnd:
        if error is not None:
            return RunEnd(self._folder, None, error=readable(error))
        return self._end

    def _tell(self, done: int, total: int) -> None:
        self.looking.emit(done, total)
