"""Comparing two sets of detections of one picture: what both found, and what only one of them.

Two detections are of the same object if they name the same class and overlap enough. Pairs are
made greedily by score: of all detections of both sets, the one with the highest score chooses
first, and takes what it overlaps most among the free ones of the other set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ssd_core.boxes import overlaps
from ssd_core.types import Detections, FloatArray, IntArray, Thresholds, freeze

SAME_OBJECT = 0.5
"""Overlap from which two detections of a class are of the same object."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Rows of two sets of detections, A and B; each row of either stands in exactly one place.

    pairs: int64 [P, 2], rows of A and B that are of the same object, in the order they were made.
    overlap: float32 [P], overlap of each pair.
    change: float32 [P], score of B minus score of A.
    only_a, only_b: int64, rows that have no counterpart, rising.
    """

    pairs: IntArray
    overlap: FloatArray
    change: FloatArray
    only_a: IntArray
    only_b: IntArray

    def __post_init__(self) -> None:
        count = len(self.pairs)
        freeze(self, "pairs", np.int64, (count, 2))
        freeze(self, "overlap", np.float32, (count,))
        freeze(self, "change", np.float32, (count,))
        freeze(self, "only_a", np.int64, (None,))
        freeze(self, "only_b", np.int64, (None,))


def compare(
    a: Detections,
    b: Detections,
    *,
    classes_a: Sequence[str],
    classes_b: Sequence[str],
    overlap: float = SAME_OBJECT,
) -> Comparison:
    """What ``a`` and ``b`` have in common.

    classes_a, classes_b: names, label 1 first. Classes are matched by name, so that detectors with
    other class lists can be compared. overlap: 0..1, reaching it is enough; boxes that do not
    overlap at all are never of the same object.
    """
    table = overlaps(a.boxes, b.boxes)  # [A, B]
    table[_names(a, classes_a)[:, None] != _names(b, classes_b)] = 0
    near_a, near_b = np.nonzero((table >= overlap) & (table > 0))
    best_score = np.maximum(a.scores[near_a], b.scores[near_b])
    order = np.lexsort((-table[near_a, near_b], -best_score))
    free_a, free_b = np.ones(len(a), np.bool_), np.ones(len(b), np.bool_)
    made: list[tuple[int, int]] = []
    for row_a, row_b in zip(near_a[order].tolist(), near_b[order].tolist(), strict=True):
        if free_a[row_a] and free_b[row_b]:
            free_a[row_a] = free_b[row_b] = False
            made.append((row_a, row_b))
    pairs = np.array(made, np.int64).reshape(-1, 2)
    return Comparison(
        pairs,
        table[pairs[:, 0], pairs[:, 1]],
        b.scores[pairs[:, 1]] - a.scores[pairs[:, 0]],
        np.flatnonzero(free_a),
        np.flatnonzero(free_b),
    )


def in_other_classes(
    thresholds: Thresholds, *, classes: Sequence[str], other: Sequence[str]
) -> Thresholds:
    """``thresholds``, whose labels count in ``classes``, for a detector with the classes ``other``.

    What only one of them knows falls away.
    """
    labels = {name: label for label, name in enumerate(other, 1)}
    known = {label: labels.get(name, 0) for label, name in enumerate(classes, 1)}
    chosen = thresholds.classes
    return replace(
        thresholds,
        classes=None if chosen is None else frozenset(filter(None, map(known.get, chosen))),
        class_confidence=tuple(
            (known[label], value)
            for label, value in thresholds.class_confidence
            if known.get(label)
        ),
    )


def _names(detections: Detections, classes: Sequence[str]) -> NDArray[np.str_]:
    """The class name of each detection, [M]."""
    return np.array(("", *classes))[detections.labels]
