"""What would change a candidate's fate: the nearest step of a slider that really does."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ssd_core.detection import select
from ssd_core.explain.biography import Archive, Pair
from ssd_core.fates import Fate
from ssd_core.ranking import confidence_bars, over_confidence, rank
from ssd_core.suppression import suppress
from ssd_core.types import BACKGROUND, Candidates, Thresholds

Knob = Literal["confidence", "overlap", "top_k", "max_detections", "classes"]

_STEPS = 100
"""Steps of a slider over 0..1."""


@dataclass(frozen=True, slots=True)
class Change:
    """One threshold moved, and what follows for the candidate.

    knob: which. value: where it must stand (the label for "classes"). rising: whether it is moved
    up. onwards: whether the same holds at every further step of that way. thresholds: all of them,
    moved. fate: what becomes of the candidate then.
    """

    knob: Knob
    value: float
    rising: bool
    onwards: bool
    thresholds: Thresholds
    fate: Fate


def nearest_change(archive: Archive, dbox: int, label: int) -> Change | None:
    """The smallest move of the threshold that decided on a candidate which gives it another fate.

    None where no threshold can: for the background, for what is not finite, for a score of 0.
    """
    now = archive.thresholds
    verdict = archive.verdict(dbox, label)
    match verdict.fate:
        case Fate.NOT_LOOKED_FOR if label != BACKGROUND and now.classes is not None:
            moves = _Moves("classes", rising=True, values=(float(label),))
        case Fate.BELOW_CONFIDENCE:
            moves = _Moves("confidence", rising=False, values=steps_below(verdict.score))
        case Fate.PAST_TOP_K if verdict.rank is not None:
            moves = _Moves("top_k", rising=True, values=(float(verdict.rank),))
        case Fate.SUPPRESSED if now.method.soft:
            moves = _Moves("confidence", rising=False, values=steps_below(verdict.final_score))
        case Fate.SUPPRESSED:
            moves = _Moves("overlap", rising=True, values=steps_from(verdict.overlap or 0.0))
        case Fate.PAST_CAP if verdict.number is not None:
            moves = _Moves("max_detections", rising=True, values=(float(verdict.number),))
        case Fate.SHOWN:
            moves = _Moves("confidence", rising=True, values=steps_from(verdict.final_score))
        case _:
            return None
    return _first_that_works(archive, (dbox, label), moves)


@dataclass(frozen=True, slots=True)
class _Moves:
    """Where to put a knob, nearest first."""

    knob: Knob
    rising: bool
    values: tuple[float, ...]

    def thresholds(self, now: Thresholds, label: int) -> Iterator[tuple[float, Thresholds]]:
        for value in self.values:
            yield value, _moved(now, self.knob, value, label)


def _first_that_works(archive: Archive, pair: Pair, moves: _Moves) -> Change | None:
    now, before = archive.thresholds, archive.verdict(*pair).fate
    before = Fate.PAST_CAP if before is Fate.SHOWN else before
    court = _Court(archive, pair)
    steps = moves.thresholds(now, pair[1])
    if moves.knob == "max_detections":
        found = next(steps, None)
    else:
        found = next(((v, t) for v, t in steps if court.stage(t) != before), None)
    if found is None:
        return None
    value, moved = found
    further = steps if moves.knob == "overlap" else iter(())
    return Change(
        knob=moves.knob,
        value=value,
        rising=moves.rising,
        # Soft-NMS with a lower threshold keeps more that decay, so nothing can be said beyond.
        onwards=not now.method.soft and all(court.stage(t) != before for _, t in further),
        thresholds=moved,
        fate=court.fate(moved),
    )


class _Court:
    """Judges one candidate at many thresholds, among those alone that can matter to it."""

    def __init__(self, archive: Archive, pair: Pair) -> None:
        self._everyone, self._pair = archive.candidates, pair
        dbox, label = pair
        scores = archive.candidates.scores
        self._alone = not archive.thresholds.class_agnostic
        rivals = scores[:, label : label + 1] if self._alone else scores[:, BACKGROUND + 1 :]
        # Soft-NMS apart, a candidate's fate depends on better ones only.
        matter = np.full(len(scores), archive.thresholds.method.soft)
        matter |= (rivals >= scores[pair]).any(axis=1)
        rows = np.flatnonzero(matter)
        self._candidates = Candidates(archive.candidates.boxes[rows], scores[rows])
        self._seat = int(np.searchsorted(rows, dbox)), label

    def stage(self, thresholds: Thresholds) -> Fate:
        """Where it ends, as if nobody were past the cap: PAST_CAP stands for both."""
        dbox, label = self._seat
        if self._alone:
            thresholds = replace(thresholds, classes=frozenset({label}))
        over = over_confidence(
            self._candidates,
            thresholds.confidence,
            thresholds.classes,
            thresholds.class_confidence,
        )
        if not over[dbox, label]:
            return Fate.BELOW_CONFIDENCE
        ranking = rank(self._candidates, over, top_k=thresholds.top_k)
        entered = (ranking.dbox == dbox) & (ranking.labels == label)
        if not entered.any():
            return Fate.PAST_TOP_K
        bars = confidence_bars(thresholds, self._candidates.num_classes)
        kept = suppress(ranking, thresholds, bars).kept
        return Fate.PAST_CAP if kept[entered].all() else Fate.SUPPRESSED

    def fate(self, thresholds: Thresholds) -> Fate:
        """What becomes of it among everyone."""
        stage = self.stage(thresholds)
        if stage is not Fate.PAST_CAP:
            return stage
        shown = select(self._everyone, thresholds).detections
        dbox, label = self._pair
        is_shown = ((shown.dbox == dbox) & (shown.labels == label)).any()
        return Fate.SHOWN if is_shown else Fate.PAST_CAP


def _moved(now: Thresholds, knob: Knob, value: float, label: int) -> Thresholds:
    match knob:
        case "classes":
            return replace(now, classes=(now.classes or frozenset()) | {label})
        case "top_k":
            return replace(now, top_k=int(value))
        case "max_detections":
            return replace(now, max_detections=int(value))
        case "overlap":
            return replace(now, overlap=value)
    if label in dict(now.class_confidence):
        return now.with_class_confidence(label, value)
    return replace(now, confidence=value)


def steps_from(value: float) -> tuple[float, ...]:
    """Steps of a slider that are not below ``value``, compared as float32."""
    first = max(0, math.floor(value * _STEPS) - 1)
    steps = (k / _STEPS for k in range(first, _STEPS + 1))
    return tuple(step for step in steps if np.float32(step) >= np.float32(value))


def steps_below(value: float) -> tuple[float, ...]:
    """Steps of a slider that are below ``value``, compared as float32, largest first."""
    last = min(_STEPS, math.ceil(value * _STEPS) + 1)
    steps = (k / _STEPS for k in range(last, -1, -1))
    return tuple(step for step in steps if np.float32(step) < np.float32(value))
