"""The lines of a file that somebody else is writing, as they come."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ssd_core.errors import Refusal, said_by_system
from ssd_core.files import open_regular_file
from ssd_core.sentence import say
from ssd_core.training.inside import status_inside

MAX_LINE = 2**16
"""Bytes of a line; what is longer was not written by a run and is left out."""
CHUNK = 2**17
_PATIENCE = 64
"""Chunks of one endless line that are passed over in a call."""
_MARK = 256


class LineTail:
    """Reads on where it stopped. A last line without its end waits until that is there."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._offset = 0
        self._mark = b""
        """The bytes before ``offset``: a file that was cut and grew again has others there."""
        self._inode: int | None = None
        self._skipping = False
        """The next line began before ``offset`` and is too long."""
        self.restarts = 0
        """How often the file was found cut, replaced or rewritten and was read from its start."""
        self.too_long = 0
        """Lines that were left out."""

    def read(self) -> list[bytes]:
        """What came since the last call, at most 128 KiB of it. Raises Refusal.

        Nothing where there is no file yet. Call it again until it gives nothing.
        """
        status = status_inside(self._folder, self._name)
        if status is None or (stat.S_ISREG(status.st_mode) and status.st_size == 0):
            self._start_over_if(self._offset > 0)
            return []
        try:
            for _ in range(_PATIENCE):
                before = self._offset
                lines = self._read()
                if lines or not self._skipping or self._offset == before:
                    break
            return lines
        except OSError as error:
            raise Refusal(
                said_by_system(error), advice=say("check that its disk is there")
            ) from error

    def _read(self) -> list[bytes]:
        with open_regular_file(self._folder / self._name) as file:
            status = os.fstat(file.fileno())
            file.seek(max(self._offset - len(self._mark), 0))
            same = file.read(len(self._mark)) == self._mark and status.st_size >= self._offset
            self._start_over_if(not same or self._inode not in (None, status.st_ino))
            self._inode = status.st_ino
            file.seek(self._offset)
            chunk = file.read(CHUNK)
        end = chunk.rfind(b"\n") + 1
        if not end and len(chunk) > MAX_LINE:
            self._skipping, end = True, len(chunk)
            self._pass(chunk)
            return []
        self._pass(chunk[:end])
        return self._lines(chunk[:end])

    def _lines(self, data: bytes) -> list[bytes]:
        lines = data.split(b"\n")[:-1]
        if self._skipping and lines:
            self._skipping = False
            self.too_long += 1
            del lines[0]
        short = [line for line in lines if len(line) <= MAX_LINE]
        self.too_long += len(lines) - len(short)
        return short

    def _pass(self, data: bytes) -> None:
        self._offset += len(data)
        self._mark = (self._mark + data[-_MARK:])[-_MARK:]

    def _start_over_if(self, needed: bool) -> None:
        if needed:
            self._offset, self._mark, self._inode, self._skipping = 0, b"", None, False
            self.restarts += 1
