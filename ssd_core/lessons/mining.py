"""Lesson 4: the loss, and why it is not taken over all 8,732 (paper section 2.2, equations 1-3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp

import numpy as np

from ssd_core.matching import OVERLAP, match, targets_of
from ssd_core.mining import NEG_POS_RATIO, mine
from ssd_core.types import (
    BoolArray,
    DBoxes,
    FloatArray,
    GroundTruth,
    IntArray,
    Match,
    Mining,
    RawOutput,
)


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """Every DBox's part in the loss of one picture, before and after mining.

    labels: int64 [N], what each must say (0 = background). confidence: float32 [N], its cross
    entropy. errors: float32 [N, 4], predicted offsets less their targets, 0 for negatives.
    localisation: float32 [N], smooth L1 over its four errors.
    ranked: float32 [N], the confidence loss with positives at 0: what is sorted.
    """

    labels: IntArray
    confidence: FloatArray
    errors: FloatArray
    localisation: FloatArray
    ranked: FloatArray
    mining: Mining

    @property
    def positive(self) -> BoolArray:
        return self.labels > 0

    @property
    def positives(self) -> int:
        """N of equation 1."""
        return int(np.count_nonzero(self.labels))

    @property
    def kept(self) -> BoolArray:
        """Who takes part in the confidence loss, bool [N]."""
        return self.positive | self.mining.negatives

    def own_score(self, dbox: int) -> float:
        """The score of what a DBox must say, 0..1: its cross entropy is -ln of this."""
        return exp(-float(self.confidence[dbox]))


@dataclass(frozen=True, slots=True)
class Sums:
    """Equation 1 with numbers: sums over those that take part, and divided by N.

    With no positive there is nothing to divide by and nothing is learnt: all is 0.
    """

    positives: int
    negatives: int
    localisation: float
    confidence_positives: float
    confidence_negatives: float

    @property
    def total(self) -> float:
        parts = self.localisation + self.confidence_positives + self.confidence_negatives
        return parts / self.positives if self.positives else 0.0

    @property
    def share_of_negatives(self) -> float:
        """How much of the confidence loss comes from background boxes, 0..1."""
        both = self.confidence_positives + self.confidence_negatives
        return self.confidence_negatives / both if both else 0.0


def losses(
    raw: RawOutput,
    truth: GroundTruth,
    dboxes: DBoxes,
    *,
    neg_pos_ratio: int = NEG_POS_RATIO,
    overlap: float = OVERLAP,
    variances: tuple[float, float] = (0.1, 0.2),
    matched: Match | None = None,
) -> Losses:
    """What training would make of ``raw`` if ``truth`` were its picture's objects.

    raw: the network's output for N DBoxes and C classes; labels of ``truth`` are below C.
    matched: of ``truth``, where it is known; ``overlap`` is not asked then.
    """
    if matched is None:
        matched = match(truth, dboxes, overlap=overlap)
    offsets, labels = targets_of(matched, truth, dboxes, variances=variances)
    positive = labels > 0
    confidence = _log_sums(raw) - raw.conf[np.arange(len(labels)), labels]
    errors = np.zeros_like(raw.loc)
    errors[positive] = raw.loc[positive] - offsets[positive]
    localisation = np.zeros(len(labels), np.float32)
    localisation[positive] = smooth_l1(errors[positive]).sum(axis=1)
    return Losses(
        labels=labels,
        confidence=confidence,
        errors=errors,
        localisation=localisation,
        ranked=np.where(positive, 0, confidence).astype(np.float32),
        mining=mine(confidence, positive, neg_pos_ratio=neg_pos_ratio),
    )


def cross_entropy(conf: FloatArray, labels: IntArray) -> FloatArray:
    """-ln of the softmax score of each row's own label, float32 [N]. conf: logits [N, C]."""
    own: FloatArray = log_sums(conf) - conf[np.arange(len(labels)), labels]
    return own


def log_sums(conf: FloatArray) -> FloatArray:
    """ln of the sum of each row's exponentials, float32 [N]. conf: logits [N, C]."""
    top = conf.max(axis=1, keepdims=True)
    found: FloatArray = np.log(np.exp(conf - top).sum(axis=1)) + top[:, 0]
    return found


@lru_cache(maxsize=2)
def _log_sums(raw: RawOutput) -> FloatArray:
    """The part of the cross entropy that does not ask for labels: a drag changes nothing of it."""
    return log_sums(raw.conf)


