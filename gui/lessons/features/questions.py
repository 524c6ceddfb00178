"""Predict, then look: questions whose answers are computed from the maps in sight."""

from __future__ import annotations

from gui.lessons.features.shown import Shown
from gui.lessons.frame.words import Words
from ssd_core.lessons.question import Question

_CHOICES = 4
_ALIKE = 0.1
"""Norms that differ by less than a tenth count as the same."""


def questions(words: Words, shown: Shown) -> tuple[Question, ...]:
    """What a cell sees, which map an object belongs to, and what L2Norm does."""
    asked = (_sees(words, shown), _level(words, shown), _norm(words, shown))
    return tuple(question for question in asked if question is not None)


def _sees(words: Words, shown: Shown) -> Question:
    facts = shown.facts
    first = min(max(facts.level - 1, 0), len(shown.table) - _CHOICES)
    offered = [row.sees for row in shown.table[first : first + _CHOICES]]
    if facts.sees not in offered:
        offered[-1] = facts.sees
    side = shown.scene.config.dboxes.input_size
    inside = words("questions.sees.less" if facts.sees < side else "questions.sees.more")
    return Question(
        "sees",
        words("questions.sees.text", cells=facts.cells),
        tuple(map(str, offered)),
        offered.index(facts.sees),
        words("questions.sees.reason", sees=facts.sees, inside=inside),
    )


def _level(words: Words, shown: Shown) -> Question | None:
    """Of the object under the cell, else of the first one; None where there is none."""
    truth = shown.scene.truth
    if not len(truth):
        return None
    row = max(shown.object_under, 0)
    level, overlap = shown.best_level(row)
    first = min(max(level - 2, 0), len(shown.table) - _CHOICES)
    offered = shown.table[first : first + _CHOICES]
    name = shown.scene.class_name(int(truth.labels[row]))
    return Question(
        "level",
        words("questions.level.text", name=name, side=round(shown.side_of(row))),
        tuple(f"{facts.cells}×{facts.cells}" for facts in offered),
        level - first,
        words("questions.level.reason", cells=shown.table[level].cells, overlap=f"{overlap:.2f}"),
    )


def _norm(words: Words, shown: Shown) -> Question:
    raw, scaled = (shown.norm(0, normalised=on) for on in (False, True))
    row, column = shown.place_in(0)
    right = 1 if abs(raw - scaled) <= _ALIKE * scaled else 0 if raw > scaled else 2
    figures = {"cells": shown.table[0].cells, "row": row, "column": column}
    return Question(
        "norm",
        words("questions.norm.text", **figures),
        tuple(words(f"questions.norm.{key}") for key in ("larger", "same", "smaller")),
        right,
        words("questions.norm.reason", raw=f"{raw:.1f}", scaled=f"{scaled:.1f}"),
    )
