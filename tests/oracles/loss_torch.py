"""MultiBox loss as a first version would write it: picture by picture, with two sorts each."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def looped_loss(loc: Tensor, conf: Tensor, target: Tensor, labels: Tensor) -> Tensor:
    """The total, divided by the positives of the batch."""
    total = torch.zeros(())
    for b in range(len(loc)):
        positive = labels[b] > 0
        every = functional.cross_entropy(conf[b], labels[b], reduction="none")
        ranked = every.detach().masked_fill(positive, 0)
        rank = ranked.sort(descending=True).indices.sort().indices
        kept = positive | (rank < 3 * positive.sum())
        total = total + every[kept].sum()
        total = total + functional.smooth_l1_loss(
            loc[b][positive], target[b][positive], reduction="sum"
        )
    return total / (labels > 0).sum()
