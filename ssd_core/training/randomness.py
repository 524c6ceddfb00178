"""The state of every global random number generator, as JSON can hold it."""

from __future__ import annotations

import base64
import random
from typing import Any

import numpy as np
import torch

from ssd_core.errors import Refusal
from ssd_core.sentence import say

RandomState = dict[str, Any]
"""JSON values under "torch", "numpy", "python" and, on such a device, "cuda"."""


def random_state(device: torch.device) -> RandomState:
    """The generators of torch, of ``device``, of numpy (the global one) and of Python."""
    _, words, place, has_gauss, gauss = np.random.get_state(legacy=True)  # noqa: NPY002
    version, numbers, pending = random.getstate()
    state: RandomState = {
        "torch": _text(torch.get_rng_state().numpy().tobytes()),
        "numpy": [_text(np.asarray(words, "<u4").tobytes()), place, has_gauss, gauss],
        "python": [version, list(numbers), pending],
    }
    if device.type == "cuda":
        state["cuda"] = _text(torch.cuda.get_rng_state(device).numpy().tobytes())
    return state


def set_random_state(state: RandomState, device: torch.device) -> None:
    """Put the generators where they were. Raises Refusal for what is no such state."""
    try:
        words, place, has_gauss, gauss = state["numpy"]
        numpy_state = ("MT19937", np.frombuffer(_bytes(words), "<u4"), place, has_gauss, gauss)
        version, numbers, pending = state["python"]
        torch.set_rng_state(_tensor(state["torch"]))
        np.random.set_state(numpy_state)  # noqa: NPY002
        random.setstate((version, tuple(numbers), pending))
        if device.type == "cuda" and "cuda" in state:
            torch.cuda.set_rng_state(_tensor(state["cuda"]), device)
    except (LookupError, TypeError, ValueError, RuntimeError, OverflowError) as error:
        raise Refusal(
            say("Its random numbers are damaged."),
            advice=say("copy the run's folder again"),
            technical=f"{type(error).__name__}: {error}",
        ) from error


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _tensor(text: str) -> torch.Tensor:
    return torch.frombuffer(bytearray(_bytes(text)), dtype=torch.uint8)
