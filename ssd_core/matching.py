"""Which DBox must learn which object (paper section 2.2, "Matching strategy")."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ssd_core.boxes import Corners, corner_overlaps, cxcywh_to_xyxy
from ssd_core.coding import VARIANCES, encode
from ssd_core.types import BACKGROUND, DBoxes, FloatArray, GroundTruth, IntArray, Match

OVERLAP = 0.5
"""Jaccard overlap from which a DBox is a positive."""


def match(truth: GroundTruth, dboxes: DBoxes, *, overlap: float = OVERLAP) -> Match:
    """Match every DBox to a ground truth or to none.

    (a) Each ground truth takes the DBox that overlaps it best, whatever the overlap (forced).
    (b) Each other DBox takes the ground truth it overlaps best, if that is at least ``overlap``.

    Two ground truths may share their best DBox: the later one gets it. Ties go to the lower index.
    An empty ``truth`` leaves every DBox negative, and a ground truth that overlaps no DBox at all
    (a degenerate one) claims none: its offsets would be meaningless.
    """
    return match_table(
        corner_overlaps(Corners.of(truth.boxes), dbox_corners(dboxes)), overlap=overlap
    )


def match_table(table: FloatArray, *, overlap: float = OVERLAP) -> Match:
    """``match`` for known overlaps, float32 [G, N]: of each ground truth with each DBox."""
    truths, count = table.shape
    if truths == 0:
        nothing = np.zeros(count, np.bool_)
        return Match(np.full(count, -1), np.zeros(count, np.float32), nothing)
    most = table.max(axis=0)
    natural = np.full(count, -1)
    # Asking only the few that overlap enough whom they overlap most takes a twentieth of the time.
    rows = np.flatnonzero(most >= overlap)
    natural[rows] = table[:, rows].argmax(axis=0)
    claimed = table.argmax(axis=1)
    claims = np.flatnonzero(table[np.arange(truths), claimed] > 0)
    gt_index = natural.copy()
    gt_index[claimed[claims]] = claims  # a repeated index keeps the last value: the later one wins
    forced = gt_index != natural
    most[forced] = table[gt_index[forced], forced]
    return Match(gt_index, most, forced)


@lru_cache(maxsize=8)
def dbox_corners(dboxes: DBoxes) -> Corners:
    """Corners of all DBoxes, laid out once: the same ones are matched with every picture."""
    return Corners.of(cxcywh_to_xyxy(dboxes.cxcywh))


def learning_targets(
    truth: GroundTruth,
    dboxes: DBoxes,
    *,
    overlap: float = OVERLAP,
    variances: tuple[float, float] = VARIANCES,
) -> tuple[FloatArray, IntArray]:
    """What the network should say of a picture: offsets [N, 4] and labels [N] (0 = background).

    Offsets of negatives are zero; the loss never looks at them.
    """
    matched = match(truth, dboxes, overlap=overlap)
    return targets_of(matched, truth, dboxes, variances=variances)


def targets_of(
    matched: Match,
    truth: GroundTruth,
    dboxes: DBoxes,
    *,
    variances: tuple[float, float] = VARIANCES,
) -> tuple[FloatArray, IntArray]:
    """``learning_targets`` of a match that is known."""
    rows = np.flatnonzero(matched.positive)
    owner = matched.gt_index[rows]
    offsets = np.zeros((len(dboxes), 4), np.float32)
    labels = np.full(len(dboxes), BACKGROUND, np.int64)
    offsets[rows] = encode(truth.boxes[owner], dboxes.cxcywh[rows], variances=variances)
    labels[rows] = truth.labels[owner]
    return offsets, labels
