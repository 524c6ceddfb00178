"""What is shown of a recorded step: its figures by stage, level and picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from gui.qimage import to_qimage
from ssd_core.coding import softmax
from ssd_core.config import preset
from ssd_core.dboxes import make_dboxes
from ssd_core.detection import select
from ssd_core.lessons.training_step.values import After, StepTrace
from ssd_core.types import Candidates, Detections, FloatArray, IntArray, Thresholds

MODEL = preset("ssd300_slim")
CLASSES = MODEL.classes
CELLS = MODEL.dboxes.feature_maps
"""Along one side of each level."""
CONFIDENCE = 0.3
_MOST_SIZES = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One output of a DBox: what it is called, its score p, what it should be y, ∂L/∂z."""

    name: str
    score: float
    wanted: int
    gradient: float


class Told:
    """A trace and what its step does, with what follows from them computed once."""

    def __init__(self, trace: StepTrace, after: After | None = None) -> None:
        self.trace, self.after = trace, after

    def with_after(self, after: After) -> Told:
        """The same step with another learning rate. What is known of the trace is kept."""
        other = Told(self.trace, after)
        kept = {k: v for k, v in self.__dict__.items() if k not in ("trace", "after", "_after")}
        other.__dict__.update({k: v for k, v in kept.items() if k != "detections_after"})
        return other

    @property
    def dboxes(self) -> FloatArray:
        return make_dboxes(MODEL.dboxes).cxcywh

    @property
    def levels(self) -> IntArray:
        """The level of each DBox."""
        return make_dboxes(MODEL.dboxes).level

    @cached_property
    def images(self) -> tuple[QImage, ...]:
        return tuple(to_qimage(rgb) for rgb in self.trace.pictures.rgb)

    def image(self, number: int, side: int) -> QImage:
        """Picture ``number``, ``side`` device pixels square. Kept in the sizes asked for."""
        sizes = self.__dict__.setdefault("_sizes", {})
        if (number, side) not in sizes:
            if len(sizes) >= _MOST_SIZES:
                sizes.clear()
            aspect = Qt.AspectRatioMode.IgnoreAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            sizes[number, side] = self.images[number].scaled(side, side, aspect, smooth)
        return sizes[number, side]

    @cached_property
    def positives(self) -> tuple[IntArray, ...]:
        """DBoxes of each picture that must find something."""
        return tuple(np.flatnonzero(mask) for mask in self.trace.asked.positive)

    @cached_property
    def negatives(self) -> tuple[IntArray, ...]:
        """DBoxes of each picture that mining keeps as background."""
        return tuple(np.flatnonzero(mask) for mask in self.trace.asked.negatives)

    @cached_property
    def counts(self) -> tuple[IntArray, IntArray]:
        """Positives and negatives by level."""
        return self.trace.asked.counts_by_level(self.levels)

    @cached_property
    def norms(self) -> tuple[FloatArray, FloatArray]:
        """Norm of the gradient at the class head and at the box head, by level."""
        loc, conf = self.trace.gradients.norms_by_level(self.levels)
        return conf, loc

    @cached_property
    def shares(self) -> FloatArray:
        """Each level's share of the squared norm of both heads."""
        return self.trace.gradients.shares(self.levels)

    @property
    def all_dboxes(self) -> int:
        """Of all pictures."""
        return len(self.trace.pictures) * len(self.dboxes)

    @cached_property
    def silent(self) -> int:
        """DBoxes without a gradient, of all pictures."""
        return self.trace.gradients.silent

    @cached_property
    def loss_parts(self) -> tuple[float, float, float]:
        """Parts of the loss: class of positives, class of negatives, boxes; they add up to it."""
        asked, loss = self.trace.asked, self.trace.loss
        divisor = max(loss.positives, 1)
        positives = float(asked.confidence[asked.positive].sum(dtype=np.float64)) / divisor
        return positives, loss.confidence - positives, loss.localisation

    @cached_property
    def hardest(self) -> tuple[int, int] | None:
        """(picture, DBox) of the negative with the largest loss; None if none is kept."""
        asked = self.trace.asked
        losses = np.where(asked.negatives, asked.confidence, -1)
        if not asked.negatives.any():
            return None
        picture, dbox = np.unravel_index(int(losses.argmax()), losses.shape)
        return int(picture), int(dbox)

    def lines(self, picture: int, dbox: int, *, background: str, most: int = 4) -> tuple[Line, ...]:
        """The outputs of a DBox with the largest gradients, the background first.

        background: what that is called in the language in use.
        """
        score = softmax(self.trace.conf[picture, dbox][None])[0]
        gradient = self.trace.gradients.conf[picture, dbox]
        label = int(self.trace.asked.labels[picture, dbox])
        names = (background, *CLASSES)
        order = [0, *(1 + np.argsort(-np.abs(gradient[1:]), kind="stable")[: most - 1]).tolist()]
        return tuple(
            Line(names[k], float(score[k]), int(k == label), float(gradient[k])) for k in order
        )

    @cached_property
    def detections_before(self) -> tuple[Detections, ...]:
        return tuple(map(_shown, self.trace.before))

    @cached_property
    def detections_after(self) -> tuple[Detections, ...]:
        """What is detected after the step; nothing is known of it before it was taken."""
        return () if self.after is None else tuple(map(_shown, self.after.candidates))


def _shown(candidates: Candidates) -> Detections:
    return select(candidates, Thresholds(confidence=CONFIDENCE, max_detections=12)).detections
