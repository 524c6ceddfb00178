"""One writer a run folder: a lock that ends with the process, however it ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO


def take_lock(path: Path) -> BinaryIO | None:
    """The locked file, to be closed when done; None if another process has it. Raises OSError."""
    file = path.open("ab")
    try:
        _lock(file)
    except BlockingIOError:
        file.close()
        return None
    return file


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
