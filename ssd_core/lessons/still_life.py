"""Quiet scenes for lessons: shapes in pale colours on paper, seeded, with room around each.

The scenes that a network is trained on are loud on purpose; what is drawn over these must be seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ssd_core.config import SHAPE_CLASSES
from ssd_core.data.shapes import Scene
from ssd_core.data.shapes_outlines import Points, outline
from ssd_core.types import ByteArray, GroundTruth

_PAPER, _FAR, _NEAR = (228, 223, 211), (214, 209, 199), (202, 197, 188)
_DOTS = (206, 201, 189)
_COLOURS = (
    (190, 132, 138), (127, 168, 136), (128, 138, 172), (219, 174, 84),
    (96, 141, 148), (152, 137, 175), (200, 122, 98), (122, 140, 110),
)  # fmt: skip
_SIDES = (124, 84, 70, 58, 48, 38, 26)
"""Longer sides of the shapes, in px of 300, largest first: every level has something to find."""
_UNDER, _ELLIPSE = 150, 1.8
_ARROW = (1.25, 4.0)
"""Longer side and stretch of the ellipse that lies under an arrow; how much longer and flatter that
is. So the arrow's best DBox is one that would suit the ellipse better."""
_GAP = 7
_TRIES = 200
_SHIFT = 4
"""Sub-pixel bits of OpenCV's polygons."""


