"""Reading a file that may be anything, and writing one that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from ssd_core.errors import FilePath, Refusal, UserError, said_by_system, shown_name, shown_path
from ssd_core.sentence import say

_NOT_FILES = {
    stat.S_IFDIR: say("It is a folder, not a file."),
    stat.S_IFIFO: say("It is a pipe, not a file."),
    stat.S_IFSOCK: say("It is a socket, not a file."),
    stat.S_IFCHR: say("It is a device, not a file."),
    stat.S_IFBLK: say("It is a device, not a file."),
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
    with _refusing(), _open(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise Refusal(
                say("It has {size:,} bytes; {limit:,} is the limit.", size=size, limit=limit),
                advice=say("choose a smaller file"),
            )
        data = file.read(size)
    if not data:
        raise _empty()
    return data


def open_regular_file(path: FilePath) -> BinaryIO:
    """The regular file at ``path``, open to be read piece by piece.

    Never blocks and never opens what is not a file. Raises Refusal.
    """
    with _refusing():
        file = _open(path)
    if os.fstat(file.fileno()).st_size == 0:
        file.close()
        raise _empty()
    return file


def _open(path: FilePath) -> BinaryIO:
    _refuse_unless_file(os.stat(path))
    file = os.fdopen(os.open(path, _OPEN_FLAGS), "rb")
    try:
        _refuse_unless_file(os.fstat(file.fileno()))
    except Refusal:
        file.close()
        raise
    return file


@contextmanager
def _refusing() -> Iterator[None]:
    """Tell what the system says as a Refusal."""
    try:
        yield
    except FileNotFoundError as error:
        raise Refusal(
            say("There is no such file."), advice=say("check whether it was moved or renamed")
        ) from error
    except OSError as error:
        raise Refusal(
            said_by_system(error),
            advice=say("check that you may read it and that its disk is there"),
        ) from error
    except ValueError as error:  # a NUL inside the name
        raise Refusal(
            say("No file can have that name."), advice=say("choose another file")
        ) from error


def _empty() -> Refusal:
    return Refusal(
        say("It is empty (0 bytes)."), advice=say("copy it again from where it came from")
    )


def _refuse_unless_file(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        reason = _NOT_FILES.get(stat.S_IFMT(status.st_mode), say("It is not a regular file."))
        raise Refusal(reason, advice=say("choose a file"))


@contextmanager
def writing(path: FilePath) -> Iterator[None]:
    """Turn an OSError from inside into a UserError that names ``path``."""
    try:
        yield
    except OSError as error:
        raise UserError(
            say("{name} could not be written.", name=shown_name(path)),
            said_by_system(error),
            details={"file": shown_path(path), "try": say("another folder or another disk")},
        ) from error


def write_atomically(path: FilePath, data: bytes) -> None:
    """Put ``data`` at ``path``: whoever looks sees the old file or the whole new one.

    That holds after a power cut as well: file and folder are on disk when this returns.

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
        _sync_folder(os.path.dirname(target) or os.curdir)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _sync_folder(path: str) -> None:
    """Put the folder's list of names on disk, where the system lets one."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network folders cannot
            raise
    finally:
        os.close(descriptor)
