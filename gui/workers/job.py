"""A thread for one long job that may be cancelled: it tells how it ended, and ends."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread, Signal

from gui.workers.answering import unexpected
from ssd_core.errors import UserError
from ssd_core.sentence import Sentence


class JobThread(QThread):
    """Subclasses do ``work`` and put what is to be told into the ``end`` of it."""

    ended = Signal(object)  # what `end` returns, the last word

    def __init__(self, name: str, unfinished: Sentence) -> None:
        """unfinished: what is said where something nobody foresaw ends the job."""
        super().__init__()
        self.setObjectName(name)
        self._unfinished = unfinished
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """End after the picture that is at hand; ``ended`` still comes."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def stop(self) -> None:
        """Cancel and wait."""
        self.cancel()
        self.wait()

    def run(self) -> None:
        error: UserError | None = None
        try:
            self.work()
        except UserError as refusal:
            error = refusal
        except Exception as failure:  # noqa: BLE001  a driver or a full disk ends it, not the program
            error = unexpected(self._unfinished, failure)
        self.ended.emit(self.end(error))

    def work(self) -> None:
        """The whole job, in the thread. Raises UserError."""
        raise NotImplementedError

    def end(self, error: UserError | None) -> object:
        """What to tell at the end. error: why it came early, None if it did not."""
        raise NotImplementedError
