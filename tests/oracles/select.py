"""Candidates to detections as one writes it from the papers, a class and a candidate at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from oracles.nms import nms
from oracles.nms_variants import diou_nms, gaussian_factor, linear_factor, soft_nms
from ssd_core.types import Candidates, Funnel, Thresholds

Pair = tuple[int, int]


@dataclass(frozen=True)
class Answer:
    """detections: (DBox, label), best first. scores: what each ends with."""

    detections: list[Pair]
    scores: list[np.float32]
    funnel: Funnel


def select(candidates: Candidates, thresholds: Thresholds) -> Answer:
    scores = candidates.scores
    over_confidence = 0
    entered: list[list[Pair]] = []
    for label in range(1, candidates.num_classes):
        if thresholds.classes is not None and label not in thresholds.classes:
            continue
        over = [
            dbox
            for dbox in range(len(scores))
            if scores[dbox, label] > bar(thresholds, label)
            and math.isfinite(scores[dbox, label])
            and all(math.isfinite(number) for number in candidates.boxes[dbox])
        ]
        over.sort(key=lambda dbox: (-scores[dbox, label], dbox))
        over_confidence += len(over)
        entered.append([(dbox, label) for dbox in over[: thresholds.top_k]])
    if thresholds.class_agnostic:
        everyone = [pair for one_class in entered for pair in one_class]
        entered = [sorted(everyone, key=lambda pair: (-scores[pair], *pair))]
    survivors = [
        (-score, *pair)
        for queue in entered
        for pair, score in through_nms(candidates, queue, thresholds).items()
    ]
    shown = sorted(survivors)[: thresholds.max_detections]
    top_k = sum(len(queue) for queue in entered)
    funnel = Funnel(len(scores), over_confidence, top_k, len(survivors), len(shown))
    return Answer([(dbox, label) for _, dbox, label in shown], [-s for s, *_ in shown], funnel)


def bar(thresholds: Thresholds, label: int) -> np.float32:
    for own_label, own in thresholds.class_confidence:
        if own_label == label:
            return np.float32(own)
    return np.float32(thresholds.confidence)


def through_nms(
    candidates: Candidates, queue: list[Pair], thresholds: Thresholds
) -> dict[Pair, np.float32]:
    """Who of a queue (best first) is kept, and with which score."""
    boxes = candidates.boxes[[dbox for dbox, _ in queue]].reshape(-1, 4)
    scores = np.float32([candidates.scores[pair] for pair in queue])
    if thresholds.method.soft:
        bars = [bar(thresholds, label) for _, label in queue]
        told = soft_nms(boxes, scores, bars, factor_of(thresholds))
        return {queue[row]: one["score"] for row, one in told.items() if one["kept"]}
    if thresholds.method == "diou":
        rows = diou_nms(boxes, threshold=thresholds.overlap)
    else:
        # What is equal in score stands in the order of the queue already.
        rows = nms(boxes, -np.arange(len(queue), dtype=np.float32), threshold=thresholds.overlap)
    return {queue[row]: scores[row] for row in rows}


def factor_of(thresholds: Thresholds):
    if thresholds.method == "soft-linear":
        return lambda iou: linear_factor(iou, thresholds.overlap)
    return lambda iou: gaussian_factor(iou, thresholds.sigma)
