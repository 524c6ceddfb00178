"""Lesson 5, one class of the walk: who stands before whom, who fell, what would save one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from ssd_core.boxes import overlaps
from ssd_core.config import SSDConfig
from ssd_core.detection import select
from ssd_core.explain.biography import Archive
from ssd_core.explain.changes import Change, nearest_change
from ssd_core.fates import Fate
from ssd_core.lessons.funnel import Funnel, Thread
from ssd_core.types import FloatArray, IntArray, RawOutput

_FATES = tuple(Fate)
"""By their numbers: looking one up in the enum takes ten times as long."""


class Rival(NamedTuple):
    """One candidate of a class over the confidence threshold. There may be 8,732.

    place: from 1, by falling score. by: place of the one it fell to, if NMS dropped it.
    overlap: with that one; for others the highest overlap with a better one that stays, 0 where
    there is none; NaN past top-k, where nothing is compared.
    """

    place: int
    dbox: int
    score: float
    fate: Fate
    by: int | None
    overlap: float


def rivals(funnel: Funnel, label: int) -> tuple[Rival, ...]:
    """All candidates of ``label`` over the threshold, best first.

    One stays exactly if its overlap is at most the allowed one (plain NMS within the class).
    """
    ranks = funnel.fates.rank[:, label]
    line = np.flatnonzero(ranks >= 0)
    line = line[np.argsort(ranks[line])]
    fate = funnel.fates.fate[line, label]
    places = np.zeros(len(ranks) + 1, np.int64)  # the last is for nobody, whose number is -1
    places[line] = np.arange(1, len(line) + 1)
    by = places[funnel.fates.by[line, label]].tolist()
    with_kept = _with_better_kept(funnel.candidates.boxes[line], fate)
    fell = fate == Fate.SUPPRESSED
    overlap = np.where(fell, funnel.fates.overlap[line, label], with_kept)
    rows = zip(
        range(1, len(line) + 1),
        line.tolist(),
        funnel.candidates.scores[line, label].tolist(),
        [_FATES[number] for number in fate.tolist()],
        [place or None for place in by],
        overlap.tolist(),
        strict=True,
    )
    # ``Rival._make`` without its check of their number, which takes as long again.
    return tuple(map(partial(tuple.__new__, Rival), rows))


def _with_better_kept(boxes: FloatArray, fate: IntArray) -> FloatArray:
    """Highest overlap of each with a better one that NMS keeps, float32 [M]; NaN past top-k."""
    kept = np.flatnonzero(fate >= Fate.PAST_CAP)
    table = overlaps(boxes[kept], boxes)  # [K, M]
    table[kept[:, None] >= np.arange(len(boxes))] = 0
    highest: FloatArray = table.max(axis=0, initial=0)
    highest[fate == Fate.PAST_TOP_K] = np.nan
    return highest


@dataclass(frozen=True, slots=True)
class Rescue:
    """The nearest slider move that gives a thread another fate.

    before, after: detections of its class that are shown now and then.
    """

    change: Change
    before: int
    after: int


def rescue(funnel: Funnel, raw: RawOutput, config: SSDConfig, thread: Thread) -> Rescue | None:
    """What would save a thread, or end one that is shown; None where no slider can."""
    archive = Archive(raw, funnel.candidates, config, funnel.thresholds)
    change = nearest_change(archive, thread.dbox, thread.label)
    if change is None:
        return None
    now, then = (
        int((select(funnel.candidates, thresholds).detections.labels == thread.label).sum())
        for thresholds in (funnel.thresholds, change.thresholds)
    )
    return Rescue(change, now, then)
