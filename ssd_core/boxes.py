"""Boxes: the two forms they are written in, their area and their overlap.

``cxcywh`` is (centre x, centre y, width, height), ``xyxy`` is (xmin, ymin, xmax, ymax). The unit is
the caller's (0..1 of the picture everywhere in this package). A box whose width or height is not
positive is degenerate: its area is 0 and it overlaps nothing. Values that are not finite are
admitted everywhere and never warn. Anything but four values a box raises ValueError.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.types import FloatArray, IntArray

_TINY = np.finfo(np.float32).tiny
_CACHED_PAIRS = 1 << 13
"""Pairs of boxes whose intermediate values (float32, five at a time) stay in a core's cache."""


@np.errstate(all="ignore")
def cxcywh_to_xyxy(cxcywh: FloatArray) -> FloatArray:
    """Corners of boxes that are given by centre and size, float32 [..., 4]."""
    cxcywh = _checked(cxcywh)
    half = cxcywh[..., 2:] / 2
    return np.concatenate([cxcywh[..., :2] - half, cxcywh[..., :2] + half], axis=-1)


@np.errstate(all="ignore")
def xyxy_to_cxcywh(xyxy: FloatArray) -> FloatArray:
    """Centre and size of boxes that are given by their corners, float32 [..., 4]."""
    xyxy = _checked(xyxy)
    low, high = xyxy[..., :2], xyxy[..., 2:]
    return np.concatenate([(low + high) / 2, high - low], axis=-1)


@np.errstate(all="ignore")
def areas(xyxy: FloatArray) -> FloatArray:
    """Area of each box, float32 [..., 4] to [...]; 0 where a box is degenerate, NaN stays NaN."""
    xyxy = _checked(xyxy)
    sides = np.maximum(xyxy[..., 2:] - xyxy[..., :2], 0)
    area: FloatArray = sides[..., 0] * sides[..., 1]
    return area


@dataclass(frozen=True, slots=True, eq=False)
class Corners:
    """Boxes laid out for overlap arithmetic: one contiguous row a coordinate, areas at hand.

    xyxy: float32 [4, N]; all 0 for a box that, or whose area, is not finite.
    area: float32 [N], never 0, so that no union is: an empty box has the least normal float.
    """

    xyxy: FloatArray
    area: FloatArray

    def __len__(self) -> int:
        return len(self.area)

    @classmethod
    def of(cls, boxes_xyxy: FloatArray) -> Corners:
        """The layout of boxes float32 [N, 4]."""
        boxes_xyxy = _checked(boxes_xyxy)
        if boxes_xyxy.ndim != 2:
            raise ValueError(f"expected boxes [N, 4], not {list(boxes_xyxy.shape)}")
        area = areas(boxes_xyxy)
        xyxy = np.ascontiguousarray(boxes_xyxy.T)
        usable = np.isfinite(area) & np.isfinite(xyxy).all(axis=0)
        if not usable.all():
            xyxy, area = np.where(usable, xyxy, 0), np.where(usable, area, 0)
        return cls(xyxy, np.where(area > 0, area, _TINY))

    def take(self, rows: IntArray) -> Corners:
        """The boxes at ``rows``, in that order."""
        # Not xyxy[:, rows]: that gives a transposed layout, ten times slower to compute with.
        return Corners(np.take(self.xyxy, rows, axis=1), self.area[rows])

    @np.errstate(over="ignore")
    def overlaps(self, other: Corners) -> FloatArray:
        """Overlap of every box here with every one of ``other``, float32 [N, len(other)]."""
        low = np.maximum(self.xyxy[:2, :, None], other.xyxy[:2, None])  # [2, N, M]
        high = np.minimum(self.xyxy[2:, :, None], other.xyxy[2:, None])
        np.maximum(high, low, out=high)  # apart: nothing is shared
        width, height = np.subtract(high, low, out=high)
        shared: FloatArray = np.multiply(width, height, out=width)
        union = np.add(self.area[:, None], other.area, out=height)
        np.subtract(union, shared, out=union)
        np.divide(shared, union, out=shared)
        return shared


def overlaps(a_xyxy: FloatArray, b_xyxy: FloatArray) -> FloatArray:
    """Overlap (IoU, Jaccard coefficient) of every box of ``a`` with every box of ``b``.

        IoU = area(a ∩ b) / (area(a) + area(b) - area(a ∩ b))

    a_xyxy: float32 [A, 4]. b_xyxy: float32 [B, 4]. Returns float32 [A, B], 0..1, computed in
    float32 and exactly symmetric: ``overlaps(a, b)`` equals ``overlaps(b, a).T``. It is 0 where the
    union is not positive and where a box, or its area, is not finite.
    """
    return corner_overlaps(Corners.of(a_xyxy), Corners.of(b_xyxy))


def corner_overlaps(a: Corners, b: Corners) -> FloatArray:
    """``overlaps`` of boxes that are laid out already, float32 [A, B]."""
    result = np.empty((len(a), len(b)), np.float32)
    # The last axis runs in vector instructions and the others in a loop: the longer one is last.
    (few, many), rows = ((a, b), result) if len(a) <= len(b) else ((b, a), result.T)
    step = max(1, _CACHED_PAIRS // max(1, len(many)))
    for start in range(0, len(few), step):
        block = np.arange(start, min(start + step, len(few)))
        rows[block] = few.take(block).overlaps(many)
    return result


def _checked(boxes: FloatArray) -> FloatArray:
    """As float32 [..., 4]."""
    boxes = np.asarray(boxes, np.float32)
    if boxes.shape[-1:] != (4,):
        raise ValueError(f"a box has 4 values: expected [..., 4], not {list(boxes.shape)}")
    return boxes
