"""Annotated scenes of eight drawn shapes, unlimited and seeded.

They are the toy training set and the app's offline default. Many of them imitate marker drawings
on paper held to a webcam.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.data.shapes_backgrounds import graphic, paper, photograph
from ssd_core.data.shapes_camera import photographed
from ssd_core.data.shapes_canvas import Canvas
from ssd_core.data.shapes_layout import full_plan, plan
from ssd_core.data.shapes_looks import Studio
from ssd_core.types import ByteArray, GroundTruth

_GROUNDS = {"paper": paper, "graphic": graphic, "photograph": photograph}


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A picture and what it shows.

    rgb: uint8 [size, size, 3]. truth: labels are 1 + the position in ``SHAPE_CLASSES``.
    """

    rgb: ByteArray
    truth: GroundTruth


def make_scene(seed: int, *, size: int = 300, full: bool = False) -> Scene:
    """The scene of ``seed`` (≥ 0), ``size`` px square: equal arguments give equal scenes.

    full: with about twice as many shapes, for training.

    Boxes are tight around each shape with its stroke, as if nothing lay over it, and clipped to
    the picture. A shape of which less than half shows is marked difficult.
    """
    rng = np.random.default_rng(seed)
    studio = Studio.random(size / 300, rng)
    canvas = Canvas(_GROUNDS[studio.setting](size, rng), studio, rng)
    for wish in (full_plan if full else plan)(rng):
        canvas.place(wish)
    truth = canvas.truth()
    sides = np.sqrt((truth.boxes[:, 2:] - truth.boxes[:, :2]).prod(axis=1)) * size
    smallest = float(sides.min(initial=60.0 * studio.unit))
    return Scene(photographed(canvas.rgb, smallest=smallest, rng=rng), truth)
