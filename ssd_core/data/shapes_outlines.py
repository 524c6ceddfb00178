"""The outlines of the eight shape classes, before any pose.

Coordinates are x right and y down, within about ±1 of the shape's centre. Every call varies the
proportions inside what a person would still call the class without a second look.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ssd_core.config import SHAPE_CLASSES

Points = NDArray[np.float64]
"""[P, 2], (x, y)."""


def outline(name: str, rng: np.random.Generator) -> Points:
    """The closed outline of the class ``name``, [P, 2]; the last point joins the first."""
    return _OUTLINES[name](rng)


def skeleton(name: str, rng: np.random.Generator) -> list[Points] | None:
    """The open strokes a hand draws for ``name``; None if a hand would follow the outline."""
    draw = _SKELETONS.get(name)
    return None if draw is None else draw(rng)


def _ring(angles: NDArray[np.float64], radius: NDArray[np.float64] | float = 1.0) -> Points:
    return np.stack([radius * np.cos(angles), radius * np.sin(angles)], axis=1)


def _circle(rng: np.random.Generator) -> Points:
    return _ring(np.linspace(0.0, 2 * np.pi, 64, endpoint=False))


def _square(rng: np.random.Generator) -> Points:
    corners = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    if rng.random() < 0.75:
        return corners
    radius = rng.uniform(0.06, 0.22)
    bend = np.linspace(0.0, np.pi / 2, 5)
    arcs = [
        corner * (1 - radius) + radius * _ring(bend + start)
        for corner, start in zip(corners, np.pi * np.array([1.0, 1.5, 0.0, 0.5]), strict=True)
    ]
    return np.concatenate(arcs)


def _triangle(rng: np.random.Generator) -> Points:
    lean = 0.25 if rng.random() < 0.75 else 0.95
    return np.array([[rng.uniform(-lean, lean), -0.9], [1.0, 0.85], [-1.0, 0.85]])


def _star(rng: np.random.Generator) -> Points:
    tips, dent = (
        (5, rng.uniform(0.36, 0.5)) if rng.random() < 0.85 else (6, rng.uniform(0.46, 0.56))
    )
    angles = np.arange(2 * tips) * np.pi / tips - np.pi / 2
    return _ring(angles, np.where(np.arange(2 * tips) % 2 == 0, 1.0, dent))


def _heart(rng: np.random.Generator) -> Points:
    t = np.linspace(0.0, 2 * np.pi, 64, endpoint=False)
    x = 16 * np.sin(t) ** 3
    lobes = rng.uniform(4.6, 6.0)
    y = 13 * np.cos(t) - lobes * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return np.stack([x / 16, -(y + 2.5) / 15], axis=1)


def _cross(rng: np.random.Generator) -> Points:
    a = rng.uniform(0.18, 0.36)
    quarter = np.array([[-a, -1.0], [a, -1.0], [a, -a]])
    quarter_turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
    parts = [quarter]
    for _ in range(3):
        parts.append(parts[-1] @ quarter_turn)
    return np.concatenate(parts)


def _arrow(rng: np.random.Generator) -> Points:
    shaft = rng.uniform(0.13, 0.27)
    wing = rng.uniform(0.55, 0.85)
    neck = rng.uniform(-0.1, 0.35)
    barb = neck - (rng.uniform(0.0, 0.25) if rng.random() < 0.3 else 0.0)
    half = np.array([[-1.0, -shaft], [neck, -shaft], [barb, -wing]])
    return np.concatenate([half, [[1.0, 0.0]], half[::-1] * [1.0, -1.0]])


def _crescent(rng: np.random.Generator) -> Points:
    """Outer unit arc between two tips, and back on the circle through the tips and (-m, 0)."""
    tip = np.deg2rad(rng.uniform(35.0, 72.0))
    m = rng.uniform(0.12, 0.5)
    # (cos tip - c)² + sin² tip = (m + c)², solved for the inner centre (c, 0)
    c = (1 - m * m) / (2 * (np.cos(tip) + m))
    inner_tip = np.arctan2(np.sin(tip), np.cos(tip) - c)
    outer = _ring(np.linspace(tip, 2 * np.pi - tip, 40))
    inner = _ring(np.linspace(2 * np.pi - inner_tip, inner_tip, 28)[1:-1], c + m)
    return np.concatenate([outer, inner + np.array([c, 0.0])])


def _cross_strokes(rng: np.random.Generator) -> list[Points]:
    shift = rng.uniform(-0.12, 0.12, 2)
    return [
        np.array([[-1.0, shift[0]], [1.0, shift[0]]]),
        np.array([[shift[1], -1.0], [shift[1], 1.0]]),
    ]


def _arrow_strokes(rng: np.random.Generator) -> list[Points]:
    wing = rng.uniform(0.4, 0.7)
    back = rng.uniform(0.2, 0.5)
    head = np.array([[back, -wing], [1.0, 0.0], [back, wing]])
    return [np.array([[-1.0, 0.0], [1.0, 0.0]]), head]


def _star_strokes(rng: np.random.Generator) -> list[Points]:
    angles = np.arange(6) * 4 * np.pi / 5 - np.pi / 2
    return [_ring(angles)]


_OUTLINES: dict[str, Callable[[np.random.Generator], Points]] = dict(
    zip(
        SHAPE_CLASSES,
        (_circle, _square, _triangle, _star, _heart, _cross, _arrow, _crescent),
        strict=True,
    )
)
_SKELETONS: dict[str, Callable[[np.random.Generator], list[Points]]] = {
    "cross": _cross_strokes,
    "arrow": _arrow_strokes,
    "star": _star_strokes,
}
