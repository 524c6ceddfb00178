"""How much of its class a positive is taught, by how well its box lies on the object.

SSD teaches a DBox its class wherever its box ends up, so a score says that the class is right, not
that the box is. Labels that know the overlap of the predicted box (Li et al. 2020, "Generalized
Focal Loss", section 3.2) let the score answer for both.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ssd_core.coding import VARIANCES

WRONG, RIGHT = 0.4, 0.6
"""Overlaps up to which a box counts for nothing, and from which it counts in full: about the 0.5
of the VOC measure, with a ramp so that no step decides over a hair."""

_LARGEST_LOG = 20.0
"""As in ``coding``: sides beyond it run to infinity and overlaps to NaN."""


def worth(loc: Tensor, target_loc: Tensor, *, variances: tuple[float, float] = VARIANCES) -> Tensor:
    """The share of its class that each of P positives is taught: float32 [P] in 0..1.

    loc, target_loc: offsets [P, 4], predicted and wanted. A prediction that is not finite is
    worth 0 or NaN: the localisation loss tells of it anyway.
    """
    return ((overlaps(loc, target_loc, variances=variances) - WRONG) / (RIGHT - WRONG)).clamp(0, 1)


def overlaps(a: Tensor, b: Tensor, *, variances: tuple[float, float] = VARIANCES) -> Tensor:
    """IoU of the boxes that two offsets of one DBox stand for, row by row: float32 [P].

    The DBox itself need not be known: in units of its sides both boxes keep their overlap.
    """
    (a_min, a_max), (b_min, b_max) = _corners(a.float(), variances), _corners(b.float(), variances)
    shared = (torch.minimum(a_max, b_max) - torch.maximum(a_min, b_min)).clamp(min=0).prod(1)
    return shared / ((a_max - a_min).prod(1) + (b_max - b_min).prod(1) - shared)


def _corners(offsets: Tensor, variances: tuple[float, float]) -> tuple[Tensor, Tensor]:
    """(xmin, ymin) and (xmax, ymax), each [P, 2], of a DBox of side 1 around the origin."""
    centre = offsets[:, :2] * variances[0]
    half = (offsets[:, 2:] * variances[1]).clamp(max=_LARGEST_LOG).exp() / 2
    return centre - half, centre + half
