"""COCO's AP of a set of pictures, against pycocotools, which it is tested to equal."""

from __future__ import annotations

from time import process_time

import numpy as np
from bench.measure import Row, in_turn
from test_coco_evaluation import CLASSES, detected_scene, reference

from ssd_core.coco_evaluation import evaluate_coco
from ssd_core.evaluation import evaluate

_PICTURES = 200


def run() -> list[Row]:
    """One set, with four area ranges; the note tells of VOC's AP on the same."""
    rng = np.random.default_rng(0)
    found, truths = zip(*(detected_scene(rng) for _ in range(_PICTURES)), strict=True)
    sizes = [(640, 480)] * _PICTURES
    plain, ours = in_turn(
        lambda: reference(found, truths, sizes),
        lambda: evaluate_coco(found, truths, num_classes=CLASSES, sizes=sizes),
        turns=3,
        clock=process_time,
    )
    _, voc = in_turn(
        lambda: None,
        lambda: evaluate(found, truths, num_classes=CLASSES),
        turns=3,
        clock=process_time,
    )
    name = f"COCO AP of {_PICTURES} pictures, pycocotools"
    return [Row(name, plain, ours, 3.0, f"VOC AP of the same {voc:.0f} ms")]
