"""Right beside wrong: which objects each side finds, and how sure it is of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.boxes import overlaps
from ssd_core.lessons.bugs.seen import Seen
from ssd_core.types import Detections, FloatArray, GroundTruth, IntArray
from ssd_core.verdicts import Verdicts, judge

FOUND = 0.5
"""Overlap with an object from which it counts as found, as in evaluation."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What is shown at a confidence threshold, and what it is worth.

    shown: the first rows of ``Seen``. found_by: int64 [G], the row that found each object, or -1.
    verdicts: of the rows shown, by VOC's rules.
    """

    shown: int
    verdicts: Verdicts

    @property
    def found_by(self) -> IntArray:
        return self.verdicts.found_by

    @property
    def found(self) -> int:
        return self.verdicts.true_positives

    @property
    def extra(self) -> int:
        """Boxes that are no object's: duplicates, wrong classes, wrong places."""
        return self.verdicts.false_positives


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One picture, seen by the right pipeline and by a wrong one."""

    right: Seen
    wrong: Seen
    truth: GroundTruth

    @property
    def is_same(self) -> bool:
        """Whether both would paint the same boxes, names and scores."""
        return (
            len(self.right) == len(self.wrong)
            and np.array_equal(self.right.boxes, self.wrong.boxes)
            and np.array_equal(self.right.scores, self.wrong.scores)
            and np.array_equal(self.right.places, self.wrong.places)
        )

    def scores(self) -> tuple[FloatArray, FloatArray]:
        """How sure each side is of each object: right and wrong, float32 [G] each."""
        return object_scores(self.right, self.truth), object_scores(self.wrong, self.truth)

    def outcomes(self, confidence: float) -> tuple[Outcome, Outcome]:
        """What each side shows above ``confidence``."""
        return outcome(self.right, self.truth, confidence), outcome(
            self.wrong, self.truth, confidence
        )


def outcome(seen: Seen, truth: GroundTruth, confidence: float) -> Outcome:
    """Hold what ``seen`` shows above ``confidence`` against the objects of the picture."""
    shown = seen.over(confidence)
    return Outcome(shown, judge(_detections(seen, shown), truth, overlap=FOUND))


def object_scores(seen: Seen, truth: GroundTruth) -> FloatArray:
    """The best score with which each object is shown, float32 [G]; 0 if it is not.

    Shown: under its own name, by a box that overlaps it by at least ``FOUND``.
    """
    if not len(seen) or not len(truth):
        return np.zeros(len(truth), np.float32)
    fits = overlaps(truth.boxes, seen.boxes) >= FOUND  # [G, M]
    fits &= truth.labels[:, None] == seen.places + 1
    best: FloatArray = np.where(fits, seen.scores, 0).max(axis=1)
    return best


def reference(seen: Seen, confidence: float) -> GroundTruth:
    """What the right pipeline shows, as the objects of a picture that nobody annotated."""
    shown = seen.over(confidence)
    nothing = np.zeros(shown, np.bool_)
    return GroundTruth(seen.boxes[:shown], seen.places[:shown] + 1, nothing)


def _detections(seen: Seen, count: int) -> Detections:
    rows = slice(count)
    return Detections(seen.boxes[rows], seen.scores[rows], seen.places[rows] + 1, seen.dbox[rows])
