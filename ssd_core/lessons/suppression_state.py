"""Lesson 6: the boxes that a person plays with, and what NMS makes of them at every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np

from ssd_core.lessons.suppression import Lineup, Trace, line_up, outcome, walk
from ssd_core.lessons.suppression_questions import (
    VARIANTS,
    as_candidates,
    toy_boxes,
    with_variant,
)
from ssd_core.suppression import Suppressed
from ssd_core.types import Candidates, FloatArray, GroundTruth, NmsMethod, Thresholds

MOST = 40
"""Boxes on the picture: more cannot be told apart."""
CONFIDENCE = 0.3
"""The bar of every box: those of the network are above it, and soft-NMS loses who falls to it."""
_LEAST_SCORE = 0.31
NEW_SCORE = 0.6
"""Of a box that a person adds."""

Source = Literal["toy", "network"]


@dataclass(frozen=True, slots=True, eq=False)
class Boxes:
    """Boxes in the order they were made: float32 [M, 4], scores 0..1, labels from 1."""

    xyxy: FloatArray
    scores: tuple[float, ...]
    labels: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.scores)

    @classmethod
    def toys(cls, truth: GroundTruth) -> Boxes:
        """Several boxes around each object."""
        boxes, scores, labels = toy_boxes(truth)
        return cls(boxes, tuple(scores), tuple(labels))

    @classmethod
    def of_network(cls, candidates: Candidates) -> Boxes:
        """The best candidates that a network found, of any class."""
        best = line_up(candidates, Thresholds(confidence=CONFIDENCE))
        scores, labels = best.scores[:MOST].tolist(), best.labels[:MOST].tolist()
        return cls(best.boxes[:MOST], tuple(round(s, 2) for s in scores), tuple(labels))

    def following(self, truth: GroundTruth) -> Boxes:
        """These after a person edited them: all at other places, one more, or one less."""
        if len(truth) == len(self):
            return replace(self, xyxy=truth.boxes)
        if len(truth) > len(self):
            labels = tuple(truth.labels.tolist())
            return Boxes(truth.boxes, (*self.scores, NEW_SCORE), labels)
        differs = (self.xyxy[: len(truth)] != truth.boxes).any(axis=1)
        gone = int(differs.argmax()) if differs.any() else len(truth)
        scores = self.scores[:gone] + self.scores[gone + 1 :]
        return Boxes(truth.boxes, scores, tuple(truth.labels.tolist()))

    @property
    def truth(self) -> GroundTruth:
        """The boxes as something that can be edited on a picture."""
        labels = np.array(self.labels, np.int64)
        return GroundTruth(self.xyxy, labels, np.zeros(len(self), np.bool_))

    def scored(self, index: int, score: float) -> Boxes:
        """With another score, held above the confidence threshold."""
        scores = list(self.scores)
        scores[index] = round(min(max(score, _LEAST_SCORE), 1.0), 2)
        return replace(self, scores=tuple(scores))


NO_BOXES = Boxes(np.zeros((0, 4), np.float32), (), ())


@dataclass(frozen=True, eq=False)
class NmsState:
    """All that the lesson shows follows from this. num_classes: background included.

    thresholds: ``classes`` is None or holds the one class that is looked at.
    """

    boxes: Boxes = NO_BOXES
    thresholds: Thresholds = field(default_factory=lambda: Thresholds(confidence=CONFIDENCE))
    num_classes: int = 2
    source: Source = "toy"

    @cached_property
    def lineup(self) -> Lineup:
        boxes = self.boxes
        candidates = as_candidates(
            boxes.xyxy, boxes.scores, boxes.labels, num_classes=self.num_classes
        )
        return line_up(candidates, self.thresholds)

    @cached_property
    def trace(self) -> Trace:
        return walk(self.lineup, self.thresholds)

    @cached_property
    def variants(self) -> tuple[tuple[Thresholds, Suppressed], ...]:
        """Every kind of NMS over the same boxes."""
        kinds = (with_variant(self.thresholds, *variant) for variant in VARIANTS)
        return tuple((kind, outcome(self.lineup, kind)) for kind in kinds)

    def index_of(self, row: int) -> int:
        """The box in ``boxes`` that stands at ``row`` of the line-up."""
        return int(self.lineup.dbox[row])

    def row_of(self, index: int) -> int:
        """Where box ``index`` stands in the line-up; -1 if it is not looked for."""
        found = np.flatnonzero(self.lineup.dbox == index)
        return int(found[0]) if len(found) else -1

    @property
    def label(self) -> int:
        """The class that is looked at, 0 for all."""
        classes = self.thresholds.classes
        return 0 if classes is None else next(iter(classes))

    def with_label(self, label: int) -> NmsState:
        """Looking at one class, 0 for all."""
        classes = frozenset({label}) if label else None
        return replace(self, thresholds=replace(self.thresholds, classes=classes))

    def with_boxes(self, boxes: Boxes) -> NmsState:
        """With other boxes; a class that none has any more is not looked at alone."""
        state = replace(self, boxes=boxes)
        return state if state.label in (0, *boxes.labels) else state.with_label(0)

    def to_json(self) -> dict[str, Any]:
        """Plain values that ``from_json`` understands."""
        thresholds = self.thresholds
        return {
            "boxes": [[round(v, 5) for v in row] for row in self.boxes.xyxy.tolist()],
            "scores": list(self.boxes.scores),
            "labels": list(self.boxes.labels),
            "source": self.source,
            "overlap": thresholds.overlap,
            "sigma": thresholds.sigma,
            "method": str(thresholds.method),
            "across": thresholds.class_agnostic,
            "label": self.label,
        }

    def from_json(self, told: Mapping[str, Any]) -> NmsState:
        """What ``told`` gives, for the classes of this one.

        Raises ValueError, KeyError or TypeError for what makes no sense.
        """
        xyxy = np.array(told["boxes"], np.float32).reshape(-1, 4)
        scores = tuple(float(score) for score in told["scores"])
        labels = tuple(int(label) for label in told["labels"])
        if not (len(xyxy) == len(scores) == len(labels) <= MOST):
            raise ValueError("boxes, scores and labels are not equally many")
        if not np.isfinite(xyxy).all() or any(not CONFIDENCE < score <= 1 for score in scores):
            raise ValueError("a box or score is out of range")
        if any(not 0 < label < self.num_classes for label in labels):
            raise ValueError("there is no such class")
        thresholds = Thresholds(
            confidence=CONFIDENCE,
            overlap=float(told["overlap"]),
            sigma=float(told["sigma"]),
            method=NmsMethod(told["method"]),
            class_agnostic=bool(told["across"]),
        )
        source: Source = "network" if told["source"] == "network" else "toy"
        state = replace(self, thresholds=thresholds, source=source)
        made = state.with_boxes(Boxes(xyxy, scores, labels))
        return made.with_label(int(told["label"]) if told["label"] in labels else 0)
