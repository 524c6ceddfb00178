"""What makes a step of a gradient."""

from __future__ import annotations

import torch
from torch import nn

from ssd_core.training.config import TrainConfig


def make_optimiser(network: nn.Module, config: TrainConfig) -> torch.optim.Optimizer:
    """AdamW or SGD; weights of convolutions decay, biases, scales and norms only if all do."""
    groups = [
        {
            "params": [p for p in network.parameters() if p.ndim > 1],
            "weight_decay": config.weight_decay,
        },
        {
            "params": [p for p in network.parameters() if p.ndim <= 1],
            "weight_decay": config.weight_decay if config.decay_all else 0.0,
        },
    ]
    if config.optimiser == "sgd":
        return torch.optim.SGD(groups, lr=config.learning_rate, momentum=config.momentum)
    return torch.optim.AdamW(groups, lr=config.learning_rate)
