"""Ranked candidates through the NMS that was chosen: one door to its four methods.

Candidates act on one another within their class, or across classes if the thresholds say so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ssd_core.boxes import Corners
from ssd_core.diou import distance_overlaps
from ssd_core.nms import Measure, highest_overlaps, suppressors, survivors
from ssd_core.ranking import Ranking
from ssd_core.soft_nms import Decay, Softened, gaussian, linear, soften, strongest_decay
from ssd_core.types import BoolArray, FloatArray, IntArray, NmsMethod, Thresholds

MOST_MEETINGS = 1 << 21
"""Pairs of candidates that ``highest`` compares at most, more or less: some 10 ms."""

_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Suppressed:
    """What NMS made of M ranked candidates.

    kept: bool [M]. scores: float32 [M], decayed by soft-NMS, else those of the ranking.
    """

    kept: BoolArray
    scores: FloatArray

    def survivors(self, ranking: Ranking) -> Ranking:
        """The kept ones of the ``ranking`` that this was made of, with the scores they end with."""
        kept = ranking.take(self.kept)
        if self.scores is ranking.scores:
            return kept
        return replace(kept, scores=self.scores[self.kept])


@dataclass(frozen=True, slots=True, eq=False)
class Blame:
    """Whom each of M candidates fell to.

    by: int64 [M], row of the kept candidate that suppressed it, -1 if it was kept itself.
    overlap: float32 [M], their overlap as NMS measured it (IoU or DIoU), else NaN.
    """

    by: IntArray
    overlap: FloatArray


def suppress(ranking: Ranking, thresholds: Thresholds, bars: FloatArray) -> Suppressed:
    """NMS by the method, overlap and sigma of ``thresholds``.

    bars: float32 [C], ≥ 0: with soft-NMS a decayed score must be above the bar of its label.
    """
    queue = _Queue.of(ranking, thresholds)
    if thresholds.method.soft:
        return queue.suppressed(queue.soften(bars[ranking.labels], _decay(thresholds)))
    return Suppressed(queue.back(queue.survivors(thresholds)), ranking.scores)


def suppress_and_blame(
    ranking: Ranking, thresholds: Thresholds, bars: FloatArray
) -> tuple[Suppressed, Blame]:
    """What ``suppress`` answers, and whom it lost each candidate to.

    That is the best of the kept ones whose overlap is above the threshold; with soft-NMS the one
    that took most from its score (ties: the better one).
    """
    queue = _Queue.of(ranking, thresholds)
    if thresholds.method.soft:
        decay = _decay(thresholds)
        softened = queue.soften(bars[ranking.labels], decay)
        by, overlap = strongest_decay(
            queue.boxes, queue.scores, queue.groups, softened, decay=decay
        )
        return queue.suppressed(softened), queue.blame(by, overlap)
    kept = queue.survivors(thresholds)
    by, overlap = suppressors(
        queue.boxes, queue.groups, kept, overlap=thresholds.overlap, measure=_measure(thresholds)
    )
    return Suppressed(queue.back(kept), ranking.scores), queue.blame(by, overlap)


def highest(ranking: Ranking, thresholds: Thresholds) -> FloatArray:
    """Each candidate's highest overlap, ≥ 0, with a better one it can fall to, float32 [M].

    Where there are more than ``MOST_MEETINGS`` pairs to compare, only every second, third…
    candidate is measured, in no particular order.
    """
    queue = _Queue.of(ranking, thresholds)
    step = 1 + count_meetings(ranking, thresholds) // MOST_MEETINGS
    rows = np.arange(0, len(ranking), step)
    values = highest_overlaps(queue.boxes, queue.groups, rows=rows, measure=_measure(thresholds))
    return queue.back(values) if step == 1 else values


def count_meetings(ranking: Ranking, thresholds: Thresholds) -> int:
    """How many pairs of candidates can act on one another."""
    if thresholds.class_agnostic:
        return len(ranking) * (len(ranking) - 1) // 2
    members = np.bincount(ranking.labels)
    return int((members * (members - 1) // 2).sum())


def _measure(thresholds: Thresholds) -> Measure:
    return distance_overlaps if thresholds.method is NmsMethod.DIOU else Corners.overlaps


def _decay(thresholds: Thresholds) -> Decay:
    if thresholds.method is NmsMethod.SOFT_GAUSSIAN:
        return gaussian(thresholds.sigma)
    return linear(thresholds.overlap)


@dataclass(frozen=True, slots=True, eq=False)
class _Queue:
    """Candidates in the order that NMS takes them in, a group for those that meet.

    order: int64 [M], rows of the ranking; None where it is the ranking's own.
    """

    order: IntArray | None
    boxes: FloatArray
    scores: FloatArray
    groups: IntArray

    @classmethod
    def of(cls, ranking: Ranking, thresholds: Thresholds) -> _Queue:
        if not thresholds.class_agnostic:
            return cls(None, ranking.boxes, ranking.scores, ranking.labels)
        order = ranking.across_labels()
        one_group = np.zeros(len(order), np.int64)
        return cls(order, ranking.boxes[order], ranking.scores[order], one_group)

    def survivors(self, thresholds: Thresholds) -> BoolArray:
        """Which hard NMS keeps, in the order of the queue."""
        return survivors(
            self.boxes, self.groups, overlap=thresholds.overlap, measure=_measure(thresholds)
        )

    def soften(self, bars: FloatArray, decay: Decay) -> Softened:
        """Soft-NMS, in the order of the queue. bars: in that of the ranking."""
        bars = bars if self.order is None else bars[self.order]
        return soften(self.boxes, self.scores, self.groups, bars=bars, decay=decay)

    def back(self, values: NDArray[_T]) -> NDArray[_T]:
        """``values``, one for each candidate here, in the order of the ranking."""
        if self.order is None:
            return values
        placed = np.empty_like(values)
        placed[self.order] = values
        return placed

    def suppressed(self, softened: Softened) -> Suppressed:
        """``softened``, in the order of the ranking."""
        return Suppressed(self.back(softened.kept), self.back(softened.scores))

    def blame(self, by: IntArray, overlap: FloatArray) -> Blame:
        """``by`` and ``overlap``, in the order of the ranking; the rows too."""
        if self.order is not None:
            by = np.where(by < 0, -1, self.order[by])
        return Blame(self.back(by), self.back(overlap))
