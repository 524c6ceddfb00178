"""The questions of the lesson on offsets, answered by the functions that train and detect."""

from __future__ import annotations

import random

from gui.lessons.frame.words import Words
from gui.lessons.offsets.shown import Shown
from gui.lessons.parts.figures import pixels, plain, signed
from ssd_core.lessons.offsets import growth
from ssd_core.lessons.question import Question

_WILD = 20.0
"""An offset that no sane network predicts."""


def questions(shown: Shown, words: Words) -> tuple[Question, ...]:
    return (_now(shown, words), _left_out(shown, words), _wild(shown, words))


def _now(shown: Shown, words: Words) -> Question:
    term, width = shown.encoded.terms[0], shown.encoded.dbox[2]
    true = term.value
    wrong = (term.difference / width, true * 2 if abs(true) > 0.05 else 1.0, -true - 0.5)
    answers, right = _mixed([signed(v) for v in (true, *wrong)], seed=shown.dbox)
    return Question(
        key="now",
        text=words("questions.now", px=signed(300 * term.difference, 1), width=pixels(width)),
        answers=answers,
        right=right,
        reason=words(
            "questions.now_reason",
            px=signed(300 * term.difference, 1),
            variance=f"{term.variance:g}",
            width=pixels(width),
            value=signed(true),
        ),
    )


def _left_out(shown: Shown, words: Words) -> Question:
    term = shown.encoded.terms[2]
    true = term.value * term.variance
    wrong = (term.value, term.value / max(term.variance, 1e-3), true / 2 + 0.3)
    answers, right = _mixed([signed(v) for v in (true, *wrong)], seed=shown.dbox + 1)
    return Question(
        key="left_out",
        text=words("questions.left_out", variance=f"{term.variance:g}", now=signed(term.value)),
        answers=answers,
        right=right,
        reason=words("questions.left_out_reason", value=signed(true), ratio=plain(term.ratio, 3)),
    )


def _wild(shown: Shown, words: Words) -> Question:
    variance = shown.variances[1]
    true = growth(_WILD, variance=variance)
    wrong = (1 + variance * _WILD, _WILD, true * 12)
    answers, right = _mixed([f"×{plain(v, 1)}" for v in (true, *wrong)], seed=shown.dbox + 2)
    return Question(
        key="wild",
        text=words("questions.wild", delta=f"{_WILD:g}"),
        answers=answers,
        right=right,
        reason=words(
            "questions.wild_reason",
            variance=f"{variance:g}",
            delta=f"{_WILD:g}",
            times=plain(true, 1),
        ),
    )


def _mixed(answers: list[str], *, seed: int) -> tuple[tuple[str, ...], int]:
    """Different answers in an order that does not give the first, true one away."""
    different = list(dict.fromkeys(answers))
    mixed = random.Random(seed).sample(different, len(different))
    return tuple(mixed), mixed.index(answers[0])
