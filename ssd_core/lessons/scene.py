"""The picture that a lesson is told on, with all that the network says of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np

from ssd_core.config import SSDConfig, preset
from ssd_core.dboxes import make_dboxes
from ssd_core.types import (
    ByteArray,
    Candidates,
    DBoxes,
    Detections,
    GroundTruth,
    RawOutput,
    freeze,
)

Source = Literal["shapes", "yours"]
SIDE = 300
"""Pixels of the network's input: lessons tell sizes in them, whatever the picture's own size."""
SEED = 42
"""The built-in scene that a lesson starts with."""


@dataclass(frozen=True, slots=True, eq=False)
class LessonScene:
    """An immutable scene.

    rgb: uint8 [H, W, 3]; shown as the network gets it, squeezed into a square.
    source, seed, name: which scene it is; the seed of a picture of one's own is 0.
    weights: the file whose network looked at it; None: the bundled one. device: where it ran.
    raw, candidates: what that network says, None until it has looked.
    """

    rgb: ByteArray
    truth: GroundTruth
    name: str = ""
    source: Source = "shapes"
    seed: int = SEED
    config: SSDConfig = field(default_factory=lambda: preset("ssd300_slim"))
    weights: Path | None = None
    device: str = "auto"
    raw: RawOutput | None = None
    candidates: Candidates | None = None

    def __post_init__(self) -> None:
        freeze(self, "rgb", np.uint8, (None, None, 3))

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the labels 1 … C - 1."""
        return self.config.classes

    @property
    def dboxes(self) -> DBoxes:
        return make_dboxes(self.config.dboxes)

    def with_truth(self, truth: GroundTruth) -> LessonScene:
        """The same picture with other objects."""
        return replace(self, truth=truth)

    def shows_same(self, other: LessonScene | None) -> bool:
        """Whether it is the picture of ``other``, for the same classes and network."""
        if other is None or self.rgb.shape != other.rgb.shape:
            return False
        same_pixels = np.may_share_memory(self.rgb, other.rgb)  # a copy of a scene shares them
        return same_pixels and (self.config, self.weights) == (other.config, other.weights)

    def class_name(self, label: int) -> str:
        """How label ``label`` is called: 1 is the first class."""
        return self.config.classes[label - 1]


def truth_from(detections: Detections, *, most: int = 8) -> GroundTruth:
    """What is detected, taken for what is there: a picture of one's own has no annotation."""
    best = detections.take(slice(most))
    return GroundTruth(best.boxes, best.labels, np.zeros(len(best), np.bool_))
