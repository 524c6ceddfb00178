"""3×3 convolutions with a quarter of the multiplications: Winograd's F(4×4, 3×3).

Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), section 4.3: a tile of
6×6 inputs gives 4×4 outputs for 36 products a channel pair instead of 144. All three steps are
matrix products, so a plain BLAS does the work:

    V = Bᵀ d B for each tile,   M[ξ] = V[ξ] U[ξ] for the 36 positions ξ,   Y = Aᵀ M A

For CPUs without bfloat16, where VGG16 in float32 otherwise runs at the peak of the machine. The
result differs from a direct convolution by some 1e-5 of its size.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

_TILE = 4
_PATCH = 6
_B_T = (
    (4, 0, -5, 0, 1, 0),
    (0, -4, -4, 1, 1, 0),
    (0, 4, -4, -1, 1, 0),
    (0, -2, -1, 2, 1, 0),
    (0, 2, -1, -2, 1, 0),
    (0, 4, 0, -5, 0, 1),
)
_G = (
    (1 / 4, 0, 0),
    (-1 / 6, -1 / 6, -1 / 6),
    (-1 / 6, 1 / 6, -1 / 6),
    (1 / 24, 1 / 12, 1 / 6),
    (1 / 24, -1 / 12, 1 / 6),
    (0, 0, 1),
)
_A_T = (
    (1, 1, 1, 1, 1, 0),
    (0, 1, -1, 2, -2, 0),
    (0, 1, 1, 4, 4, 0),
    (0, 1, -1, 8, -8, 1),
)

WORTHWHILE_CHANNELS = 128
"""With fewer input channels the tile transforms cost more than the products they save."""


def _both_sides(matrix: tuple[tuple[float, ...], ...]) -> Tensor:
    """K with K · vec(X) = vec(M X Mᵀ), float64."""
    one = torch.tensor(matrix, dtype=torch.float64, device="cpu")
    return torch.kron(one, one)


class WinogradConv(nn.Module):
    """Stands in for a 3×3 convolution with stride 1 and padding 1: inference in float32."""

    def __init__(self, conv: nn.Conv2d) -> None:
        super().__init__()
        out, channels = conv.weight.shape[:2]
        transformed = _both_sides(_G) @ conv.weight.detach().double().reshape(-1, 9).T
        by_position = transformed.float().view(_PATCH**2, out, channels).transpose(1, 2)
        self.register_buffer("weight", by_position.contiguous())  # [36, C_in, C_out]
        bias = torch.zeros(out) if conv.bias is None else conv.bias.detach()
        self.register_buffer("bias", bias.clone())
        self.register_buffer("input_transform", _both_sides(_B_T).float())
        self.register_buffer("output_transform", _both_sides(_A_T).float())

    weight: Tensor
    bias: Tensor
    input_transform: Tensor
    output_transform: Tensor

    def forward(self, x: Tensor) -> Tensor:
        """x [B, C_in, H, W] to [B, C_out, H, W], channels last in memory."""
        batch, _, height, width = x.shape
        rows, columns = -(-height // _TILE), -(-width // _TILE)
        tiles = self._tiles(x, rows, columns)
        transformed = (self.input_transform @ tiles.flatten(1)).view_as(tiles)
        products = torch.bmm(transformed, self.weight)  # [36, B·tiles, C_out]
        outputs = self.output_transform @ products.flatten(1)
        grid = outputs.view(_TILE, _TILE, batch, rows, columns, -1).permute(2, 3, 0, 4, 1, 5)
        whole = grid.reshape(batch, rows * _TILE, columns * _TILE, -1)
        return (whole[:, :height, :width] + self.bias).permute(0, 3, 1, 2)

    @staticmethod
    def _tiles(x: Tensor, rows: int, columns: int) -> Tensor:
        """The overlapping 6×6 patches of x, position first: [36, B·rows·columns, C_in]."""
        _, channels, height, width = x.shape
        right, below = columns * _TILE + 1 - width, rows * _TILE + 1 - height
        padded = functional.pad(x.permute(0, 2, 3, 1), (0, 0, 1, right, 1, below))
        patches = padded.unfold(1, _PATCH, _TILE).unfold(2, _PATCH, _TILE)
        # [B, rows, columns, C, 6, 6]
        return patches.permute(4, 5, 0, 1, 2, 3).reshape(_PATCH**2, -1, channels)


def _eligible(module: nn.Module) -> bool:
    return (
        isinstance(module, nn.Conv2d)
        and module.kernel_size == (3, 3)
        and module.stride == (1, 1)
        and module.padding == (1, 1)
        and module.dilation == (1, 1)
        and module.groups == 1
        and module.in_channels >= WORTHWHILE_CHANNELS
        and module.out_channels >= WORTHWHILE_CHANNELS
    )


def use_winograd(network: nn.Module) -> None:
    """Replace every convolution below ``network`` that gains from it. Cannot be undone.

    The transformed weights take four times the memory of the plain ones.
    """
    for parent in list(network.modules()):
        for name, child in list(parent.named_children()):
            if _eligible(child):
                assert isinstance(child, nn.Conv2d)
                setattr(parent, name, WinogradConv(child))
