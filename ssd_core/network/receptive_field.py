"""How much of the picture one cell of a feature map depends on, from the table of layers.

A layer of kernel k, dilation d, stride s and padding p on a map whose cells see r pixels, j apart:

    r ← r + d · (k - 1) · j,   first ← first + (d · (k - 1) / 2 - p) · j,   j ← j · s
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from torch import nn

from ssd_core.network.ssd import SSD

_Window = (nn.Conv2d, nn.MaxPool2d)


@dataclass(frozen=True, slots=True)
class Reach:
    """What the cells of a map see, in pixels of the network's input.

    size: side of a cell's receptive field. stride: from one cell's centre to the next one's.
    first: the centre of the first cell. cells: along one side.
    """

    size: int
    stride: int
    first: float
    cells: int

    def field(self, cell: int) -> tuple[float, float]:
        """From where to where the cell sees along one axis; it may reach outside the input."""
        centre = self.first + cell * self.stride
        return centre - self.size / 2, centre + self.size / 2


def reach_of(layers: Iterable[nn.Module], before: Reach) -> Reach:
    """The reach behind ``layers``; only convolutions and pooling change it."""
    size, stride, first, cells = before.size, before.stride, before.first, before.cells
    for layer in layers:
        for window in layer.modules():
            if not isinstance(window, _Window):
                continue
            kernel, step, padding, dilation = (
                _side(getattr(window, name))
                for name in ("kernel_size", "stride", "padding", "dilation")
            )
            wide = dilation * (kernel - 1)
            rounded = ceil if isinstance(window, nn.MaxPool2d) and window.ceil_mode else floor
            cells = rounded((cells + 2 * padding - wide - 1) / step) + 1
            size += wide * stride
            first += (wide / 2 - padding) * stride
            stride *= step
    return Reach(size, stride, first, cells)


def reaches(network: SSD) -> tuple[Reach, ...]:
    """The reach of each feature map, finest first: 92 … 772 pixels for VGG."""
    found = []
    reach = Reach(size=1, stride=1, first=0.5, cells=network.config.preprocessing.size)
    for stage in network.stages():
        reach = reach_of(stage, reach)
        found.append(reach)
    return tuple(found)


def _side(value: int | tuple[int, ...] | str) -> int:
    """The layers here are square."""
    side = value[0] if isinstance(value, tuple) else value
    return int(side)
