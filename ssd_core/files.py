"""Reading a file that may be anything, and writing one that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress

from ssd_core.errors import FilePath, Refusal

_NOT_FILES = {
    stat.S_IFDIR: "It is a folder, not a file.",
    stat.S_IFIFO: "It is a pipe, not a file.",
    stat.S_IFSOCK: "It is a socket, not a file.",
    stat.S_IFCHR: "It is a device, not a file.",
    stat.S_IFBLK: "It is a device, not a file.",
}

# A pipe that takes a file's place between the look and the opening must not block, a terminal must
# not become ours, and Windows must not translate line ends. Systems lack what they do not need.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_regular_file(path: FilePath, *, limit: int) -> bytes:
    """All bytes of the regular file at ``path``, at most ``limit``.

    Never blocks and never opens what is not a file. Raises Refusal.
    """
    try:
        _refuse_unless_file(os.stat(path))
        with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            _refuse_unless_file(status)
            if status.st_size > limit:
                raise Refusal(
                    f"It has {status.st_size:,} bytes; {limit:,} is the limit.",
                    advice="choose a smaller file",
                )
            data = file.read(status.st_size)
    except FileNotFoundError as error:
        raise Refusal(
            "There is no such file.", advice="check whether it was moved or renamed"
        ) from error
    except OSError as error:
        raise Refusal(
            f"The system says: {error.strerror or error}.",
            advice="check that you may read it and that its disk is there",
        ) from error
    except ValueError as error:  # a NUL inside the name
        raise Refusal("No file can have that name.", advice="choose another file") from error
    if not data:
        raise Refusal("It is empty (0 bytes).", advice="copy it again from where it came from")
    return data


def _refuse_unless_file(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        reason = _NOT_FILES.get(stat.S_IFMT(status.st_mode), "It is not a regular file.")
        raise Refusal(reason, advice="choose a file")


def write_atomically(path: FilePath, data: bytes) -> None:
    """Put ``data`` at ``path``: whoever looks sees the old file or the whole new one.

    A symbolic link at ``path`` is replaced itself; what it points at is not touched. Raises
    OSError, and leaves nothing behind then.
    """
    target = os.fsdecode(path)
    # Not named after the target: its name may already be as long as a name can be.
    temporary = os.path.join(os.path.dirname(target), f".{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
