"""The thread that answers what lessons ask: scenes, feature maps, gradients, a little training."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QThread, Signal

from ssd_core.errors import UserError
from ssd_core.lessons.lab import Job, Lab
from ssd_core.sentence import say


class LessonThread(QThread):
    """One waiting job an asker; a newer one of the same asker replaces it, and ends a running one.

    A job that yields is told answer by answer, and broken off between two of them.
    """

    answered = Signal(str, object, object)  # asker, Job, answer
    failed = Signal(str, object, object)  # asker, Job, UserError

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lessons")
        self._wake = threading.Condition()
        self._waiting: dict[str, Job] = {}
        self._running = ""
        self._broken_off = self._ending = False

    def ask(self, asker: str, job: Job) -> None:
        """Answer ``job`` of ``asker``, in the order of the askers' first waiting jobs."""
        with self._wake:
            self._waiting[asker] = job
            self._broken_off |= asker == self._running
            self._wake.notify()

    def cancel(self, asker: str) -> None:
        """Nobody wants the answers of ``asker`` any more."""
        with self._wake:
            self._waiting.pop(asker, None)
            self._broken_off |= asker == self._running

    def stop(self) -> None:
        """Ask the thread to end and wait for it; a job is broken off at its next answer."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self.wait()

    def run(self) -> None:
        lab = Lab()
        while True:
            with self._wake:
                self._running = ""
                self._wake.wait_for(lambda: self._ending or self._waiting)
                if self._ending:
                    return
                asker = self._running = next(iter(self._waiting))
                job = self._waiting.pop(asker)
                self._broken_off = False
            self._answer(asker, job, lab)

    def _answer(self, asker: str, job: Job, lab: Lab) -> None:
        try:
            found = job.run(lab)
            for answer in found if isinstance(found, Iterator) else (found,):
                if self._is_over():
                    break
                self.answered.emit(asker, job, answer)
        except UserError as error:
            self.failed.emit(asker, job, error)
        except Exception as error:  # noqa: BLE001  whatever torch says of a picture: told, not lost
            self.failed.emit(asker, job, _unexpected(error))

    def _is_over(self) -> bool:
        return self._ending or self._broken_off


def _unexpected(error: Any) -> UserError:
    technical = "".join(traceback.format_exception_only(error)).strip()
    return UserError(
        say("The lesson could not be computed."),
        say("The numbers shown before stay."),
        details={"reason": technical},
    )
