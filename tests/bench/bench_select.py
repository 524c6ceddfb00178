"""Candidates to detections, against the plain loop over classes, in four regimes.

The plain loop's time grows with the boxes that NMS keeps, ours hardly: the notes tell how many.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from bench.measure import Row, in_turn
from oracles.nms_torch import plain_detections

from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.coding import VARIANCES
from ssd_core.dboxes import make_dboxes
from ssd_core.detection import select
from ssd_core.types import Candidates, Thresholds

CLASSES = 21


@dataclass(frozen=True, slots=True)
class Regime:
    """A kind of picture, the thresholds it is looked at with, and the ratio to reach."""

    name: str
    candidates: Candidates
    thresholds: Thresholds
    target: float | None = None


def scene(*, objects: int, candidates_each: int, seed: int = 0) -> Candidates:
    """What a trained network says: DBoxes around each object score high for the object's class."""
    rng = np.random.default_rng(seed)
    dboxes = make_dboxes().cxcywh
    logits = rng.normal(0, 1, (len(dboxes), CLASSES))
    logits[:, 0] += 9
    for _ in range(objects):
        middle = dboxes[rng.integers(len(dboxes))]
        distance = np.abs((dboxes - middle) / middle[[2, 3, 2, 3]]).max(axis=1)
        nearest = distance.argsort(kind="stable")[:candidates_each]
        logits[nearest, rng.integers(1, CLASSES)] = 12
    return _candidates(logits, rng)


def untrained(seed: int = 0) -> Candidates:
    """What an untrained network says: every class everywhere, hardly more than by chance."""
    rng = np.random.default_rng(seed)
    return _candidates(rng.normal(0, 0.3, (len(make_dboxes()), CLASSES)), rng)


def scattered() -> Candidates:
    """The hardest for NMS: as ``untrained``, and no two boxes overlap, so that all are kept."""
    boxes = np.arange(len(make_dboxes()), dtype=np.float32)[:, None] + np.float32([0, 0, 0.5, 1])
    return Candidates(boxes, untrained().scores)


def _candidates(logits: np.ndarray, rng: np.random.Generator) -> Candidates:
    dboxes = make_dboxes().cxcywh
    offsets = rng.normal(0, 1, dboxes.shape) * VARIANCES[0]
    boxes = cxcywh_to_xyxy(dboxes + offsets * dboxes[:, [2, 3, 2, 3]])
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    return Candidates(boxes, exp / exp.sum(axis=1, keepdims=True))


def regimes() -> list[Regime]:
    """About 55, 900 and 170,000 candidates over the confidence threshold, and the worst case."""
    low = Thresholds(confidence=0.01)
    return [
        Regime("sparse", scene(objects=27, candidates_each=2), Thresholds(), target=10),
        Regime("sparse, crowded", scene(objects=5, candidates_each=11), Thresholds()),
        Regime("medium", scene(objects=45, candidates_each=20), Thresholds(), target=10),
        Regime("dense", untrained(), low, target=25),
        Regime("worst", scattered(), low, target=25),
    ]


def run() -> list[Row]:
    """One row a regime; a note says how many candidates each stage left."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    rows = [_measured(regime) for regime in regimes()]
    torch.set_num_threads(threads)
    return rows


def _measured(regime: Regime) -> Row:
    candidates, thresholds = regime.candidates, regime.thresholds
    boxes = torch.from_numpy(candidates.boxes.copy())
    scores = torch.from_numpy(candidates.scores.copy())
    times = in_turn(
        lambda: plain_detections(boxes, scores, thresholds),
        lambda: select(candidates, thresholds),
    )
    left = select(candidates, thresholds).funnel
    note = f"{left.over_confidence} over confidence, {left.after_nms} after NMS"
    return Row(f"select, {regime.name}", *times, target=regime.target, note=note)
