"""A thread with one mailbox of one request: a newer request replaces a waiting one."""

from __future__ import annotations

from typing import Any

from gui.workers.waiting import WaitingThread


class LatestThread(WaitingThread):
    """Subclasses say in ``answer`` what follows from a request."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._request: Any = None

    def post(self, request: Any) -> None:
        """Answer this next."""
        with self.posting():
            self._request = request

    def answer(self, request: Any) -> None:
        """Called in the thread with each request that was not replaced."""
        raise NotImplementedError

    def is_due(self) -> bool:
        return self._request is not None

    def take(self) -> Any:
        request, self._request = self._request, None
        return request

    def do(self, work: Any) -> None:
        self.answer(work)
