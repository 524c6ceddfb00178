"""What became of every candidate, and because of whom: for looking closely, not for speed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from ssd_core.ranking import confidence_bars, looked_for, over_confidence, rank
from ssd_core.suppression import suppress_and_blame
from ssd_core.types import Candidates, FloatArray, IntArray, Thresholds, freeze


class Fate(IntEnum):
    """What became of a candidate. Every candidate has exactly one fate."""

    NOT_LOOKED_FOR = 0
    """Background, or a class that the thresholds leave out."""
    NOT_FINITE = 1
    """Its score or box holds NaN or infinity."""
    BELOW_CONFIDENCE = 2
    PAST_TOP_K = 3
    SUPPRESSED = 4
    """NMS dropped it; soft-NMS decayed its score until it was not over the threshold."""
    PAST_CAP = 5
    """Survived NMS, but more than ``max_detections`` scored higher."""
    SHOWN = 6


@dataclass(frozen=True, slots=True, eq=False)
class Fates:
    """The fate of every candidate of a picture, [N, C] each.

    fate: int64, values of ``Fate``.
    by: int64, DBox index of the candidate that suppressed it, else -1.
    by_label: int64, label of that candidate, else -1; its own one unless NMS goes across classes.
    overlap: float32, overlap with that suppressor as NMS measured it (DIoU for DIoU-NMS, else IoU),
        else NaN.
    rank: int64, 0-based place among its class's candidates over the confidence threshold, else -1.
    score: float32, what counted in the end: decayed by soft-NMS, else as the network gave it.
    """

    fate: IntArray
    by: IntArray
    by_label: IntArray
    overlap: FloatArray
    rank: IntArray
    score: FloatArray

    def __post_init__(self) -> None:
        shape = np.shape(self.fate)
        for name, dtype in (
            ("fate", np.int64),
            ("by", np.int64),
            ("by_label", np.int64),
            ("overlap", np.float32),
            ("rank", np.int64),
            ("score", np.float32),
        ):
            freeze(self, name, dtype, shape)


def fates(candidates: Candidates, thresholds: Thresholds) -> Fates:
    """The fate of every candidate; those SHOWN are exactly the detections of ``select``.

    A suppressed candidate names the best of the kept candidates that overlap it above the
    threshold; with soft-NMS the kept one that took most from its score.
    """
    shape = candidates.scores.shape
    fate = _fate_outside(candidates, thresholds)
    by, by_label, place = (np.full(shape, -1, np.int64) for _ in range(3))
    overlap, score = np.full(shape, np.nan, np.float32), candidates.scores.copy()

    over = over_confidence(
        candidates, thresholds.confidence, thresholds.classes, thresholds.class_confidence
    )
    everyone = rank(candidates, over)
    place[everyone.dbox, everyone.labels] = everyone.rank
    fate[over] = Fate.PAST_TOP_K

    entering = everyone.take(everyone.rank < thresholds.top_k)
    bars = confidence_bars(thresholds, candidates.num_classes)
    suppressed, blamed = suppress_and_blame(entering, thresholds, bars)
    score[entering.dbox, entering.labels] = suppressed.scores

    lost = entering.take(~suppressed.kept)
    suppressor = blamed.by[~suppressed.kept]
    fate[lost.dbox, lost.labels] = Fate.SUPPRESSED
    by[lost.dbox, lost.labels] = entering.dbox[suppressor]
    by_label[lost.dbox, lost.labels] = entering.labels[suppressor]
    overlap[lost.dbox, lost.labels] = blamed.overlap[~suppressed.kept]

    survived = suppressed.survivors(entering)
    fate[survived.dbox, survived.labels] = Fate.PAST_CAP
    shown = survived.best(thresholds.max_detections)
    fate[shown.dbox, shown.labels] = Fate.SHOWN
    return Fates(fate, by, by_label, overlap, place, score)


def _fate_outside(candidates: Candidates, thresholds: Thresholds) -> IntArray:
    """The fate of each candidate as if none were over the confidence threshold, int64 [N, C]."""
    fate = np.full(candidates.scores.shape, Fate.BELOW_CONFIDENCE, np.int64)
    fate[~np.isfinite(candidates.scores)] = Fate.NOT_FINITE
    fate[~np.isfinite(candidates.boxes).all(axis=1)] = Fate.NOT_FINITE
    fate[:, ~looked_for(candidates.num_classes, thresholds.classes)] = Fate.NOT_LOOKED_FOR
    return fate
