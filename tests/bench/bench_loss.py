"""MultiBox loss, forward and backward, against the plain loop over pictures."""

from __future__ import annotations

import torch
from bench.measure import Row, in_turn
from torch import Tensor
from torch.nn import functional

from ssd_core.loss import multibox_loss


def looped_loss(loc: Tensor, conf: Tensor, target: Tensor, labels: Tensor) -> Tensor:
    """Picture by picture with two sorts each, as a first version would be written."""
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


def run() -> list[Row]:
    torch.manual_seed(0)
    loc = torch.randn(32, 8732, 4, requires_grad=True)
    conf = torch.randn(32, 8732, 21, requires_grad=True)
    target = torch.randn(32, 8732, 4)
    labels = torch.randint(1, 21, (32, 8732)) * (torch.rand(32, 8732) < 0.003)
    times = in_turn(
        lambda: looped_loss(loc, conf, target, labels).backward(),
        lambda: multibox_loss(loc, conf, target, labels).total.backward(),
    )
    return [Row("MultiBox loss, batch 32, forward + backward", *times)]
