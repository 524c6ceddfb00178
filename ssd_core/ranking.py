"""Candidates in order: who is over the confidence threshold, and who is best in each class.

A candidate is sorted as one integer that holds label, score and DBox: a plain sort of integers is
fast, and exact where scores tie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ssd_core.types import (
    BACKGROUND,
    BoolArray,
    Candidates,
    Detections,
    FloatArray,
    IntArray,
    Thresholds,
)

_SCORE_BITS = 31
"""A float32 that is not negative: its bits, read as an integer, rise with its value."""
_SCORE_MASK = (1 << _SCORE_BITS) - 1
_MANY = 8
"""Where one candidate in this many is over, a partition of all scores is cheaper than a sort."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Candidates by label, in each label best score first (ties: the lower DBox first).

    boxes: float32 [M, 4] xyxy. scores: float32 [M], > 0. labels, dbox: int64 [M].
    rank: int64 [M], 0-based place among all ranked candidates of its label.
    """

    boxes: FloatArray
    scores: FloatArray
    labels: IntArray
    dbox: IntArray
    rank: IntArray

    def __len__(self) -> int:
        return len(self.scores)

    def take(self, rows: NDArray[Any]) -> Ranking:
        """The candidates at ``rows`` (rising indices or a mask), with the rank they had."""
        return Ranking(
            self.boxes[rows], self.scores[rows], self.labels[rows], self.dbox[rows], self.rank[rows]
        )

    def best(self, count: int) -> Detections:
        """The ``count`` best of all labels (ties: the lower DBox, then the lower label)."""
        order = self.across_labels()[:count]
        return Detections(
            self.boxes[order], self.scores[order], self.labels[order], self.dbox[order]
        )

    def across_labels(self) -> IntArray:
        """Rows by falling score, whatever the label (ties as in ``best``), int64 [M]."""
        label_bits = int(self.labels.max(initial=0)).bit_length()
        dbox_bits = int(self.dbox.max(initial=0)).bit_length()
        keys = _falling(self.scores) << dbox_bits | self.dbox
        return np.argsort(keys << label_bits | self.labels)


def looked_for(num_classes: int, classes: frozenset[int] | None) -> BoolArray:
    """Columns of ``conf`` to look at, bool [C]: ``classes`` (None: all), never the background."""
    wanted = np.full(num_classes, classes is None)
    if classes is not None:
        wanted[[label for label in classes if 0 <= label < num_classes]] = True
    wanted[BACKGROUND : BACKGROUND + 1] = False
    return wanted


def confidence_bars(thresholds: Thresholds, num_classes: int) -> FloatArray:
    """The score that each class must exceed, float32 [C]; infinity for what is not looked for."""
    bars = np.full(num_classes, thresholds.confidence, np.float32)
    for label, confidence in thresholds.class_confidence:
        bars[label : label + 1] = confidence  # other weights may not have this label
    if thresholds.classes is not None:
        bars[~looked_for(num_classes, thresholds.classes)] = np.inf
    bars[BACKGROUND : BACKGROUND + 1] = np.inf
    return bars


def over_confidence(
    candidates: Candidates,
    confidence: float,
    classes: frozenset[int] | None = None,
    class_confidence: tuple[tuple[int, float], ...] = (),
) -> BoolArray:
    """Candidates that are looked for, finite and scored strictly above ``confidence``, bool [N, C].

    ``class_confidence``: pairs (label, confidence) for classes with their own. Float32 is compared
    with float32, as tensors do.
    """
    scores = candidates.scores
    over: BoolArray = scores > np.float32(confidence)  # never true of NaN
    for label, own in class_confidence:
        column = slice(label, label + 1)
        over[:, column] = scores[:, column] > np.float32(own)
    if not scores.max(initial=0) < np.inf:
        over &= scores < np.inf
    over[:, ~looked_for(candidates.num_classes, classes)] = False
    if not np.isfinite(candidates.boxes).all():
        over[~np.isfinite(candidates.boxes).all(axis=1)] = False
    return over


def rank(candidates: Candidates, over: BoolArray, *, top_k: int | None = None) -> Ranking:
    """The candidates that ``over`` (bool [N, C]) marks, at most ``top_k`` of each class."""
    flat = np.flatnonzero(over)
    if top_k is not None and top_k < len(over) and len(flat) > over.size // _MANY:
        flat = np.flatnonzero(_without_hopeless(candidates.scores, over, top_k))
    dbox = flat // candidates.num_classes
    labels = flat - dbox * candidates.num_classes
    dbox_bits = len(over).bit_length()
    keys = labels << _SCORE_BITS | _falling(candidates.scores.ravel()[flat])
    keys = keys << dbox_bits | dbox
    keys.sort()
    dbox = keys & (1 << dbox_bits) - 1
    keys >>= dbox_bits
    scores = (_SCORE_MASK - (keys & _SCORE_MASK)).astype(np.int32).view(np.float32)
    labels = keys >> _SCORE_BITS
    place = np.arange(len(labels)) - labels.searchsorted(labels)
    ranking = Ranking(candidates.boxes[dbox], scores, labels, dbox, place)
    return ranking if top_k is None or len(flat) <= top_k else ranking.take(place < top_k)


def _falling(scores: FloatArray) -> IntArray:
    """Integers of ``_SCORE_BITS`` bits that fall as the scores, which are ≥ 0, rise; int64 [M]."""
    return _SCORE_MASK - scores.view(np.int32).astype(np.int64)


def _without_hopeless(scores: FloatArray, over: BoolArray, top_k: int) -> BoolArray:
    """``over`` without candidates below the ``top_k``-th best score of their class.

    Ties with that score stay, for the order to decide.
    """
    columns = np.ascontiguousarray(np.where(over, scores, 0).T)
    kth = np.partition(columns, -top_k, axis=1)[:, -top_k]
    return over & (scores >= kth)
