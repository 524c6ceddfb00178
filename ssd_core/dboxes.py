"""The default boxes of an SSD (paper section 2.2, "Choosing scales and aspect ratios")."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

import numpy as np

from ssd_core.config import DBoxConfig
from ssd_core.types import DBoxes

ASPECT_NAMES = ("1", "1′", "2", "1/2", "3", "1/3")
"""Shapes of a cell in order; 1′ is the larger square of side √(s_k · s_{k+1})."""


def cell_shapes(
    min_size: float, max_size: float, ratios: tuple[int, ...]
) -> list[tuple[float, float]]:
    """(width, height) of a cell's DBoxes, in the unit of the sizes, in ``ASPECT_NAMES`` order."""
    mean_size = sqrt(min_size * max_size)
    shapes = [(min_size, min_size), (mean_size, mean_size)]
    for ratio in ratios:
        root = sqrt(ratio)
        shapes += [(min_size * root, min_size / root), (min_size / root, min_size * root)]
    return shapes


@lru_cache(maxsize=8)
def make_dboxes(config: DBoxConfig = DBoxConfig()) -> DBoxes:  # noqa: B008  a frozen value
    """All default boxes, level by level, row by row, cell by cell.

    A centre is (column + 0.5) · step / input size. That is not (column + 0.5) / feature map: with
    step 32, ten cells reach 1.013.

    Values are clamped to 0..1 as (cx, cy, w, h). This is not a clip to the picture: a clamped box
    can still reach outside it. Every published SSD300 was trained with exactly this.
    """
    cxcywh, level_of, cell_of, aspect_of = [], [], [], []
    levels = zip(
        config.feature_maps,
        config.steps,
        config.min_sizes,
        config.max_sizes,
        config.aspect_ratios,
        strict=True,
    )
    for level, (cells, step, min_size, max_size, ratios) in enumerate(levels):
        shapes = np.array(cell_shapes(min_size, max_size, ratios)) / config.input_size
        centres = (np.arange(cells) + 0.5) * step / config.input_size
        row, column, aspect = np.indices((cells, cells, len(shapes))).reshape(3, -1)
        sides = shapes[aspect]
        cxcywh.append(np.stack([centres[column], centres[row], sides[:, 0], sides[:, 1]], axis=1))
        level_of.append(np.full(len(row), level))
        cell_of.append(np.stack([row, column], axis=1))
        aspect_of.append(aspect)
    return DBoxes(
        cxcywh=np.concatenate(cxcywh).clip(0.0, 1.0).astype(np.float32),
        level=np.concatenate(level_of),
        cell=np.concatenate(cell_of),
        aspect=np.concatenate(aspect_of),
    )