def smooth_l1(error: FloatArray) -> FloatArray:
    """x² / 2 where |x| < 1, else |x| - 1/2: a parabola whose arms go on as straight lines."""
    size = np.abs(error)
    loss: FloatArray = np.where(size < 1, 0.5 * size * size, size - 0.5)
    return loss


def sums(losses: Losses, *, mined: bool = True) -> Sums:
    """Equation 1 over what mining keeps, or over every DBox as if there were no mining."""
    positive = losses.positive
    negative = losses.mining.negatives if mined else ~positive
    return Sums(
        positives=losses.positives,
        negatives=int(negative.sum()),
        localisation=float(losses.localisation.sum(dtype=np.float64)),
        confidence_positives=float(losses.confidence[positive].sum(dtype=np.float64)),
        confidence_negatives=float(losses.confidence[negative].sum(dtype=np.float64)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class TwoSorts:
    """Why two sorts: the first says who stands at each place, the second at which place each is.

    order: int64 [N], DBox at each place. rank: int64 [N], place of each DBox. Each is the other's
    inverse permutation: rank[order[k]] = k.
    """

    order: IntArray
    rank: IntArray


def two_sorts(losses: Losses) -> TwoSorts:
    """The two sorts of ``mine``: its ranks, and the order that they are the inverse of."""
    rank = losses.mining.rank
    order = np.empty_like(rank)
    order[rank] = np.arange(len(rank))
    return TwoSorts(order, rank)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of the two sorts: position ``i`` in each of its columns.

    loss: what is sorted at i. idx: the DBox at place i. rank: the place of DBox i.
    """

    i: int
    loss: float
    idx: int
    rank: int
    positive: bool
    kept: bool


def row(losses: Losses, sorts: TwoSorts, i: int) -> Row:
    """Position ``i``, 0 ≤ i < N, of the table."""
    return Row(
        i=i,
        loss=float(losses.ranked[i]),
        idx=int(sorts.order[i]),
        rank=int(sorts.rank[i]),
        positive=bool(losses.labels[i] > 0),
        kept=bool(losses.mining.negatives[i]),
    )


def excerpt(losses: Losses, sorts: TwoSorts, *, ends: int = 3) -> tuple[tuple[int, ...], ...]:
    """Positions of the table that tell the story, in three parts.

    The first ``ends`` DBoxes; those at the first ``ends`` places; the last that is kept and the
    first that is not, if there are both.
    """
    kept = int(np.count_nonzero(losses.mining.negatives))
    cut = (kept - 1, kept) if ends < kept < len(sorts.order) else ()
    return (
        tuple(range(ends)),
        tuple(sorts.order[:ends].tolist()),
        tuple(int(sorts.order[place]) for place in cut),
    )


def worst_in_cells(values: FloatArray, dboxes: DBoxes) -> IntArray:
    """Of each cell the DBox with the highest of ``values`` [N] (ties: the lowest), int64 [cells].

    1,940 for SSD300: the DBoxes of a cell share their centre, so one dot can stand for them. NaN
    counts as the worst of all.
    """
    values = np.nan_to_num(values, nan=np.inf)
    starts = np.flatnonzero(dboxes.aspect == 0)
    worst = np.maximum.reduceat(values, starts)
    cell = np.cumsum(dboxes.aspect == 0) - 1
    is_worst = np.flatnonzero(values == worst[cell])
    _, first = np.unique(cell[is_worst], return_index=True)
    return is_worst[first]


def without(truth: GroundTruth, gone: int) -> GroundTruth:
    """``truth`` as if nobody had annotated object ``gone``: what it shows is now background."""
    left = np.arange(len(truth)) != gone
    return GroundTruth(truth.boxes[left], truth.labels[left], truth.difficult[left])


def untrained(dboxes: DBoxes, num_classes: int, *, seed: int = 0) -> RawOutput:
    """What a network says that has not learnt anything: of every DBox almost the same.

    Heads start near 0, so logits and offsets do: normal numbers of deviation 0.1. Each DBox then
    loses about ln(num_classes), right or wrong, and background is nearly all there is to hear.
    """
    rng = np.random.default_rng(seed)
    loc, conf = (
        rng.normal(0, 0.1, (len(dboxes), columns)).astype(np.float32)
        for columns in (4, num_classes)
    )
    return RawOutput(loc, conf)
