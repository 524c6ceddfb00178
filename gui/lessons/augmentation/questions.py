"""Predict, then look: questions whose answers are computed from the film in sight."""

from __future__ import annotations

from gui.lessons.augmentation.shown import CROP, Shown
from gui.lessons.frame.words import Words
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import SIDE

_CHOICES = 4
_ALIKE = 0.03


def questions(words: Words, shown: Shown) -> tuple[Question, ...]:
    """Who is left, what becomes of shapes, and where a mirrored box is."""
    asked = (_left(words, shown), _shape(words, shown), _mirror(words, shown))
    return tuple(question for question in asked if question is not None)


def _left(words: Words, shown: Shown) -> Question | None:
    count = len(shown.scene.truth)
    if not count:
        return None
    first = min(max(shown.left - 2, 0), max(count - _CHOICES + 1, 0))
    offered = list(range(first, min(first + _CHOICES, count + 1)))
    return Question(
        "left",
        words("questions.left.text", count=count),
        tuple(map(str, offered)),
        offered.index(shown.left),
        words("questions.left.reason", left=shown.left, count=count),
    )


def _shape(words: Words, shown: Shown) -> Question:
    width, height = shown.frames[CROP].size
    stretch = height / width  # how much wider than high things become
    right = 1 if abs(stretch - 1) <= _ALIKE else 0 if stretch > 1 else 2
    return Question(
        "shape",
        words("questions.shape.text", width=width, height=height),
        tuple(words(f"questions.shape.{key}") for key in ("wider", "same", "taller")),
        right,
        words("questions.shape.reason", x=f"{SIDE / width:.2f}", y=f"{SIDE / height:.2f}"),
    )


def _mirror(words: Words, shown: Shown) -> Question | None:
    """Of the first box that is left."""
    if not shown.left:
        return None
    left, _, right, _ = (round(float(v) * SIDE) for v in shown.frames[-1].boxes[0])
    new = (SIDE - right, SIDE - left)
    wrong = ((SIDE - left, SIDE - right), (left, right), (right, SIDE))
    offered = sorted(dict.fromkeys([new, *wrong]))
    figures = {"left": left, "right": right, "new_left": new[0], "new_right": new[1]}
    return Question(
        "mirror",
        words("questions.mirror.text", **figures),
        tuple(f"{low}–{high}" for low, high in offered),
        offered.index(new),
        words("questions.mirror.reason", **figures),
    )
