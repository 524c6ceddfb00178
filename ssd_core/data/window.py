"""Windows: which part of a picture, or of the emptiness around it, becomes the training picture.

Zooming out and cropping both only choose a window, so both together cost one resize. A window is
(xmin, ymin, xmax, ymax) in units of the picture: 0..1 is the picture, what lies outside is filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ssd_core.boxes import overlaps
from ssd_core.opencv import cv2
from ssd_core.types import BoolArray, ByteArray, FloatArray, GroundTruth

Window = tuple[float, float, float, float]
WHOLE: Window = (0.0, 0.0, 1.0, 1.0)

_LARGEST_CANVAS = 4.0
_ASK_FOR_OVERLAP = (None, 0.0, 0.1, 0.3, 0.5, 0.7, 0.9)
"""None keeps the whole window, 0 asks for any object."""
_SMALLEST = 0.3
"""√area of a crop in the authors' code; their text (section 2.2) says 0.1."""
_WIDEST = 2.0
_TRIALS = 50
_VISIBLE = 1.0
"""Pixels of the patch. A box that is narrower shows nothing to learn from."""


def expand(rng: np.random.Generator) -> Window:
    """Zoom out: the picture anywhere on a canvas 1 to 4 times its size (section 3.6)."""
    ratio = rng.uniform(1.0, _LARGEST_CANVAS)
    left, top = rng.uniform(0.0, ratio - 1.0, 2)
    return (float(-left), float(-top), float(ratio - left), float(ratio - top))


def random_crop(window: Window, truth: GroundTruth, rng: np.random.Generator) -> Window:
    """Zoom in: a part of ``window`` that shows objects (section 2.2, "Data augmentation").

    With equal chances the whole window, or a crop with a least overlap of 0, 0.1, 0.3, 0.5, 0.7 or
    0.9: at least one object whose centre it contains overlaps it that much. Measured in windows, a
    crop has a √area of 0.3 to 1 and an aspect ratio of 1/2 to 2. A demand that no crop of 50 meets
    gives way to another. Without objects the window stays.
    """
    if not len(truth):
        return window
    for demand in rng.permutation(len(_ASK_FOR_OVERLAP)):
        least = _ASK_FOR_OVERLAP[demand]
        crop = window if least is None else crop_that_shows(window, truth, rng, least_overlap=least)
        if crop is not None:
            return crop
    raise AssertionError("keeping the whole window always succeeds")


def crop_that_shows(
    window: Window, truth: GroundTruth, rng: np.random.Generator, *, least_overlap: float
) -> Window | None:
    """The first of 50 crops that contains the centre of an object it overlaps enough, if any is."""
    crops = _crops_of(window, rng)
    enough = overlaps(crops.astype(np.float32), truth.boxes) >= least_overlap  # [50, G]
    good = (enough & centred_in(truth, crops)).any(axis=1)
    if not good.any():
        return None
    xmin, ymin, xmax, ymax = crops[good.argmax()].tolist()
    return (xmin, ymin, xmax, ymax)


def _crops_of(window: Window, rng: np.random.Generator) -> NDArray[np.float64]:
    """Fifty random parts of a window, [50, 4]."""
    scale = rng.uniform(_SMALLEST, 1.0, _TRIALS)
    # Narrowed so that neither side, scale · √ratio and scale / √ratio, exceeds the window's.
    ratio = rng.uniform(np.maximum(1 / _WIDEST, scale**2), np.minimum(_WIDEST, 1 / scale**2))
    sides = np.stack([scale * np.sqrt(ratio), scale / np.sqrt(ratio)], axis=1)
    low = rng.uniform(0.0, 1.0 - np.minimum(sides, 1.0))
    low_corner, high_corner = np.array(window[:2]), np.array(window[2:])
    extent = high_corner - low_corner
    corners = [low_corner + low * extent, low_corner + (low + sides) * extent]
    return np.concatenate(corners, axis=1)


