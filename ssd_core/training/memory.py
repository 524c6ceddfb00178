"""How much memory a run uses."""

from __future__ import annotations

import math

import torch

from ssd_core.process_memory import memory_in_use


def in_use(device: torch.device) -> float:
    """Bytes of the GPU that ``device`` is, or else of this process; NaN where neither is known."""
    if device.type == "cuda":
        return float(torch.cuda.memory_reserved(device))
    if device.type == "mps":
        return float(torch.mps.driver_allocated_memory())
    resident = memory_in_use()
    return math.nan if resident is None else resident
