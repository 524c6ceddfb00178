"""The smallest training there is: what tests of the loop and of the run folder share."""

from __future__ import annotations

import torch

from ssd_core.config import preset
from ssd_core.device import Device
from ssd_core.network import SSD, build_network
from ssd_core.training.config import TrainConfig
from ssd_core.training.loop import initialise

SLIM = preset("ssd300_slim")
CPU = Device("cpu", "CPU", torch.float32)
SHORT = TrainConfig(steps=3, batch=2, workers=0, evaluate_every=2, evaluate_pictures=2)


def network(seed: int = 0) -> SSD:
    torch.manual_seed(seed)
    fresh = build_network(SLIM)
    initialise(fresh)
    return fresh
