"""Which detection a point means."""

from __future__ import annotations

import numpy as np

from ssd_core.types import FloatArray

REACH = 5.0
"""A border counts as hit within this many logical pixels on either side."""


def hit(boxes: FloatArray, point: tuple[float, float], *, reach: float = REACH) -> int:
    """The index of the box that ``point`` means, or -1.

    boxes: float [M, 4] xyxy in the unit of ``point`` and ``reach``. A border within reach wins
    over an interior, so that a box can be picked through a smaller one in it; then the smaller
    area wins, then the lower index.
    """
    if not len(boxes):
        return -1
    x, y = point
    left, top, right, bottom = boxes.T.astype(np.float64)
    # How far the point lies inside each box; negative outside.
    depth = np.minimum.reduce([x - left, right - x, y - top, bottom - y])
    on_border = np.abs(depth) <= reach
    touched = on_border | (depth > 0)
    if not touched.any():
        return -1
    area = (right - left) * (bottom - top)
    rows = np.flatnonzero(on_border if on_border.any() else touched)
    return int(rows[area[rows].argmin()])
