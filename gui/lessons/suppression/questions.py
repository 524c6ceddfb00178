"""Predict, then look: questions whose answers are computed from the boxes in sight."""

from __future__ import annotations

import numpy as np

from gui.lessons.frame.words import Words
from ssd_core.lessons.question import Question
from ssd_core.lessons.suppression_questions import count_survivors, rescuers
from ssd_core.lessons.suppression_state import NmsState
from ssd_core.types import NmsMethod

_CHOICES, _TRIED = 4, 3


def questions(words: Words, state: NmsState) -> tuple[Question, ...]:
    """None while there is nothing to suppress."""
    if len(state.lineup) < 2:
        return ()
    asked = [_survive(words, state), _raised(words, state)]
    saves = _saves(words, state)
    return tuple(question for question in (*asked, saves) if question is not None)


def _survive(words: Words, state: NmsState) -> Question:
    """How many boxes stay at another threshold?"""
    now = state.thresholds.overlap
    other = 0.6 if abs(now - 0.6) > 0.08 else 0.3
    then = count_survivors(state.lineup, state.thresholds, other)
    today, count = int(state.trace.kept.sum()), len(state.lineup)
    answers = _numbers_around(then, today, count)
    figures = {"overlap": f"{other:.2f}", "count": count}
    return Question(
        "survive",
        words("questions.survive.text", **figures),
        tuple(map(str, answers)),
        answers.index(then),
        words("questions.survive.reason", now=f"{now:.2f}", then=then, today=today, **figures),
    )


def _numbers_around(right: int, today: int, most: int) -> list[int]:
    """Four counts, rising, ``right`` and ``today`` among them as far as there is room."""
    wanted = [right, today, right + 2, right - 2, right + 1, right - 1, right + 3, right + 4]
    usable = [number for number in dict.fromkeys(wanted) if 1 <= number <= max(most, _CHOICES)]
    return sorted(usable[:_CHOICES])


def _raised(words: Words, state: NmsState) -> Question:
    """Which way does the slider go?"""
    now = state.thresholds.overlap
    higher = min(round(now + 0.25, 2), 1.0) if now < 0.95 else 1.0
    before = int(state.trace.kept.sum())
    after = count_survivors(state.lineup, state.thresholds, higher)
    kinds = ("more", "same", "fewer")
    right = 0 if after > before else 1 if after == before else 2
    return Question(
        "raise",
        words("questions.raise.text", overlap=f"{now:.2f}", higher=f"{higher:.2f}"),
        tuple(words(f"questions.raise.{kind}") for kind in kinds),
        right,
        words(f"questions.raise.reason_{kinds[right]}", now=before, then=after),
    )


def _saves(words: Words, state: NmsState) -> Question | None:
    """Which box saves this one if it is removed? Asked of hard NMS, where one box decides."""
    trace = state.trace
    lost = np.flatnonzero(~trace.kept).tolist()
    winners = np.flatnonzero(trace.kept).tolist()
    if not lost or len(winners) < 2 or state.thresholds.method not in _HARD:
        return None
    asked = {row: rescuers(state.lineup, state.thresholds, row) for row in lost[:_TRIED]}
    # Removing another one can, rarely, cost the winner its place; that is not asked for.
    saved = [row for row, found in asked.items() if found == [int(trace.by[row])]]
    unsaved = [row for row, found in asked.items() if not found]
    if not saved and not unsaved:
        return None
    row = (saved or unsaved)[0]
    by = int(trace.by[row])
    others = [winner for winner in winners if winner != by][: _CHOICES - 2]
    offered = sorted([by, *others])
    answers = (*(f"#{winner + 1}" for winner in offered), words("questions.saves.none"))
    right = offered.index(by) if saved else len(offered)
    key = "questions.saves.reason" if saved else "questions.saves.reason_none"
    overlap = f"{trace.table[by, row]:.2f}"
    return Question(
        "saves",
        words("questions.saves.text", row=row + 1),
        answers,
        right,
        words(key, row=row + 1, by=by + 1, overlap=overlap),
    )


_HARD = (NmsMethod.STANDARD, NmsMethod.DIOU)
