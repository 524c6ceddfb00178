"""What the lesson on mining shows at one moment: a frozen value that every part reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np

from ssd_core.boxes import overlaps
from ssd_core.lessons.matching import OverlapTable
from ssd_core.lessons.mining import Losses, Sums, TwoSorts, excerpt, losses, sums, two_sorts
from ssd_core.lessons.scene import LessonScene
from ssd_core.matching import match_table
from ssd_core.mining import NEG_POS_RATIO
from ssd_core.types import FloatArray, GroundTruth, Match, RawOutput

Kind = Literal["class", "box"]
Network = Literal["trained", "untrained"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NETWORKS: tuple[Network, ...] = get_args(Network)

MATCH, LOSS, POSITIVES_OUT, SORT, SORT_AGAIN, KEEP = range(6)
"""The stages of the walk."""


@dataclass(frozen=True, eq=False)
class Shown:
    """One scene, its objects as they are annotated now, what a network says, and the mining.

    raw: of the trained network or of one that is not. focus: the DBoxes that are looked at, a
    negative and a positive; -1: the worst of each.
    """

    scene: LessonScene
    truth: GroundTruth
    raw: RawOutput
    ratio: int = NEG_POS_RATIO
    kind: Kind = "class"
    step: int = KEEP
    focus: tuple[int, int] = (-1, -1)
    table: OverlapTable | None = None
    """Overlaps of ``truth`` with all DBoxes, where they are known."""

    @cached_property
    def losses(self) -> Losses:
        return losses(
            self.raw,
            self.truth,
            self.scene.dboxes,
            neg_pos_ratio=self.ratio,
            variances=self.scene.config.variances,
            matched=self._matched,
        )

    @property
    def _matched(self) -> Match | None:
        """From overlaps that are known; a question asks of other objects, too."""
        if self.table is None or self.table.truth is not self.truth:
            return None
        return match_table(self.table.values)

    @cached_property
    def sorts(self) -> TwoSorts:
        return two_sorts(self.losses)

    @cached_property
    def sums(self) -> Sums:
        """Equation 1 over what mining keeps."""
        return sums(self.losses)

    @cached_property
    def all_sums(self) -> Sums:
        """The same as if there were no mining."""
        return sums(self.losses, mined=False)

    @property
    def values(self) -> FloatArray:
        """The loss of each DBox that the canvas shows, float32 [N]."""
        if self.kind == "box":
            return self.losses.localisation
        return self.losses.ranked if self.step >= POSITIVES_OUT else self.losses.confidence

    @property
    def wanted(self) -> int:
        """How many negatives are kept."""
        return self.sums.negatives

    @property
    def negative(self) -> int:
        """The negative that is looked at: the chosen one, else the worst, -1 if there is none."""
        if self.focus[0] >= 0 and not self.losses.positive[self.focus[0]]:
            return self.focus[0]
        worst = int(self.sorts.order[0])
        return -1 if self.losses.positive[worst] else worst

    @property
    def positive(self) -> int:
        """The positive that is looked at: the chosen one, else that of the largest loss, or -1."""
        if self.focus[1] >= 0 and self.losses.positive[self.focus[1]]:
            return self.focus[1]
        if not self.losses.positives:
            return -1
        return int(np.where(self.losses.positive, self.losses.confidence, -1).argmax())

    @property
    def excerpt(self) -> tuple[tuple[int, ...], ...]:
        return excerpt(self.losses, self.sorts)

    @property
    def forgotten(self) -> tuple[int, ...]:
        """Objects of the scene, by row, of which no annotation is left that overlaps by half."""
        if not len(self.scene.truth):
            return ()
        if not len(self.truth):
            return tuple(range(len(self.scene.truth)))
        best = overlaps(self.scene.truth.boxes, self.truth.boxes).max(axis=1)
        return tuple(np.flatnonzero(best < 0.5).tolist())
