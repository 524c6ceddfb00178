"""Predict, then look: what is asked before a mistake is shown."""

from __future__ import annotations

from gui.lessons.frame.words import Words
from ssd_core.lessons.bugs.visit import Hung
from ssd_core.lessons.question import Question

_MOST_NAMES = 4
_NOTHING = 0.005
"""A score that falls by less is the same to two decimals."""


def questions(words: Words, hung: Hung, threshold: float) -> tuple[Question, ...]:
    """How many are found, whether there are more boxes, and whose score falls most."""
    asked = [_found(words, hung, threshold), _boxes(words, hung, threshold), _worst(words, hung)]
    return tuple(question for question in asked if question is not None)


def _found(words: Words, hung: Hung, threshold: float) -> Question | None:
    right, wrong = hung.comparison.outcomes(threshold)
    objects = len(hung.comparison.truth)
    if not objects:
        return None
    counts = sorted({0, wrong.found, (objects + 1) // 2, objects})
    if len(counts) < 2:
        counts = [0, 1]
    return Question(
        "found",
        words("questions.found.text", objects=objects, right=right.found),
        tuple(map(str, counts)),
        counts.index(wrong.found),
        words("questions.found.reason", found=wrong.found, objects=objects, boxes=wrong.shown),
    )


def _boxes(words: Words, hung: Hung, threshold: float) -> Question:
    right, wrong = hung.comparison.outcomes(threshold)
    sign = (wrong.shown > right.shown) - (wrong.shown < right.shown)
    return Question(
        "boxes",
        words("questions.boxes.text", boxes=right.shown),
        tuple(words.many("questions.boxes.answers")),
        sign + 1,
        words("questions.boxes.reason", right=right.shown, wrong=wrong.shown),
    )


def _worst(words: Words, hung: Hung) -> Question | None:
    right, wrong = hung.comparison.scores()
    if len(right) < 2:
        return None
    order = (wrong - right).argsort(kind="stable").tolist()
    labels = hung.comparison.truth.labels
    names = [hung.classes[labels[number] - 1] for number in order]
    worst, fall = order[0], float(right[order[0]] - wrong[order[0]])
    offered = sorted(dict.fromkeys(names[:1] + names[::-1]), key=names.index)[:_MOST_NAMES]
    if len(offered) < 2:
        return None
    none = words("questions.worst.none")
    name = names[0] if fall > _NOTHING else none
    answers = (*sorted(offered), none)
    reason = words(
        "questions.worst.reason",
        name=names[0],
        right=f"{right[worst]:.2f}",
        wrong=f"{wrong[worst]:.2f}",
    )
    return Question("worst", words("questions.worst.text"), answers, answers.index(name), reason)
