"""From candidates to detections (SSD paper section 3.7, "Inference time").

score above the confidence threshold → top-k of each class → NMS in each class → cap
"""

from __future__ import annotations

import numpy as np

from ssd_core.nms import highest_overlaps, survivors
from ssd_core.ranking import Ranking, looked_for, over_confidence, rank
from ssd_core.types import BoolArray, Candidates, FloatArray, Funnel, Selection, Thresholds

FLOOR = 0.01
"""The lowest confidence threshold that ``Selector`` prepares for unless asked for a lower one."""
_OVERLAPS_REMEMBERED = 8


def select(candidates: Candidates, thresholds: Thresholds) -> Selection:
    """The detections among ``candidates``, and how many were left after each stage.

    A candidate whose score or box holds NaN or infinity is never over the confidence threshold.
    """
    over = over_confidence(candidates, thresholds.confidence, thresholds.classes)
    ranking = rank(candidates, over, top_k=thresholds.top_k)
    kept = survivors(ranking.boxes, ranking.labels, overlap=thresholds.overlap)
    detections = ranking.take(kept).best(thresholds.max_detections)
    return Selection(
        detections,
        Funnel(
            dboxes=len(candidates.boxes),
            over_confidence=int(np.count_nonzero(over)),
            top_k=len(ranking),
            after_nms=int(np.count_nonzero(kept)),
            shown=len(detections),
        ),
    )


class Selector:
    """``select`` for thresholds that move: the same answers, with the work kept in between.

    In a class, top-k and greedy NMS decide about a candidate from better ones alone. So raising the
    confidence threshold only cuts the end of each class's list, and what survived at a lower one
    survives: moving it costs a filter. Another top-k ranks anew; another overlap threshold runs NMS
    anew, unless it is one of the last few.
    """

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates
        finite = over_confidence(candidates, 0.0)
        # By class, and 0 for what is never shown: counted through at each move of the confidence.
        self._scores = np.ascontiguousarray(np.where(finite, candidates.scores, 0).T)  # [C, N]
        self._pool: _Pool | None = None

    def select(self, thresholds: Thresholds) -> Selection:
        """What ``select`` answers for the candidates and ``thresholds``."""
        pool = self._pool_for(thresholds)
        entering = self._entering(pool, thresholds)
        kept = entering & pool.survivors(thresholds.overlap)
        detections = pool.ranking.take(kept).best(thresholds.max_detections)
        return Selection(
            detections,
            Funnel(
                dboxes=len(self._candidates.boxes),
                over_confidence=self._count_over(thresholds),
                top_k=int(np.count_nonzero(entering)),
                after_nms=int(np.count_nonzero(kept)),
                shown=len(detections),
            ),
        )

    def highest_overlaps(self, thresholds: Thresholds) -> FloatArray:
        """Highest overlap with a better candidate of its class, of each that enters NMS.

        float32 [Funnel.top_k], 0 for the best of a class. NMS can suppress no candidate whose
        value is not above its threshold.
        """
        pool = self._pool_for(thresholds)
        return pool.highest_overlaps()[self._entering(pool, thresholds)]

    def _pool_for(self, thresholds: Thresholds) -> _Pool:
        if self._pool is None or not self._pool.serves(thresholds):
            floor = min(FLOOR, thresholds.confidence)
            self._pool = _Pool(self._candidates, floor, thresholds.top_k)
        return self._pool

    def _entering(self, pool: _Pool, thresholds: Thresholds) -> BoolArray:
        """Which of the pool's candidates enter NMS at ``thresholds``, bool [M]."""
        entering: BoolArray = pool.ranking.scores > np.float32(thresholds.confidence)
        if thresholds.classes is not None:
            wanted = looked_for(self._candidates.num_classes, thresholds.classes)
            entering &= wanted[pool.ranking.labels]
        return entering

    def _count_over(self, thresholds: Thresholds) -> int:
        scores = self._scores
        if thresholds.classes is not None:
            scores = scores[looked_for(self._candidates.num_classes, thresholds.classes)]
        return int(np.count_nonzero(scores > np.float32(thresholds.confidence)))


class _Pool:
    """Candidates over a floor, ranked, and what NMS made of them at the last few thresholds."""

    def __init__(self, candidates: Candidates, floor: float, top_k: int) -> None:
        self._floor = floor
        self._top_k = top_k
        self.ranking: Ranking = rank(candidates, over_confidence(candidates, floor), top_k=top_k)
        self._kept: dict[float, BoolArray] = {}
        self._highest: FloatArray | None = None

    def serves(self, thresholds: Thresholds) -> bool:
        """Whether the candidates that enter NMS at ``thresholds`` are all here."""
        return self._top_k == thresholds.top_k and self._floor <= thresholds.confidence

    def survivors(self, overlap: float) -> BoolArray:
        """Which candidates NMS keeps, bool [M]."""
        if overlap not in self._kept:
            if len(self._kept) == _OVERLAPS_REMEMBERED:
                del self._kept[next(iter(self._kept))]
            self._kept[overlap] = survivors(
                self.ranking.boxes, self.ranking.labels, overlap=overlap
            )
        return self._kept[overlap]

    def highest_overlaps(self) -> FloatArray:
        """Each candidate's highest overlap with a better one of its class, float32 [M]."""
        if self._highest is None:
            self._highest = highest_overlaps(self.ranking.boxes, self.ranking.labels)
        return self._highest
