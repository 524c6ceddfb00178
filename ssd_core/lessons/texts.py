"""What lessons say: one TOML file a lesson and language in ``resources/lessons``.

Keys are read by their dotted path (``panel.intro``). A text may hold {names} that are filled with
live figures, ``*italic*``, ``**bold**`` and ``__figures in the accent colour__``.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from ssd_core.bundled import resource_path
from ssd_core.errors import Refusal, UserError, shown_name
from ssd_core.files import read_regular_file
from ssd_core.sentence import say

LARGEST = 64 * 1024
FALLBACK = "en"


class LessonTexts:
    """The texts of one lesson in one language."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    def __call__(self, key: str, /, **values: object) -> str:
        """The text ``key`` filled with ``values``. Raises KeyError if there is none."""
        return self._texts[key].format(**values)

    def template(self, key: str) -> str:
        """The text ``key`` as it is written, to be filled later. Raises KeyError."""
        return self._texts[key]

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def keys(self) -> frozenset[str]:
        return frozenset(self._texts)

    def placeholders(self, key: str) -> frozenset[str]:
        """The {names} in the text ``key``."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self._texts[key]) if name)

    def many(self, key: str) -> list[str]:
        """The texts ``key.0``, ``key.1`` … of a list, without values."""
        found: list[str] = []
        while f"{key}.{len(found)}" in self._texts:
            found.append(self(f"{key}.{len(found)}"))
        return found


@lru_cache(maxsize=64)
def lesson_texts(stem: str, language: str) -> LessonTexts:
    """The texts of the lesson ``stem``, such as ``02-matching``, in ``language``, else in English.

    Raises UserError if the file is damaged or missing from the installation.
    """
    try:
        path = resource_path(f"lessons/{stem}.{language}.toml")
    except FileNotFoundError:
        path = resource_path(f"lessons/{stem}.{FALLBACK}.toml")
    return read_texts(path)


def read_texts(path: Path) -> LessonTexts:
    """The texts in the file at ``path``. Raises UserError."""
    try:
        tables = tomllib.loads(read_regular_file(path, limit=LARGEST).decode("utf-8"))
    except Refusal as refusal:
        raise _unreadable(path, refusal.reason) from refusal
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(path, say("It is not a text in TOML.")) from error
    return LessonTexts(dict(_flat("", tables)))


def _flat(prefix: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        pairs = [(str(name), inner) for name, inner in value.items()]
    elif isinstance(value, list):
        pairs = [(str(index), inner) for index, inner in enumerate(value)]
    else:
        return [(prefix, str(value).strip())]
    found = []
    for name, inner in pairs:
        found += _flat(f"{prefix}.{name}" if prefix else name, inner)
    return found


def _unreadable(path: Path, reason: str) -> UserError:
    return UserError(say("{name} could not be read.", name=shown_name(path)), reason)
