"""Non-maximum suppression, exact and greedy (SSD paper sections 2.1 and 3.7).

    walk the boxes from the best score to the worst; keep a box unless its overlap with one that was
    kept before it is above the threshold

"Above" is strict and compares float32 with float32. Raising the threshold keeps more boxes.

A Python turn for each class is slow where there are many small classes, and all overlaps of a large
class are mostly wasted. So the classes stand in one list, a group each, and are taken in blocks: a
block is compared with itself and with the boxes of its groups that are still undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from ssd_core.boxes import Corners
from ssd_core.types import BoolArray, FloatArray, IntArray

Measure = Callable[[Corners, Corners], FloatArray]
"""How much every box of the first overlaps every one of the second: IoU, or DIoU."""

_BLOCK = 96
"""Boxes decided at a time: few enough to spare most overlaps of those an earlier block drops."""


def nms(boxes_xyxy: FloatArray, scores: FloatArray, *, overlap: float) -> IntArray:
    """Rows that survive, best score first (ties: the lower row), int64 [K].

    boxes_xyxy: float32 [N, 4]. scores: float32 [N], any range. overlap: 0..1.
    A row whose score or box holds NaN or infinity is never kept. Raises ValueError for arguments
    of other shapes or an overlap outside of 0..1.
    """
    boxes_xyxy, scores = np.asarray(boxes_xyxy, np.float32), np.asarray(scores, np.float32)
    if boxes_xyxy.shape != (*scores.shape, 4) or scores.ndim != 1:
        shapes = f"{list(boxes_xyxy.shape)} and {list(scores.shape)}"
        raise ValueError(f"expected boxes [N, 4] and scores [N], not {shapes}")
    if not 0 <= overlap <= 1:
        raise ValueError(f"overlap must lie between 0 and 1, not {overlap}")
    rows = np.flatnonzero(np.isfinite(scores) & np.isfinite(boxes_xyxy).all(axis=1))
    rows = rows[np.argsort(-scores[rows], kind="stable")]
    one_group = np.zeros(len(rows), np.int64)
    return rows[survivors(boxes_xyxy[rows], one_group, overlap=overlap)]


def survivors(
    boxes_xyxy: FloatArray,
    groups: IntArray,
    *,
    overlap: float,
    measure: Measure = Corners.overlaps,
) -> BoolArray:
    """Which boxes NMS keeps when only boxes of one group can suppress one another, bool [N].

    boxes_xyxy: float32 [N, 4], finite. groups: int64 [N], rising; in a group the best comes first.
    """
    kept = np.ones(len(groups), np.bool_)
    corners = Corners.of(boxes_xyxy)
    group_ends = np.searchsorted(groups, groups, side="right")
    waiting = np.arange(len(groups))
    while waiting.size:
        size, reach = _block(waiting, group_ends)
        hits = measure(corners.take(reach[:size]), corners.take(reach)) > np.float32(overlap)
        if groups[reach[0]] != groups[reach[-1]]:
            hits &= groups[reach[:size], None] == groups[reach]
        dropped = _dropped(hits)
        kept[reach[dropped]] = False
        waiting = waiting[size:]
        waiting = waiting[kept[waiting]]
    return kept


def _block(waiting: IntArray, group_ends: IntArray) -> tuple[int, IntArray]:
    """How many boxes to decide next, and the waiting boxes they can suppress, themselves included.

    A large group ends its block: its boxes need not be compared with those of the next group.
    """
    size = min(_BLOCK, len(waiting))
    first_group = int(waiting.searchsorted(group_ends[waiting[0]]))
    if first_group > _BLOCK // 2:
        size = min(size, first_group)
    end = int(waiting.searchsorted(group_ends[waiting[size - 1]]))
    return size, waiting[:end]


def _dropped(hits: BoolArray) -> BoolArray:
    """Columns that greedy suppression drops, bool [R].

    hits: bool [B, R], overlap above the threshold; row i and column i are the same box, i < B. The
    set of dropped columns is one Python integer, so each row that is kept costs one "or".
    """
    columns = hits.shape[1]
    hits.reshape(-1)[:: columns + 1] = False  # the diagonal: no box suppresses itself
    packed = np.packbits(hits, axis=1, bitorder="little")
    width, raw = packed.shape[1], packed.tobytes()
    dropped = 0
    for row in np.flatnonzero(packed.any(axis=1)).tolist():
        # A kept row is hit by no kept row before it, so its own hits before it are dropped already.
        if not dropped >> row & 1:
            dropped |= int.from_bytes(raw[row * width : (row + 1) * width], "little")
    bits = np.frombuffer(dropped.to_bytes(width, "little"), np.uint8)
    return np.unpackbits(bits, count=columns, bitorder="little").view(np.bool_)


def suppressors(
    boxes_xyxy: FloatArray,
    groups: IntArray,
    kept: BoolArray,
    *,
    overlap: float,
    measure: Measure = Corners.overlaps,
) -> tuple[IntArray, FloatArray]:
    """Which kept box suppressed each dropped one first: its row, int64 [N], and their overlap.

    boxes_xyxy, groups, overlap, measure: as for ``survivors``, ``kept`` its answer. A kept box has
    the row -1 and the overlap NaN.
    """
    by = np.full(len(groups), -1, np.int64)
    with_overlap = np.full(len(groups), np.nan, np.float32)
    corners = Corners.of(boxes_xyxy)
    for members in members_of_groups(groups):
        winners, losers = members[kept[members]], members[~kept[members]]
        for start in range(0, len(losers), _BLOCK):
            block = losers[start : start + _BLOCK]
            table = measure(corners.take(winners), corners.take(block))  # [W, B]
            first = (table > np.float32(overlap)).argmax(axis=0)
            by[block] = winners[first]
            with_overlap[block] = table[first, np.arange(len(block))]
    return by, with_overlap


def highest_overlaps(
    boxes_xyxy: FloatArray,
    groups: IntArray,
    *,
    rows: IntArray | None = None,
    measure: Measure = Corners.overlaps,
) -> FloatArray:
    """Each box's highest overlap with a better one of its group, float32 [N]; 0 for the best.

    boxes_xyxy, groups, measure: as for ``survivors``. A box is safe from NMS at thresholds from
    this up. rows: rising; only those boxes are measured, against all others.
    """
    rows = np.arange(len(groups)) if rows is None else rows
    highest = np.zeros(len(rows), np.float32)
    corners = Corners.of(boxes_xyxy)
    group_starts = np.searchsorted(groups, groups)
    start = 0
    while start < len(rows):
        end = int(rows.searchsorted(rows[start] + _BLOCK))
        block = rows[start:end]
        better = np.arange(group_starts[block[0]], block[-1])
        table = measure(corners.take(block), corners.take(better))  # [B, R]
        table *= (better < block[:, None]) & (better >= group_starts[block, None])
        highest[start:end] = table.max(axis=1, initial=0)
        start = end
    return highest


def members_of_groups(groups: IntArray) -> Iterator[IntArray]:
    """The rows of each group. groups: int64 [N], ≥ 0, rising."""
    ends = np.flatnonzero(np.diff(groups, append=-1)) + 1
    for start, end in pairwise([0, *ends]):
        yield np.arange(start, end)
