"""In which precision a network computes while it learns; its weights stay float32."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import torch
from torch import Tensor

from ssd_core.device import Device, cpu_has_bf16

_DTYPES = {"bf16": torch.bfloat16, "fp16": torch.float16}
_FIRST_FACTOR = 2.0**16
_GOOD_STEPS = 2_000
"""Steps without an overflow after which a larger factor is tried."""


def fastest(device: Device) -> str:
    """What "auto" means on ``device``: 16 bits where it multiplies them itself.

    bf16 has the range of float32 and needs no care; fp16, with a scaled loss, is for older GPUs. A
    CPU that only emulates 16 bits is slower with them.
    """
    kind = device.torch.type
    if kind == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "fp16"
    return "bf16" if kind == "cpu" and cpu_has_bf16() else "fp32"


def computing_in(precision: str, device: torch.device) -> AbstractContextManager[object]:
    """Around a network's forward: convolutions in ``precision``, what is delicate in float32."""
    if precision == "fp32":
        return nullcontext()
    return torch.autocast(device.type, dtype=_DTYPES[precision])


class LossScale:
    """A factor on the loss in fp16, so that its gradients neither vanish nor overflow; else 1.

    Micikevicius et al. 2018, section 3.2: a step whose gradient overflows is left out and the
    factor halved; after many good ones it is doubled. (torch.amp.GradScaler does the same, but
    looks for itself whether the gradient is finite, which the loop knows anyway.)
    """

    def __init__(self, precision: str) -> None:
        self._used = precision == "fp16"
        self._factor = torch.tensor(_FIRST_FACTOR if self._used else 1.0, dtype=torch.float64)
        self._good_steps = torch.tensor(0)
        """Since the factor changed."""

    def values(self) -> dict[str, Tensor]:
        """The tensors themselves that a state of the run holds; none where it is not used."""
        if not self._used:
            return {}
        return {"loss_scale.factor": self._factor, "loss_scale.good_steps": self._good_steps}

    def scaled(self, loss: Tensor) -> Tensor:
        return loss * float(self._factor) if self._used else loss

    @torch.no_grad()
    def unscale(self, gradients: list[Tensor]) -> None:
        """Take the factor out of gradients again, in place."""
        if self._used:
            torch._foreach_mul_(gradients, 1.0 / float(self._factor))

    def has_room(self) -> bool:
        """After an overflow: halve the factor. False if it is not what makes gradients overflow."""
        if self._factor <= 1.0:
            return False
        self._change(0.5)
        return True

    def step_was_good(self) -> None:
        self._good_steps += 1
        if self._used and self._good_steps >= _GOOD_STEPS:
            self._change(2.0)

    def _change(self, by: float) -> None:
        self._factor *= by
        self._good_steps.zero_()