def centred_in(truth: GroundTruth, windows: Sequence[Window] | NDArray[np.float64]) -> BoolArray:
    """Whether each of [W, 4] windows contains the centre of each object, bool [W, G]."""
    edges = np.asarray(windows)[:, None]  # [W, 1, 4]
    centres = (truth.boxes[:, :2].astype(np.float64) + truth.boxes[:, 2:]) / 2
    inside = (centres > edges[..., :2]) & (centres < edges[..., 2:])
    return np.asarray(inside.all(axis=-1))


@dataclass(frozen=True, slots=True)
class _Axis:
    """How a window lies along one axis, in whole pixels: source pixels → pixels of the patch."""

    pixels: int
    source: slice
    size: int
    target: slice

    @classmethod
    def of(cls, low: float, high: float, *, pixels: int, size: int) -> _Axis:
        first, last = max(low, 0.0), min(high, 1.0)
        scale = size / (high - low)
        return cls(
            pixels,
            _whole(first * pixels, last * pixels, pixels),
            size,
            _whole((first - low) * scale, (last - low) * scale, size),
        )

    def moved(self, normalised: FloatArray) -> FloatArray:
        """Coordinates in 0..1 of the picture as ones in 0..1 of the patch, clipped to its part."""
        source, target = self.source, self.target
        scale = (target.stop - target.start) / (source.stop - source.start)
        position = (normalised.astype(np.float64) * self.pixels - source.start) * scale
        clipped = np.clip(position + target.start, target.start, target.stop)
        return np.asarray(clipped / self.size, np.float32)


def _whole(low: float, high: float, pixels: int) -> slice:
    """The nearest whole pixels, at least one."""
    start = min(round(low), pixels - 1)
    return slice(start, max(round(high), start + 1))


@dataclass(frozen=True, slots=True)
class Placement:
    """A window of a picture of known size, laid on a square patch; exact in whole pixels.

    The window's borders move to the nearest pixel. Pixels and boxes then follow the same numbers,
    so that boxes fit the patch to the last digit.
    """

    window: Window
    x: _Axis
    y: _Axis

    @classmethod
    def of(cls, window: Window, *, width: int, height: int, size: int) -> Placement:
        """``window`` of a picture of ``width`` × ``height`` pixels on a patch of ``size``²."""
        xmin, ymin, xmax, ymax = window
        return cls(
            window,
            _Axis.of(xmin, xmax, pixels=width, size=size),
            _Axis.of(ymin, ymax, pixels=height, size=size),
        )

    def visible(self, rgb: ByteArray) -> ByteArray:
        """The part of the picture that the window shows, resized to its part of the patch."""
        part = rgb[self.y.source, self.x.source]
        width, height = (axis.target.stop - axis.target.start for axis in (self.x, self.y))
        return np.asarray(
            cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8
        )

    def patch(self, visible: ByteArray, fill: Sequence[float]) -> ByteArray:
        """uint8 [size, size, 3]: what is visible, with ``fill`` (RGB) around it."""
        size = self.x.size
        if visible.shape[:2] == (size, size):
            return visible
        canvas = np.empty((size, size, 3), np.uint8)
        canvas[:] = np.array(fill, np.uint8)
        canvas[self.y.target, self.x.target] = visible
        return canvas

    def truth(self, truth: GroundTruth) -> GroundTruth:
        """Objects whose centre the window contains, clipped to it, in 0..1 of the patch.

        Those of less than a pixel there are left out.
        """
        x, y = self.x.moved(truth.boxes[:, ::2]), self.y.moved(truth.boxes[:, 1::2])
        boxes = np.stack([x, y], axis=-1).reshape(-1, 4)
        visible = ((boxes[:, 2:] - boxes[:, :2]) * self.x.size >= _VISIBLE).all(axis=1)
        kept = centred_in(truth, [self.window])[0] & visible
        return GroundTruth(boxes[kept], truth.labels[kept], truth.difficult[kept])
