"""Do these tensors fit this network? Keys, shapes, kinds of numbers, and that all are finite."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from ssd_core.config import SSDConfig
from ssd_core.errors import Refusal, printable
from ssd_core.network import build_network
from ssd_core.sentence import say

_OTHER_FILE = say("choose weights of an SSD300, or the file that belongs to this network")


def blueprint(config: SSDConfig) -> dict[str, Tensor]:
    """The network's state dict with shapes and dtypes but no values (on the meta device)."""
    with torch.device("meta"):
        return build_network(config).state_dict()


def expected_shapes(config: SSDConfig) -> dict[str, tuple[int, ...]]:
    """The shape of every parameter and buffer of the network."""
    return {key: tuple(tensor.shape) for key, tensor in blueprint(config).items()}


def checked_state(
    tensors: Mapping[str, Tensor], config: SSDConfig, *, part: str = ""
) -> dict[str, Tensor]:
    """The tensors as the network of ``config`` takes them, in its order, float32 for any float.

    part: what the keys begin with where only a part of the network is wanted.

    Nothing is copied or converted before every key, shape and dtype is known to be right, so a
    tensor that claims to be enormous is never made. Raises Refusal naming the first difference.
    """
    expected = {key: want for key, want in blueprint(config).items() if key.startswith(part)}
    _check_keys(tensors, expected, config)
    for key, want in expected.items():
        _check_shape(key, tensors[key], want)
        _check_numbers(key, tensors[key], want)
    return {key: _sound(key, tensors[key], want) for key, want in expected.items()}


def _check_keys(
    tensors: Mapping[str, Tensor], expected: Mapping[str, Tensor], config: SSDConfig
) -> None:
    fitting = sum(key in expected for key in tensors)
    tally = say(
        "{fitting} of {all} keys fit {preset}",
        fitting=fitting,
        all=len(expected),
        preset=config.preset,
    )
    missing = next((key for key in expected if key not in tensors), None)
    if missing is not None:
        raise Refusal(say("It lacks {key}: {tally}.", key=missing, tally=tally), advice=_OTHER_FILE)
    surplus = next((key for key in tensors if key not in expected), None)
    if surplus is not None:
        raise Refusal(
            say(
                "{preset} has no {key}, which the file holds.",
                preset=config.preset,
                key=printable(surplus[:80]),
            ),
            advice=_OTHER_FILE,
            technical=say("{tally}; the file holds {count}", tally=tally, count=len(tensors)),
        )


def _check_shape(key: str, tensor: Tensor, want: Tensor) -> None:
    if tensor.shape != want.shape:
        raise Refusal(
            say(
                "Its {key} is {shape}; {expected} is expected.",
                key=key,
                shape=_shape(tensor),
                expected=_shape(want),
            ),
            advice=_OTHER_FILE,
        )


def _check_numbers(key: str, tensor: Tensor, want: Tensor) -> None:
    plain = tensor.layout is torch.strided and tensor.device.type == "cpu"
    same_kind = tensor.is_floating_point() == want.is_floating_point()
    if not plain or not same_kind or tensor.is_complex() or tensor.is_quantized:
        kind = "" if plain else f"{tensor.device.type} {tensor.layout} "
        raise Refusal(
            say(
                "Its {key} holds {kind} numbers; {expected} is expected.",
                key=key,
                kind=f"{kind}{tensor.dtype}".replace("torch.", ""),
                expected=str(want.dtype).removeprefix("torch."),
            ),
            advice=say("save the weights as plain float32 or float16 tensors"),
        )


def _sound(key: str, tensor: Tensor, want: Tensor) -> Tensor:
    value = tensor.detach().to(want.dtype).contiguous()
    if value.is_floating_point() and not (finite := value.isfinite()).all():
        bad = value.numel() - int(finite.sum())
        raise Refusal(
            say(
                "{bad:,} of the {all:,} values of {key} are NaN or infinite.",
                bad=bad,
                all=value.numel(),
                key=key,
            ),
            advice=say("the training that made it diverged: take an earlier checkpoint"),
        )
    if key.endswith("running_var") and (value < 0).any():
        raise Refusal(
            say("A variance in {key} is negative, which would make every score NaN.", key=key),
            advice=_OTHER_FILE,
        )
    return value


def _shape(tensor: Tensor) -> str:
    return "×".join(map(str, tensor.shape)) or say("a single number")
