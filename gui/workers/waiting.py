"""A thread that sleeps until something is due, does it, and ends when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QThread


class WaitingThread(QThread):
    """Subclasses say whether something ``is_due``, ``take`` it, and ``do`` it.

    What others hand over is changed within ``posting`` alone.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._wake = threading.Condition()
        self._ending = False

    @contextmanager
    def posting(self) -> Iterator[None]:
        """Around a change of what is due, in any thread: it is whole when this one looks."""
        with self._wake:
            yield
            self._wake.notify()

    def stop(self) -> None:
        """Ask the thread to end and wait for it; what it is at is finished, or broken off."""
        with self.posting():
            self._ending = True
        self.wait()

    def run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(self.is_called, timeout=self.rest())
                if self._ending:
                    return
                work = self.take()
            self.do(work)

    def is_due(self) -> bool:
        """Whether there is something to take. Called while nobody posts."""
        raise NotImplementedError

    def rest(self) -> float | None:
        """Seconds after which it wakes although nothing is due; None: it sleeps on."""
        return None

    def take(self) -> Any:
        """What comes next, taken out of what was posted. Called while nobody posts."""
        raise NotImplementedError

    def do(self, work: Any) -> None:
        """Called in the thread with what was taken."""
        raise NotImplementedError

    def is_called(self) -> bool:
        """Whether something waits, or the thread is to end: time to break off."""
        return self._ending or self.is_due()

    def is_ending(self) -> bool:
        """Whether nobody waits for an answer any more."""
        return self._ending
