"""How often detections are right that claim a score (Guo et al. 2017, "On Calibration of Modern
Neural Networks", section 2): of those at 0.7, seven of ten should be."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ssd_core.evaluation import DoubleArray, JudgedDetections
from ssd_core.types import IntArray
from ssd_core.verdicts import Verdict

BANDS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Detections by score, in K bands of equal width over 0..1; a band has its lower end.

    counts: int64 [K]. scores: float64 [K], the mean score in each. right: float64 [K], the share
    of true positives in each. Both are NaN where a band is empty.
    """

    counts: IntArray
    scores: DoubleArray
    right: DoubleArray

    @property
    def error(self) -> float:
        """Mean distance between score and share (the expected calibration error, equation 3);
        NaN without detections."""
        if not self.counts.any():
            return math.nan
        apart = np.abs(self.scores - self.right)
        return float(np.average(np.nan_to_num(apart), weights=self.counts))


def reliability(judged: JudgedDetections, *, bands: int = BANDS) -> Reliability:
    """Those of ``judged`` in bands, without what is ignored because its object is difficult."""
    kept = judged.verdicts != Verdict.IGNORED
    scores = judged.scores[kept]
    right = judged.verdicts[kept] == Verdict.TRUE_POSITIVE
    # In float32, where 0.7 · 10 is 7.
    band = np.minimum((scores * np.float32(bands)).astype(np.int64), bands - 1)
    counts = np.bincount(band, minlength=bands)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(band, scores, bands) / counts
        share = np.bincount(band, right, bands) / counts
    return Reliability(counts, mean, share)
