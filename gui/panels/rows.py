"""Detections as rows to read: class, score, and size in pixels of the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.types import Detections, FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class DetectionRows:
    """What the table shows; row *i* is detection *i*.

    labels: int64 [M], 1 is the first of ``classes``. scores: float32 [M], 0..1.
    sizes: int64 [M, 2], width and height in pixels of the picture.
    """

    labels: IntArray
    scores: FloatArray
    sizes: IntArray
    classes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)

    def name(self, index: int) -> str:
        """The class of detection ``index``."""
        return self.classes[int(self.labels[index]) - 1]

    @classmethod
    def of(
        cls, detections: Detections, classes: tuple[str, ...], *, width: int, height: int
    ) -> DetectionRows:
        """Rows for ``detections`` in a picture of ``width`` × ``height`` pixels."""
        spans = detections.boxes[:, 2:] - detections.boxes[:, :2]
        sizes = np.rint(spans * (width, height)).astype(np.int64)
        return cls(detections.labels, detections.scores, sizes, classes)

    @classmethod
    def none(cls) -> DetectionRows:
        """No rows."""
        return cls.of(Detections.none(), (), width=1, height=1)
