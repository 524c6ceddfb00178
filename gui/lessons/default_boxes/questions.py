"""What lesson 1 asks, computed from what is shown."""

from __future__ import annotations

from gui.lessons.frame.words import Words
from ssd_core.config import DBoxConfig
from ssd_core.lessons.default_boxes import CellBox, centre
from ssd_core.lessons.question import Question, interval, interval_words


def questions(
    words: Words, config: DBoxConfig, level: int, boxes: list[CellBox]
) -> tuple[Question, ...]:
    """Six shapes on the finest map, the last column's centre, boxes that reach outside."""
    return six_shapes(words, config), last_centre(words, config, level), outside(words, boxes)


def six_shapes(words: Words, config: DBoxConfig) -> Question:
    """How many there would be if the finest level had two shapes more."""
    cells = config.feature_maps[0]
    total, more = config.total, config.total + 2 * cells * cells
    wrong = (total + 2 * cells, total + cells * cells, 2 * total)
    counts = sorted({more, *wrong})
    values = {"cells": cells, "square": f"{cells * cells:,}", "total": f"{total:,}"}
    values |= {"more": f"{more:,}", "now": config.per_cell[0], "then": config.per_cell[0] + 2}
    return Question(
        key="six",
        text=words("questions.six.text", **values),
        answers=tuple(f"{count:,}" for count in counts),
        right=counts.index(more),
        reason=words("questions.six.reason", **values),
    )


def last_centre(words: Words, config: DBoxConfig, level: int) -> Question:
    """Where the centres of the last column lie."""
    cells, step = config.feature_maps[level], config.steps[level]
    last = centre(config, level, cells - 1)
    right = 0 if last < 1 - 1e-6 else 1 if last < 1 + 1e-6 else 2
    values = {"cells": cells, "step": step, "last": cells - 0.5, "centre": f"{last:.3f}"}
    values["places"] = f"{config.input_size / step:.4g}"
    return Question(
        key="centre",
        text=words("questions.centre.text", **values),
        answers=tuple(words(f"questions.centre.{key}") for key in ("inside", "edge", "beyond")),
        right=right,
        reason=words("questions.centre.reason", **values),
    )


def outside(words: Words, boxes: list[CellBox]) -> Question:
    """How many boxes of the cell still reach out of the picture."""
    starts = (0, 1, 3, 5)
    count = sum(box.outside for box in boxes)
    values = {"count": count, "all": len(boxes)}
    return Question(
        key="outside",
        text=words("questions.outside.text", **values),
        answers=interval_words(starts, more=words("questions.more", count="{count}")),
        right=interval(count, starts),
        reason=words("questions.outside.reason", **values),
    )
