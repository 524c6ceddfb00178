"""The moving average of a network's weights, which sees better than the weights themselves."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from ssd_core.network import SSD


def averaged(network: SSD, decay: float) -> AveragedModel:
    """A copy of the network that follows it as a moving average, batch-norm statistics included.

    Early on the average forgets faster, so that it does not remember the random start.
    """

    def follow(mean: Tensor, new: Tensor, count: Tensor | int) -> Tensor:
        if not mean.is_floating_point():
            return new
        keep = min(decay, (1 + float(count)) / (10 + float(count)))
        return torch.lerp(mean, new, 1.0 - keep)

    return AveragedModel(network, avg_fn=follow, use_buffers=True)
