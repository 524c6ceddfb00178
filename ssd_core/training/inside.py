"""Reading from a run folder that a stranger may have filled: no link out of it is followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ssd_core.errors import FilePath, Refusal, said_by_system
from ssd_core.files import read_regular_file
from ssd_core.sentence import say


def status_inside(folder: Path, name: str) -> os.stat_result | None:
    """What the system says of ``name`` in ``folder``; None if it is not there.

    name: may have folders of its own before it, "probes/50.safetensors". ``folder`` itself may be a
    link, because a person named it. Raises Refusal for a link further inside.
    """
    path = folder
    try:
        for part in Path(name).parts:
            path = path / part
            status = os.lstat(path)
            if stat.S_ISLNK(status.st_mode):
                raise _link(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:  # ValueError: a NUL inside the name
        raise Refusal(
            said_by_system(error), advice=say("check that you may read the folder")
        ) from error
    return status


def read_inside(folder: Path, name: str, *, limit: int) -> bytes:
    """All bytes of the regular file ``name`` in ``folder``, at most ``limit``. Raises Refusal."""
    status_inside(folder, name)
    return read_regular_file(folder / name, limit=limit)


def _link(path: FilePath) -> Refusal:
    return Refusal(
        say("It is a symbolic link, and none is followed out of a run folder."),
        advice=say("copy the file that it points at into the folder"),
    )
