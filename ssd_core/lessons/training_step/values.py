"""What is recorded of a step: plain numbers and arrays, so that a window needs no torch.

B pictures, N DBoxes, C classes with the background, L levels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.types import (
    BoolArray,
    ByteArray,
    Candidates,
    FloatArray,
    GroundTruth,
    IntArray,
    Match,
)

STAGES = ("batch", "match", "mine", "loss", "gradients", "update")
MOMENTUM = 0.9
"""Of ``training.optimiser.make_optimiser``'s SGD, as in the paper."""


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """The batch. rgb: uint8 [B, S, S, 3]. number: its position in the run's order."""

    rgb: ByteArray
    truths: tuple[GroundTruth, ...]
    number: int

    def __len__(self) -> int:
        return len(self.truths)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Which DBoxes take part, and what they must say.

    matches: one a picture. labels: int64 [B, N]. negatives: bool [B, N], those that mining keeps.
    confidence: float32 [B, N], cross entropy of each, kept or not.
    """

    matches: tuple[Match, ...]
    labels: IntArray
    negatives: BoolArray
    confidence: FloatArray

    @property
    def positive(self) -> BoolArray:
        return self.labels > 0

    def counts_by_level(self, level_of: IntArray) -> tuple[IntArray, IntArray]:
        """Positives and kept negatives of all pictures, int64 [L] each. level_of: int64 [N]."""
        levels = int(level_of.max()) + 1
        both = [
            np.bincount(level_of, weights=mask.sum(axis=0), minlength=levels).astype(np.int64)
            for mask in (self.positive, self.negatives)
        ]
        return both[0], both[1]


@dataclass(frozen=True, slots=True)
class Loss:
    """Equation 1 for the batch: both parts already divided by its positives.

    unmined: what the confidence part would be if every negative counted.
    """

    localisation: float
    confidence: float
    positives: int
    unmined: float

    @property
    def total(self) -> float:
        return self.localisation + self.confidence


@dataclass(frozen=True, slots=True)
class PartNorm:
    """A part of the network. weights: how many numbers it learns. norm: of their gradient."""

    name: str
    weights: int
    norm: float


@dataclass(frozen=True, slots=True, eq=False)
class Gradients:
    """How the loss grows with each output and with each part.

    loc: float32 [B, N, 4] and conf: float32 [B, N, C], ∂L/∂output. parts: backbone and heads.
    norm: of all parameters together. clipped: numbers that were cut to ±limit.
    """

    loc: FloatArray
    conf: FloatArray
    parts: tuple[PartNorm, ...]
    norm: float
    norm_clipped: float
    limit: float
    clipped: int

    def norms_by_level(self, level_of: IntArray) -> tuple[FloatArray, FloatArray]:
        """‖∂L/∂output‖ of the box head and of the class head of each level, float32 [L] each."""
        return _by_level(self.loc, level_of), _by_level(self.conf, level_of)

    def shares(self, level_of: IntArray) -> FloatArray:
        """Each level's share of the squared norm of both heads, float32 [L]; sums to 1.

        All are 0 where there is no gradient at all.
        """
        loc, conf = self.norms_by_level(level_of)
        squares = loc.astype(np.float64) ** 2 + conf.astype(np.float64) ** 2
        total = squares.sum()
        return (squares / total if total > 0 else squares).astype(np.float32)

    @property
    def silent(self) -> int:
        """DBoxes of all pictures whose outputs have no gradient."""
        heard = self.conf.any(axis=2) | self.loc.any(axis=2)
        return int(np.count_nonzero(~heard))


@dataclass(frozen=True, slots=True)
class Weight:
    """One number that the network learns, on its way through SGD with momentum.

        v ← 0.9 v + g + λ w        w ← w - η v

    name: of its tensor, and where in it. velocity: v before the step. gradient: after clipping.
    decay: λ.
    """

    name: str
    place: tuple[int, ...]
    value: float
    velocity: float
    gradient: float
    decay: float

    @property
    def next_velocity(self) -> float:
        return MOMENTUM * self.velocity + self.gradient + self.decay * self.value

    def next_value(self, learning_rate: float) -> float:
        return self.value - learning_rate * self.next_velocity


@dataclass(frozen=True, slots=True, eq=False)
class StepTrace:
    """One step, from its pictures to its update; what it would change is an ``After``.

    step: steps that were done before. conf: float32 [B, N, C], the logits while learning.
    weights: one a part. before: what the network says of each picture before the step.
    """

    step: int
    pictures: Pictures
    asked: Asked
    conf: FloatArray
    loss: Loss
    gradients: Gradients
    weights: tuple[Weight, ...]
    before: tuple[Candidates, ...]


@dataclass(frozen=True, slots=True, eq=False)
class After:
    """What a step with ``learning_rate`` makes of the network, on the same pictures.

    loss: of the same batch, seen again.
    """

    learning_rate: float
    candidates: tuple[Candidates, ...]
    loss: float


def _by_level(gradient: FloatArray, level_of: IntArray) -> FloatArray:
    squares = np.square(gradient, dtype=np.float64).sum(axis=(0, 2))
    return np.sqrt(np.bincount(level_of, weights=squares)).astype(np.float32)
