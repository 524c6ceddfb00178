"""Lesson 2: which DBoxes must learn which object (paper section 2.2, "Matching strategy")."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.boxes import Corners, corner_overlaps, overlaps
from ssd_core.matching import OVERLAP, dbox_corners, match_table
from ssd_core.types import DBoxes, FloatArray, GroundTruth, IntArray, Match


@dataclass(frozen=True, slots=True)
class TruthFacts:
    """What became of one object.

    best: the DBox that overlaps it most, -1 if none does. best_overlap: by how much.
    positives: DBoxes that must learn it. forced: those of them that have it only because of rule 1.
    lost_to: the later object that took its best DBox, -1 if nobody did.
    """

    best: int
    best_overlap: float
    positives: int
    forced: int
    lost_to: int

    @property
    def unmatched(self) -> bool:
        """Whether the network learns nothing of it."""
        return self.positives == 0


@dataclass(frozen=True, slots=True)
class Stolen:
    """A DBox that rule 2 would give to one object and rule 1 gives to another."""

    dbox: int
    loser: int
    loser_overlap: float
    winner: int
    winner_overlap: float


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """All that the lesson shows of one set of objects.

    match: what ``ssd_core.matching.match`` says. best: float32 [N], each DBox's highest overlap
    with any object. rivals: int64 [N], that object, -1 where there is none.
    natural, forced: int64 [L], positives of each level by rule 2 and by rule 1 alone.
    """

    match: Match
    best: FloatArray
    rivals: IntArray
    truths: tuple[TruthFacts, ...]
    stolen: tuple[Stolen, ...]
    natural: IntArray
    forced: IntArray

    @property
    def positives(self) -> int:
        return int(self.match.positive.sum())


def explain_matching(truth: GroundTruth, dboxes: DBoxes, *, overlap: float = OVERLAP) -> Matching:
    """Match, and say why. Any number of objects; a degenerate one takes no DBox."""
    return explain_table(OverlapTable.of(truth, dboxes), overlap=overlap)


@dataclass(frozen=True, slots=True, eq=False)
class OverlapTable:
    """The overlap of each object with each DBox, kept so that a drag computes one row alone.

    values: float32 [G, N].
    """

    truth: GroundTruth
    dboxes: DBoxes
    values: FloatArray

    @classmethod
    def of(cls, truth: GroundTruth, dboxes: DBoxes) -> OverlapTable:
        return cls(truth, dboxes, corner_overlaps(Corners.of(truth.boxes), dbox_corners(dboxes)))

    def moved(self, truth: GroundTruth) -> OverlapTable:
        """The table of ``truth``: only the rows of objects that are elsewhere are computed."""
        before = self.truth.boxes
        if len(truth) != len(before):
            return OverlapTable.of(truth, self.dboxes)
        rows = np.flatnonzero((truth.boxes != before).any(axis=1))
        values = self.values.copy()
        moved = Corners.of(truth.boxes[rows])
        values[rows] = corner_overlaps(moved, dbox_corners(self.dboxes))
        return OverlapTable(truth, self.dboxes, values)


def explain_table(known: OverlapTable, *, overlap: float = OVERLAP) -> Matching:
    """``explain_matching`` from overlaps that are known."""
    table, dboxes = known.values, known.dboxes
    matched = match_table(table, overlap=overlap)
    levels = int(dboxes.level.max()) + 1
    if len(table) == 0:
        nothing = np.zeros(len(dboxes), np.float32)
        nobody = np.full(len(dboxes), -1)
        none = np.zeros(levels, np.int64)
        return Matching(matched, nothing, nobody, (), (), none, none)
    rivals = table.argmax(axis=0)
    best = table[rivals, np.arange(len(dboxes))]
    by_rule_2 = matched.positive & ~matched.forced
    return Matching(
        match=matched,
        best=best,
        rivals=np.where(best > 0, rivals, -1),
        truths=_truths(table, matched),
        stolen=_stolen(table, matched, rivals, overlap),
        natural=np.bincount(dboxes.level[by_rule_2], minlength=levels),
        forced=np.bincount(dboxes.level[matched.forced], minlength=levels),
    )


def _truths(table: FloatArray, matched: Match) -> tuple[TruthFacts, ...]:
    claimed = table.argmax(axis=1)
    rows = len(table)
    positives = np.bincount(matched.gt_index[matched.positive], minlength=rows).tolist()
    forced = np.bincount(matched.gt_index[matched.forced], minlength=rows).tolist()
    found = []
    for row, dbox in enumerate(claimed.tolist()):
        fit = float(table[row, dbox])
        owner = int(matched.gt_index[dbox])
        found.append(
            TruthFacts(
                best=dbox if fit > 0 else -1,
                best_overlap=fit,
                positives=positives[row],
                forced=forced[row],
                lost_to=owner if fit > 0 and owner != row else -1,
            )
        )
    return tuple(found)


def _stolen(
    table: FloatArray, matched: Match, rivals: IntArray, overlap: float
) -> tuple[Stolen, ...]:
    found = []
    for dbox in np.flatnonzero(matched.forced).tolist():
        loser, winner = int(rivals[dbox]), int(matched.gt_index[dbox])
        if loser != winner and table[loser, dbox] >= overlap:
            found.append(
                Stolen(dbox, loser, float(table[loser, dbox]), winner, float(table[winner, dbox]))
            )
    return tuple(found)


def overlap_bins(matching: Matching, *, bins: int = 40, without: int = -1) -> IntArray:
    """Which bin of 0..1 the highest overlap of each DBox with any object falls into, int64 [D].

    -1 for those that touch no object, nearly all, and for those of object ``without``.
    """
    touches = (matching.best > 0) & (matching.rivals != without)
    places = np.minimum((matching.best * bins).astype(np.int64), bins - 1)
    return np.where(touches, places, -1)


def overlap_histogram(matching: Matching, *, bins: int = 40, without: int = -1) -> IntArray:
    """How many DBoxes ``overlap_bins`` puts into each bin, int64 [bins]."""
    places = overlap_bins(matching, bins=bins, without=without)
    return np.bincount(places[places >= 0], minlength=bins)


def positives_by_level(matching: Matching, dboxes: DBoxes) -> IntArray:
    """Positives of each object on each level, int64 [G, L]."""
    levels, rows = int(dboxes.level.max()) + 1, len(matching.truths)
    positive = matching.match.positive
    place = matching.match.gt_index[positive] * levels + dboxes.level[positive]
    return np.bincount(place, minlength=rows * levels).reshape(rows, levels)


def few(truth: GroundTruth, *, count: int = 3) -> GroundTruth:
    """The objects worth starting with: the two that overlap most, then the smallest ones."""
    if len(truth) <= count:
        return truth
    table = np.triu(overlaps(truth.boxes, truth.boxes), 1)
    pair = np.unravel_index(int(table.argmax()), table.shape)
    sides = truth.boxes[:, 2:] - truth.boxes[:, :2]
    order = [*map(int, pair), *np.argsort(sides.prod(axis=1), kind="stable").tolist()]
    chosen = list(dict.fromkeys(order))[:count]
    return GroundTruth(truth.boxes[chosen], truth.labels[chosen], truth.difficult[chosen])


def smallest_side(dboxes: DBoxes, *, overlap: float = OVERLAP) -> float:
    """Side, in 0..1 of the picture, of the smallest square that a DBox can match by rule 2.

    In the middle of the smallest square DBox, of side m, it overlaps by side² / m².
    """
    sides = dboxes.cxcywh[:, 2:]
    square = np.isclose(sides[:, 0], sides[:, 1], rtol=1e-4)
    return float(sides[square, 0].min() * np.sqrt(overlap))
