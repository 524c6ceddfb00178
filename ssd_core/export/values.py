"""What is exported of a picture, and what a person may choose about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ssd_core.types import Detections

FORMAT_KEYS = ("png", "svg", "csv", "json", "coco", "voc", "yolo")
"""The formats there are, in the order a person is offered them; ``formats.FORMATS`` has each."""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Detections of one picture, without its pixels.

    source: the picture's path, or what stands for one ("clipboard"). width, height: in pixels.
    """

    source: str
    width: int
    height: int
    detections: Detections

    @property
    def unit_boxes(self) -> NDArray[np.float64]:
        """float64 [M, 4] xyxy in 0..1, inside the picture whatever the detections say."""
        boxes = np.nan_to_num(self.detections.boxes.astype(np.float64), nan=0.0)
        return np.clip(boxes, 0.0, 1.0)

    @property
    def pixel_boxes(self) -> NDArray[np.float64]:
        """float64 [M, 4] xyxy in pixels; 0 is the left edge of the first, ``width`` the right edge
        of the last."""
        boxes: NDArray[np.float64] = self.unit_boxes * ([self.width, self.height] * 2)
        return boxes

    @property
    def scores(self) -> tuple[float, ...]:
        """The score of each detection in 0..1, six decimals; 0 where it is not a number."""
        scores = np.nan_to_num(self.detections.scores.astype(np.float64), nan=0.0)
        return tuple(round(score, 6) for score in np.clip(scores, 0.0, 1.0).tolist())

    def names(self, classes: tuple[str, ...]) -> tuple[str, ...]:
        """The class of each detection. classes: names, label 1 first."""
        return tuple(classes[label - 1] for label in self.detections.labels.tolist())


@dataclass(frozen=True, slots=True)
class Options:
    """labels: class names on pictures (PNG, SVG). scores: on pictures and in YOLO files.

    A YOLO file that is to be trained on must not hold scores.
    """

    labels: bool = True
    scores: bool = True
