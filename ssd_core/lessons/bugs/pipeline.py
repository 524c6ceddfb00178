"""The whole of detection as a row of stages, so that one of them can be exchanged for a wrong one.

picture → preprocess → network → rows → softmax, decode → threshold, NMS → label → scale

The stages are the very functions that detection runs; ``look`` only hands values on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from ssd_core.coding import decode, softmax
from ssd_core.config import DBoxConfig, Preprocessing
from ssd_core.dboxes import make_dboxes
from ssd_core.detection import FLOOR, select
from ssd_core.image import preprocess
from ssd_core.inference import Detector
from ssd_core.lessons.bugs.seen import Seen
from ssd_core.network.ssd import rows
from ssd_core.ranking import over_confidence, rank
from ssd_core.suppression import count_meetings
from ssd_core.types import (
    ByteArray,
    Candidates,
    DBoxes,
    Detections,
    FloatArray,
    IntArray,
    Thresholds,
)

Chosen = tuple[Detections, int]
"""Detections, and how many pairs of candidates NMS had to look at."""


def chosen(candidates: Candidates, thresholds: Thresholds) -> Chosen:
    """``select``, with the pairs of candidates that can meet in its NMS."""
    over = over_confidence(candidates, thresholds.confidence, thresholds.classes)
    ranking = rank(candidates, over, top_k=thresholds.top_k)
    return select(candidates, thresholds).detections, count_meetings(ranking, thresholds)


def decoded(
    loc: FloatArray, dboxes_cxcywh: FloatArray, variances: tuple[float, float]
) -> FloatArray:
    """``decode``: boxes xyxy float32 [N, 4]."""
    return decode(loc, dboxes_cxcywh, variances=variances)


def place_in_list(labels: IntArray) -> IntArray:
    """Place in the class list of each label: one less, because 0 is the background."""
    return labels - 1


def to_pixels(boxes: FloatArray, width: int, height: int) -> FloatArray:
    """Boxes in 0..1 as pixels of the picture, float32 [M, 4]."""
    scaled: FloatArray = (boxes * ([width, height] * 2)).astype(np.float32)
    return scaled


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Every stage between a picture and what is shown of it; by default the real ones."""

    preprocess: Callable[[ByteArray, Preprocessing], FloatArray] = preprocess
    rows: Callable[[list[Tensor], int], Tensor] = rows
    scores: Callable[[FloatArray], FloatArray] = softmax
    dboxes: Callable[[DBoxConfig], DBoxes] = make_dboxes
    decode: Callable[[FloatArray, FloatArray, tuple[float, float]], FloatArray] = decoded
    choose: Callable[[Candidates, Thresholds], Chosen] = chosen
    place: Callable[[IntArray], IntArray] = place_in_list
    scale: Callable[[FloatArray, int, int], FloatArray] = to_pixels


REAL = Pipeline()


def look(
    detector: Detector,
    rgb: ByteArray,
    pipeline: Pipeline = REAL,
    *,
    overlap: float = 0.45,
    floor: float = FLOOR,
) -> Seen:
    """Look at one picture uint8 [H, W, 3] through ``pipeline``, with a forward pass of its own.

    floor: the confidence threshold of the pass. What is above a higher one are the first of the
    answer: raising the threshold only filters (see ``detection``).
    """
    config = detector.config
    x = pipeline.preprocess(rgb, config.preprocessing)
    loc_maps, conf_maps = detector.head_maps(np.ascontiguousarray(x))
    loc = pipeline.rows(loc_maps, 4)[0].numpy()
    conf = pipeline.rows(conf_maps, config.num_classes)[0].numpy()
    dboxes = pipeline.dboxes(config.dboxes)
    boxes = np.clip(pipeline.decode(loc, dboxes.cxcywh, config.variances), 0.0, 1.0)
    candidates = Candidates(boxes, pipeline.scores(conf))
    detections, pairs = pipeline.choose(candidates, Thresholds(confidence=floor, overlap=overlap))
    height, width = rgb.shape[:2]
    pixels = pipeline.scale(detections.boxes, width, height)
    return Seen(
        boxes=(pixels / ([width, height] * 2)).astype(np.float32),
        scores=detections.scores,
        places=pipeline.place(detections.labels),
        dbox=detections.dbox,
        pairs=pairs,
    )
