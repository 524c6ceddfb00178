"""Verdicts: the detections of one picture held against its ground truth.

The rules are those of the PASCAL VOC devkit (``VOCevaldet.m``), which ``ssd_core.evaluation``
applies to many pictures: detections are walked best score first. Each looks at the ground truth of
its class that it overlaps most (the first of equals). With enough overlap it is a true positive if
nobody claimed that ground truth before and a duplicate, so a false positive, if somebody did; with
a difficult one it is ignored. With less overlap it is a false positive.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from ssd_core.boxes import overlaps
from ssd_core.types import BoolArray, Detections, FloatArray, GroundTruth, IntArray, freeze


class Verdict(IntEnum):
    """What a detection is worth."""

    FALSE_POSITIVE = 0
    TRUE_POSITIVE = 1
    IGNORED = 2


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """What M detections of a picture are worth, and which of its G objects they found.

    verdict: int64 [M], a ``Verdict`` each.
    gt_index: int64 [M], the ground truth of its class that each overlaps most, -1 if there is none.
    overlap: float32 [M], the overlap with that ground truth, 0 where there is none.
    found_by: int64 [G], the detection that found each object, -1 if it was missed or is difficult.
    difficult: bool [G], objects that count neither as found nor as missed.
    """

    verdict: IntArray
    gt_index: IntArray
    overlap: FloatArray
    found_by: IntArray
    difficult: BoolArray

    def __post_init__(self) -> None:
        freeze(self, "verdict", np.int64, (None,))
        freeze(self, "gt_index", np.int64, (len(self.verdict),))
        freeze(self, "overlap", np.float32, (len(self.verdict),))
        freeze(self, "found_by", np.int64, (None,))
        freeze(self, "difficult", np.bool_, (len(self.found_by),))

    @property
    def missed(self) -> BoolArray:
        """bool [G], the false negatives."""
        lost: BoolArray = (self.found_by < 0) & ~self.difficult
        return lost

    @property
    def true_positives(self) -> int:
        return int(np.count_nonzero(self.verdict == Verdict.TRUE_POSITIVE))

    @property
    def false_positives(self) -> int:
        return int(np.count_nonzero(self.verdict == Verdict.FALSE_POSITIVE))

    @property
    def false_negatives(self) -> int:
        return int(np.count_nonzero(self.missed))

    @property
    def precision(self) -> float:
        """TP / (TP + FP), 0..1; NaN without detections that count."""
        return _ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """TP / (TP + FN), 0..1; NaN without objects to find."""
        return _ratio(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN), the harmonic mean of both, 0..1; NaN where all three are 0."""
        right = 2 * self.true_positives
        return _ratio(right, right + self.false_positives + self.false_negatives)


def judge(detections: Detections, truth: GroundTruth, *, overlap: float = 0.5) -> Verdicts:
    """Hold ``detections`` against ``truth``; both number their classes alike.

    overlap: from which a detection finds an object, above 0, up to 1; reaching it is enough.
    Raises ValueError for another overlap.
    """
    if not 0 < overlap <= 1:
        raise ValueError(f"overlap must lie above 0 and up to 1, not {overlap}")
    best, most = most_overlapped(detections, truth)
    verdict = np.full(len(detections), Verdict.FALSE_POSITIVE, np.int64)
    found_by = np.full(len(truth), -1, np.int64)
    for row in np.argsort(-detections.scores, kind="stable"):
        if most[row] < overlap:
            continue
        wanted = best[row]
        if truth.difficult[wanted]:
            verdict[row] = Verdict.IGNORED
        elif found_by[wanted] < 0:
            verdict[row], found_by[wanted] = Verdict.TRUE_POSITIVE, row
    of_class = most >= 0
    return Verdicts(
        verdict, np.where(of_class, best, -1), np.maximum(most, 0), found_by, truth.difficult
    )


def most_overlapped(detections: Detections, truth: GroundTruth) -> tuple[IntArray, FloatArray]:
    """The ground truth of its class that each detection overlaps most, and by how much.

    int64 [M] and float32 [M]; row 0 and overlap -1 where its class has no ground truth here.
    """
    if not len(detections) or not len(truth):
        return np.zeros(len(detections), np.int64), np.full(len(detections), -1, np.float32)
    table = overlaps(detections.boxes, truth.boxes)  # [M, G]
    table[detections.labels[:, None] != truth.labels] = -1
    best = table.argmax(axis=1)
    return best, table[np.arange(len(detections)), best]


def in_classes(
    truth: GroundTruth,
    names: Sequence[str],
    classes: Sequence[str],
    *,
    looked_for: frozenset[int] | None = None,
) -> tuple[GroundTruth, IntArray]:
    """``truth``, whose labels count in ``names``, with labels that count in ``classes``.

    looked_for: labels of ``classes`` that a detector was asked for; None is all of them. Objects
    that it cannot or was not asked to find are left out. Also returns the rows of ``truth`` that
    are kept, int64.
    """
    labels = {name: label for label, name in enumerate(classes, 1)}
    known = np.array([0, *(labels.get(name, 0) for name in names)], np.int64)[truth.labels]
    if looked_for is not None:
        known[~np.isin(known, list(looked_for))] = 0
    kept = np.flatnonzero(known)
    return GroundTruth(truth.boxes[kept], known[kept], truth.difficult[kept]), kept


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else math.nan
