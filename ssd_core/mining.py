"""Hard negative mining (paper section 2.2): the worst-scored negatives, at most 3 a positive."""

from __future__ import annotations

import numpy as np

from ssd_core.types import BoolArray, FloatArray, Mining

NEG_POS_RATIO = 3


def mine(
    confidence_loss: FloatArray, positive: BoolArray, *, neg_pos_ratio: int = NEG_POS_RATIO
) -> Mining:
    """Rank the DBoxes of one picture by falling loss and keep the first negatives.

    confidence_loss: [N], cross entropy of each DBox. positive: [N].
    Positives count as loss 0 while ranking, so they never take a negative's place; without a
    positive nothing is kept. Equal losses rank by DBox index.

    The ranks come from two sorts: the first gives the order, sorting that order's indices gives
    each DBox its place in it.
    """
    loss = np.where(positive, 0.0, confidence_loss)
    order = np.argsort(-loss, kind="stable")
    rank = np.argsort(order, kind="stable")
    wanted = min(neg_pos_ratio * int(positive.sum()), int((~positive).sum()))
    negatives = (rank < wanted) & ~positive
    return Mining(rank, negatives)
