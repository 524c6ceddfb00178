"""Colours, fills and the blending of a patch into a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ssd_core.opencv import cv2
from ssd_core.types import ByteArray

Colour = NDArray[np.float64]
"""[3], RGB 0..255."""

_LUMA = np.array([0.30, 0.59, 0.11])


def random_colour(rng: np.random.Generator) -> Colour:
    """Any colour, saturated ones as likely as dull ones."""
    colour: Colour = rng.uniform(0.0, 255.0, 3)
    if rng.random() < 0.5:
        return colour
    # Three numbers are sooner computed one by one than by NumPy.
    red, green, blue = colour.tolist()
    mean = (red + green + blue) / 3
    vivid = [min(max(mean + (value - mean) * 1.8, 0.0), 255.0) for value in (red, green, blue)]
    return np.array(vivid)


def contrast(colour: Colour, grounds: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far ``colour`` is from each of ``grounds`` [K, 3] to the eye, 0..255."""
    return np.asarray(np.sqrt((grounds - colour) ** 2 @ _LUMA))


def solid(colour: Colour, height: int, width: int) -> ByteArray:
    """A patch [height, width, 3] of one colour."""
    patch = np.empty((height, width, 3), np.uint8)
    # OpenCV fills three channels several times faster than NumPy's broadcasting does.
    cv2.rectangle(patch, (0, 0), (width, height), as_bytes(colour), cv2.FILLED)
    return patch


def as_bytes(colour: Colour) -> tuple[int, ...]:
    """RGB in whole numbers, 0..255."""
    return tuple(int(min(max(value, 0.0), 255.0)) for value in colour.tolist())


def smooth_field(
    height: int, width: int, colours: NDArray[np.float64], cells: int, rng: np.random.Generator
) -> ByteArray:
    """Smooth noise [height, width, 3] between the rows of ``colours``, ``cells`` bumps a side."""
    mix = rng.random((cells, cells, 1))
    grid = colours[0] * mix + colours[1] * (1 - mix) + rng.normal(0.0, 6.0, (cells, cells, 3))
    small = np.clip(grid, 0, 255).astype(np.uint8)
    return enlarged(small, height, width)


def enlarged(small: ByteArray, height: int, width: int) -> ByteArray:
    """``small`` [h, w, 3] blown up smoothly to [height, width, 3]."""
    # Bicubic up to a quarter of the size, linear from there: alike to the eye, at half the time.
    between = max(width // 4, 1), max(height // 4, 1)
    if min(between) > 4 * max(small.shape[:2]):
        small = np.asarray(cv2.resize(small, between, interpolation=cv2.INTER_CUBIC), np.uint8)
        return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def gradient(height: int, width: int, first: Colour, second: Colour, angle: float) -> ByteArray:
    """A linear gradient [height, width, 3] from ``first`` to ``second`` along ``angle``."""
    corners = np.array([[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]])
    along = corners @ [np.cos(angle), np.sin(angle)]
    part = ((along - along.min()) / np.ptp(along)).reshape(2, 2, 1)
    small = np.clip(first + (second - first) * part, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def stripes(
    height: int, width: int, first: Colour, second: Colour, period: float, angle: float
) -> ByteArray:
    """Two-colour stripes [height, width, 3], ``period`` px from one to the next of a colour."""
    y, x = np.ogrid[:height, :width]
    phase = (x * np.cos(angle) + y * np.sin(angle)) / period
    rows = np.array([as_bytes(first), as_bytes(second)], np.uint8)
    return np.asarray(np.take(rows, np.floor(phase * 2).astype(np.intp) & 1, axis=0))


def random_fill(colour: Colour, height: int, width: int, rng: np.random.Generator) -> ByteArray:
    """A patch [height, width, 3] around ``colour``: plain, gradient, stripes or smooth noise."""
    kind = rng.random()
    if kind < 0.45 or min(height, width) < 20:
        return solid(colour, height, width)
    other = np.clip(colour + rng.uniform(-45.0, 45.0, 3), 0, 255)
    angle = rng.uniform(0.0, 2 * np.pi)
    if kind < 0.7:
        return gradient(height, width, colour, other, angle)
    if kind < 0.82:
        period = rng.uniform(5.0, max(6.0, min(height, width) / 4))
        return stripes(height, width, colour, other, period, angle)
    return smooth_field(height, width, np.stack([colour, other]), int(rng.integers(3, 14)), rng)


def blend(target: ByteArray, paint: ByteArray, alpha: ByteArray) -> None:
    """Lay ``paint`` [h, w, 3] over ``target`` [h, w, 3], in place, by ``alpha`` [h, w] 0..255."""
    weight = alpha.astype(np.float32) * np.float32(1 / 255)
    cv2.blendLinear(paint, target, weight, 1 - weight, target)
