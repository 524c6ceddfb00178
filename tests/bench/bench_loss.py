"""MultiBox loss, forward and backward, against the plain loop over pictures: as fast, and equal."""

from __future__ import annotations

import torch
from bench.measure import Figure, Row, in_turn
from oracles.loss_torch import looped_loss
from torch import Tensor

from ssd_core.loss import multibox_loss

BATCH = 8


def run() -> list[Row | Figure]:
    torch.manual_seed(0)
    target = torch.randn(BATCH, 8732, 4)
    labels = torch.randint(1, 21, (BATCH, 8732)) * (torch.rand(BATCH, 8732) < 0.003)
    loc = torch.randn(BATCH, 8732, 4, requires_grad=True)
    conf = torch.randn(BATCH, 8732, 21, requires_grad=True)

    def plain() -> Tensor:
        return looped_loss(loc, conf, target, labels)

    def ours() -> Tensor:
        return multibox_loss(loc, conf, target, labels).total

    times = in_turn(lambda: plain().backward(), lambda: ours().backward())
    wanted, found = plain(), ours()
    gradients = zip(
        torch.autograd.grad(wanted, (loc, conf)),
        torch.autograd.grad(found, (loc, conf)),
        strict=True,
    )
    off = max((one - other).abs().max().item() for one, other in gradients)
    relative = ((wanted - found).abs() / wanted).item()
    return [
        Row(f"MultiBox loss, batch {BATCH}, forward + backward", *times, target=2.8),
        Figure("MultiBox loss, off the plain one by", relative * 1e6, "millionths", 2.0),
        Figure("its gradients, off the plain ones by", off * 1e6, "millionths", 1.0),
    ]
