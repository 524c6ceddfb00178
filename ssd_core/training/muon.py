"""Muon: steps of hidden convolutions in which every direction counts the same.

K. Jordan 2024, "Muon: an optimizer for hidden layers in neural networks". The momentum of a matrix
of weights is mostly a few directions, and an elementwise step follows these; the nearest orthogonal
matrix has all of them at the same length. From nothing, the small network needs less
than half of the pictures that AdamW needs (measured on generated scenes, ARCHITECTURE.md).

torch.optim.Muon takes matrices alone, and in bfloat16 alone, which many CPUs only emulate.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

FACTOR = 10.0
"""A step's length in every direction, in learning rates. With it, a rate that is right for the
other weights by AdamW is right for these, too."""
MOMENTUM = 0.95
_ITERATIONS = 5
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
"""Of the quintic: they lift small singular values fastest, and leave all of them in 0.7..1.2."""


def orthogonal(matrix: Tensor, dtype: torch.dtype = torch.float32) -> Tensor:
    """About the nearest matrix [M, N] whose singular values are all 1, by Newton–Schulz.

    float32, computed in ``dtype``. Zero stays zero. Singular values end in 0.7..1.2 rather than at
    1, which training does not feel; those below a thousandth of ``matrix``'s length come out less.
    """
    a, b, c = _COEFFICIENTS
    wide = matrix.T if len(matrix) > matrix.shape[1] else matrix
    x = wide.to(dtype)
    x = x / (torch.linalg.matrix_norm(x) + 1e-7)
    for _ in range(_ITERATIONS):
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return (x.T if wide is not matrix else x).float()


class Muon(torch.optim.AdamW):
    """Muon for ``kernels``, AdamW for the ``groups`` of everything else, at one learning rate.

    kernels: weights [out, in, height, width] of convolutions between other layers; the first layer
    and the heads are not for it. dtype: in which matrices are made orthogonal.
    """

    def __init__(
        self,
        kernels: Iterable[nn.Parameter],
        groups: list[dict[str, Any]],
        *,
        lr: float,
        weight_decay: float,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        hidden = {"params": list(kernels), "weight_decay": weight_decay}
        super().__init__([hidden, *groups], lr=lr)
        self._dtype = dtype

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Change every weight that has a gradient."""
        groups = self.param_groups
        hidden, *rest = groups
        self.param_groups = rest
        try:
            super().step()
        finally:
            self.param_groups = groups
        for kernel in hidden["params"]:
            if kernel.grad is not None:
                self._step(kernel, hidden["lr"], hidden["weight_decay"])

    def _step(self, kernel: nn.Parameter, rate: float, weight_decay: float) -> None:
        assert kernel.grad is not None
        state = self.state[kernel]
        if not state:
            state["momentum_buffer"] = torch.zeros_like(kernel)
        mean: Tensor = state["momentum_buffer"].lerp_(kernel.grad, 1.0 - MOMENTUM)
        ahead = kernel.grad.lerp(mean, MOMENTUM)  # Nesterov's
        step = orthogonal(ahead.flatten(1), self._dtype).view_as(kernel)
        tall = max(1.0, kernel.shape[0] / kernel[0].numel()) ** 0.5
        length = rate * FACTOR
        kernel.mul_(1.0 - length * weight_decay).add_(step, alpha=-length * tall)
