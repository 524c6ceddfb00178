"""The museum's own pictures: generated scenes that are not square, because one mistake needs it."""

from __future__ import annotations

import numpy as np

from ssd_core.data.shapes import Scene, make_scene
from ssd_core.types import GroundTruth

WIDTH, HEIGHT = 480, 400
SEED = 531
"""A scene of which detection misses nothing, with six objects of five classes."""


def museum_picture(seed: int = SEED) -> Scene:
    """The upper five sixths of the scene of ``seed`` (≥ 0), uint8 [400, 480, 3].

    An object stays if its centre does; its box is clipped, as a person would draw it.
    """
    scene = make_scene(seed, size=WIDTH)
    boxes = scene.truth.boxes * np.array([1, WIDTH / HEIGHT] * 2, np.float32)
    kept = np.flatnonzero(boxes[:, 1] + boxes[:, 3] < 2)
    truth = GroundTruth(
        np.clip(boxes[kept], 0, 1), scene.truth.labels[kept], scene.truth.difficult[kept]
    )
    return Scene(np.ascontiguousarray(scene.rgb[:HEIGHT]), truth)
