"""What the shapes lie on: paper on a desk, a plain graphic, or something like a photograph."""

from __future__ import annotations

import numpy as np

from ssd_core.data.shapes_clutter import (
    add_band,
    add_ribbon,
    add_rules,
    add_scribble,
    add_shade,
    add_writing,
)
from ssd_core.data.shapes_paint import Colour, gradient, random_colour, smooth_field, solid
from ssd_core.types import ByteArray


def paper(size: int, rng: np.random.Generator) -> ByteArray:
    """A white, grey or cream sheet [size, size, 3], plain or ruled, perhaps with its edge."""
    unit = size / 300
    white = _paper_colour(rng)
    rgb = smooth_field(size, size, np.stack([white, white - 9.0]), 4, rng)
    if rng.random() < 0.3:
        tint = rng.uniform(0.55, 0.88) * white + rng.uniform(-20.0, 20.0, 3)
        add_rules(rgb, tint, unit, rng)
    if rng.random() < 0.25:
        add_band(rgb, random_colour(rng) * 0.7, rng)
    if rng.random() < 0.3:
        add_shade(rgb, rng)
    ink = rng.uniform(0.0, 110.0, 3)
    if rng.random() < 0.35:
        add_writing(rgb, ink, unit, rng)
    for _ in range(int(rng.integers(0, 4)) if rng.random() < 0.4 else 0):
        add_scribble(rgb, ink, unit, rng)
    return rgb


def graphic(size: int, rng: np.random.Generator) -> ByteArray:
    """A plain or graded ground [size, size, 3] with a few distractors."""
    unit = size / 300
    ground = random_colour(rng)
    if rng.random() < 0.5:
        rgb = solid(ground, size, size)
    else:
        rgb = gradient(size, size, ground, random_colour(rng), rng.uniform(0.0, 2 * np.pi))
    for _ in range(int(rng.integers(0, 4))):
        add = add_ribbon if rng.random() < 0.4 else add_scribble
        add(rgb, random_colour(rng), unit, rng)
    if rng.random() < 0.25:
        add_writing(rgb, random_colour(rng), unit, rng)
    return rgb


def photograph(size: int, rng: np.random.Generator) -> ByteArray:
    """Layered smooth noise, edges, blobs and lines [size, size, 3] under one another."""
    unit = size / 300
    tones = np.stack([random_colour(rng), random_colour(rng)])
    rgb = smooth_field(size, size, tones, int(rng.integers(2, 9)), rng)
    if rng.random() < 0.65:
        add_band(rgb, random_colour(rng), rng)
    for _ in range(int(rng.integers(0, 6))):
        add_ribbon(rgb, random_colour(rng), unit, rng)
    for _ in range(int(rng.integers(0, 5))):
        add_scribble(rgb, random_colour(rng), unit, rng)
    if rng.random() < 0.3:
        add_writing(rgb, random_colour(rng), unit, rng)
    if rng.random() < 0.4:
        _add_grain(rgb, rng)
    if rng.random() < 0.3:
        add_shade(rgb, rng)
    return rgb


def _paper_colour(rng: np.random.Generator) -> Colour:
    brightness = rng.uniform(150.0, 252.0) if rng.random() < 0.85 else rng.uniform(60.0, 150.0)
    return np.clip(brightness + rng.normal(0.0, 7.0, 3), 0.0, 255.0)


def _add_grain(rgb: ByteArray, rng: np.random.Generator) -> None:
    """Grass, carpet or gravel: noise of some pixels' width, in place."""
    size = rgb.shape[0]
    cells = size // int(rng.integers(2, 7))
    mid = np.full(3, 128.0)
    swing = rng.uniform(10.0, 45.0)
    grain = smooth_field(size, size, np.stack([mid - swing, mid + swing]), cells, rng)
    np.clip(rgb.astype(np.int16) + grain - 128, 0, 255, out=rgb, casting="unsafe")
