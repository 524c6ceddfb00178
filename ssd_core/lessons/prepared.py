"""Objects as plain JSON values, for what a teacher prepared."""

from __future__ import annotations

from typing import Any

import numpy as np

from ssd_core.types import GroundTruth

_MOST = 40
_PIXELS = 300


def truth_as_json(truth: GroundTruth) -> list[list[float]]:
    """A row an object: xmin, ymin, xmax, ymax in px of 300 (a hundredth), and the label."""
    boxes = np.round(truth.boxes.astype(np.float64) * _PIXELS, 2).tolist()
    return [[*box, label] for box, label in zip(boxes, truth.labels.tolist(), strict=True)]


def truth_from_json(rows: Any, *, classes: int) -> GroundTruth:
    """What ``truth_as_json`` gave. Raises ValueError or TypeError if it makes no sense.

    classes: how many there are; a label past them becomes the first.
    """
    if not isinstance(rows, list) or len(rows) > _MOST:
        raise ValueError(f"there can be {_MOST} objects at most")
    table = np.array(rows, np.float64).reshape(-1, 5)
    boxes, labels = table[:, :4] / _PIXELS, table[:, 4]
    inside = np.isfinite(table).all() and (boxes >= 0).all() and (boxes <= 1).all()
    if not inside or (boxes[:, 2:] <= boxes[:, :2]).any():
        raise ValueError("an object has no area, or lies beside the picture")
    known = np.where((labels >= 1) & (labels <= classes), labels, 1)
    return GroundTruth(
        boxes.astype(np.float32), known.astype(np.int64), np.zeros(len(table), np.bool_)
    )
