"""How many shapes a scene holds, how large they are, and where they may lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ssd_core.config import SHAPE_CLASSES
from ssd_core.types import BoolArray

SMALLEST, LARGEST = 16.0, 292.0
"""Side of a shape (root of its box's area) in pixels of 300."""

_VISIBLE = 0.66
"""A shape that shows less of itself than this is never asked for."""
_SAME_OVERLAP, _ANY_OVERLAP = 0.38, 0.5
"""Ground truths of a class stay apart by the overlap at which NMS would merge them (0.45)."""
_TIDY = 0.2
"""Share of the smaller box that may lie under another one where shapes are not huddled."""


Box = tuple[float, float, float, float]
"""xyxy in pixels. A few numbers are sooner compared one by one than by NumPy."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A shape to place. label: 1..8. side: pixels of 300. near: (x, y) in 0..1, or anywhere."""

    label: int
    side: float
    near: tuple[float, float] | None = None


def plan(rng: np.random.Generator) -> list[Wish]:
    """What a scene should hold, largest first in most scenes; it may be nothing."""
    return _in_order(_wishes(rng), rng)


def full_plan(rng: np.random.Generator) -> list[Wish]:
    """What two scenes should hold, as far as one has room for it.

    A training step costs the same and learns from nearly twice as many shapes.
    """
    wishes = _together([*_wishes(rng), *_wishes(rng)], room=0.9)
    return _in_order(wishes, rng)


def _wishes(rng: np.random.Generator) -> list[Wish]:
    kind = rng.random()
    if kind < 0.05:
        return []
    if kind < 0.22:
        return _crowd(rng)
    if kind < 0.44:
        return _few_large(rng)
    if kind < 0.53:
        return [_wish(rng, SMALLEST, 42.0) for _ in range(int(rng.integers(2, 9)))]
    return _mixed(rng)


def _in_order(wishes: list[Wish], rng: np.random.Generator) -> list[Wish]:
    if wishes and rng.random() < 0.75:
        wishes.sort(key=_by_side, reverse=True)
    return wishes


def _together(wishes: list[Wish], *, room: float) -> list[Wish]:
    """Those that fit into what the ones before leave of a share ``room`` of the picture."""
    kept, left = [], room * 300**2
    for wish in wishes:
        if wish.side**2 < left:
            kept.append(wish)
            left -= wish.side**2
    return kept


def _by_side(wish: Wish) -> float:
    return wish.side


def _wish(rng: np.random.Generator, low: float, high: float) -> Wish:
    side = float(np.exp(rng.uniform(np.log(low), np.log(high))))
    return Wish(int(rng.integers(len(SHAPE_CLASSES))) + 1, side)


def _mixed(rng: np.random.Generator) -> list[Wish]:
    """One to nine shapes of any size that together leave the picture some air."""
    wishes = [_wish(rng, SMALLEST, 230.0) for _ in range(int(rng.integers(1, 10)))]
    return _together(wishes, room=0.75)


def _few_large(rng: np.random.Generator) -> list[Wish]:
    extra = int(rng.integers(0, 4)) if rng.random() < 0.6 else 0
    return [_wish(rng, 110.0, LARGEST), *(_wish(rng, SMALLEST, 80.0) for _ in range(extra))]


def _crowd(rng: np.random.Generator) -> list[Wish]:
    """Four to fourteen of one class and about one size, huddled together."""
    label = int(rng.integers(len(SHAPE_CLASSES))) + 1
    count = int(rng.integers(4, 15))
    side = float(np.exp(rng.uniform(np.log(26.0), np.log(340.0 / np.sqrt(count)))))
    huddle = 0.42 * side * np.sqrt(count) / 300
    centre = rng.uniform(min(huddle, 0.5), max(1 - huddle, 0.5), 2)
    wishes = []
    for _ in range(count):
        x, y = centre + rng.uniform(-1.0, 1.0, 2) * huddle
        wishes.append(Wish(label, max(side * rng.uniform(0.8, 1.25), SMALLEST), (x, y)))
    return wishes


def corner_for(
    wish: Wish, width: float, height: float, size: int, rng: np.random.Generator
) -> tuple[int, int]:
    """Where the upper left corner of a ``width`` × ``height`` px box could go."""
    free = np.array([size - width, size - height])
    if wish.near is not None:
        spread = rng.normal(0.0, 0.25 * wish.side / 300, 2)
        corner = (np.array(wish.near) + spread) * size - np.array([width, height]) / 2
        corner = np.clip(corner, np.minimum(free, 0), np.maximum(free, 0))
    elif rng.random() < 0.12:
        corner = rng.uniform(-0.3, 1.0, 2) * [width, height]
        corner = np.where(rng.random(2) < 0.5, corner, free - corner)
    else:
        corner = rng.random(2) * free
    return round(float(corner[0])), round(float(corner[1]))


@dataclass(frozen=True, slots=True, eq=False)
class Footprint:
    """The pixels a shape would take.

    ink: bool, its pixels inside the picture, at ``rows`` and ``columns`` of it; ``shown`` of them.
    total: its pixels inside and outside. box: xyxy pixels, clipped to the picture. label: 1..8.
    """

    ink: BoolArray
    shown: int
    rows: slice
    columns: slice
    total: int
    box: Box
    label: int


class Occupancy:
    """Which shape each pixel of a scene shows, so that none is hidden beyond recognition."""

    def __init__(self, size: int) -> None:
        self._owner = np.zeros((size, size), np.uint8)
        self._shapes: list[Footprint] = []
        self._shown: list[int] = []

    def admits(self, shape: Footprint, *, tidy: bool) -> bool:
        """May ``shape`` be laid on top?

        tidy: must it stay clear of other boxes, or lie wholly within one?
        """
        if shape.shown < _VISIBLE * shape.total:
            return False
        for other in self._shapes:
            overlap, covered = _overlap(shape.box, other.box)
            limit = _SAME_OVERLAP if other.label == shape.label else _ANY_OVERLAP
            if overlap > limit or (tidy and _TIDY < covered < 1.0):
                return False
        return not any(
            hidden > 0 and shown - hidden < _VISIBLE * other.total
            for hidden, shown, other in zip(
                self._hidden(shape), self._shown, self._shapes, strict=True
            )
        )

    def add(self, shape: Footprint) -> None:
        """Record that ``shape`` was laid on top."""
        for index, pixels in enumerate(self._hidden(shape)):
            self._shown[index] -= pixels
        self._shapes.append(shape)
        self._shown.append(shape.shown)
        self._owner[shape.rows, shape.columns][shape.ink] = len(self._shapes)

    @property
    def shapes(self) -> tuple[Footprint, ...]:
        """What was added, undermost first."""
        return tuple(self._shapes)

    def visible(self) -> NDArray[np.float64]:
        """The share of each shape that shows, 0..1, in the order they were added."""
        total = np.array([shape.total for shape in self._shapes], np.float64)
        return np.array(self._shown, np.float64) / total

    def _hidden(self, shape: Footprint) -> list[int]:
        """Pixels that each shape so far would lose to ``shape``."""
        if not self._shapes:
            return []
        under = self._owner[shape.rows, shape.columns][shape.ink]
        pixels: list[int] = np.bincount(under, minlength=len(self._shapes) + 1)[1:].tolist()
        return pixels


def _overlap(a: Box, b: Box) -> tuple[float, float]:
    """IoU of two boxes, and the share of the smaller one that lies within the other."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0, 0.0
    common = width * height
    first, second = (a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])
    return common / (first + second - common), common / min(first, second)
