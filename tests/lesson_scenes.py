"""Pictures with objects and outputs, made up, for the tests of the lessons."""

from __future__ import annotations

import numpy as np

from ssd_core.dboxes import make_dboxes
from ssd_core.types import GroundTruth, RawOutput

DBOXES = make_dboxes()


def random_truth(rng: np.random.Generator, count: int, *, classes: int = 8) -> GroundTruth:
    """``count`` objects of any place and size, labels 1 … classes."""
    size = rng.uniform(0.04, 0.9, (count, 2))
    low = rng.random((count, 2)) * (1 - size)
    boxes = np.concatenate([low, low + size], axis=1).astype(np.float32)
    return GroundTruth(boxes, rng.integers(1, classes + 1, count), np.zeros(count, np.bool_))


def truth_of(*boxes: tuple[float, float, float, float]) -> GroundTruth:
    """One object a box, all of class 1."""
    rows = np.array(boxes, np.float32).reshape(-1, 4)
    return GroundTruth(rows, np.ones(len(rows), np.int64), np.zeros(len(rows), np.bool_))


def random_raw(rng: np.random.Generator, *, classes: int = 8, loud: float = 2.0) -> RawOutput:
    """Output of an imagined network: most DBoxes say background, a few do not."""
    loc = rng.normal(0, 1, (len(DBOXES), 4)).astype(np.float32)
    conf = rng.normal(0, 1, (len(DBOXES), classes + 1)).astype(np.float32)
    conf[:, 0] += 6
    said = rng.integers(0, len(DBOXES), 150)
    conf[said, rng.integers(1, classes + 1, 150)] += rng.uniform(4, 6 + loud, 150)
    return RawOutput(loc, conf.astype(np.float32))
