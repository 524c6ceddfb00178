"""Lesson 5: what happens to all 8,732 between the network and the screen (paper section 3.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ssd_core.coding import softmax
from ssd_core.fates import Fate, Fates, fates
from ssd_core.types import (
    BACKGROUND,
    BoolArray,
    Candidates,
    FloatArray,
    IntArray,
    RawOutput,
    Thresholds,
)

Name = Literal["logits", "softmax", "confidence", "top-k", "nms", "cap"]
STATIONS: tuple[Name, ...] = ("logits", "softmax", "confidence", "top-k", "nms", "cap")
_BINS = 40
_PAIRS_FROM = 2
"""The station from which on (DBox, label) pairs are counted, not DBoxes."""
_LAST_FATE: dict[Name, Fate] = {
    "confidence": Fate.PAST_TOP_K,
    "top-k": Fate.SUPPRESSED,
    "nms": Fate.PAST_CAP,
    "cap": Fate.SHOWN,
}
"""The least fate of those that leave a station alive: ``Fate`` rises along the way."""


@dataclass(frozen=True, slots=True, eq=False)
class Station:
    """One stage: who leaves it alive.

    count: DBoxes at the first two stations, (DBox, class) pairs from the threshold on.
    alive: int64 [count, 2], (DBox, label) in that order; the first two stations list none.
    histogram: int64 [40]. Of the best logit of each DBox that is not the background's, over their
    range; of its best such score over 0..1; from the threshold on of the scores of those alive.
    edges: the range of the histogram.
    """

    name: Name
    count: int
    alive: IntArray
    histogram: IntArray
    edges: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """All stations, first to last, and what became of every pair.

    candidates: their scores are taken at the temperature. thresholds: those of the walk.
    """

    stations: tuple[Station, ...]
    candidates: Candidates
    fates: Fates
    thresholds: Thresholds

    def by_class(self, station: int) -> IntArray:
        """Pairs alive after ``station`` by label; before the threshold DBoxes by their best label,
        which is the background's for nearly all. int64 [C]."""
        if station < _PAIRS_FROM:
            labels = np.nan_to_num(self.candidates.scores).argmax(axis=1)
        else:
            labels = self.stations[station].alive[:, 1]
        return np.bincount(labels, minlength=self.candidates.num_classes)


@dataclass(frozen=True, slots=True, eq=False)
class Thread:
    """One DBox and class on its way.

    logits, scores: float32 [C], the DBox's row before and after softmax; scores sum to 1.
    ended_at: index of the station where it is dropped, or None if it is shown.
    classes_alive: labels with which its DBox passes the threshold: it may leave as two classes.
    """

    dbox: int
    label: int
    logits: FloatArray
    scores: FloatArray
    fate: Fate
    ended_at: int | None
    classes_alive: tuple[int, ...]


def walk(
    raw: RawOutput,
    boxes: FloatArray,
    thresholds: Thresholds,
    *,
    temperature: float = 1.0,
    logits: Station | None = None,
) -> Funnel:
    """All stations for one picture.

    boxes: float32 [N, 4], ``raw.loc`` decoded. temperature: logits are divided by it before
    softmax; 1 is what detection does, more makes scores more alike. Raises ValueError unless > 0.
    logits: the first station of another walk of ``raw``: no temperature changes it.
    """
    if not temperature > 0:
        raise ValueError(f"temperature must be above 0, not {temperature}")
    scores = softmax(raw.conf / np.float32(temperature))
    return _walk_on(
        (logits or _logits(raw), _softmax(scores)), Candidates(boxes, scores), thresholds
    )


def walk_again(funnel: Funnel, thresholds: Thresholds) -> Funnel:
    """The same picture at the same temperature: the first two stations know no threshold."""
    return _walk_on(funnel.stations[:2], funnel.candidates, thresholds)


def _walk_on(first: tuple[Station, ...], candidates: Candidates, thresholds: Thresholds) -> Funnel:
    """The stations behind the ``first`` two."""
    known = fates(candidates, thresholds)
    stations = list(first)
    alive = _pairs(known.fate >= Fate.PAST_TOP_K)
    for name, last in _LAST_FATE.items():
        alive = alive[known.fate[alive[:, 0], alive[:, 1]] >= last]
        histogram = _score_histogram(candidates.scores[alive[:, 0], alive[:, 1]])
        stations.append(Station(name, len(alive), alive, histogram, (0.0, 1.0)))
    return Funnel(tuple(stations), candidates, known, thresholds)


