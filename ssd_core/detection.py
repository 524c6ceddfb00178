"""From candidates to detections (SSD paper section 3.7, "Inference time").

score above the confidence threshold → top-k of each class → NMS → cap
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ssd_core.ranking import Ranking, confidence_bars, looked_for, over_confidence, rank
from ssd_core.suppression import (
    MOST_MEETINGS,
    Suppressed,
    count_meetings,
    highest,
    suppress,
)
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
_QUICK_HARD, _QUICK_SOFT = 1 << 20, 1 << 17
"""Pairs of candidates that NMS may have to compare in a run that still counts as quick."""
_REMEMBERED = 8
"""Runs of NMS that ``Selector`` keeps."""

_T = TypeVar("_T", bound=np.generic)
_V = TypeVar("_V")


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

    Top-k and NMS of every method decide about a candidate from better ones alone. So raising the
    confidence threshold only cuts the end of a list, and what survived at a lower one survives with
    the score it had: moving it costs a filter. Another top-k ranks anew; another overlap threshold,
    sigma or method runs NMS anew, unless it is one of the last few.

    A list is a class, or all classes together where NMS goes across them. There a class that is
    left out sets others free: another set of classes runs NMS anew. So does every move while one
    of them has a threshold of its own, because a bar that is not the same for all cuts no end.
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
        survivors = pool.survivors(thresholds, bars)
        detections = survivors.best(thresholds.max_detections)
        return Selection(
            detections,
            Funnel(
                dboxes=len(self._candidates.boxes),
                over_confidence=int(np.count_nonzero(self._scores > bars[:, None])),
                top_k=int(np.count_nonzero(pool.entering(bars))),
                after_nms=len(survivors),
                shown=len(detections),
            ),
        )

    def is_quick(self, thresholds: Thresholds) -> bool:
        """Whether ``select`` answers at once, in some 20 ms at most, rather than in seconds.

        It does where NMS has run already, and where few enough candidates can meet.
        """
        bars = self._bars(thresholds)
        pool = self._pool
        if pool is not None and pool.serves(thresholds) and pool.has_run(thresholds, bars):
            return True
        floor = min(FLOOR, thresholds.lowest_confidence)
        members = np.minimum((self._scores[1:] > floor).sum(axis=1), thresholds.top_k)
        if thresholds.class_agnostic:
            members = members.sum(keepdims=True)
        meetings = int((members * (members - 1) // 2).sum())
        return meetings <= (_QUICK_SOFT if thresholds.method.soft else _QUICK_HARD)

    def entering(self, thresholds: Thresholds) -> Ranking:
        """The candidates that enter NMS: over the confidence threshold, best of their class."""
        pool = self._pool_for(thresholds)
        return pool.ranking.take(pool.entering(self._bars(thresholds)))

    def highest_overlaps(self, thresholds: Thresholds) -> FloatArray:
        """Highest overlap with a better candidate it can fall to, of each that enters NMS.

        float32 [Funnel.top_k], 0 for those that have none. As the method measures it: IoU or DIoU.
        Hard NMS can suppress no candidate whose value is not above its threshold. Of very many
        candidates only an even sample is measured, so that a slider never waits for it.
        """
        return self._pool_for(thresholds).highest_overlaps(thresholds, self._bars(thresholds))

    def strongest(self, classes: frozenset[int] | None) -> tuple[int, float] | None:
        """Label and score of the best candidate of ``classes`` (None: all), over no threshold.

        None where none of them scored above 0. Ties: the lower DBox, then the lower label.
        """
        wanted = np.flatnonzero(looked_for(len(self._scores), classes))
        scores = self._scores[wanted]
        top = scores.max(initial=0)
        if not top > 0:
            return None
        first = (scores == top).T.argmax()  # by DBox, then by label
        return int(wanted[first % len(wanted)]), float(top)

    def _bars(self, thresholds: Thresholds) -> FloatArray:
        return confidence_bars(thresholds, self._candidates.num_classes)

    def _pool_for(self, thresholds: Thresholds) -> _Pool:
        if self._pool is None or not self._pool.serves(thresholds):
            floor = min(FLOOR, thresholds.lowest_confidence)
            self._pool = _Pool(self._candidates, floor, thresholds.top_k)
        return self._pool


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What NMS made of the candidates above ``bars`` (float32 [C]), for the whole pool."""

    bars: FloatArray
    suppressed: Suppressed


