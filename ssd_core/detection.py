"""From candidates to detections (SSD paper section 3.7, "Inference time").

score above the confidence threshold → top-k of each class → NMS → cap
"""

from __future__ import annotations

import numpy as np

from ssd_core.ranking import Ranking, confidence_bars, over_confidence, rank
from ssd_core.suppression import Suppressed, highest, suppress
from ssd_core.types import (
    BoolArray,
    Candidates,
    FloatArray,
    Funnel,
    NmsMethod,
    Selection,
    Thresholds,
)

FLOOR = 0.01
"""The lowest confidence threshold that ``Selector`` prepares for unless asked for a lower one."""
_REMEMBERED = 8
"""Runs of NMS that ``Selector`` keeps."""


def select(candidates: Candidates, thresholds: Thresholds) -> Selection:
    """The detections among ``candidates``, and how many were left after each stage.

    A candidate whose score or box holds NaN or infinity is never over the confidence threshold.
    """
    over = over_confidence(
        candidates, thresholds.confidence, thresholds.classes, thresholds.class_confidence
    )
    ranking = rank(candidates, over, top_k=thresholds.top_k)
    bars = confidence_bars(thresholds, candidates.num_classes)
    survivors = suppress(ranking, thresholds, bars).survivors(ranking)
    detections = survivors.best(thresholds.max_detections)
    return Selection(
        detections,
        Funnel(
            dboxes=len(candidates.boxes),
            over_confidence=int(np.count_nonzero(over)),
            top_k=len(ranking),
            after_nms=len(survivors),
            shown=len(detections),
        ),
    )


class Selector:
    """``select`` for thresholds that move: the same answers, with the work kept in between.

    In a class, top-k and NMS of every method decide about a candidate from better ones alone. So
    raising the confidence threshold of a class only cuts the end of its list, and what survived at
    a lower one survives with the score it had: moving it costs a filter. Another top-k ranks anew;
    another overlap threshold, sigma or method runs NMS anew, unless it is one of the last few.

    Across classes a class that is left out, or has a threshold of its own, sets others free. There
    NMS runs each time, on the candidates over the threshold alone.
    """

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates
        finite = over_confidence(candidates, 0.0)
        # By class, and 0 for what is never shown: counted through at each move of the confidence.
        self._scores = np.ascontiguousarray(np.where(finite, candidates.scores, 0).T)  # [C, N]
        self._pool: _Pool | None = None

    def select(self, thresholds: Thresholds) -> Selection:
        """What ``select`` answers for the candidates and ``thresholds``."""
        bars = self._bars(thresholds)
        pool = self._pool_for(thresholds)
        entering = pool.entering(bars)
        if thresholds.class_agnostic:
            ranking = pool.ranking.take(entering)
            survivors = suppress(ranking, thresholds, bars).survivors(ranking)
        else:
            survivors = pool.survivors(thresholds, entering, bars)
        detections = survivors.best(thresholds.max_detections)
        return Selection(
            detections,
            Funnel(
                dboxes=len(self._candidates.boxes),
                over_confidence=int(np.count_nonzero(self._scores > bars[:, None])),
                top_k=int(np.count_nonzero(entering)),
                after_nms=len(survivors),
                shown=len(detections),
            ),
        )

    def entering(self, thresholds: Thresholds) -> Ranking:
        """The candidates that enter NMS: over the confidence threshold, best of their class."""
        pool = self._pool_for(thresholds)
        return pool.ranking.take(pool.entering(self._bars(thresholds)))

    def highest_overlaps(self, thresholds: Thresholds) -> FloatArray:
        """Highest overlap with a better candidate it can fall to, of each that enters NMS.

        float32 [Funnel.top_k], 0 for those that have none. As the method measures it: IoU or DIoU.
        Hard NMS can suppress no candidate whose value is not above its threshold.
        """
        pool = self._pool_for(thresholds)
        entering = pool.entering(self._bars(thresholds))
        if thresholds.class_agnostic:
            return highest(pool.ranking.take(entering), thresholds)
        return pool.highest_overlaps(thresholds)[entering]

    def _bars(self, thresholds: Thresholds) -> FloatArray:
        return confidence_bars(thresholds, self._candidates.num_classes)

    def _pool_for(self, thresholds: Thresholds) -> _Pool:
        if self._pool is None or not self._pool.serves(thresholds):
            floor = min(FLOOR, thresholds.lowest_confidence)
            self._pool = _Pool(self._candidates, floor, thresholds.top_k)
        return self._pool


class _Pool:
    """Candidates over a floor, ranked, and what NMS made of them in each class the last times."""

    def __init__(self, candidates: Candidates, floor: float, top_k: int) -> None:
        self._floor = floor
        self._top_k = top_k
        self._floors = np.full(candidates.num_classes, floor, np.float32)
        self.ranking: Ranking = rank(candidates, over_confidence(candidates, floor), top_k=top_k)
        self._suppressed: dict[tuple[NmsMethod, float], Suppressed] = {}
        self._highest: dict[bool, FloatArray] = {}

    def serves(self, thresholds: Thresholds) -> bool:
        """Whether the candidates that enter NMS at ``thresholds`` are all here."""
        return self._top_k == thresholds.top_k and self._floor <= thresholds.lowest_confidence

    def entering(self, bars: FloatArray) -> BoolArray:
        """Which are above the bar (float32 [C]) of their label and so enter NMS, bool [M]."""
        over: BoolArray = self.ranking.scores > bars[self.ranking.labels]
        return over

    def survivors(self, thresholds: Thresholds, entering: BoolArray, bars: FloatArray) -> Ranking:
        """What NMS in each class keeps of those ``entering``, and soft-NMS leaves above its bar."""
        known = self._suppress(thresholds)
        kept = entering & known.kept
        if thresholds.method.soft:
            kept &= known.scores > bars[self.ranking.labels]
        return Suppressed(kept, known.scores).survivors(self.ranking)

    def highest_overlaps(self, thresholds: Thresholds) -> FloatArray:
        """Each candidate's highest overlap with a better one of its class, float32 [M]."""
        distant = thresholds.method is NmsMethod.DIOU
        if distant not in self._highest:
            self._highest[distant] = highest(self.ranking, thresholds)
        return self._highest[distant]

    def _suppress(self, thresholds: Thresholds) -> Suppressed:
        gaussian = thresholds.method is NmsMethod.SOFT_GAUSSIAN
        key = (thresholds.method, thresholds.sigma if gaussian else thresholds.overlap)
        if key not in self._suppressed:
            if len(self._suppressed) == _REMEMBERED:
                del self._suppressed[next(iter(self._suppressed))]
            self._suppressed[key] = suppress(self.ranking, thresholds, self._floors)
        return self._suppressed[key]
