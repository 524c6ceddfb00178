"""A thread that answers every request, in the order they came."""

from __future__ import annotations

from collections import deque
from typing import Any

from gui.workers.waiting import WaitingThread


class InOrderThread(WaitingThread):
    """Subclasses ``do`` what each request asks for. It starts with the first one."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._requests: deque[Any] = deque()

    def post(self, request: Any) -> None:
        """Do this after what was asked for before."""
        with self.posting():
            self._requests.append(request)
        if not self.isRunning():
            self.start()

    def is_due(self) -> bool:
        return bool(self._requests)

    def take(self) -> Any:
        return self._requests.popleft()
