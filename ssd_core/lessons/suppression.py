"""Lesson 6: non-maximum suppression, a turn at a time (paper sections 2.1 and 3.7).

The walk is written plainly, one winner after the other, so that every turn can be shown. It keeps
exactly what ``ssd_core.suppression`` keeps, which detection runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from ssd_core.boxes import Corners
from ssd_core.diou import distance_overlaps
from ssd_core.ranking import Ranking, confidence_bars, over_confidence, rank
from ssd_core.soft_nms import Decay, gaussian, linear
from ssd_core.suppression import Suppressed, suppress
from ssd_core.types import (
    BoolArray,
    Candidates,
    FloatArray,
    IntArray,
    NmsMethod,
    Thresholds,
)


class State(IntEnum):
    """What a box is at one turn."""

    WAITING = 0
    GOING = 1
    """It goes out in this very turn."""
    GONE = 2
    KEPT = 3
    WINNER = 4
    """Its turn is now, and it stays."""


@dataclass(frozen=True, slots=True, eq=False)
class Lineup:
    """Boxes on their way into NMS, best score first (ties: the lower DBox, then the lower label).

    ranking: them as NMS takes them, class by class. order: int64 [N], its rows by falling score;
    what follows is in this order. bars: float32 [C], the score that each class must exceed.
    """

    ranking: Ranking
    order: IntArray
    bars: FloatArray

    def __len__(self) -> int:
        return len(self.order)

    @property
    def boxes(self) -> FloatArray:
        """float32 [N, 4] xyxy."""
        return self.ranking.boxes[self.order]

    @property
    def scores(self) -> FloatArray:
        """float32 [N], > 0."""
        return self.ranking.scores[self.order]

    @property
    def labels(self) -> IntArray:
        return self.ranking.labels[self.order]

    @property
    def dbox(self) -> IntArray:
        return self.ranking.dbox[self.order]

    def without(self, row: int) -> Lineup:
        """The line-up as if the box at ``row`` had never been there."""
        stays = np.ones(len(self), np.bool_)
        stays[self.order[row]] = False
        ranking = self.ranking.take(stays)
        return Lineup(ranking, ranking.across_labels(), self.bars)


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One turn: whose it is, whom it meets, what the scores are afterwards. Rows of the line-up.

    kept: whether the box whose turn it is stays; if not, it meets nobody.
    met: int64 [T], who was still waiting and can fall to it, best first. overlaps: float32 [T].
    hit: bool [T], those that it drops, or whose score it lowers. scores: float32 [N], so far.
    """

    row: int
    kept: bool
    met: IntArray
    overlaps: FloatArray
    hit: BoolArray
    scores: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """All turns of one NMS over one line-up, as many as there are boxes.

    table: float32 [N, N], how much two boxes overlap as the method measures it (IoU, or DIoU).
    meet: bool [N, N], whether two boxes act on one another: of one class, or across classes.
    kept: bool [N]. turn_of: int64 [N], the turn of each box. out_at: int64 [N], the turn in which
    it goes out, -1 if it stays. by: int64 [N], to whom it is lost, -1 if it stays; with soft-NMS
    the one that took most of its score.
    """

    lineup: Lineup
    table: FloatArray
    meet: BoolArray
    turns: tuple[Turn, ...]
    kept: BoolArray
    turn_of: IntArray
    out_at: IntArray
    by: IntArray

    def __len__(self) -> int:
        return len(self.turns)

    @property
    def scores(self) -> FloatArray:
        """The scores the boxes end with, float32 [N]."""
        return self.turns[-1].scores if self.turns else self.lineup.scores

    def states(self, turn: int) -> list[State]:
        """What each box is while ``turn`` is shown, one for each row."""
        found = []
        for row, (out, mine) in enumerate(
            zip(self.out_at.tolist(), self.turn_of.tolist(), strict=True)
        ):
            if mine == turn and self.kept[row]:
                found.append(State.WINNER)
            elif self.kept[row]:
                found.append(State.KEPT if mine < turn else State.WAITING)
            elif out == turn:
                found.append(State.GOING)
            else:
                found.append(State.GONE if out < turn else State.WAITING)
        return found

    def winners(self) -> list[int]:
        """Turns in which a box is kept."""
        return [number for number, turn in enumerate(self.turns) if turn.kept]


