"""What a pipeline shows of a picture, right or wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.types import FloatArray, IntArray, freeze


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a pipeline shows of a picture, down to the lowest confidence that it looks at.

    boxes: float32 [M, 4] xyxy in 0..1 of the picture, wherever the pipeline would paint them; may
    lie outside. scores: float32 [M], falling; not in 0..1 where softmax is missing.
    places: int64 [M], place in the class list; -1 for the background, past its end where a program
    would crash. dbox: int64 [M]. pairs: that NMS had to look at.
    """

    boxes: FloatArray
    scores: FloatArray
    places: IntArray
    dbox: IntArray
    pairs: int

    def __post_init__(self) -> None:
        count = len(self.boxes)
        freeze(self, "boxes", np.float32, (count, 4))
        freeze(self, "scores", np.float32, (count,))
        freeze(self, "places", np.int64, (count,))
        freeze(self, "dbox", np.int64, (count,))

    def __len__(self) -> int:
        return len(self.boxes)

    def over(self, confidence: float) -> int:
        """How many, counted from the best, are above ``confidence``."""
        return int(np.count_nonzero(self.scores > np.float32(confidence)))
