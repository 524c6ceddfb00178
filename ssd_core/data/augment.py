"""The training pipeline of the SSD paper: zoom out, crop, mirror, distort (sections 2.2 and 3.6).

The order differs from the authors' for speed: geometry is decided first, pixels are resized once,
in 8 bits, and light and colour change on the small patch only. The result is of the same kind.
"""

from __future__ import annotations

import numpy as np

from ssd_core.config import Preprocessing
from ssd_core.data.photometric import photometric_distort
from ssd_core.data.window import WHOLE, Placement, expand, random_crop
from ssd_core.opencv import cv2
from ssd_core.types import ByteArray, GroundTruth

__all__ = ["augment", "expand", "mirror", "photometric_distort", "random_crop"]

_CHANCE = 0.5
_MEAN = Preprocessing().mean


def augment(
    rgb: ByteArray,
    truth: GroundTruth,
    rng: np.random.Generator,
    size: int,
    *,
    fill: tuple[float, float, float] = _MEAN,
) -> tuple[ByteArray, GroundTruth]:
    """One training example from an annotated picture; the same ``rng`` state, the same example.

    rgb: uint8 [H, W, 3] of any size. fill: RGB around a picture that is zoomed out, the mean, so
    that the network sees 0 there. Returns uint8 [size, size, 3] and its objects, whose boxes lie
    in 0..1 and have an area.
    """
    window = expand(rng) if rng.random() < _CHANCE else WHOLE
    window = random_crop(window, truth, rng)
    height, width = rgb.shape[:2]
    placement = Placement.of(window, width=width, height=height, size=size)
    visible = photometric_distort(placement.visible(rgb), rng)
    example = placement.patch(visible, fill), placement.truth(truth)
    return mirror(*example) if rng.random() < _CHANCE else example


def mirror(rgb: ByteArray, truth: GroundTruth) -> tuple[ByteArray, GroundTruth]:
    """Left becomes right, in the picture and in the boxes."""
    boxes = truth.boxes.copy()
    boxes[:, ::2] = 1 - truth.boxes[:, 2::-2]
    return np.asarray(cv2.flip(rgb, 1)), GroundTruth(boxes, truth.labels, truth.difficult)
