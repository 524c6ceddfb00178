"""Which device computes, and in which precision."""

from __future__ import annotations

from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class Device:
    """A place to run a network.

    key: "cpu", "mps", "cuda", "cuda:1" …  name: for people. dtype: of weights and activations.
    """

    key: str
    name: str
    dtype: torch.dtype

    @property
    def torch(self) -> torch.device:
        return torch.device(self.key)

    @property
    def precision(self) -> str:
        """ "fp32", "fp16" or "bf16"."""
        return {torch.float32: "fp32", torch.float16: "fp16", torch.bfloat16: "bf16"}[self.dtype]


def cpu_has_bf16() -> bool:
    """Whether this CPU multiplies bfloat16 in hardware; emulated it is slower than float32."""
    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def available() -> list[Device]:
    """The devices of this computer, fastest first; the CPU is always the last."""
    found = [
        Device(f"cuda:{i}" if i else "cuda", torch.cuda.get_device_name(i), torch.float16)
        for i in range(torch.cuda.device_count())
    ]
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU", torch.float32))
    found.append(Device("cpu", "CPU", torch.bfloat16 if cpu_has_bf16() else torch.float32))
    return found


def choose(key: str = "auto") -> Device:
    """The device called ``key``, or the fastest one for "auto".

    Raises ValueError naming the devices there are.
    """
    devices = available()
    if key == "auto":
        return devices[0]
    for device in devices:
        if device.key == key:
            return device
    known = ", ".join(d.key for d in devices)
    raise ValueError(f"there is no device {key!r} on this computer; there is: auto, {known}")
