"""Distance-IoU, the overlap measure of DIoU-NMS (Zheng et al. 2020, "Distance-IoU Loss").

    DIoU = IoU - d² / c²

d is the distance of the centres, c the diagonal of the smallest box around both (their section
"Distance-IoU Loss"). Boxes with far centres are rather two objects, so DIoU-NMS spares them (their
section "Non-Maximum Suppression using DIoU").
"""

from __future__ import annotations

import numpy as np

from ssd_core.boxes import Corners
from ssd_core.types import FloatArray

_TINY = np.finfo(np.float64).tiny


def distance_overlaps(a: Corners, b: Corners) -> FloatArray:
    """DIoU of every box of ``a`` with every one of ``b``, float32 [len(a), len(b)], -1..1.

    Never above their IoU. The penalty is computed in float64, where no square overflows.
    """
    first = a.xyxy.astype(np.float64)[:, :, None]
    second = b.xyxy.astype(np.float64)[:, None]
    twice_apart = (first[:2] + first[2:]) - (second[:2] + second[2:])  # [2, A, B]
    around = np.maximum(first[2:], second[2:]) - np.minimum(first[:2], second[:2])
    distance = (twice_apart[0] ** 2 + twice_apart[1] ** 2) / 4
    diagonal = np.maximum(around[0] ** 2 + around[1] ** 2, _TINY)
    # Only boxes that are inside out lie further apart than the diagonal around them.
    penalty = np.divide(np.minimum(distance, diagonal), diagonal)
    measured: FloatArray = a.overlaps(b) - penalty.astype(np.float32)
    return measured