_Box = np.ndarray[tuple[int], np.dtype[np.float64]]
"""xyxy in px of 300."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """label: 1 is the first class. path: [P, 2] px of 300."""

    label: int
    path: Points


def still_life(seed: int, *, size: int = 600) -> Scene:
    """The scene of ``seed`` (≥ 0), ``size`` px square. Even seeds lay an arrow across another one.

    Boxes are tight around what is painted, in 0..1.
    """
    rng = np.random.default_rng(seed)
    shapes = _arranged(rng, crossed=seed % 2 == 0)
    rgb = _ground(size, rng)
    colours = rng.permutation(len(_COLOURS))
    for shape, colour in zip(shapes, colours, strict=False):
        _paint(rgb, shape.path * size / 300, _COLOURS[colour], rng)
    corners = [np.r_[shape.path.min(axis=0), shape.path.max(axis=0)] / 300 for shape in shapes]
    boxes = np.clip(np.array(corners), 0, 1).astype(np.float32)
    labels = np.array([shape.label for shape in shapes])
    return Scene(rgb, GroundTruth(boxes, labels, np.zeros(len(shapes), np.bool_)))


def _arranged(rng: np.random.Generator, *, crossed: bool) -> list[_Shape]:
    """Shapes of different classes that stay apart, but for the arrow if it is to cross another."""
    names = [str(name) for name in rng.permutation(SHAPE_CLASSES)]
    if crossed:  # an ellipse, under an arrow that is laid last
        names = ["circle", *(name for name in names if name not in ("circle", "arrow"))]
    shapes: list[_Shape] = []
    taken: list[_Box] = []
    sides = (_UNDER, *_SIDES[1:]) if crossed else _SIDES
    for side, name in zip(sides, names, strict=False):
        flat = crossed and not shapes
        stretch = _ELLIPSE if flat else rng.uniform(0.8, 1.25)
        path = _posed(name, side, stretch, rng.normal(0, 0.12), rng)
        spot = _free_spot(path, taken, rng)
        if spot is not None:
            path = path + spot
            taken.append(np.r_[path.min(axis=0), path.max(axis=0)])
            shapes.append(_Shape(SHAPE_CLASSES.index(name) + 1, path))
    if crossed:
        shapes.append(_across(shapes[0], rng))
    return shapes


def _across(other: _Shape, rng: np.random.Generator) -> _Shape:
    """A flat arrow over ``other``, longer than it."""
    low, high = other.path.min(axis=0), other.path.max(axis=0)
    path = _posed("arrow", _ARROW[0] * (high - low)[0], _ARROW[1], rng.normal(0, 0.02), rng)
    middle = (low + high) / 2 + [rng.uniform(-4, 4), (high - low)[1] * rng.uniform(-0.08, 0.08)]
    half = np.ptp(path, axis=0) / 2
    return _Shape(SHAPE_CLASSES.index("arrow") + 1, path + np.clip(middle, half + 4, 296 - half))


def _posed(name: str, side: float, stretch: float, turn: float, rng: np.random.Generator) -> Points:
    """The outline of ``name`` around 0, its longer side ``side``, width : height ``stretch``."""
    path = outline(name, rng) * [stretch, 1.0]
    cos, sin = np.cos(turn), np.sin(turn)
    path = path @ np.array([[cos, sin], [-sin, cos]])
    low, high = path.min(axis=0), path.max(axis=0)
    return np.asarray((path - (low + high) / 2) * side / (high - low).max())


def _free_spot(
    path: Points,
    taken: list[_Box],
    rng: np.random.Generator,
) -> Points | None:
    """Where the middle of ``path`` can lie, away from the boxes ``taken``; None: nowhere found."""
    half = np.ptp(path, axis=0) / 2
    for _ in range(_TRIES):
        spot: Points = rng.uniform(half + 8, 292 - half)
        box = np.r_[spot - half, spot + half]
        if all(
            (box[:2] > other[2:] + _GAP).any() or (box[2:] < other[:2] - _GAP).any()
            for other in taken
        ):
            return spot
    return None


def _ground(size: int, rng: np.random.Generator) -> ByteArray:
    """Paper with two hills and a grid of faint dots."""
    shade = np.linspace(1.02, 0.95, size)[:, None, None]
    rgb = np.clip(np.array(_PAPER) * shade * np.ones((size, size, 1)), 0, 255).astype(np.uint8)
    for height, colour in ((0.30, _FAR), (0.70, _NEAR)):
        x = np.linspace(0, 1, 60)
        y = height + 0.05 * np.sin(2 * np.pi * (x * rng.uniform(0.7, 1.2) + rng.random()))
        hill = np.concatenate([np.stack([x, y], 1), [[1, 1], [0, 1]]]) * size
        _fill(rgb, hill, colour)
    for down in range(size // 40, size, size // 25):
        for right in range(size // 40, size, size // 25):
            rgb[down : down + 2, right : right + 2] = _DOTS
    return rgb


def _paint(
    rgb: ByteArray, path: Points, colour: tuple[int, int, int], rng: np.random.Generator
) -> None:
    """A shadow, the shape with a fine pattern, and a darker line around it."""
    unit = len(rgb) / 300
    shade = rgb.copy()
    _fill(shade, path + np.array([2, 2.5]) * unit, (150, 146, 138))
    rgb[:] = cv2.addWeighted(rgb, 0.45, shade, 0.55, 0)
    inside = np.zeros(rgb.shape[:2], np.uint8)
    _fill(inside, path, 255)
    filled = _pattern(len(rgb), colour, unit, rng)
    weight = (inside.astype(np.float32) / 255)[..., None]
    rgb[:] = (filled * weight + rgb * (1 - weight)).astype(np.uint8)
    dark = tuple(int(0.72 * channel) for channel in colour)
    points = np.round(path * 2**_SHIFT).astype(np.int32)
    cv2.polylines(rgb, [points], True, dark, round(unit), cv2.LINE_AA, _SHIFT)


def _pattern(
    size: int, colour: tuple[int, int, int], unit: float, rng: np.random.Generator
) -> ByteArray:
    """The colour with slanted lines or dots of a paler one, [size, size, 3]."""
    y, x = np.ogrid[:size, :size]
    pitch = 5 * unit
    if rng.random() < 0.5:
        angle = rng.uniform(0.3, 1.2)
        marked = ((x * np.cos(angle) + y * np.sin(angle)) / pitch) % 1 < 0.18
    else:
        marked = ((x / pitch) % 1 - 0.5) ** 2 + ((y / pitch) % 1 - 0.5) ** 2 < 0.03
    pale = np.clip(np.array(colour) + 14, 0, 255)
    return np.where(marked[..., None], pale, np.array(colour)).astype(np.uint8)


def _fill(rgb: ByteArray, path: Points, colour: tuple[int, int, int] | int) -> None:
    points = np.round(path * 2**_SHIFT).astype(np.int32)
    paint = (colour,) if isinstance(colour, int) else colour
    cv2.fillPoly(rgb, [points], paint, cv2.LINE_AA, _SHIFT)
