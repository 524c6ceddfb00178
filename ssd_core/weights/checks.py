"""Do these tensors fit this network? Keys, shapes, kinds of numbers, and that all are finite."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from ssd_core.config import SSDConfig
from ssd_core.errors import Refusal, printable
from ssd_core.network import build_network

_OTHER_FILE = "choose weights of an SSD300, or the file that belongs to this network"


def blueprint(config: SSDConfig) -> dict[str, Tensor]:
    """The network's state dict with shapes and dtypes but no values (on the meta device)."""
    with torch.device("meta"):
        return build_network(config).state_dict()


def expected_shapes(config: SSDConfig) -> dict[str, tuple[int, ...]]:
    """The shape of every parameter and buffer of the network."""
    return {key: tuple(tensor.shape) for key, tensor in blueprint(config).items()}


def checked_state(tensors: Mapping[str, Tensor], config: SSDConfig) -> dict[str, Tensor]:
    """The tensors as the network of ``config`` takes them, in its order, float32 for any float.

    Nothing is copied or converted before every key, shape and dtype is known to be right, so a
    tensor that claims to be enormous is never made. Raises Refusal naming the first difference.
    """
    expected = blueprint(config)
    _check_keys(tensors, expected, config)
    for key, want in expected.items():
        _check_shape(key, tensors[key], want)
        _check_numbers(key, tensors[key], want)
    return {key: _sound(key, tensors[key], want) for key, want in expected.items()}


def _check_keys(
    tensors: Mapping[str, Tensor], expected: Mapping[str, Tensor], config: SSDConfig
) -> None:
    fitting = sum(key in expected for key in tensors)
    tally = f"{fitting} of {len(expected)} keys fit {config.preset}"
    missing = next((key for key in expected if key not in tensors), None)
    if missing is not None:
        raise Refusal(f"It lacks {missing}: {tally}.", advice=_OTHER_FILE)
    surplus = next((key for key in tensors if key not in expected), None)
    if surplus is not None:
        raise Refusal(
            f"{config.preset} has no {printable(surplus[:80])}, which the file holds.",
            advice=_OTHER_FILE,
            technical=f"{tally}; the file holds {len(tensors)}",
        )


def _check_shape(key: str, tensor: Tensor, want: Tensor) -> None:
    if tensor.shape != want.shape:
        raise Refusal(
            f"Its {key} is {_shape(tensor)}; {_shape(want)} is expected.", advice=_OTHER_FILE
        )


def _check_numbers(key: str, tensor: Tensor, want: Tensor) -> None:
    plain = tensor.layout is torch.strided and tensor.device.type == "cpu"
    same_kind = tensor.is_floating_point() == want.is_floating_point()
    if not plain or not same_kind or tensor.is_complex() or tensor.is_quantized:
        kind = "" if plain else f"{tensor.device.type} {tensor.layout} "
        raise Refusal(
            f"Its {key} holds {kind}{tensor.dtype} numbers; {want.dtype} is expected.".replace(
                "torch.", ""
            ),
            advice="save the weights as plain float32 or float16 tensors",
        )


def _sound(key: str, tensor: Tensor, want: Tensor) -> Tensor:
    value = tensor.detach().to(want.dtype).contiguous()
    if value.is_floating_point() and not (finite := value.isfinite()).all():
        bad = value.numel() - int(finite.sum())
        raise Refusal(
            f"{bad:,} of the {value.numel():,} values of {key} are NaN or infinite.",
            advice="the training that made it diverged: take an earlier checkpoint",
        )
    if key.endswith("running_var") and (value < 0).any():
        raise Refusal(
            f"A variance in {key} is negative, which would make every score NaN.",
            advice=_OTHER_FILE,
        )
    return value


def _shape(tensor: Tensor) -> str:
    return "×".join(map(str, tensor.shape)) or "a single number"