def line_up(candidates: Candidates, thresholds: Thresholds) -> Lineup:
    """The candidates over the confidence threshold, the first ``top_k`` of each class.

    One with a box or score that is not finite never gets here.
    """
    over = over_confidence(
        candidates, thresholds.confidence, thresholds.classes, thresholds.class_confidence
    )
    ranking = rank(candidates, over, top_k=thresholds.top_k)
    bars = confidence_bars(thresholds, candidates.num_classes)
    return Lineup(ranking, ranking.across_labels(), bars)


def outcome(lineup: Lineup, thresholds: Thresholds) -> Suppressed:
    """What detection makes of the line-up, at once: kept and scores in its order."""
    found = suppress(lineup.ranking, thresholds, lineup.bars)
    return Suppressed(found.kept[lineup.order], found.scores[lineup.order])


def walk(lineup: Lineup, thresholds: Thresholds) -> Trace:
    """Every turn of the method of ``thresholds``: sort, take the best left, let those go it hits.

    With soft-NMS nobody goes at once: scores fall, and who falls to its bar is lost.
    """
    corners = Corners.of(lineup.boxes)
    diou = thresholds.method is NmsMethod.DIOU
    table = distance_overlaps(corners, corners) if diou else corners.overlaps(corners)
    same = lineup.labels[:, None] == lineup.labels
    meet = np.ones_like(same) if thresholds.class_agnostic else same
    walker = _Walker(lineup, table, meet & ~np.eye(len(lineup), dtype=np.bool_), thresholds)
    turns = tuple(walker.take_turn(number) for number in range(len(lineup)))
    return Trace(lineup, table, meet, turns, walker.kept, walker.turn_of, walker.out_at, walker.by)


class _Walker:
    """What is known so far; a turn at a time."""

    def __init__(
        self, lineup: Lineup, table: FloatArray, meet: BoolArray, thresholds: Thresholds
    ) -> None:
        count = len(lineup)
        self._table, self._meet = table, meet
        self._bars = lineup.bars[lineup.labels]
        self._soft = thresholds.method.soft
        self._overlap = np.float32(thresholds.overlap)
        self._decay = _decay(thresholds)
        self._scores = lineup.scores
        self._taken = np.zeros(count, np.float32)  # the most that one box took of each score
        self.kept = np.zeros(count, np.bool_)
        self.turn_of = np.full(count, count)
        self.out_at, self.by = np.full(count, -1), np.full(count, -1)

    def take_turn(self, number: int) -> Turn:
        waiting = self.turn_of == len(self.turn_of)
        # Hard NMS leaves scores alone, so the best that waits is the next in line.
        row = int(np.where(waiting, self._scores, -np.inf).argmax())
        self.turn_of[row] = number
        self.kept[row] = self.out_at[row] < 0
        if not self.kept[row]:
            return Turn(row, False, _NOBODY, _NO_OVERLAPS, _NO_HITS, self._scores)
        self.by[row] = -1
        rivals = np.flatnonzero(waiting & self._meet[row])
        met = rivals[self.out_at[rivals] < 0]
        met = met[np.argsort(-self._scores[met], kind="stable")]
        if self._soft:
            hit = self._lower(row, rivals, number)[rivals.searchsorted(met)]
        else:
            hit = self._drop(row, met, number)
        return Turn(row, True, met, self._table[row, met], hit, self._scores)

    def _drop(self, row: int, met: IntArray, number: int) -> BoolArray:
        """Hard NMS: all that overlap by more than the threshold go. "More" is strict."""
        hit: BoolArray = self._table[row, met] > self._overlap
        self.by[met[hit]] = row
        self.out_at[met[hit]] = number
        return hit

    def _lower(self, row: int, rivals: IntArray, number: int) -> BoolArray:
        """Soft-NMS: scores fall by the overlap, also those of who is out; at its bar one is out."""
        factors = self._decay(self._table[row, rivals])
        before = self._scores[rivals]
        after = before * factors
        self._scores = self._scores.copy()  # earlier turns keep theirs
        self._scores[rivals] = after
        more = before - after > self._taken[rivals]
        self.by[rivals[more]] = row
        self._taken[rivals[more]] = (before - after)[more]
        fallen = rivals[~(after > self._bars[rivals]) & (self.out_at[rivals] < 0)]
        self.out_at[fallen] = number
        return np.asarray(factors < 1)


def _decay(thresholds: Thresholds) -> Decay:
    if thresholds.method is NmsMethod.SOFT_GAUSSIAN:
        return gaussian(thresholds.sigma)
    return linear(thresholds.overlap)


_NOBODY: IntArray = np.zeros(0, np.int64)
_NO_OVERLAPS: FloatArray = np.zeros(0, np.float32)
_NO_HITS: BoolArray = np.zeros(0, np.bool_)
