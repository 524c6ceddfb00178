"""Windows: which part of a picture, or of the emptiness around it, becomes the training picture.

Zooming out and cropping both only choose a window, so both together cost one resize. A window is
(xmin, ymin, xmax, ymax) in units of the picture: 0..1 is the picture, what lies outside is filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ssd_core.boxes import Corners
from ssd_core.types import BoolArray, GroundTruth

Window = tuple[float, float, float, float]
WHOLE: Window = (0.0, 0.0, 1.0, 1.0)

LARGEST_CANVAS = 4.0
LEAST_OVERLAPS = (None, 0.0, 0.1, 0.3, 0.5, 0.7, 0.9)
"""What a crop can be asked for. None keeps the whole window, 0 asks for any object."""
SMALLEST_CROP = 0.3
"""√area of a crop in the authors' code; their text (section 2.2) says 0.1."""
WIDEST_CROP = 2.0
TRIALS = 50


@dataclass(frozen=True, slots=True)
class Expansion:
    """Zooming out: the picture on a canvas ``ratio`` times as wide and high (section 3.6).

    left, top: where the picture's corner lies on the canvas, in pictures, 0..ratio - 1.
    """

    ratio: float
    left: float
    top: float

    @classmethod
    def draw(cls, rng: np.random.Generator) -> Expansion:
        """A canvas of 1 to 4 times the size, the picture anywhere on it."""
        ratio = rng.uniform(1.0, LARGEST_CANVAS)
        left, top = rng.uniform(0.0, ratio - 1.0, 2).tolist()
        return cls(ratio, left, top)

    @property
    def window(self) -> Window:
        """The canvas."""
        return (-self.left, -self.top, self.ratio - self.left, self.ratio - self.top)


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """Zooming in: the part of a window that is taken, and how it was found.

    least_overlap: the demand that it meets; None where the whole window was kept.
    given_up: demands that were made before, of which no crop of fifty met any.
    tried: float64 [T, 4], the windows that were drawn for ``least_overlap``; the last was taken.
    """

    window: Window
    least_overlap: float | None
    given_up: tuple[float, ...]
    tried: NDArray[np.float64]

    @classmethod
    def draw(cls, window: Window, truth: GroundTruth, rng: np.random.Generator) -> Crop:
        """A part of ``window`` that shows objects (section 2.2, "Data augmentation").

        With equal chances the whole window, or a crop with a least overlap of 0, 0.1, 0.3, 0.5,
        0.7 or 0.9: at least one object whose centre it contains overlaps it that much. Measured in
        windows, a crop has a √area of 0.3 to 1 and an aspect ratio of 1/2 to 2. A demand that no
        crop of 50 meets gives way to another. Without objects the window stays.
        """
        given_up: list[float] = []
        order = rng.permutation(len(LEAST_OVERLAPS)).tolist() if len(truth) else ()
        for least in (LEAST_OVERLAPS[k] for k in order):
            if least is None:
                break
            tried = crops_that_show(window, truth, rng, least_overlap=least)
            if tried is not None:
                return cls(_as_window(tried[-1]), least, tuple(given_up), tried)
            given_up.append(least)
        return cls(window, None, tuple(given_up), np.zeros((0, 4)))


def expand(rng: np.random.Generator) -> Window:
    """Zoom out: the picture anywhere on a canvas 1 to 4 times its size (section 3.6)."""
    return Expansion.draw(rng).window


def random_crop(window: Window, truth: GroundTruth, rng: np.random.Generator) -> Window:
    """Zoom in: a part of ``window`` that shows objects, as ``Crop.draw`` finds it."""
    return Crop.draw(window, truth, rng).window


def crops_that_show(
    window: Window, truth: GroundTruth, rng: np.random.Generator, *, least_overlap: float
) -> NDArray[np.float64] | None:
    """Random crops, [T, 4], of which the last, and no other, shows enough; None if 50 fail.

    It shows enough if it contains the centre of an object that it overlaps by ``least_overlap``.
    """
    crops = _crops_of(window, rng)
    # float32 as everywhere; they are finite and have an area, so they need no check of that.
    xyxy = crops.T.astype(np.float32)
    laid_out = Corners(xyxy, (xyxy[2] - xyxy[0]) * (xyxy[3] - xyxy[1]))
    enough = laid_out.overlaps(Corners.of(truth.boxes)) >= least_overlap  # [50, G]
    good = (enough & centred_in(truth, crops)).any(axis=1)
    return crops[: good.argmax() + 1] if good.any() else None


def _crops_of(window: Window, rng: np.random.Generator) -> NDArray[np.float64]:
    """Fifty random parts of a window, [50, 4]."""
    scale, ratio, x, y = rng.random((4, TRIALS))
    scale = SMALLEST_CROP + (1.0 - SMALLEST_CROP) * scale
    # Narrowed so that neither side, scale · √ratio and scale / √ratio, exceeds the window's.
    area = scale * scale
    narrowest, widest = np.maximum(1 / WIDEST_CROP, area), np.minimum(WIDEST_CROP, 1 / area)
    root = np.sqrt(narrowest + (widest - narrowest) * ratio)
    width, height = np.minimum(scale * root, 1.0), np.minimum(scale / root, 1.0)
    x, y = x * (1.0 - width), y * (1.0 - height)
    xmin, ymin, xmax, ymax = window
    crops = np.array([x, y, x + width, y + height])
    crops *= np.array([[xmax - xmin], [ymax - ymin]] * 2)
    crops += np.array([[xmin], [ymin]] * 2)
    return crops.T


def centred_in(truth: GroundTruth, windows: Sequence[Window] | NDArray[np.float64]) -> BoolArray:
    """Whether each of [W, 4] windows contains the centre of each object, bool [W, G]."""
    xmin, ymin, xmax, ymax = np.asarray(windows).T[:, :, None]  # [W, 1] each
    x, y = (truth.boxes[:, :2].astype(np.float64) + truth.boxes[:, 2:]).T / 2
    return np.asarray((x > xmin) & (x < xmax) & (y > ymin) & (y < ymax))


def _as_window(row: NDArray[np.float64]) -> Window:
    xmin, ymin, xmax, ymax = row.tolist()
    return (xmin, ymin, xmax, ymax)
