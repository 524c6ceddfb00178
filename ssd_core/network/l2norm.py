"""L2Norm: the finest source at unit length times a learnt scale (paper section 3.1, ParseNet)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

INITIAL_SCALE = 20.0
_EPSILON = 1e-10


class L2Norm(nn.Module):
    """x / ‖x‖₂ over the channels of each cell, times one learnt scale a channel."""

    def __init__(self, channels: int, scale: float = INITIAL_SCALE) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.full((channels,), scale))

    def forward(self, x: Tensor) -> Tensor:  # [B, C, H, W] -> the same
        # In float32: fp16 overflows on the sum of squares of ordinary activations.
        norm = torch.linalg.vector_norm(x, dim=1, keepdim=True, dtype=torch.float32) + _EPSILON
        scaled: Tensor = self.weight[:, None, None] * (x / norm).to(x.dtype)
        return scaled
