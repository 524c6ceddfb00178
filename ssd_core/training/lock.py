"""One writer a run folder: a lock that ends with the process, however it ends."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import BinaryIO

_TRIES = 5
_PAUSE = 0.02


def take_lock(path: Path) -> BinaryIO | None:
    """The locked file, to be closed when done; None if another process has it. Raises OSError.

    Who asks ``is_locked`` holds it for a moment, so one refusal does not count.
    """
    file = path.open("ab")
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        if _lock(file):
            return file
    file.close()
    return None


def is_locked(path: Path) -> bool:
    """Whether a writer has the lock, also one in this process. Raises OSError."""
    with path.open("rb") as file:
        return not _lock(file, shared=True)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO, *, shared: bool = False) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _lock(file: BinaryIO, *, shared: bool = False) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