def _pairs(marked: BoolArray) -> IntArray:
    """(DBox, label) of those ``marked`` [N, C], int64 [M, 2]: ``argwhere``, ten times as fast."""
    return np.stack(np.divmod(np.flatnonzero(marked), marked.shape[1]), axis=1)


def follow(funnel: Funnel, raw: RawOutput, dbox: int, label: int | None = None) -> Thread:
    """The way of one DBox; label: of which class, or the best that is not the background."""
    scores = funnel.candidates.scores[dbox]
    if label is None:
        label = BACKGROUND + 1 + int(scores[BACKGROUND + 1 :].argmax())
    fate = Fate(funnel.fates.fate[dbox, label])
    ended = next(
        (k for k, name in enumerate(STATIONS) if name in _LAST_FATE and fate < _LAST_FATE[name]),
        None,
    )
    passing = np.flatnonzero(funnel.fates.fate[dbox] >= Fate.PAST_TOP_K)
    return Thread(
        dbox=dbox,
        label=label,
        logits=raw.conf[dbox],
        scores=scores,
        fate=fate,
        ended_at=ended,
        classes_alive=tuple(passing.tolist()),
    )


def best_story(funnel: Funnel) -> tuple[int, int]:
    """The (DBox, label) that is worth following.

    Of the pairs that fall to NMS the one whose score is nearest to a half: it comes far, and its
    shares can be told apart. Where none does, the best pair of all that is not the background's.
    """
    scores = funnel.candidates.scores
    fell = np.argwhere(funnel.fates.fate == Fate.SUPPRESSED)
    if len(fell):
        distance = np.abs(scores[fell[:, 0], fell[:, 1]] - np.float32(0.5))
        dbox, label = fell[int(distance.argmin())].tolist()
        return dbox, label
    classes = np.where(np.isfinite(scores), scores, -1)[:, BACKGROUND + 1 :]
    dbox, column = divmod(int(classes.argmax()), classes.shape[1])
    return dbox, column + BACKGROUND + 1


def dboxes_of_bar(funnel: Funnel, raw: RawOutput, station: int, bar: int) -> IntArray:
    """The DBoxes that a bar of the histogram of the first or second station counts, int64 [M].

    The best come first.
    """
    best = _best_logits(raw) if station == 0 else _best_scores(funnel.candidates.scores)
    finite = np.flatnonzero(np.isfinite(best))
    edges = np.histogram_bin_edges(best[finite], _BINS, funnel.stations[station].edges)
    places = np.searchsorted(edges, best[finite], side="right") - 1
    rows = finite[np.minimum(places, _BINS - 1) == bar]
    counted: IntArray = rows[np.argsort(-best[rows], kind="stable")]
    return counted


def _best_logits(raw: RawOutput) -> FloatArray:
    best: FloatArray = raw.conf[:, BACKGROUND + 1 :].max(axis=1)
    return best


def _best_scores(scores: FloatArray) -> FloatArray:
    best: FloatArray = scores[:, BACKGROUND + 1 :].max(axis=1, initial=0)
    return best


def _logits(raw: RawOutput) -> Station:
    best = _best_logits(raw)
    finite = best[np.isfinite(best)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    high = high if high > low else low + 1
    histogram, _ = np.histogram(finite, bins=_BINS, range=(low, high))
    return Station("logits", len(raw.conf), _NOBODY, histogram, (low, high))


def _softmax(scores: FloatArray) -> Station:
    histogram = _score_histogram(_best_scores(scores))
    return Station("softmax", len(scores), _NOBODY, histogram, (0.0, 1.0))


def _score_histogram(scores: FloatArray) -> IntArray:
    finite = scores[np.isfinite(scores)]
    return np.histogram(finite, bins=_BINS, range=(0.0, 1.0))[0].astype(np.int64)


_NOBODY: IntArray = np.zeros((0, 2), np.int64)
