"""A thread with one mailbox of one request: a newer request replaces a waiting one."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QThread


class LatestThread(QThread):
    """Subclasses say in ``answer`` what follows from a request."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._wake = threading.Condition()
        self._request: Any = None
        self._ending = False

    def post(self, request: Any) -> None:
        """Answer this next."""
        with self._wake:
            self._request = request
            self._wake.notify()

    def stop(self) -> None:
        """Ask the thread to end and wait for it; what it is at is finished, or broken off."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self.wait()

    def run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(self.is_called)
                if self._ending:
                    return
                request, self._request = self._request, None
            self.answer(request)

    def answer(self, request: Any) -> None:
        """Called in the thread with each request that was not replaced."""
        raise NotImplementedError

    def is_called(self) -> bool:
        """Whether a newer request waits, or the thread is to end: time to break off."""
        return self._ending or self._request is not None

    def is_ending(self) -> bool:
        """Whether nobody waits for an answer any more."""
        return self._ending
