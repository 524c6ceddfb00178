"""How scores and overlaps are distributed: what the threshold sliders stand in front of."""

from __future__ import annotations

import numpy as np

from ssd_core.detection import Selector
from ssd_core.types import BACKGROUND, Candidates, FloatArray, IntArray, Thresholds


def score_histogram(candidates: Candidates, *, bins: int = 40) -> IntArray:
    """DBoxes by their best score that is not the background's, int64 [bins] over 0..1.

    A score at the edge of two bins counts in the upper one, except 1. A DBox whose box is not
    finite, or none of whose scores is, counts nowhere.
    """
    scores = candidates.scores[:, BACKGROUND + 1 :]
    scores = np.where(np.isfinite(scores), scores, -1)
    best = scores.max(axis=1, initial=-1)
    return _histogram(best[(best >= 0) & np.isfinite(candidates.boxes).all(axis=1)], bins)


def overlap_histogram(selector: Selector, thresholds: Thresholds, *, bins: int = 40) -> IntArray:
    """Candidates that enter NMS, by their highest overlap with a better one they can fall to.

    int64 [bins] over 0..1, ``Funnel.top_k`` in all; those without any count at overlap 0. Only
    candidates to the right of the overlap threshold are in danger (of Gaussian soft-NMS: all).
    Where there are very many candidates a sample speaks for all.
    """
    counts = _histogram(selector.highest_overlaps(thresholds), bins)
    return _grown(counts, len(selector.entering(thresholds)))


def _grown(counts: IntArray, total: int) -> IntArray:
    """``counts`` in their proportions, ``total`` in all; as they are if that is their sum."""
    so_far = np.cumsum(counts)
    if so_far[-1] in (0, total):
        return counts
    shares = so_far * (total / so_far[-1])
    grown: IntArray = np.diff(shares.round().astype(np.int64), prepend=0)
    return grown


def _histogram(values: FloatArray, bins: int) -> IntArray:
    places = (values * bins).astype(np.int64).clip(0, bins - 1)
    return np.bincount(places, minlength=bins)
