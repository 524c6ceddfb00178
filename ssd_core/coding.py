"""Offsets to boxes and back, and raw outputs to candidates (paper section 2.2, equation 2)."""

from __future__ import annotations

import numpy as np

from ssd_core.boxes import cxcywh_to_xyxy, xyxy_to_cxcywh
from ssd_core.types import Candidates, DBoxes, FloatArray, RawOutput

VARIANCES = (0.1, 0.2)
"""Scale of centre and of size offsets. They divide like standard deviations, despite the name."""

_SMALLEST_SIDE = np.float32(1e-6)
"""Sides are raised to this before the logarithm, so that a degenerate box has finite offsets."""

_LARGEST_LOG = np.float32(20.0)
"""exp(20) boxes are already absurd; beyond it float32 runs to infinity and IoU to NaN."""


def encode(
    boxes_xyxy: FloatArray,
    dboxes_cxcywh: FloatArray,
    *,
    variances: tuple[float, float] = VARIANCES,
) -> FloatArray:
    """Offsets that turn each DBox into its box: float32 [N, 4].

    t = ((g_cx - d_cx) / (v₀ d_w), (g_cy - d_cy) / (v₀ d_h), ln(g_w / d_w) / v₁, ln(g_h / d_h) / v₁)

    boxes_xyxy: [N, 4] in 0..1, row by row the box that the DBox must learn.
    dboxes_cxcywh: [N, 4] with positive sides. Raises ValueError unless there is one a box.
    """
    _check_pairs(boxes_xyxy, dboxes_cxcywh)
    boxes = xyxy_to_cxcywh(boxes_xyxy)
    sides = np.maximum(boxes[:, 2:], _SMALLEST_SIDE)
    centre = (boxes[:, :2] - dboxes_cxcywh[:, :2]) / (variances[0] * dboxes_cxcywh[:, 2:])
    size = np.log(sides / dboxes_cxcywh[:, 2:]) / variances[1]
    offsets: FloatArray = np.concatenate([centre, size], axis=1).astype(np.float32, copy=False)
    return offsets


def decode(
    loc: FloatArray,
    dboxes_cxcywh: FloatArray,
    *,
    variances: tuple[float, float] = VARIANCES,
) -> FloatArray:
    """BBoxes [N, 4] xyxy from offsets: the inverse of ``encode``, not clipped to the picture.

    cx = d_cx + v₀ Δcx d_w,  w = d_w · exp(v₁ Δw), and the same for cy and h.

    loc: [N, 4] offsets. Where v₁ Δw exceeds 20 it counts as 20; NaN stays NaN.
    Raises ValueError unless there is one row a DBox.
    """
    _check_pairs(loc, dboxes_cxcywh)
    boxes = np.empty_like(dboxes_cxcywh, dtype=np.float32)
    boxes[:, :2] = dboxes_cxcywh[:, :2] + loc[:, :2] * variances[0] * dboxes_cxcywh[:, 2:]
    growth = np.minimum(loc[:, 2:] * np.float32(variances[1]), _LARGEST_LOG)
    boxes[:, 2:] = dboxes_cxcywh[:, 2:] * np.exp(growth)
    return cxcywh_to_xyxy(boxes)


def _check_pairs(rows: FloatArray, dboxes_cxcywh: FloatArray) -> None:
    have, want = list(np.shape(rows)), list(np.shape(dboxes_cxcywh))
    if have != want or have[1:] != [4]:
        raise ValueError(f"expected [N, 4] for DBoxes [N, 4], not {have} for {want}")


def softmax(conf: FloatArray) -> FloatArray:
    """Scores [N, C] from confidence logits; rows sum to 1. A row with NaN is all NaN."""
    with np.errstate(invalid="ignore"):  # inf - inf in a poisoned row is the NaN we promise
        exponent = np.exp(conf - conf.max(axis=1, keepdims=True))
        scores: FloatArray = exponent / exponent.sum(axis=1, keepdims=True)
    return scores


def to_candidates(
    raw: RawOutput, dboxes: DBoxes, *, variances: tuple[float, float] = VARIANCES
) -> Candidates:
    """Decode every DBox and softmax every row: what ``select`` chooses from.

    Boxes are clipped to the picture before NMS, as ground truths are by whoever annotates; the
    authors' code leaves them as they are, torchvision clips.
    """
    boxes = decode(raw.loc, dboxes.cxcywh, variances=variances)
    return Candidates(boxes=np.clip(boxes, 0.0, 1.0), scores=softmax(raw.conf))
