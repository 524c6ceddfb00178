"""Files that grow, bit by whole bit, and can be cut back to what is known to be whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class GrowingFile:
    """What is written reaches the system at once: whoever follows the file sees it. OSError."""

    def __init__(self, path: Path, *, keep: int = 0) -> None:
        """keep: bytes that stay; what follows them, from a run that was broken off, is cut."""
        self._file = path.open("ab", buffering=0)
        if path.stat().st_size > keep:
            self._file.truncate(keep)

    def write(self, data: bytes) -> None:
        """Add ``data``, whole: of a part that a full disk takes nothing stays."""
        before = os.fstat(self._file.fileno()).st_size
        if self._file.write(data) != len(data):
            self._file.truncate(before)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def sync(self) -> int:
        """Put everything on disk. Returns how many bytes it is."""
        os.fsync(self._file.fileno())
        return os.fstat(self._file.fileno()).st_size

    def close(self) -> None:
        self._file.close()


class LineFile(GrowingFile):
    """A growing text file."""

    def append(self, line: str) -> None:
        self.write(f"{line}\n".encode())
