"""How much a network with these DBoxes can learn to find at all."""

from __future__ import annotations

import numpy as np

from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.matching import OVERLAP, match
from ssd_core.types import BoolArray, DBoxes, GroundTruth


def matched_objects(
    truth: GroundTruth, dboxes: DBoxes, *, overlap: float = OVERLAP
) -> tuple[BoolArray, BoolArray]:
    """Which objects of a picture get a positive DBox: without forcing and with it, bool [G] each.

    Without forcing, some DBox must overlap the object by ``overlap`` and no other object more.
    Forcing (the paper's "best jaccard overlap") gives each its best DBox, unless another object of
    the picture that comes later claims the same one.
    """
    alone, forced = np.zeros(len(truth), np.bool_), np.zeros(len(truth), np.bool_)
    matched = match(truth, dboxes, overlap=overlap)
    forced[matched.gt_index[matched.positive]] = True
    alone[matched.gt_index[matched.positive & ~matched.forced]] = True
    if len(truth):
        # A DBox that was claimed may have fitted another object before.
        claimed = cxcywh_to_xyxy(dboxes.cxcywh[matched.forced])
        table = overlaps(truth.boxes, claimed)  # [G, claimed]
        alone[table.argmax(axis=0)[table.max(axis=0) >= overlap]] = True
    return alone, forced
