"""Distractors: what a picture holds beside the eight classes, and is never one of them.

There are no closed convex forms here (a person would call them a square, triangle or circle), no
crossing strokes (cross), no barbed lines (arrow) and no thick bows (crescent).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ssd_core.data.shapes_paint import Colour, as_bytes, blend, random_fill
from ssd_core.opencv import cv2
from ssd_core.types import ByteArray

_LETTERS: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0, 0), (0, 1), (0.6, 1)),
    ((0, 1), (0, 0), (0.7, 1), (0.7, 0)),
    ((0, 1), (0, 0), (0.4, 0.6), (0.8, 0), (0.8, 1)),
    ((0, 0), (0, 0.8), (0.2, 1), (0.5, 1), (0.7, 0.8), (0.7, 0)),
    ((0.6, 0.1), (0.2, 0), (0, 0.25), (0.5, 0.6), (0.5, 0.9), (0, 1)),
    ((0, 0), (0.7, 0), (0, 1), (0.7, 1)),
    ((0, 1), (0, 0.35), (0.3, 0.3), (0.55, 0.45), (0.55, 1)),
    ((0, 0), (0.2, 1), (0.4, 0.3), (0.6, 1), (0.8, 0)),
    ((0, 1), (0, 0), (0.5, 0)),
)


def add_writing(rgb: ByteArray, colour: Colour, unit: float, rng: np.random.Generator) -> None:
    """One to three lines of letter-like scribbles, in place."""
    tall = rng.uniform(5.0, 20.0) * unit
    height, width = rgb.shape[:2]
    left, top = rng.uniform(0.0, 0.7) * width, rng.uniform(0.03, 0.9) * height
    slope = rng.normal(0.0, 0.06)
    for line in range(int(rng.integers(1, 4))):
        x = left
        while x < left + rng.uniform(1.5, 9.0) * tall and x < width:
            letter = np.array(_LETTERS[rng.integers(len(_LETTERS))]) * [0.9, 1.0]
            letter = letter + rng.normal(0.0, 0.06, letter.shape)
            _stroke(rgb, letter * tall + [x, top + slope * (x - left)], colour, tall * 0.11)
            x += tall * rng.choice([0.95, 1.0, 1.7])
        top += tall * (1.6 + 0.1 * line)


def add_scribble(rgb: ByteArray, colour: Colour, unit: float, rng: np.random.Generator) -> None:
    """One open stroke in place: a zigzag, a wave, a shallow bow or a line across the picture."""
    kind = int(np.searchsorted((0.35, 0.65, 0.9), rng.random()))
    t = np.linspace(-1.0, 1.0, 40)
    if kind == 0:
        t = np.linspace(-1.0, 1.0, int(rng.integers(4, 9)))
        path = np.stack([t, 0.35 * (-1.0) ** np.arange(len(t)) * rng.uniform(0.4, 1.0)], axis=1)
    elif kind == 1:
        path = np.stack([t, 0.3 * np.sin(t * rng.uniform(4.0, 12.0))], axis=1)
    elif kind == 2:
        path = np.stack([t, rng.uniform(0.0, 0.35) * t * t], axis=1)
    else:
        path = np.stack([6 * t, 0.05 * np.sin(3 * t)], axis=1)
    angle = rng.uniform(0.0, 2 * np.pi)
    at = rng.uniform(0.0, 1.0, 2) * rgb.shape[1::-1]
    _stroke(
        rgb, path @ _rotation(angle) * rng.uniform(12.0, 90.0) * unit + at, colour, unit * _pen(rng)
    )


def add_ribbon(rgb: ByteArray, colour: Colour, unit: float, rng: np.random.Generator) -> None:
    """A broad open stroke in place: a worm, a letter as of a poster, or a long bar."""
    kind = rng.integers(3)
    if kind == 0:
        t = np.linspace(-1.0, 1.0, 24)
        path = np.stack([t, 0.35 * np.sin(rng.uniform(4.0, 7.0) * t)], axis=1)
    elif kind == 1:
        path = np.array(_LETTERS[rng.integers(len(_LETTERS))]) * [1.6, 1.6]
    else:
        path = np.array([[-1.0, 0.0], [1.0, 0.0]])
    angle = rng.uniform(0.0, 2 * np.pi)
    reach = rng.uniform(12.0, 110.0) * unit
    at = rng.uniform(0.0, 1.0, 2) * rgb.shape[1::-1]
    _stroke(rgb, path @ _rotation(angle) * reach + at, colour, reach * rng.uniform(0.1, 0.26))


def add_band(rgb: ByteArray, colour: Colour, rng: np.random.Generator) -> None:
    """A band or a half plane right across the picture in place: a table edge, a wall, a pole."""
    size = float(max(rgb.shape))
    # Nearly level or upright: an oblique edge would cut a triangle off a corner of the picture.
    angle = rng.integers(2) * np.pi / 2 + rng.normal(0.0, 0.15)
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    at = rng.uniform(0.15, 0.85, 2) * size
    thick = size * (2.0 if rng.random() < 0.5 else rng.uniform(0.02, 0.2))
    near, far = at - 2 * size * along, at + 2 * size * along
    _fill(rgb, np.stack([near, far, far + across * thick, near + across * thick]), colour, rng)


def add_rules(rgb: ByteArray, colour: Colour, unit: float, rng: np.random.Generator) -> None:
    """The printed lines, grid or dots of an exercise book, in place."""
    height, width = rgb.shape[:2]
    pitch = rng.uniform(9.0, 26.0) * unit
    slope = rng.normal(0.0, 0.05)
    ink = as_bytes(colour)
    squared = rng.random() < 0.35
    for y in np.arange(-0.3 * height + rng.uniform(0, pitch), 1.3 * height, pitch):
        ends = (0, round(y)), (width, round(y + slope * width))
        cv2.line(rgb, *ends, ink, 1, cv2.LINE_AA)
    if squared:
        for x in np.arange(-0.3 * width + rng.uniform(0, pitch), 1.3 * width, pitch):
            ends = (round(x), 0), (round(x - slope * height), height)
            cv2.line(rgb, *ends, ink, 1, cv2.LINE_AA)


def add_shade(rgb: ByteArray, rng: np.random.Generator) -> None:
    """The soft shadow of something outside the picture, in place."""
    mask = np.zeros((24, 24), np.uint8)
    add = np.zeros((24, 24, 3), np.uint8)
    add_band(add, np.array([255.0, 255.0, 255.0]), np.random.default_rng(rng.integers(2**32)))
    mask[:] = cv2.blur(add[..., 0], (3, 3))
    alpha = cv2.resize(mask, rgb.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    strength = rng.uniform(0.08, 0.32)
    blend(rgb, np.zeros_like(rgb), (alpha * strength).astype(np.uint8))


def _rotation(angle: float) -> NDArray[np.float64]:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, sin], [-sin, cos]])


def _pen(rng: np.random.Generator) -> float:
    return float(rng.uniform(1.0, 5.0))


def _stroke(rgb: ByteArray, path: NDArray[np.float64], colour: Colour, pen: float) -> None:
    corners = np.rint(path * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(rgb, [corners], False, as_bytes(colour), max(1, round(pen)), cv2.LINE_AA, 4)


def _fill(
    rgb: ByteArray, ring: NDArray[np.float64], colour: Colour, rng: np.random.Generator
) -> None:
    height, width = rgb.shape[:2]
    x0, y0 = np.clip(np.floor(ring.min(axis=0)).astype(int), 0, [width, height])
    x1, y1 = np.clip(np.ceil(ring.max(axis=0)).astype(int), 0, [width, height])
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    corners = np.rint((ring - [x0, y0]) * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.fillPoly(mask, [corners], 255, cv2.LINE_AA, 4)
    blend(rgb[y0:y1, x0:x1], random_fill(colour, y1 - y0, x1 - x0, rng), mask)
