"""What makes a step of a gradient."""

from __future__ import annotations

import torch
from torch import nn

from ssd_core.network import SSD
from ssd_core.training.config import TrainConfig
from ssd_core.training.muon import Muon


def make_optimiser(network: SSD, config: TrainConfig) -> torch.optim.Optimizer:
    """By the config; weights of convolutions decay, biases, scales and norms only if all do."""
    hidden = _hidden(network) if config.optimiser == "muon" else {}
    rest = [p for p in network.parameters() if p not in hidden]
    groups = [
        {"params": [p for p in rest if p.ndim > 1], "weight_decay": config.weight_decay},
        {
            "params": [p for p in rest if p.ndim <= 1],
            "weight_decay": config.weight_decay if config.decay_all else 0.0,
        },
    ]
    rate = config.learning_rate
    match config.optimiser:
        case "sgd":
            return torch.optim.SGD(groups, lr=rate, momentum=config.momentum)
        case "muon":
            # bfloat16 is enough for the direction of a step, where it is not emulated.
            dtype = torch.bfloat16 if config.precision == "bf16" else torch.float32
            decay = config.weight_decay
            return Muon(hidden, groups, lr=rate, weight_decay=decay, dtype=dtype)
        case _:
            return torch.optim.AdamW(groups, lr=rate)


def _hidden(network: SSD) -> dict[nn.Parameter, None]:
    """The weights of convolutions after the first one and before the heads, in order."""
    heads = {*network.loc.parameters(), *network.conf.parameters()}
    kernels = [p for p in network.parameters() if p.ndim == 4]
    return dict.fromkeys(p for p in kernels[1:] if p not in heads)
