"""Starting a network from weights that were trained for other classes."""

from __future__ import annotations

import torch
from torch import Tensor

from ssd_core.network import SSD
from ssd_core.types import BACKGROUND
from ssd_core.weights import WeightsFile


def carry_over(start: WeightsFile, network: SSD) -> None:
    """Copy every parameter of ``start``, which may have only a backbone's.

    Of the confidence heads, the rows of the background and of shared classes are copied. Those of a
    class that ``start`` does not know keep their initialisation.
    """
    old, new = start.config.classes, network.config.classes
    shared = [(to, old.index(name) + 1) for to, name in enumerate(new, 1) if name in old]
    shared.append((BACKGROUND, BACKGROUND))
    state = network.state_dict()
    for key, value in start.state.items():
        if key.startswith("conf.") and old != new:
            counts = {"old": start.config.num_classes, "new": network.config.num_classes}
            _copy_class_rows(value, state[key], shared, **counts)
        else:
            state[key].copy_(value)


def _copy_class_rows(
    source: Tensor, target: Tensor, shared: list[tuple[int, int]], *, old: int, new: int
) -> None:
    """A head's rows are (DBox shape, class); copy those of the shared classes."""
    with torch.no_grad():
        rows_from = source.view(-1, old, *source.shape[1:])
        rows_to = target.view(-1, new, *target.shape[1:])
        for to, origin in shared:
            rows_to[:, to] = rows_from[:, origin]
