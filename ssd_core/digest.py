"""The compact memory of a picture's candidates: enough to select from them again, later.

The full ``Candidates`` of a picture take N × (C + 4) floats, 0.9 MB for SSD300 and VOC. Of these
only the best of each class can ever be shown; a digest keeps those, mostly a few kB. So a folder or
a video can be counted anew when a threshold moves without looking at any picture again.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from ssd_core.ranking import Ranking, confidence_bars, over_confidence, rank
from ssd_core.suppression import suppress
from ssd_core.types import Candidates, Detections, FloatArray, IntArray, Thresholds

Compact = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """The ``top_k`` best candidates of each class that are over ``floor``.

    Answers as ``detection.select`` does, bit for bit, wherever ``serves`` holds: for confidences of
    ``floor`` or more and a top-k of ``top_k`` or less, with every kind of NMS. Scores and boxes
    stay float32 for that: half precision would move scores across a threshold and overlaps across
    NMS's.

    num_classes: C, background included.
    scores: float32 [M], by class, the best first (ties: the lower DBox).
    labels: unsigned [M]. box: unsigned [M], row of ``boxes``.
    boxes: float32 [U, 4] xyxy, one for each DBox that has candidates here. dbox: unsigned [U].
    """

    floor: float
    top_k: int
    num_classes: int
    scores: FloatArray
    labels: Compact
    box: Compact
    boxes: FloatArray
    dbox: Compact

    @classmethod
    def of(cls, candidates: Candidates, *, floor: float = 0.01, top_k: int = 400) -> Digest:
        """Remember ``candidates``. floor: 0..1, strict. top_k: ≥ 1."""
        ranking = rank(candidates, over_confidence(candidates, floor), top_k=top_k)
        dbox, box = np.unique(ranking.dbox, return_inverse=True)
        return cls(
            floor=floor,
            top_k=top_k,
            num_classes=candidates.num_classes,
            scores=ranking.scores,
            labels=_compact(ranking.labels),
            box=_compact(box),
            boxes=candidates.boxes[dbox],
            dbox=_compact(dbox),
        )

    def serves(self, thresholds: Thresholds) -> bool:
        """Whether the candidates that enter NMS at ``thresholds`` are all here."""
        return self.top_k >= thresholds.top_k and self.floor <= thresholds.lowest_confidence

    def select(self, thresholds: Thresholds) -> Detections:
        """The detections at ``thresholds``; where not ``serves``, those among what is kept."""
        bars = confidence_bars(thresholds, self.num_classes)
        entering = self._entering(bars, thresholds.top_k)
        survivors = suppress(entering, thresholds, bars).survivors(entering)
        return survivors.best(thresholds.max_detections)

    def count(self, thresholds: Thresholds) -> dict[int, int]:
        """How many detections of each label ``select`` shows; labels without any are left out."""
        counts = np.bincount(self.select(thresholds).labels)
        return {int(label): int(counts[label]) for label in np.flatnonzero(counts)}

    @property
    def nbytes(self) -> int:
        """Bytes that the arrays take."""
        values = (getattr(self, field.name) for field in fields(self))
        return sum(value.nbytes for value in values if isinstance(value, np.ndarray))

    def _entering(self, bars: FloatArray, top_k: int) -> Ranking:
        """The candidates that enter NMS, with a score above the bar of their label."""
        rows = np.flatnonzero(self.scores > bars[self.labels])
        labels = self.labels[rows].astype(np.int64)
        place = np.arange(len(rows)) - labels.searchsorted(labels)
        box = self.box[rows]
        dbox = self.dbox[box].astype(np.int64)
        ranking = Ranking(self.boxes[box], self.scores[rows], labels, dbox, place)
        return ranking.take(place < top_k)


def _compact(values: IntArray) -> Compact:
    """``values``, which are ≥ 0, in the smallest unsigned type that holds them."""
    compact: Compact = values.astype(np.min_scalar_type(int(values.max(initial=0))))
    return compact
