"""Finding commands by a few letters: what matches, how well, and which letters of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class Quality(IntEnum):
    """How well a word of the query is met, best first."""

    START = 0
    """The title begins with it."""
    WORD = 1
    """A word of the title begins with it."""
    INSIDE = 2
    """It stands inside the title."""
    BESIDE = 3
    """A word of the hint or of another name begins with it."""
    SCATTERED = 4
    """Its letters stand in the title in this order, the first one at the start of a word."""


@dataclass(frozen=True, slots=True)
class Match:
    """How an entry meets a query.

    rank: compares matches, smaller is better. title, hint: places of the letters that met it.
    """

    rank: tuple[int, int] = (0, 0)
    title: frozenset[int] = frozenset()
    hint: frozenset[int] = frozenset()


def match(query: str, title: str, hint: str = "", others: Sequence[str] = ()) -> Match | None:
    """The match of all words of ``query``, None if one of them is not met.

    others: further names that a person may know the entry by; they are not shown.
    """
    found = [_match_word(word, title, hint, others) for word in plain(query).split()]
    if any(each is None for each in found):
        return None
    met = [each for each in found if each is not None]
    qualities = [quality for quality, _, _ in met]
    return Match(
        rank=(max(qualities, default=0), sum(qualities)),
        title=frozenset().union(*(letters for _, letters, _ in met)),
        hint=frozenset().union(*(letters for _, _, letters in met)),
    )


def plain(text: str) -> str:
    """``text`` as it is compared: without case, and Korean syllables in one piece."""
    return unicodedata.normalize("NFC", text).lower()


_Met = tuple[Quality, set[int], set[int]]
"""Quality, and places in title and hint."""


def _match_word(word: str, title: str, hint: str, others: Sequence[str]) -> _Met | None:
    whole = plain(title)
    beside = _first(word, plain(hint))
    in_hint = _places(beside, word)
    at = _first(word, whole)
    if at is not None:
        starts = _starts_word(whole, at)
        quality = Quality.START if at == 0 else Quality.WORD if starts else Quality.INSIDE
        return quality, _places(at, word), in_hint
    if beside is not None and _starts_word(plain(hint), beside):
        return Quality.BESIDE, set(), in_hint
    if any(_at_word_start(word, plain(other)) for other in others):
        return Quality.BESIDE, set(), set()
    scattered = _scattered(word, whole)
    return None if scattered is None else (Quality.SCATTERED, scattered, set())


def _first(word: str, text: str) -> int | None:
    """Where ``word`` stands in ``text``, at the start of a word if it can be."""
    for begin in re.finditer(r"\b(?=\w)", text):
        if text.startswith(word, begin.start()):
            return begin.start()
    at = text.find(word)
    return None if at < 0 else at


def _at_word_start(word: str, text: str) -> bool:
    at = _first(word, text)
    return at is not None and _starts_word(text, at)


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _places(at: int | None, word: str) -> set[int]:
    return set() if at is None else set(range(at, at + len(word)))


def _scattered(word: str, text: str) -> set[int] | None:
    """Places of the letters of ``word`` in ``text``, in order, from the start of a word on."""
    for begin in re.finditer(r"\b\w", text):
        places, at = [], begin.start() - 1
        for letter in word:
            at = text.find(letter, at + 1)
            if at < 0:
                break
            places.append(at)
        if len(places) == len(word) and places[0] == begin.start():
            return set(places)
    return None
