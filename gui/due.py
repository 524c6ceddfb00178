"""What is still to come: requests nobody has answered yet, and work that is under way."""

from __future__ import annotations

from itertools import count
from typing import Literal

from PySide6.QtCore import QObject, Signal

Kind = Literal["picture", "weights"]
State = Literal["look", "selection"]


class Due(QObject):
    """Numbers requests. Of each kind the newest counts: its answer answers those before it."""

    changed = Signal(bool)
    """Whether anything is due at all."""

    def __init__(self) -> None:
        super().__init__()
        self._ids = count(1)
        self._wanted: dict[Kind, int] = {"picture": 0, "weights": 0}
        self._done: dict[Kind, int] = {"picture": 0, "weights": 0}
        self._states: dict[State, bool] = {"look": False, "selection": False}
        self._any = False

    def next_id(self) -> int:
        """A number for a request, higher than all before it."""
        return next(self._ids)

    def want(self, kind: Kind, number: int) -> None:
        """Request ``number`` waits for its answer."""
        self._wanted[kind] = number
        self._tell()

    def answered(self, kind: Kind, number: int) -> None:
        self._done[kind] = max(self._done[kind], number)
        self._tell()

    def forget(self, kind: Kind) -> None:
        """Nobody waits for answers of this kind any more."""
        self.answered(kind, self._wanted[kind])

    def set(self, state: State, due: bool) -> None:
        """Work of this sort is under way, or over."""
        self._states[state] = due
        self._tell()

    def waits(self, kind: Kind) -> bool:
        """Whether the newest request of this kind has no answer yet."""
        return self._done[kind] < self._wanted[kind]

    @property
    def any(self) -> bool:
        """Whether anything is due."""
        return self._any

    def _tell(self) -> None:
        due = any(map(self.waits, self._wanted)) or any(self._states.values())
        if due != self._any:
            self._any = due
            self.changed.emit(due)
