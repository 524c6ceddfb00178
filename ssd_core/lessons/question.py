"""Predict, then look: a question whose answer follows from what a lesson shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the language in use.

    key: which question of the lesson it is; the view hides what is asked for by it.
    answers: two to five, in order. right: index of the true one. reason: one sentence that says
    why, with the figures of this very scene.
    """

    key: str
    text: str
    answers: tuple[str, ...]
    right: int
    reason: str

    def __post_init__(self) -> None:
        if not 2 <= len(self.answers) <= 5:
            raise ValueError(f"{self.key}: {len(self.answers)} answers; 2 to 5 can be shown")
        if not 0 <= self.right < len(self.answers):
            raise ValueError(f"{self.key}: there is no answer {self.right}")


def interval(value: int, starts: tuple[int, ...]) -> int:
    """Which of the intervals that begin at ``starts`` (rising, the first at 0) holds ``value``."""
    return max(index for index, start in enumerate(starts) if value >= start)


def interval_words(starts: tuple[int, ...], *, more: str) -> tuple[str, ...]:
    """The intervals as words: (0, 1, 4, 10) → "0", "1–3", "4–9" and ``more`` filled with 10."""
    words = []
    for low, high in pairwise(starts):
        words.append(str(low) if high == low + 1 else f"{low}–{high - 1}")
    return (*words, more.format(count=starts[-1]))
