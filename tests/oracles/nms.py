"""Greedy non-maximum suppression as one writes it from the paper, a box at a time.

The arithmetic is float32, operation by operation, so that indices can be compared exactly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

Box = Sequence[np.float32]

ZERO = np.float32(0)


def area(box: Box) -> np.float32:
    with np.errstate(all="ignore"):
        return max(box[2] - box[0], ZERO) * max(box[3] - box[1], ZERO)


def overlap(a: Box, b: Box) -> np.float32:
    """Intersection over union; 0 for boxes that are not finite or have no union."""
    numbers = [*a, *b, area(a), area(b)]
    if not all(math.isfinite(number) for number in numbers):
        return ZERO
    with np.errstate(all="ignore"):
        width = max(min(a[2], b[2]) - max(a[0], b[0]), ZERO)
        height = max(min(a[3], b[3]) - max(a[1], b[1]), ZERO)
        union = area(a) + area(b) - width * height
        return width * height / union if union > 0 else ZERO


def nms(boxes: np.ndarray, scores: np.ndarray, *, threshold: float) -> list[int]:
    """Rows that are kept, best first; ties go to the lower row."""
    usable = [
        row
        for row in range(len(scores))
        if math.isfinite(scores[row]) and all(math.isfinite(number) for number in boxes[row])
    ]
    kept: list[int] = []
    for row in sorted(usable, key=lambda row: (-scores[row], row)):
        if not any(overlap(boxes[k], boxes[row]) > np.float32(threshold) for k in kept):
            kept.append(row)
    return kept
