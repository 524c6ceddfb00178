"""Leaving the backbone as it is while the rest of a network learns."""

from __future__ import annotations

from ssd_core.network import SSD


def is_frozen(progress: float, share: float) -> bool:
    """Whether the backbone is, at a progress of 0..1, if it is for ``share`` of the run."""
    return progress < share or share == 1.0


def freeze(network: SSD, frozen: bool) -> None:
    """Take the backbone out of learning, or back into it, its batch-norm statistics as well."""
    for part in network.backbone():
        part.requires_grad_(not frozen)
        part.train(network.training and not frozen)
