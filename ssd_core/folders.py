"""The pictures of a folder, in the order a person expects, without leaving that folder."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator

from ssd_core.errors import FilePath, UserError, said_by_system, shown_name, shown_path
from ssd_core.sentence import say

PICTURE_SUFFIXES = ("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff", "gif")
"""How names of picture files end, without the dot, in lower case."""
MOST_PICTURES = 100_000
"""More than this in one folder is a mistake of the choice rather than a wish."""

_NUMBER = re.compile(r"(\d+)")


def list_pictures(
    folder: FilePath,
    *,
    recursive: bool = False,
    stop: Callable[[], bool] = lambda: False,
    most: int = MOST_PICTURES,
) -> tuple[str, ...]:
    """Paths of the pictures in ``folder``, in natural order; those of its subfolders after them.

    A picture is a regular file whose name ends in one of ``PICTURE_SUFFIXES``; whether it can be
    read shows when it is. ``folder`` itself may be a symbolic link, because a person named it. No
    link inside is followed, neither to a file nor to a folder, and none is listed: what is read
    lies in the folder that was opened. Names that begin with a dot are hidden and left out. Names
    that are not UTF-8 are kept (surrogateescape), so that each path opens its file.

    recursive: list the subfolders too, at any depth; those that may not be read are left out.
    stop: asked now and then; once it is true, what was found so far is returned.
    Raises UserError if ``folder`` cannot be read or holds more than ``most`` pictures.
    """
    top = os.fsdecode(folder)
    paths: list[str] = []
    for path in _pictures(top, recursive, stop):
        paths.append(path)
        if len(paths) > most:
            raise UserError(
                say("{name} holds more than {most:,} pictures.", name=shown_name(top), most=most),
                say(
                    "Open one of its folders, or move the pictures to look at into one of their "
                    "own."
                ),
                details={"folder": shown_path(top)},
            )
    return tuple(paths)


def natural_key(name: str) -> tuple[tuple[str | int, ...], str]:
    """Sorts names as people count: "img2" before "IMG10", "img" before "img-1".

    é is alike however it is composed. Names that are alike but for case or leading zeros keep one
    order: the second part is ``name`` itself.
    """
    stem, suffix = os.path.splitext(unicodedata.normalize("NFC", name).casefold())
    # Every other part is a number, so that like is compared with like.
    parts = [int(part) if n % 2 else part for n, part in enumerate(_NUMBER.split(stem))]
    return (*parts, -1, suffix), name


_ENDINGS = tuple(f".{suffix}" for suffix in PICTURE_SUFFIXES)


def is_picture_name(name: str) -> bool:
    """Whether a file of this name is listed as a picture."""
    return not name.startswith(".") and name.lower().endswith(_ENDINGS)


def _pictures(top: str, recursive: bool, stop: Callable[[], bool]) -> Iterator[str]:
    pictures, folders = _scan(top)
    waiting = folders[::-1]
    yield from pictures
    while recursive and waiting and not stop():
        try:
            pictures, folders = _scan(waiting.pop())
        except UserError:
            continue
        yield from pictures
        waiting += folders[::-1]


def _scan(folder: str) -> tuple[list[str], list[str]]:
    """Pictures and subfolders of one folder, each in natural order. Raises UserError."""
    pictures: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_picture_name(entry.name) and entry.is_file(follow_symlinks=False):
                    pictures.append(entry.name)
                elif not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
    except (OSError, ValueError) as error:  # ValueError: a NUL inside the name
        raise _unreadable(folder, error) from error
    return (
        [os.path.join(folder, name) for name in sorted(pictures, key=natural_key)],
        [os.path.join(folder, name) for name in sorted(folders, key=natural_key)],
    )


def _unreadable(folder: str, error: OSError | ValueError) -> UserError:
    reasons: dict[type[Exception], str] = {
        FileNotFoundError: say("There is no such folder."),
        NotADirectoryError: say("It is a file, not a folder."),
        PermissionError: say("You may not read it."),
        ValueError: say("No folder can have that name."),
    }
    technical = getattr(error, "strerror", None) or str(error)
    return UserError(
        say("{name} could not be opened.", name=shown_name(folder)),
        reasons.get(type(error), said_by_system(error)),
        details={
            "folder": shown_path(folder),
            "reason": technical,
            "try": say("check that it is there and that you may read it"),
        },
    )