class _Pool:
    """Candidates over a floor, ranked, and what NMS made of them the last few times."""

    def __init__(self, candidates: Candidates, floor: float, top_k: int) -> None:
        self._floor = floor
        self._top_k = top_k
        self._floors = np.full(candidates.num_classes, floor, np.float32)
        self.ranking: Ranking = rank(candidates, over_confidence(candidates, floor), top_k=top_k)
        self._runs: dict[Hashable, _Run] = {}
        self._highest: dict[Hashable, FloatArray] = {}

    def serves(self, thresholds: Thresholds) -> bool:
        """Whether the candidates that enter NMS at ``thresholds`` are all here."""
        return self._top_k == thresholds.top_k and self._floor <= thresholds.lowest_confidence

    def entering(self, bars: FloatArray) -> BoolArray:
        """Which are above the bar (float32 [C]) of their label and so enter NMS, bool [M]."""
        over: BoolArray = self.ranking.scores > bars[self.ranking.labels]
        return over

    def survivors(self, thresholds: Thresholds, bars: FloatArray) -> Ranking:
        """What NMS keeps of those above their bar, and soft-NMS leaves above it."""
        known = self._run(thresholds, bars).suppressed
        kept = self.entering(bars) & known.kept
        if thresholds.method.soft:
            kept &= known.scores > bars[self.ranking.labels]
        return Suppressed(kept, known.scores).survivors(self.ranking)

    def has_run(self, thresholds: Thresholds, bars: FloatArray) -> bool:
        """Whether a run of NMS tells already what it keeps of those above ``bars``."""
        known = self._runs.get(_key(thresholds, bars))
        return known is not None and not (bars < known.bars).any()

    def highest_overlaps(self, thresholds: Thresholds, bars: FloatArray) -> FloatArray:
        """Highest overlap with a better one, of each above its bar or of an even sample."""
        distant = thresholds.method is NmsMethod.DIOU
        key = (distant, _rivals(thresholds, bars))
        if key not in self._highest:
            everyone = self.entering(self._lowest(thresholds, bars))
            ranking = self.ranking.take(everyone)
            if count_meetings(ranking, thresholds) > MOST_MEETINGS:
                return highest(self.ranking.take(self.entering(bars)), thresholds)
            _remember(self._highest, key, _placed(highest(ranking, thresholds), everyone))
        return self._highest[key][self.entering(bars)]

    def _run(self, thresholds: Thresholds, bars: FloatArray) -> _Run:
        """A run of NMS that knows the fate of all that are above ``bars``."""
        key = _key(thresholds, bars)
        known = self._runs.get(key)
        if known is None:
            known = _remember(self._runs, key, self._suppress(thresholds, bars))
        elif (bars < known.bars).any():  # a slider on its way down: from here on it is a filter
            lowest = self._lowest(thresholds, bars)
            known = _remember(self._runs, key, self._suppress(thresholds, lowest))
        return known

    def _suppress(self, thresholds: Thresholds, bars: FloatArray) -> _Run:
        entering = self.entering(bars)
        ranking = self.ranking.take(entering)
        made = suppress(ranking, thresholds, bars)
        scores = self.ranking.scores
        if thresholds.method.soft:
            scores = _placed(made.scores, entering)
        return _Run(bars, Suppressed(_placed(made.kept, entering), scores))

    def _lowest(self, thresholds: Thresholds, bars: FloatArray) -> FloatArray:
        """The lowest bars, float32 [C], at which NMS tells as much about all above ``bars``."""
        if not thresholds.class_agnostic:
            return self._floors
        return np.where(np.isfinite(bars), self._floors, np.inf) if _level(bars) else bars


def _key(thresholds: Thresholds, bars: FloatArray) -> Hashable:
    """What a run of NMS depends on beside the candidates and how low they go."""
    gaussian = thresholds.method is NmsMethod.SOFT_GAUSSIAN
    strength = thresholds.sigma if gaussian else thresholds.overlap
    return (thresholds.method, strength, _rivals(thresholds, bars))


def _rivals(thresholds: Thresholds, bars: FloatArray) -> bytes:
    """Names who may act on one another; runs with other rivals tell nothing."""
    if not thresholds.class_agnostic:
        return b""
    return np.isfinite(bars).tobytes() if _level(bars) else bars.tobytes()


def _level(bars: FloatArray) -> bool:
    """Whether all classes that are looked for have the same bar."""
    own = bars[np.isfinite(bars)]
    return bool((own == own[:1]).all())


def _placed(values: NDArray[_T], rows: BoolArray) -> NDArray[_T]:
    """``values`` at ``rows`` (bool [M]), 0 elsewhere."""
    placed = np.zeros(len(rows), values.dtype)
    placed[rows] = values
    return placed


def _remember(known: dict[Hashable, _V], key: Hashable, value: _V) -> _V:
    """Keep ``value``; the one that was kept first goes where there are too many."""
    if key not in known and len(known) == _REMEMBERED:
        del known[next(iter(known))]
    known[key] = value
    return value
