"""The biography of a candidate: born as a DBox, shifted by offsets, scored, and judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np

from ssd_core.coding import decode
from ssd_core.config import SSDConfig
from ssd_core.dboxes import ASPECT_NAMES, make_dboxes
from ssd_core.fates import Fate, Fates, fates
from ssd_core.ranking import looked_for
from ssd_core.types import Candidates, DBoxes, IntArray, RawOutput, Thresholds

FLOOR = 0.01
"""Candidates up to this score are left out where there are better ones."""
MOST = 1_000
_TOP = 5

Pair = tuple[int, int]
"""A candidate: (index of its DBox, label)."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Birth:
    """The DBox that a candidate began as.

    dbox: its index among ``count``. level: 0 is the finest of ``maps``, the sides of all levels'
    grids. cell: (row, column). cell_box: what the cell covers, xyxy in 0..1.
    aspect: one of ``ASPECT_NAMES``. scale: s_k of the paper, or that of 1′, as a share of the
    picture. box: xyxy in 0..1, may reach outside.
    """

    dbox: int
    count: int
    level: int
    maps: tuple[int, ...]
    cell: tuple[int, int]
    cell_box: Box
    aspect: str
    scale: float
    box: Box


@dataclass(frozen=True, slots=True)
class Shift:
    """What the offsets did to the DBox (SSD paper, equation 2, solved for the box).

    offsets: (Δcx, Δcy, Δw, Δh) as the network gave them. centre: where they moved the centre, in
    0..1. box: xyxy in 0..1, clipped to the picture as it is painted.
    """

    offsets: Box
    centre: tuple[float, float]
    box: Box


