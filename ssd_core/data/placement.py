"""Laying a window of a picture on a patch: the one place where training pictures are resized.

The window's borders move to the nearest pixel. Pixels and boxes then follow the same numbers, so
that boxes fit the patch to the last digit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ssd_core.data.annotation import Size
from ssd_core.data.window import Window, centred_in
from ssd_core.encoded_image import REDUCTIONS
from ssd_core.image import resized
from ssd_core.opencv import cv2
from ssd_core.types import BoolArray, ByteArray, FloatArray, GroundTruth

_VISIBLE = 1.0
"""Pixels of the patch. A box that is narrower shows nothing to learn from."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """How a window lies along one axis, in whole pixels: source pixels → pixels of the patch.

    pixels: extent of the picture in source pixels, not whole where it was decoded smaller.
    """

    pixels: float
    source: slice
    size: int
    target: slice

    @classmethod
    def of(cls, low: float, high: float, *, pixels: float, size: int) -> _Axis:
        first, last = max(low, 0.0), min(high, 1.0)
        scale = size / (high - low)
        return cls(
            pixels,
            _whole(first * pixels, last * pixels, math.ceil(pixels)),
            size,
            _whole((first - low) * scale, (last - low) * scale, size),
        )

    @property
    def shown(self) -> int:
        """Pixels of the patch that the picture takes."""
        return int(self.target.stop - self.target.start)

    def moved(self, normalised: FloatArray) -> FloatArray:
        """Coordinates in 0..1 of the picture as ones in 0..1 of the patch, clipped to its part."""
        source, target = self.source, self.target
        scale = self.shown / (source.stop - source.start)
        position = (normalised.astype(np.float64) * self.pixels - source.start) * scale
        clipped = np.clip(position + target.start, target.start, target.stop)
        return np.asarray(clipped / self.size, np.float32)


def _whole(low: float, high: float, pixels: int) -> slice:
    """The nearest whole pixels, at least one."""
    start = min(round(low), pixels - 1)
    return slice(start, max(min(round(high), pixels), start + 1))


@dataclass(frozen=True, slots=True)
class Placement:
    """A window of a picture of known size, laid on a patch; exact in whole pixels."""

    window: Window
    x: _Axis
    y: _Axis

    @classmethod
    def of(cls, window: Window, picture: Size, patch: Size, *, reduction: int = 1) -> Placement:
        """``window`` of a picture on a ``patch``, both (width, height) in pixels.

        reduction: the pixels at hand are 1 / ``reduction`` of the picture's in each direction.
        """
        xmin, ymin, xmax, ymax = window
        width, height = picture
        return cls(
            window,
            _Axis.of(xmin, xmax, pixels=width / reduction, size=patch[0]),
            _Axis.of(ymin, ymax, pixels=height / reduction, size=patch[1]),
        )

    @property
    def reduction(self) -> int:
        """How many times smaller the picture may be decoded: a pixel is left for each shown."""
        sides = [(axis.source.stop - axis.source.start) / axis.shown for axis in (self.x, self.y)]
        return next((factor for factor in REDUCTIONS if factor <= min(sides)), 1)

    def visible(self, rgb: ByteArray) -> ByteArray:
        """The part of the picture that the window shows, resized to its part of the patch."""
        return resized(rgb[self.y.source, self.x.source], self.x.shown, self.y.shown)

    def patch(self, visible: ByteArray, fill: Sequence[float]) -> ByteArray:
        """uint8 [height, width, 3]: what is visible, with ``fill`` (RGB) around it."""
        x, y = self.x, self.y
        if visible.shape[:2] == (y.size, x.size):
            return visible
        around = (y.target.start, y.size - y.target.stop, x.target.start, x.size - x.target.stop)
        return np.asarray(
            cv2.copyMakeBorder(visible, *around, cv2.BORDER_CONSTANT, value=tuple(fill)), np.uint8
        )

    def moved(self, truth: GroundTruth) -> FloatArray:
        """The boxes of all objects in 0..1 of the patch, clipped to the picture's part of it."""
        x, y = self.x.moved(truth.boxes[:, ::2]), self.y.moved(truth.boxes[:, 1::2])
        return np.stack([x, y], axis=-1).reshape(-1, 4)

    def centred(self, truth: GroundTruth) -> BoolArray:
        """Which objects have their centre in the window, bool [G]."""
        return np.asarray(centred_in(truth, [self.window])[0])

    def visibly_large(self, boxes: FloatArray) -> BoolArray:
        """Which boxes of ``moved`` are at least a pixel of the patch wide and high, bool [G]."""
        sides = (boxes[:, 2:] - boxes[:, :2]) * np.array([self.x.size, self.y.size], np.float32)
        return np.asarray((sides >= _VISIBLE).all(axis=1))

    def truth(self, truth: GroundTruth) -> GroundTruth:
        """Objects whose centre the window contains, clipped to it, in 0..1 of the patch.

        Those of less than a pixel there are left out.
        """
        boxes = self.moved(truth)
        kept = self.centred(truth) & self.visibly_large(boxes)
        return GroundTruth(boxes[kept], truth.labels[kept], truth.difficult[kept])
