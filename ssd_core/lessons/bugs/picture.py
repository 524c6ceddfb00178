"""The museum's pictures: the lessons' quiet scenes, cut so that they are not square."""

from __future__ import annotations

import numpy as np

from ssd_core.data.shapes import Scene
from ssd_core.lessons.still_life import still_life
from ssd_core.types import GroundTruth

SIZE, WIDTH = 600, 520


def museum_picture(seed: int) -> Scene:
    """The left part of the lessons' scene of ``seed`` (≥ 0), uint8 [600, 520, 3].

    Not square, because one mistake shows on no square picture. An object stays if its centre does;
    its box is clipped, as a person would draw it.
    """
    scene = still_life(seed, size=SIZE)
    boxes = scene.truth.boxes * np.array([SIZE / WIDTH, 1] * 2, np.float32)
    kept = np.flatnonzero(boxes[:, 0] + boxes[:, 2] < 2)
    truth = GroundTruth(
        np.clip(boxes[kept], 0, 1), scene.truth.labels[kept], scene.truth.difficult[kept]
    )
    return Scene(np.ascontiguousarray(scene.rgb[:, :WIDTH]), truth)
