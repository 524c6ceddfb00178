"""Soft-NMS (Bodla et al. 2017, "Improving Object Detection With One Line of Code").

    take the box with the highest score; lower the score of every box not taken yet by its overlap
    with that one; take the highest again, and so on

Nothing is dropped for its overlap alone. The paper ends with all boxes and their decayed scores and
then asks for a score; here that bar stands inside the walk: a box that is not above its bar when
its turn comes is lost, and decays nobody. As turns come by falling score, under one bar for all
this is the paper's result, filtered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ssd_core.boxes import Corners
from ssd_core.nms import members_of_groups
from ssd_core.types import BoolArray, FloatArray, IntArray

Decay = Callable[[FloatArray], FloatArray]
"""Overlaps with a kept box → factors 0..1 for the scores, float32 of the same shape."""

_FRONT = 128
"""Boxes of a group that have all factors between them computed at once."""
_PAIRS = 1 << 16
"""Pairs of boxes whose factors are held at a time."""
_LEAST_SIGMA = 1e-30
"""A smaller one would be 0 in float32, and 0 / 0 no factor."""


def linear(overlap: float) -> Decay:
    """The paper's linear penalty: 1 - IoU where the IoU is above ``overlap``, else 1.

    "Above" is strict, as everywhere here; the paper decays at equality too.
    """

    def decay(overlaps: FloatArray) -> FloatArray:
        return np.where(overlaps > np.float32(overlap), 1 - overlaps, np.float32(1))

    return decay


def gaussian(sigma: float) -> Decay:
    """The paper's Gaussian penalty: exp(-IoU² / sigma), for every overlap."""
    width = np.float32(min(max(sigma, _LEAST_SIGMA), 1 / _LEAST_SIGMA))

    def decay(overlaps: FloatArray) -> FloatArray:
        factors: FloatArray = np.exp(-(overlaps * overlaps) / width)
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
    for rows in members_of_groups(groups):
        alone = _Walk(corners.take(rows), result.scores[rows], bars[rows], decay).walk()
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
    for rows in members_of_groups(groups):
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


class _Walk:
    """Soft-NMS of one group, many turns at a time.

    The best few that wait are the front. While one of them is still the best of all, it takes its
    turn, and its overlaps with the front are at hand; the rest is decayed once for all of these
    turns. What waits can only lose score, so the front is left where its best one falls behind.
    """

    def __init__(
        self, corners: Corners, scores: FloatArray, bars: FloatArray, decay: Decay
    ) -> None:
        count = len(corners)
        self._corners, self._bars, self._decay = corners, bars, decay
        self._lowest = bars.min()
        self._scores = scores.copy()  # of those that wait: so far
        self._kept, self._turn = np.zeros(count, np.bool_), np.full(count, count)
        self._turns = 0

    def walk(self) -> Softened:
        before = -1
        while before < self._turns:
            before = self._turns
            self._take_turns(*self._front_and_rest())
        return Softened(self._scores, self._kept, self._turn)

    def _front_and_rest(self) -> tuple[IntArray, IntArray]:
        """Rows that wait, rising: the best ``_FRONT`` (ties: the lower), and all others."""
        waiting = np.flatnonzero(self._turn == len(self._turn))
        if len(waiting) <= _FRONT:
            return waiting, waiting[:0]
        scores = self._scores[waiting]
        last = np.partition(scores, -_FRONT)[-_FRONT]
        in_front = scores > last
        ties = np.flatnonzero(scores == last)
        in_front[ties[: _FRONT - np.count_nonzero(in_front)]] = True
        return waiting[in_front], waiting[~in_front]

    def _take_turns(self, front: IntArray, rest: IntArray) -> None:
        corners = self._corners.take(front)
        factors = self._decay(corners.overlaps(corners))
        left = self._scores[front]  # of those whose turn has not come; else not above 0
        rival = rest[self._scores[rest].argmax()] if len(rest) else None
        winners = []
        for _ in range(len(front)):
            best = int(left.argmax())
            row, score = front[best], left[best]
            if not score > self._lowest or self._is_behind(row, score, rival):
                break
            self._scores[row], self._turn[row] = score, self._turns
            self._turns += 1
            left[best] = -1
            if score > self._bars[row]:
                self._kept[row] = True
                left *= factors[best]
                winners.append(best)
        waiting = self._turn[front] == len(self._turn)
        self._scores[front[waiting]] = left[waiting]
        self._lower(rest, corners.take(np.array(winners, np.int64)))

    def _is_behind(self, row: int, score: np.float32, rival: int | None) -> bool:
        if rival is None:
            return False
        other = self._scores[rival]
        return bool(score < other or (score == other and row > rival))

    def _lower(self, rest: IntArray, winners: Corners) -> None:
        """Decay the scores of ``rest`` by each of ``winners``, one after the other."""
        scores, others = self._scores[rest], self._corners.take(rest)
        step = max(1, _PAIRS // max(1, len(rest)))
        for start in range(0, len(winners), step):
            some = winners.take(np.arange(start, min(start + step, len(winners))))
            for factors in self._decay(some.overlaps(others)):
                scores *= factors
        self._scores[rest] = scores
