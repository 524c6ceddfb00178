"""Winograd's convolution against the direct one."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from ssd_core.network.winograd import WORTHWHILE_CHANNELS, WinogradConv, use_winograd


def random_conv(channels: int, out: int, *, bias: bool, seed: int) -> nn.Conv2d:
    torch.manual_seed(seed)
    return nn.Conv2d(channels, out, 3, padding=1, bias=bias)


def check(conv: nn.Conv2d, x: torch.Tensor) -> None:
    exact = nn.functional.conv2d(
        x.double(),
        conv.weight.double(),
        None if conv.bias is None else conv.bias.double(),
        padding=1,
    )
    with torch.inference_mode():
        ours = WinogradConv(conv)(x)
    assert ours.shape == exact.shape
    assert ours.dtype == torch.float32
    assert (ours - exact).abs().max() < 2e-5 * exact.abs().max().clamp(min=1)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("height", range(1, 14))
def test_it_is_a_convolution_at_every_size(height: int, batch: int, bias: bool) -> None:
    conv = random_conv(5, 7, bias=bias, seed=height)
    for width in (1, 4, 5, 13, height):
        check(conv, torch.randn(batch, 5, height, width))


def test_memory_layout_does_not_matter() -> None:
    conv = random_conv(6, 4, bias=True, seed=0)
    x = torch.randn(2, 6, 9, 10)
    check(conv, x.contiguous(memory_format=torch.channels_last))
    check(conv, torch.randn(2, 6, 10, 9).transpose(2, 3))


def test_its_output_is_channels_last() -> None:
    conv = random_conv(6, 4, bias=True, seed=0)
    x = torch.randn(2, 6, 8, 12).contiguous(memory_format=torch.channels_last)
    assert WinogradConv(conv)(x).is_contiguous(memory_format=torch.channels_last)


def test_only_convolutions_that_gain_and_fit_are_replaced() -> None:
    wide, narrow = WORTHWHILE_CHANNELS, WORTHWHILE_CHANNELS - 1
    network = nn.ModuleDict(
        {
            "plain": nn.Conv2d(wide, wide, 3, padding=1),
            "nested": nn.Sequential(nn.ReLU(), nn.Conv2d(wide, 2 * wide, 3, padding=1)),
            "narrow": nn.Conv2d(narrow, wide, 3, padding=1),
            "few outputs": nn.Conv2d(wide, narrow, 3, padding=1),
            "1x1": nn.Conv2d(wide, wide, 1),
            "stride": nn.Conv2d(wide, wide, 3, padding=1, stride=2),
            "no padding": nn.Conv2d(wide, wide, 3),
            "dilated": nn.Conv2d(wide, wide, 3, padding=1, dilation=2),
            "groups": nn.Conv2d(wide, wide, 3, padding=1, groups=2),
        }
    )
    use_winograd(network)
    replaced = {name for name, m in network.named_modules() if isinstance(m, WinogradConv)}
    assert replaced == {"plain", "nested.1"}
