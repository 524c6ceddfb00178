"""How much memory a run uses."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path

import torch

_STATM = Path("/proc/self/statm")


def in_use(device: torch.device) -> float:
    """Bytes of the GPU that ``device`` is, or else of this process; NaN where neither is known."""
    if device.type == "cuda":
        return float(torch.cuda.memory_reserved(device))
    if device.type == "mps":
        return float(torch.mps.driver_allocated_memory())
    return _resident()


def _resident() -> float:
    """Bytes of this process that lie in memory: now on Linux, at most so far on macOS."""
    if sys.platform == "linux":
        pages = int(_STATM.read_text().split()[1])
        return float(pages * os.sysconf("SC_PAGE_SIZE"))
    elif sys.platform == "darwin":  # noqa: RET505 - mypy knows one platform's branch only
        import resource

        return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    else:
        return math.nan
