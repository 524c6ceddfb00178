"""Lesson 4: the loss, and why it is not taken over all 8,732 (paper section 2.2, equations 1-3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.matching import OVERLAP, learning_targets
from ssd_core.mining import NEG_POS_RATIO, mine
from ssd_core.types import (
    BoolArray,
    DBoxes,
    FloatArray,
    GroundTruth,
    IntArray,
    Mining,
    RawOutput,
)


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """Every DBox's part in the loss of one picture, before and after mining.

    labels: int64 [N], what each must say (0 = background). confidence: float32 [N], its cross
    entropy. localisation: float32 [N], smooth L1 over its four offsets, 0 for negatives.
    ranked: float32 [N], the confidence loss with positives at 0: what is sorted.
    """

    labels: IntArray
    confidence: FloatArray
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
) -> Losses:
    """What training would make of ``raw`` if ``truth`` were its picture's objects.

    raw: the network's output for N DBoxes and C classes; labels of ``truth`` are below C.
    """
    offsets, labels = learning_targets(truth, dboxes, overlap=overlap, variances=variances)
    positive = labels > 0
    confidence = cross_entropy(raw.conf, labels)
    localisation = np.zeros(len(labels), np.float32)
    error = raw.loc[positive] - offsets[positive]
    localisation[positive] = smooth_l1(error).sum(axis=1)
    return Losses(
        labels=labels,
        confidence=confidence,
        localisation=localisation,
        ranked=np.where(positive, 0, confidence).astype(np.float32),
        mining=mine(confidence, positive, neg_pos_ratio=neg_pos_ratio),
    )


def cross_entropy(conf: FloatArray, labels: IntArray) -> FloatArray:
    """-ln of the softmax score of each row's own label, float32 [N]. conf: logits [N, C]."""
    top = conf.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(conf - top).sum(axis=1)) + top[:, 0]
    own: FloatArray = log_sum - conf[np.arange(len(labels)), labels]
    return own


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
    """The two sorts of ``mine``, by falling loss with equal ones by index."""
    order = np.argsort(-losses.ranked, kind="stable")
    return TwoSorts(order, np.argsort(order, kind="stable"))
