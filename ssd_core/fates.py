"""What became of every candidate, and because of whom: for looking closely, not for speed."""

from __future__ import annotations

import numpy as np

from ssd_core.nms import suppressors, survivors
from ssd_core.ranking import looked_for, over_confidence, rank
from ssd_core.types import Candidates, Fate, Fates, IntArray, Thresholds


def fates(candidates: Candidates, thresholds: Thresholds) -> Fates:
    """The fate of every candidate; those SHOWN are exactly the detections of ``select``.

    A suppressed candidate names the best of the kept candidates of its class that overlap it above
    the threshold.
    """
    shape = candidates.scores.shape
    fate = _fate_outside(candidates, thresholds)
    by = np.full(shape, -1, np.int64)
    overlap = np.full(shape, np.nan, np.float32)
    place = np.full(shape, -1, np.int64)

    over = over_confidence(candidates, thresholds.confidence, thresholds.classes)
    everyone = rank(candidates, over)
    place[everyone.dbox, everyone.labels] = everyone.rank
    fate[over] = Fate.PAST_TOP_K

    entering = everyone.take(everyone.rank < thresholds.top_k)
    kept = survivors(entering.boxes, entering.labels, overlap=thresholds.overlap)
    killer, killer_overlap = suppressors(
        entering.boxes, entering.labels, kept, overlap=thresholds.overlap
    )
    lost = entering.take(~kept)
    fate[lost.dbox, lost.labels] = Fate.SUPPRESSED
    by[lost.dbox, lost.labels] = entering.dbox[killer[~kept]]
    overlap[lost.dbox, lost.labels] = killer_overlap[~kept]

    survived = entering.take(kept)
    fate[survived.dbox, survived.labels] = Fate.PAST_CAP
    shown = survived.best(thresholds.max_detections)
    fate[shown.dbox, shown.labels] = Fate.SHOWN
    return Fates(fate, by, overlap, place)


def _fate_outside(candidates: Candidates, thresholds: Thresholds) -> IntArray:
    """The fate of each candidate as if none were over the confidence threshold, int64 [N, C]."""
    fate = np.full(candidates.scores.shape, Fate.BELOW_CONFIDENCE, np.int64)
    fate[~np.isfinite(candidates.scores)] = Fate.NOT_FINITE
    fate[~np.isfinite(candidates.boxes).all(axis=1)] = Fate.NOT_FINITE
    fate[:, ~looked_for(candidates.num_classes, thresholds.classes)] = Fate.NOT_LOOKED_FOR
    return fate