@dataclass(frozen=True, slots=True)
class Survivor:
    """A candidate that survived NMS, as it stands on the picture.

    number: its place among the detections, from 1; None if it survived NMS past the cap.
    score: what it ended with.
    """

    dbox: int
    label: int
    number: int | None
    score: float
    box: Box


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a candidate, with the numbers that decided.

    score: as the network gave it. final_score: after soft-NMS, else the same.
    rank: place among its class's candidates over the confidence threshold, from 1, else None.
    number: place among those that survived NMS, from 1, else None; the detections come first.
    suppressor, overlap: whom it fell to, and how much they overlap as NMS measured it.
    """

    fate: Fate
    label: int
    score: float
    final_score: float
    rank: int | None
    number: int | None
    suppressor: Survivor | None
    overlap: float | None


@dataclass(frozen=True, slots=True)
class Biography:
    """One candidate from birth to verdict.

    scores: (label, score) of the strongest classes of its DBox, best first, background included;
    its own class is always among them.
    """

    birth: Birth
    shift: Shift
    scores: tuple[tuple[int, float], ...]
    verdict: Verdict

    @property
    def pair(self) -> Pair:
        """(DBox, label)."""
        return self.birth.dbox, self.verdict.label


@dataclass(frozen=True, eq=False)
class Archive:
    """What the biographies of one picture are written from, at one set of thresholds.

    raw, candidates: N rows each, of one look of a detector with ``config``.
    """

    raw: RawOutput
    candidates: Candidates
    config: SSDConfig
    thresholds: Thresholds

    @cached_property
    def dboxes(self) -> DBoxes:
        return make_dboxes(self.config.dboxes)

    @cached_property
    def fates(self) -> Fates:
        return fates(self.candidates, self.thresholds)

    @cached_property
    def numbers(self) -> dict[Pair, int]:
        """Place of every candidate that survived NMS, from 1, in the order of ``select``."""
        dbox, label = np.nonzero(self.fates.fate >= Fate.PAST_CAP)
        order = np.lexsort((label, dbox, -self.fates.score[dbox, label]))
        pairs = zip(dbox[order].tolist(), label[order].tolist(), strict=True)
        return {pair: number for number, pair in enumerate(pairs, 1)}

    def verdict(self, dbox: int, label: int) -> Verdict:
        """What became of one candidate."""
        told = self.fates
        by = int(told.by[dbox, label]), int(told.by_label[dbox, label])
        rank = int(told.rank[dbox, label])
        return Verdict(
            fate=Fate(int(told.fate[dbox, label])),
            label=label,
            score=float(self.candidates.scores[dbox, label]),
            final_score=float(told.score[dbox, label]),
            rank=None if rank < 0 else rank + 1,
            number=self.numbers.get((dbox, label)),
            suppressor=None if by[0] < 0 else self.survivor(*by),
            overlap=None if by[0] < 0 else float(told.overlap[dbox, label]),
        )

    def survivor(self, dbox: int, label: int) -> Survivor:
        """A candidate that survived NMS. Raises KeyError for another."""
        number = self.numbers[dbox, label]
        return Survivor(
            dbox=dbox,
            label=label,
            number=number if number <= self.thresholds.max_detections else None,
            score=float(self.fates.score[dbox, label]),
            box=_box(self.candidates.boxes[dbox]),
        )

    def biography(self, dbox: int, label: int) -> Biography:
        """The life of one candidate."""
        return Biography(
            birth=birth(self.config, dbox),
            shift=self._shift(dbox),
            scores=self._top_scores(dbox, label),
            verdict=self.verdict(dbox, label),
        )

    def _shift(self, dbox: int) -> Shift:
        loc, row = self.raw.loc[dbox], slice(dbox, dbox + 1)
        dbox_cxcywh = self.dboxes.cxcywh[row]
        (whole,) = decode(self.raw.loc[row], dbox_cxcywh, variances=self.config.variances)
        # Offsets that are not finite lead nowhere; what is painted of the box has a middle.
        box = _box(whole if np.isfinite(whole).all() else self.candidates.boxes[dbox])
        xmin, ymin, xmax, ymax = box
        return Shift(
            offsets=_box(loc),
            centre=((xmin + xmax) / 2, (ymin + ymax) / 2),
            box=_box(self.candidates.boxes[dbox]),
        )

    def _top_scores(self, dbox: int, label: int) -> tuple[tuple[int, float], ...]:
        scores = self.candidates.scores[dbox]
        best = np.argsort(-scores, kind="stable")[:_TOP].tolist()
        if label not in best:
            best[-1] = label
        return tuple((k, float(scores[k])) for k in best)


def birth(config: SSDConfig, dbox: int) -> Birth:
    """Where the DBox ``dbox`` of a detector with ``config`` comes from."""
    sizes, dboxes = config.dboxes, make_dboxes(config.dboxes)
    level, aspect = int(dboxes.level[dbox]), ASPECT_NAMES[int(dboxes.aspect[dbox])]
    side = sizes.min_sizes[level]
    if aspect == "1′":
        side = sqrt(side * sizes.max_sizes[level])
    row, column = dboxes.cell[dbox].tolist()
    step = sizes.steps[level] / sizes.input_size
    cx, cy, width, height = dboxes.cxcywh[dbox].tolist()
    return Birth(
        dbox=dbox,
        count=len(dboxes),
        level=level,
        maps=sizes.feature_maps,
        cell=(row, column),
        cell_box=(column * step, row * step, (column + 1) * step, (row + 1) * step),
        aspect=aspect,
        scale=side / sizes.input_size,
        box=(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2),
    )


def candidates_at(
    candidates: Candidates,
    x: float,
    y: float,
    *,
    label: int | None = None,
    floor: float = FLOOR,
    most: int = MOST,
) -> IntArray:
    """The candidates whose box holds the point (x, y) in 0..1, strongest first.

    Those of the class ``label``, or of every class but the background, looked for or not. Only
    those that scored above ``floor``, and at most ``most``; where none did, the strongest alone.
    Returns int64 [K, 2], rows (DBox, label); ties: the lower DBox, then the lower label.
    """
    left, top, right, bottom = candidates.boxes.T
    rows = np.flatnonzero((left <= x) & (x <= right) & (top <= y) & (y <= bottom))
    scores = candidates.scores[rows].copy()
    classes = None if label is None else frozenset({label})
    scores[:, ~looked_for(candidates.num_classes, classes)] = -1
    scores[~np.isfinite(scores)] = -1
    if not scores.size or scores.max() < 0:
        return np.zeros((0, 2), np.int64)
    row, column = np.nonzero(scores > min(np.float32(floor), np.nextafter(scores.max(), -1)))
    order = np.argsort(-scores[row, column], kind="stable")[:most]
    found = np.stack([rows[row[order]], column[order]], axis=1)
    return found if scores.max() > np.float32(floor) else found[:1]


def _box(values: object) -> Box:
    a, b, c, d = (float(v) for v in np.asarray(values))
    return a, b, c, d
