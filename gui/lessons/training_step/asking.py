"""Predict, then look: what is asked of a step."""

from __future__ import annotations

from gui.lessons.frame.words import Words
from gui.lessons.training_step.told import CELLS, Told
from ssd_core.lessons.question import Question, interval

_SHARES = (0, 3, 20, 60)
"""Percent of all DBoxes: where each answer begins."""
_TIMES = (0, 15, 30, 100)
"""Tenths: how many times more the loss would be."""
_MOST_LEVELS = 4


def questions(words: Words, told: Told) -> tuple[Question, ...]:
    """How many are heard, which level pulls most, what mining is worth."""
    asked = [_heard(words, told)]
    if told.trace.loss.positives:
        asked += [_level(words, told), _unmined(words, told)]
    return tuple(asked)


def _heard(words: Words, told: Told) -> Question:
    heard = told.all_dboxes - told.silent
    percent = 100 * heard / max(told.all_dboxes, 1)
    return Question(
        "silent",
        words("questions.silent.text", all=f"{told.all_dboxes:,}"),
        tuple(words.many("questions.silent.answers")),
        interval(int(percent), _SHARES),
        words(
            "questions.silent.reason",
            heard=f"{heard:,}",
            percent=f"{percent:.1f}",
            silent=f"{told.silent:,}",
        ),
    )


def _level(words: Words, told: Told) -> Question:
    best = int(told.shares.argmax())
    first = min(max(best - 1, 0), len(CELLS) - _MOST_LEVELS)
    offered = range(first, first + _MOST_LEVELS)
    positives, negatives = (int(counts[best]) for counts in told.counts)
    return Question(
        "level",
        words("questions.level.text"),
        tuple(level_name(level) for level in offered),
        best - first,
        words(
            "questions.level.reason",
            level=level_name(best),
            share=f"{told.shares[best]:.0%}",
            positives=positives,
            negatives=negatives,
        ),
    )


def _unmined(words: Words, told: Told) -> Question:
    loss = told.trace.loss
    times = loss.unmined / max(loss.confidence, 1e-12)
    return Question(
        "unmined",
        words("questions.unmined.text"),
        tuple(words.many("questions.unmined.answers")),
        interval(int(10 * times), _TIMES),
        words(
            "questions.unmined.reason",
            mined=f"{loss.confidence:.2f}",
            unmined=f"{loss.unmined:.2f}",
            times=f"{times:.1f}",
        ),
    )


def level_name(level: int) -> str:
    """38×38 …"""
    return f"{CELLS[level]}×{CELLS[level]}"
