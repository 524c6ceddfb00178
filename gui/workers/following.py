"""The thread that follows run folders: reads them on, and tells how they look."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from PySide6.QtCore import Signal

from gui.workers.run_seen import Followed, FollowRequest
from gui.workers.run_tracking import TrackedRun
from gui.workers.waiting import WaitingThread
from ssd_core.errors import UserError
from ssd_core.files import write_atomically, writing
from ssd_core.training.follow import RunState
from ssd_core.training.table import to_csv

_PERIOD = 0.1
"""Seconds between two looks while a run is on its way, and between two answers at least."""
_IDLE = 0.5


class FollowThread(WaitingThread):
    """Looks at each folder about ten times a second, and tells of them when something is new.

    However fast steps come and however busy the window is, one answer at most is on its way: the
    next one follows ``show_next``.
    """

    followed = Signal(object)  # Followed; the next one follows ``show_next``
    written = Signal(object)  # Path
    write_failed = Signal(object)  # UserError

    def __init__(self) -> None:
        super().__init__("following")
        self._request = FollowRequest()
        self._asked = False  # something else than what was answered last
        self._table: Path | None = None
        self._shown = True  # the window has taken what was told last
        self._next_look = 0.0  # monotonic
        self._runs: dict[Path, TrackedRun] = {}

    def post(self, request: FollowRequest) -> None:
        """Follow these runs from now on, and tell of them at once."""
        with self.posting():
            self._request, self._asked = request, True

    def show_next(self) -> None:
        """The last answer is on the screen: there is room for another."""
        with self.posting():
            self._shown = True

    def write_table(self, path: Path) -> None:
        """Write every step of the watched run to ``path`` as CSV; it is told how that went."""
        with self.posting():
            self._table = path

    def is_due(self) -> bool:
        return (self._asked and self._shown) or self._table is not None

    def rest(self) -> float:
        return max(self._next_look - monotonic(), 0.0)

    def take(self) -> tuple[FollowRequest, bool, Path | None]:
        table, self._table = self._table, None
        return self._request, self._asked, table

    def do(self, work: tuple[FollowRequest, bool, Path | None]) -> None:
        request, asked, table = work
        started = monotonic()
        more = self._look(request, asked=asked)
        if table is not None:
            self._write(request, table)
        if not more:
            self._next_look = started + (_PERIOD if self._is_live() else _IDLE)

    def _look(self, request: FollowRequest, *, asked: bool) -> bool:
        """Read on and tell what is new. Whether there is more to read at once."""
        wanted = [*([request.watched] if request.watched else []), *request.overlaid]
        self._runs = {path: self._runs.get(path) or TrackedRun(path) for path in wanted}
        more = False
        for run in self._runs.values():
            more |= run.poll()
        if not self._shown:
            return more
        # Each is asked, so that each remembers what was told.
        changed = [run.has_changed() for run in self._runs.values()]
        if asked or any(changed):
            self._tell(request)
        return more

    def _tell(self, request: FollowRequest) -> None:
        seen = {path: run.seen(request.sight) for path, run in self._runs.items()}
        watched = None if request.watched is None else seen[request.watched]
        overlaid = tuple(seen[path] for path in request.overlaid)
        with self._wake:
            self._shown = False
            self._asked = self._request is not request
        self.followed.emit(Followed(request, watched, overlaid))

    def _is_live(self) -> bool:
        return any(run.reader.state() is RunState.RUNNING for run in self._runs.values())

    def _write(self, request: FollowRequest, path: Path) -> None:
        run = None if request.watched is None else self._runs.get(request.watched)
        if run is None:
            return
        try:
            with writing(path):
                write_atomically(path, to_csv(run.reader).encode())
        except UserError as error:
            self.write_failed.emit(error)
        else:
            self.written.emit(path)
