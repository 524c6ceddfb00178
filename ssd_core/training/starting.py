"""What a run starts with: its network, its folder, and what its weights will say of themselves."""

from __future__ import annotations

import time
from pathlib import Path

import torch
from torch import nn

from ssd_core.config import preset
from ssd_core.errors import FilePath, shown_name
from ssd_core.network import SSD, build_network
from ssd_core.training.config import TrainConfig
from ssd_core.training.transfer import carry_over
from ssd_core.weights import WeightsFile, read_start

_LONGEST_FACT = 500
_QUIET = 0.01
"""Standard deviation of the weights of quiet heads."""


def initialise(network: SSD) -> None:
    """He initialisation of every convolution; biases start at zero."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)


def quieten_heads(network: SSD) -> None:
    """Let the heads begin with weights near zero (Lin et al. 2017, RetinaNet, section 4.1).

    He initialisation is for layers before a ReLU: a head begins with logits of ±5, and half of a
    short run goes into unlearning them.
    """
    for head in (*network.loc, *network.conf):
        assert isinstance(head, nn.Conv2d)
        nn.init.normal_(head.weight, std=_QUIET)


def starting_network(
    preset_name: str,
    classes: tuple[str, ...],
    *,
    seed: int,
    weights: FilePath | WeightsFile | None = None,
    quiet_heads: bool = False,
) -> SSD:
    """A network for ``classes``, with He initialisation by ``seed``, of the heads if not quiet.

    weights: a file to start from, of a detector or of a backbone alone; it then decides the preset,
    too, and of its heads the classes that both know are carried over. Raises UserError for one that
    cannot be read.
    """
    torch.manual_seed(seed)
    start = weights if isinstance(weights, WeightsFile | None) else read_start(weights)
    config = preset(preset_name) if start is None else start.config
    network = build_network(config.with_classes(classes))
    initialise(network)
    if quiet_heads:
        quieten_heads(network)
    if start is not None:
        carry_over(start, network)
    return network


def provenance(config: TrainConfig) -> dict[str, str]:
    """What is written into the weights file about how it came to be."""
    return {
        "data": ", ".join(map(shown_name, config.data))[:_LONGEST_FACT],
        "seed": str(config.seed),
        "batch": str(config.batch),
        "optimiser": config.optimiser,
        "learning rate": f"{config.learning_rate:g}",
        "trained on": time.strftime("%Y-%m-%d"),
    }


def free_folder(parent: Path) -> Path:
    """The first of ``parent``/1, /2 … that is not there yet, so that no run overwrites another."""
    number = 1
    while (parent / str(number)).exists():
        number += 1
    return parent / str(number)
