"""Names for files: safe inside one folder, unique, and never those of the pictures themselves."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\<>:"|?*]' if os.name == "nt" else r"[\x00-\x1f\x7f/\\]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Devices of Windows; files of these names cannot be copied there."""
_LONGEST = 200
"""Bytes of a stem: file systems take 255 a name, and a number and a suffix follow."""


def safe_stem(source: str) -> str:
    """The picture's name without folder and suffix, fit to begin the name of a file.

    Holds no separator of any system and no control character, is not hidden and not empty.
    """
    name = os.path.basename(source.rstrip("/\\"))
    stem = _UNSAFE.sub("_", os.path.splitext(name)[0]).strip(" .")[:_LONGEST]
    while len(stem.encode(errors="surrogatepass")) > _LONGEST:
        stem = stem[:-1]
    if not stem or _RESERVED.fullmatch(stem):
        return f"picture{'-' if stem else ''}{stem}"
    return stem


def relative_names(sources: Sequence[str]) -> list[str]:
    """Each path relative to the folder that holds all of them, with "/" on every system."""
    folders = [os.path.dirname(source) for source in sources]
    try:
        common = os.path.commonpath(folders) if all(folders) else ""
    except ValueError:  # two drives, or absolute and relative paths
        common = ""
    names = [os.path.relpath(s, common) if common else s for s in sources]
    return [name.replace(os.sep, "/") for name in names]


class Names:
    """Gives out the names of the files of one export into ``folder``.

    sources: the pictures, none of which is ever named. replace: files that are there already may
    be named; else a number makes the name a new one. Names differ in more than case, and in more
    than how letters are composed.
    """

    def __init__(self, folder: str, *, sources: Iterable[str] = (), replace: bool = False) -> None:
        self._folder = folder
        self._replace = replace
        self._given: set[str] = set()
        # The next to try: a thousand folders may each hold a "1.png".
        self._numbers: dict[tuple[str, tuple[str, ...]], int] = {}
        self._sources = {identity for s in sources if (identity := _identity(s)) is not None}

    def take(self, stem: str, suffixes: Sequence[str]) -> str:
        """A stem, ``stem`` or numbered, whose names with all ``suffixes`` are free; now taken."""
        kind = _alike(stem), tuple(suffixes)
        number = self._numbers.get(kind, 1)
        while True:
            tried = stem if number == 1 else f"{stem}-{number}"
            number += 1
            if all(self._is_free(tried + suffix) for suffix in suffixes):
                break
        self._numbers[kind] = number
        self._given.update(_alike(tried + suffix) for suffix in suffixes)
        return tried

    def _is_free(self, name: str) -> bool:
        if _alike(name) in self._given:
            return False
        path = os.path.join(self._folder, name)
        if not self._replace:
            return not os.path.lexists(path)
        return _identity(path) not in self._sources and not os.path.isdir(path)


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _identity(path: str) -> tuple[int, int] | None:
    """What a file is, however it is called; None where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
