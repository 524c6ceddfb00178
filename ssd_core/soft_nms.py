"""Soft-NMS (Bodla et al. 2017, "Improving Object Detection With One Line of Code").

    take the box with the highest score; lower the score of every box not taken yet by its overlap
    with that one; take the highest again, and so on

Nothing is dropped for its overlap alone. The paper ends with all boxes and their decayed scores and
then asks for a score; here that bar stands inside the walk: a box that is not above its bar when
its turn comes is lost, and decays nobody. As turns come by falling score, under one bar for all
this is the paper's result, filtered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ssd_core.boxes import Corners
from ssd_core.types import BoolArray, FloatArray, IntArray

Decay = Callable[[FloatArray], FloatArray]
"""Overlaps with a kept box → factors 0..1 for the scores, float32 of the same shape."""

_TABLE = 512
"""Groups up to this size have all their factors computed at once; larger ones row by row."""


def linear(overlap: float) -> Decay:
    """The paper's linear penalty: 1 - IoU where the IoU is above ``overlap``, else 1.

    "Above" is strict, as everywhere here; the paper decays at equality too.
    """

    def decay(overlaps: FloatArray) -> FloatArray:
        return np.where(overlaps > np.float32(overlap), 1 - overlaps, np.float32(1))

    return decay


def gaussian(sigma: float) -> Decay:
    """The paper's Gaussian penalty: exp(-IoU² / sigma), for every overlap."""

    def decay(overlaps: FloatArray) -> FloatArray:
        factors: FloatArray = np.exp(-(overlaps * overlaps) / np.float32(sigma))
        return factors

    return decay


@dataclass(frozen=True, slots=True, eq=False)
class Softened:
    """What soft-NMS made of N boxes.

    scores: float32 [N], decayed by every kept box whose turn came before.
    kept: bool [N], above the bar when their turn came.
    turn: int64 [N], 0-based in a group; the group's size for a box whose turn never came, because
        all that were left were below every bar.
    """

    scores: FloatArray
    kept: BoolArray
    turn: IntArray


def soften(
    boxes_xyxy: FloatArray, scores: FloatArray, groups: IntArray, *, bars: FloatArray, decay: Decay
) -> Softened:
    """Soft-NMS within each group; ties go to the lower row.

    boxes_xyxy: float32 [N, 4], finite. scores: float32 [N], > 0. groups: int64 [N], rising.
    bars: float32 [N], ≥ 0: a box needs a decayed score strictly above its own.
    """
    result = Softened(
        np.array(scores, np.float32), np.zeros(len(groups), np.bool_), np.zeros(len(groups), int)
    )
    corners = Corners.of(boxes_xyxy)
    for rows in _members(groups):
        one = corners.take(rows)
        alone = _soften_group(one, result.scores[rows], bars[rows], _Factors(one, decay))
        result.scores[rows], result.kept[rows] = alone.scores, alone.kept
        result.turn[rows] = alone.turn
    return result


def strongest_decay(
    boxes_xyxy: FloatArray, scores: FloatArray, groups: IntArray, after: Softened, *, decay: Decay
) -> tuple[IntArray, FloatArray]:
    """Which kept box took most from the score of each lost one: row, int64 [N], and their overlap.

    boxes_xyxy, scores, groups, decay: as given to ``soften``, ``after`` its answer. Ties go to the
    one whose turn came first. A kept box has the row -1 and the overlap NaN.
    """
    by = np.full(len(groups), -1, np.int64)
    with_overlap = np.full(len(groups), np.nan, np.float32)
    corners = Corners.of(boxes_xyxy)
    for rows in _members(groups):
        losers = rows[~after.kept[rows]]
        winners = rows[after.kept[rows]]
        left, most = scores[losers], np.zeros(len(losers), np.float32)
        for winner in winners[after.turn[winners].argsort()]:
            overlaps = corners.take(np.array([winner])).overlaps(corners.take(losers))[0]
            lower = left * decay(overlaps)
            more = (left - lower > most) & (after.turn[winner] < after.turn[losers])
            by[losers[more]] = winner
            with_overlap[losers[more]] = overlaps[more]
            most[more] = (left - lower)[more]
            left = lower
    return by, with_overlap


def _members(groups: IntArray) -> Iterator[IntArray]:
    """The rows of each group."""
    ends = np.flatnonzero(np.diff(groups, append=-1)) + 1
    for start, end in pairwise([0, *ends]):
        yield np.arange(start, end)


class _Factors:
    """What each box of a group does to the scores of all of them."""

    def __init__(self, corners: Corners, decay: Decay) -> None:
        self._corners = corners
        self._decay = decay
        self._table: FloatArray | None = None
        if len(corners) <= _TABLE:
            self._table = decay(corners.overlaps(corners))

    def of(self, row: int) -> FloatArray:
        """The factors, float32 [K], that box ``row`` has for the others."""
        if self._table is not None:
            factors: FloatArray = self._table[row]
        else:
            one = self._corners.take(np.array([row]))
            factors = self._decay(one.overlaps(self._corners))[0]
        return factors


def _soften_group(
    corners: Corners, scores: FloatArray, bars: FloatArray, factors: _Factors
) -> Softened:
    count = len(corners)
    left = scores.copy()  # of those whose turn has not come; else not above 0
    kept, turn = np.zeros(count, np.bool_), np.full(count, count)
    lowest = bars.min()
    for now in range(count):
        best = int(left.argmax())
        score = left[best]
        if not score > lowest:
            break
        scores[best], turn[best] = score, now
        left[best] = -1
        if score > bars[best]:
            kept[best] = True
            left *= factors.of(best)
    waiting = turn == count
    scores[waiting] = left[waiting]
    return Softened(scores, kept, turn)
