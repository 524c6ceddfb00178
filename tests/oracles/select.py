"""Candidates to detections as one writes it from the paper, a class and a candidate at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from oracles.nms import nms
from ssd_core.types import Candidates, Funnel, Thresholds


@dataclass(frozen=True)
class Answer:
    """detections: (DBox, label), best first."""

    detections: list[tuple[int, int]]
    funnel: Funnel


def select(candidates: Candidates, thresholds: Thresholds) -> Answer:
    boxes, scores = candidates.boxes, candidates.scores
    over_confidence = entered = 0
    survivors: list[tuple[np.float32, int, int]] = []
    for label in range(1, candidates.num_classes):
        if thresholds.classes is not None and label not in thresholds.classes:
            continue
        over = [
            dbox
            for dbox in range(len(boxes))
            if scores[dbox, label] > np.float32(thresholds.confidence)
            and math.isfinite(scores[dbox, label])
            and all(math.isfinite(number) for number in boxes[dbox])
        ]
        over.sort(key=lambda dbox: (-scores[dbox, label], dbox))
        best = over[: thresholds.top_k]
        for row in nms(boxes[best], scores[best, label], threshold=thresholds.overlap):
            survivors.append((-scores[best[row], label], best[row], label))
        over_confidence += len(over)
        entered += len(best)
    shown = [(dbox, label) for _, dbox, label in sorted(survivors)[: thresholds.max_detections]]
    funnel = Funnel(len(boxes), over_confidence, entered, len(survivors), len(shown))
    return Answer(shown, funnel)
