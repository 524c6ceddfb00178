"""Lesson 6, "what if": another threshold, another method, one box less; and boxes to play with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ssd_core.boxes import areas, overlaps
from ssd_core.lessons.suppression import Lineup, Trace, outcome
from ssd_core.types import Candidates, FloatArray, GroundTruth, NmsMethod, Thresholds

VARIANTS: tuple[tuple[NmsMethod, bool], ...] = (
    (NmsMethod.STANDARD, False),
    (NmsMethod.STANDARD, True),
    (NmsMethod.SOFT_LINEAR, False),
    (NmsMethod.SOFT_GAUSSIAN, False),
    (NmsMethod.DIOU, False),
)
"""(method, across classes) of what stands side by side."""


def with_variant(thresholds: Thresholds, method: NmsMethod, across: bool) -> Thresholds:
    """``thresholds`` with another kind of NMS."""
    return replace(thresholds, method=method, class_agnostic=across)


def count_survivors(lineup: Lineup, thresholds: Thresholds, overlap: float) -> int:
    """How many boxes stay if the overlap threshold is ``overlap`` instead."""
    return int(outcome(lineup, replace(thresholds, overlap=overlap)).kept.sum())


def rescuers(lineup: Lineup, thresholds: Thresholds, row: int) -> list[int]:
    """Kept boxes without any one of which the lost box at ``row`` would stay.

    There may be none: two boxes can each be reason enough. One that is not kept acts on nobody.
    """
    found, kept = [], outcome(lineup, thresholds).kept
    if not thresholds.method.soft:
        kept = kept[:row]  # whoever comes later has no say
    for other in np.flatnonzero(kept).tolist():
        if other != row and outcome(lineup.without(other), thresholds).kept[row - (other < row)]:
            found.append(other)
    return found


def labelled_twice(trace: Trace, *, overlap: float) -> list[tuple[int, int]]:
    """Pairs of kept boxes of two classes that overlap by more than ``overlap``: one object, twice.

    Those that overlap most come first. NMS runs a class at a time, so neither can take the other.
    """
    kept, labels = trace.kept, trace.lineup.labels
    pairs = kept[:, None] & kept & (labels[:, None] != labels) & (trace.table > np.float32(overlap))
    found = [(a, b) for a, b in np.argwhere(np.triu(pairs)).tolist()]
    return sorted(found, key=lambda pair: -float(trace.table[pair]))


@dataclass(frozen=True, slots=True)
class Sharing:
    """The overlap of two boxes as its formula reads, in pixels of a picture ``side`` wide.

    shared, union: areas. corners: xyxy in 0..1 of what is shared, None where nothing is.
    distance, diagonal: between the centres, and of the smallest box around both.
    """

    shared: float
    union: float
    overlap: float
    corners: tuple[float, float, float, float] | None
    distance: float
    diagonal: float


def sharing(a_xyxy: FloatArray, b_xyxy: FloatArray, *, side: float = 300) -> Sharing:
    """How two boxes float32 [4] overlap. ``overlap`` is what ``ssd_core.boxes`` says, exactly."""
    low, high = np.maximum(a_xyxy[:2], b_xyxy[:2]), np.minimum(a_xyxy[2:], b_xyxy[2:])
    inner = np.concatenate([low, high])
    shared = float(areas(inner))
    around = np.maximum(a_xyxy[2:], b_xyxy[2:]) - np.minimum(a_xyxy[:2], b_xyxy[:2])
    apart = (a_xyxy[:2] + a_xyxy[2:] - b_xyxy[:2] - b_xyxy[2:]) / 2
    xmin, ymin, xmax, ymax = inner.tolist()
    return Sharing(
        shared=shared * side * side,
        union=(float(areas(a_xyxy)) + float(areas(b_xyxy)) - shared) * side * side,
        overlap=float(overlaps(a_xyxy[None], b_xyxy[None])[0, 0]),
        corners=(xmin, ymin, xmax, ymax) if shared > 0 else None,
        distance=float(np.hypot(*apart)) * side,
        diagonal=float(np.hypot(*around)) * side,
    )


def as_candidates(
    boxes: FloatArray, scores: Sequence[float], labels: Sequence[int], *, num_classes: int
) -> Candidates:
    """Boxes with one label each as what NMS takes. boxes: float32 [N, 4]; labels 1..C-1."""
    table = np.zeros((len(boxes), num_classes), np.float32)
    table[np.arange(len(boxes)), np.asarray(labels, np.int64)] = scores
    return Candidates(boxes, table)


_SPREADS = (0.03, 0.1, 0.16, 0.3, 0.36)
"""How far the sides of an object's boxes lie from its own, in its widths and heights."""


def toy_boxes(
    truth: GroundTruth, *, most: int = 30, seed: int = 6
) -> tuple[FloatArray, list[float], list[int]]:
    """What a network might propose for ``truth``: five boxes around each of the largest objects.

    The better a box fits, the higher its score; some lie so far off that NMS spares them. The last
    one of the largest is taken for another class, as happens: one object, two labels. Returns
    boxes float32 [M, 4], scores and labels; M ≤ most.
    """
    rng = np.random.default_rng(seed)
    boxes, scores, labels = [], [], []
    rows = np.argsort(-areas(truth.boxes), kind="stable")[: most // len(_SPREADS)].tolist()
    for spread in _SPREADS:
        for row in rows:
            corners, label = truth.boxes[row], int(truth.labels[row])
            size = np.tile(corners[2:] - corners[:2], 2)
            double = row == rows[0] and spread == _SPREADS[-1]
            sides = rng.choice([-1.0, 1.0], 4) * rng.uniform(0.5, 1.0, 4)
            box = corners if double else np.clip(corners + spread * sides * size, 0, 1)
            fit = float(overlaps(box[None], corners[None])[0, 0])
            boxes.append(box)
            scores.append(round(0.5 if double else 0.36 + 0.62 * fit - rng.uniform(0, 0.06), 2))
            labels.append(label % int(truth.labels.max()) + 1 if double else label)
    return np.array(boxes, np.float32).reshape(-1, 4), scores, labels
