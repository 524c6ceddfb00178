"""A text file that grows line by line and can be cut back to what is known to be whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class LineFile:
    """Lines reach the system at once: whoever follows the file sees them. Raises OSError."""

    def __init__(self, path: Path, *, keep: int) -> None:
        """keep: bytes that stay; what follows them, from a run that was broken off, is cut."""
        self._file = path.open("ab", buffering=0)
        if path.stat().st_size > keep:
            self._file.truncate(keep)

    def append(self, line: str) -> None:
        """Add a line, whole: of a part that a full disk takes nothing stays."""
        data = f"{line}\n".encode()
        before = os.fstat(self._file.fileno()).st_size
        if self._file.write(data) != len(data):
            self._file.truncate(before)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def sync(self) -> int:
        """Put every line on disk. Returns how many bytes they are."""
        os.fsync(self._file.fileno())
        return os.fstat(self._file.fileno()).st_size

    def close(self) -> None:
        self._file.close()
