"""DIoU-NMS and Soft-NMS as one writes them from their papers, a box at a time.

As in ``oracles.nms`` the arithmetic is float32 where the result is compared exactly. Boxes come
best first and are finite.
"""

from __future__ import annotations

import math

import numpy as np

from oracles.nms import Box, overlap


def diou(a: Box, b: Box) -> np.float32:
    """Zheng et al. 2020: IoU less the squared distance of the centres in enclosing diagonals."""
    ax1, ay1, ax2, ay2 = (float(v) for v in a) if _has_area(a) else (0.0,) * 4
    bx1, by1, bx2, by2 = (float(v) for v in b) if _has_area(b) else (0.0,) * 4
    apart = ((ax1 + ax2 - (bx1 + bx2)) ** 2 + (ay1 + ay2 - (by1 + by2)) ** 2) / 4
    diagonal = (max(ax2, bx2) - min(ax1, bx1)) ** 2 + (max(ay2, by2) - min(ay1, by1)) ** 2
    penalty = 0.0 if apart == 0 else 1.0 if apart >= diagonal else apart / diagonal
    return overlap(a, b) - np.float32(penalty)


def _has_area(box: Box) -> bool:
    """Whether the area is finite; else the box counts as a point at the origin."""
    with np.errstate(all="ignore"):
        return math.isfinite(max(box[2] - box[0], 0) * max(box[3] - box[1], 0))


def diou_nms(boxes: np.ndarray, *, threshold: float) -> list[int]:
    kept: list[int] = []
    for row in range(len(boxes)):
        if not any(diou(boxes[k], boxes[row]) > np.float32(threshold) for k in kept):
            kept.append(row)
    return kept


def linear_factor(iou: np.float32, threshold: float) -> np.float32:
    return np.float32(1) - iou if iou > np.float32(threshold) else np.float32(1)


def gaussian_factor(iou: np.float32, sigma: float) -> np.float32:
    return np.exp(-(iou * iou) / np.float32(sigma))


def soft_nms(boxes: np.ndarray, scores: np.ndarray, bars: np.ndarray, factor) -> dict[int, dict]:
    """Bodla et al. 2017, figure 2: row → its score when its turn came, and what each kept box took.

    {row: {"score": …, "kept": …, "taken": {row of the taker: how much}}}, in the order of turns.
    """
    left = {row: np.float32(scores[row]) for row in range(len(boxes))}
    taken: dict[int, dict[int, np.float32]] = {row: {} for row in left}
    told: dict[int, dict] = {}
    while left:
        best = max(left, key=lambda row: (left[row], -row))
        score = left.pop(best)
        kept = bool(score > bars[best])
        told[best] = {"score": score, "kept": kept, "taken": taken[best]}
        if kept:
            for row in left:
                lower = left[row] * factor(overlap(boxes[best], boxes[row]))
                taken[row][best] = left[row] - lower
                left[row] = lower
    return told
