"""What lesson 2 asks, computed from the objects as they lie."""

from __future__ import annotations

import numpy as np

from gui.lessons.frame.words import Words
from gui.lessons.matching.shown import Shown
from ssd_core.config import DBoxConfig
from ssd_core.lessons.matching import explain_table, positives_by_level
from ssd_core.lessons.question import Question, interval, interval_words

_HIGHER = 0.1
_STARTS = (0, 1, 2, 4, 10)


def smallest(shown: Shown) -> int:
    """The row of the smallest object, which the first question is about."""
    sides = shown.table.truth.boxes[:, 2:] - shown.table.truth.boxes[:, :2]
    return int(sides.prod(axis=1).argmin())


def questions(words: Words, shown: Shown, config: DBoxConfig) -> tuple[Question, ...]:
    """How many learn the smallest one, what a higher threshold leaves, where the largest matches.

    None, where there is no object.
    """
    if not len(shown.table.truth):
        return ()
    return of_smallest(words, shown), at_higher(words, shown), of_largest(words, shown, config)


def of_smallest(words: Words, shown: Shown) -> Question:
    row = smallest(shown)
    fact = shown.told.truths[row]
    values = {"name": shown.name(row), "count": fact.positives, "best": f"{fact.best_overlap:.2f}"}
    values["threshold"] = f"{shown.threshold:.2f}"
    key = "lost" if fact.unmatched else "forced" if fact.forced else "natural"
    return Question(
        key="smallest",
        text=words("questions.smallest.text", **values),
        answers=interval_words(_STARTS, more=words("questions.more", count="{count}")),
        right=interval(fact.positives, _STARTS),
        reason=words(f"questions.smallest.{key}", **values),
    )


def at_higher(words: Words, shown: Shown) -> Question:
    """The answers: so many as now, all the forced ones, none, and the true number."""
    higher = min(round(shown.threshold + _HIGHER, 2), 1.0)
    told = explain_table(shown.table, overlap=higher)
    now, left = shown.told.positives, told.positives
    truths = len(shown.table.truth)
    answers = sorted({left, now, truths, 2 * now + 1, 0})[:5]
    if left not in answers:
        answers[-1] = left
    values = {"threshold": f"{shown.threshold:.2f}", "higher": f"{higher:.2f}", "now": now}
    values |= {"left": left, "forced": int(told.forced.sum())}
    return Question(
        key="higher",
        text=words("questions.higher.text", **values),
        answers=tuple(str(count) for count in answers),
        right=answers.index(left),
        reason=words("questions.higher.reason", **values),
    )


def of_largest(words: Words, shown: Shown, config: DBoxConfig) -> Question:
    """On which level most positives of the largest object lie: four levels around it."""
    boxes = shown.table.truth.boxes
    row = int((boxes[:, 2:] - boxes[:, :2]).prod(axis=1).argmax())
    counts = positives_by_level(shown.told, shown.table.dboxes)[row]
    level = int(counts.argmax())
    first = int(np.clip(level - 1, 0, len(counts) - 4))
    levels = range(first, first + 4)
    maps = [f"{config.feature_maps[k]}×{config.feature_maps[k]}" for k in levels]
    side = float(np.sqrt((boxes[row, 2:] - boxes[row, :2]).prod())) * 300
    values = {"name": shown.name(row), "side": f"{side:.0f}", "count": int(counts[level])}
    values |= {"map": maps[level - first], "size": f"{config.min_sizes[level]:.0f}"}
    return Question(
        key="largest",
        text=words("questions.largest.text", **values),
        answers=tuple(maps),
        right=level - first,
        reason=words("questions.largest.reason", **values),
    )
