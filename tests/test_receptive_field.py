"""The receptive field by arithmetic is the one that gradients reach."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from ssd_core.config import preset
from ssd_core.network import build_network
from ssd_core.network.receptive_field import Reach, reach_of, reaches


def test_vgg_sees_what_the_paper_network_is_known_for() -> None:
    with torch.device("meta"):
        found = reaches(build_network(preset("ssd300_voc")))
    assert [reach.size for reach in found] == [92, 420, 452, 516, 644, 772]
    assert [reach.stride for reach in found] == [8, 16, 32, 64, 64, 64]
    assert [reach.cells for reach in found] == [38, 19, 10, 5, 3, 1]


def test_slim_has_the_same_maps_and_sees_less() -> None:
    with torch.device("meta"):
        found = reaches(build_network(preset("ssd300_slim")))
    assert [reach.cells for reach in found] == [38, 19, 10, 5, 3, 1]
    assert [reach.stride for reach in found] == [8, 16, 32, 64, 64, 64]
    assert [reach.size for reach in found] == [76, 180, 212, 276, 404, 532]


def everywhere_positive(stage: nn.Sequential) -> nn.Sequential:
    """With positive weights, no ReLU cuts a gradient; with means for maxima, no pooling either."""
    softened = []
    for layer in stage:
        if isinstance(layer, nn.MaxPool2d):
            pool = nn.AvgPool2d(layer.kernel_size, layer.stride, ceil_mode=layer.ceil_mode)
            softened.append(pool)
        else:
            softened.append(layer)
            layer.norm = nn.Identity()
            nn.init.constant_(layer.conv.weight, 1 / layer.conv.weight[0].numel())
    return nn.Sequential(*softened)


def seen_rows(feature: Tensor, picture: Tensor, cell: int) -> tuple[int, int]:
    """First row of the picture that the cell depends on, and the one after the last."""
    (gradient,) = torch.autograd.grad(feature[0, :, cell, cell].sum(), picture, retain_graph=True)
    rows = gradient.abs().sum(dim=(0, 1, 3)).nonzero().ravel()
    return int(rows[0]), int(rows[-1]) + 1


def test_gradients_reach_as_far_as_the_arithmetic_says() -> None:
    network = build_network(preset("ssd300_slim")).eval().double()
    network.stem = everywhere_positive(network.stem)
    network.trunk = everywhere_positive(network.trunk)
    picture = torch.ones(1, 3, 300, 300, dtype=torch.float64, requires_grad=True)
    finest = network.stem(picture)
    maps = (finest, network.trunk(finest))
    with torch.device("meta"):
        found = reaches(build_network(preset("ssd300_slim")))
    for feature, reach in zip(maps, found, strict=False):
        for cell in (0, 3, feature.shape[-1] // 2, feature.shape[-1] - 1):
            low, high = reach.field(cell)
            assert seen_rows(feature, picture, cell) == (max(low, 0), min(high, 300))


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (nn.Conv2d(1, 1, 3, padding=1), Reach(3, 1, 0.5, 10)),
        (nn.Conv2d(1, 1, 3, padding=6, dilation=6), Reach(13, 1, 0.5, 10)),
        (nn.MaxPool2d(2, stride=2), Reach(2, 2, 1.0, 5)),
        (nn.MaxPool2d(2, stride=2, ceil_mode=True), Reach(2, 2, 1.0, 5)),
        (nn.Conv2d(1, 1, 6, stride=2, padding=2), Reach(6, 2, 1.0, 5)),
        (nn.ReLU(), Reach(1, 1, 0.5, 10)),
    ],
)
def test_one_layer(layer: nn.Module, expected: Reach) -> None:
    assert reach_of([layer], Reach(1, 1, 0.5, 10)) == expected
