"""A small backbone with the source sizes of SSD300: VGG's plan, narrower, with batch norm.

A VGG hardly trains from scratch without batch norm, so training uses it and ``fold`` merges it into
the convolutions afterwards; the file keeps the unfolded form, which can be trained further.
The first convolution is 6×6 with stride 2: it sees every pixel, and the full-resolution layers
that cost VGG16 a third of its time are not there.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

WIDTHS = (32, 48, 96, 192)
"""Channels at 150, 75, 38 and 19 cells."""

EXTRA_WIDTHS = ((96, 192), (64, 128), (64, 128), (64, 128))
"""(narrow, wide) of the four extra blocks, for 10, 5, 3 and 1 cells."""


class ConvBlock(nn.Module):
    """Convolution, batch norm (or only a bias), ReLU."""

    def __init__(
        self,
        channels: int,
        out: int,
        kernel: int = 3,
        *,
        stride: int = 1,
        padding: int = 1,
        norm: bool = True,
    ) -> None:
        super().__init__()
        self.conv: nn.Conv2d = nn.Conv2d(
            channels, out, kernel, stride=stride, padding=padding, bias=not norm
        )
        self.norm: nn.Module = nn.BatchNorm2d(out) if norm else nn.Identity()
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.relu(self.norm(self.conv(x)))
        return out

    def fold(self) -> None:
        """Merge the batch norm into the convolution. Needs eval mode; cannot be undone."""
        if isinstance(self.norm, nn.BatchNorm2d):
            self.conv = fuse_conv_bn_eval(self.conv, self.norm)
            self.norm = nn.Identity()


def make_stem() -> nn.Sequential:
    """Picture [B, 3, 300, 300] to the finest source [B, 96, 38, 38]."""
    c150, c75, c38, _ = WIDTHS
    return nn.Sequential(
        ConvBlock(3, c150, 6, stride=2, padding=2),
        nn.MaxPool2d(2, stride=2),
        ConvBlock(c150, c75),
        ConvBlock(c75, c75),
        nn.MaxPool2d(2, stride=2, ceil_mode=True),
        ConvBlock(c75, c38),
        ConvBlock(c38, c38),
        ConvBlock(c38, c38),
    )


def make_trunk() -> nn.Sequential:
    """Finest source to the second one [B, 192, 19, 19]."""
    _, _, c38, c19 = WIDTHS
    return nn.Sequential(
        nn.MaxPool2d(2, stride=2),
        ConvBlock(c38, c19),
        ConvBlock(c19, c19),
        ConvBlock(c19, c19),
    )


def make_extras() -> nn.ModuleList:
    """Four blocks that shrink 19×19 to 10, 5, 3 and 1, as the paper's: 1×1 narrow, 3×3 wide.

    The last two have no batch norm: a map of 3×3 or 1×1 cells holds too few values for statistics,
    and none at all in a batch of one.
    """
    blocks = nn.ModuleList()
    channels = WIDTHS[-1]
    for position, (narrow, wide) in enumerate(EXTRA_WIDTHS):
        halves = position < 2
        stride, padding = (2, 1) if halves else (1, 0)
        blocks.append(
            nn.Sequential(
                ConvBlock(channels, narrow, 1, padding=0, norm=halves),
                ConvBlock(narrow, wide, stride=stride, padding=padding, norm=halves),
            )
        )
        channels = wide
    return blocks
