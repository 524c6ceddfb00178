"""Writing our own weights files: safetensors with a header that says what they are."""

from __future__ import annotations

from collections.abc import Mapping

import safetensors.torch
import torch
from torch import Tensor

from ssd_core.config import SSDConfig
from ssd_core.errors import FilePath, Refusal, WeightsError, said_by_system, shown_name
from ssd_core.files import write_atomically
from ssd_core.sentence import say
from ssd_core.weights.checks import checked_state
from ssd_core.weights.header import from_header, to_header


def write_weights(
    path: FilePath,
    state: Mapping[str, Tensor],
    config: SSDConfig,
    *,
    provenance: Mapping[str, str],
    half: bool = True,
) -> None:
    """Write a network's state dict to ``path``, whole or not at all.

    half: store tensors as float16, in half the bytes; one with a value past 65,504, as the
    statistics of a batch norm can have, stays as it is. What ``read_weights`` would refuse is not
    written. Raises WeightsError.
    """
    try:
        data = _encode(state, config, provenance, half=half)
        _write(path, data)
    except Refusal as refusal:
        headline = say("{name} was not written.", name=shown_name(path))
        raise WeightsError(headline, refusal.reason, details=refusal.details(path)) from refusal


def _encode(
    state: Mapping[str, Tensor], config: SSDConfig, provenance: Mapping[str, str], *, half: bool
) -> bytes:
    header = to_header(config, provenance)
    if from_header(header)[0] != config:
        raise Refusal(
            say(
                "Its numbers differ from the preset {preset}, and the file could not say so.",
                preset=config.preset,
            ),
            advice=say("write weights of an unchanged preset"),
        )
    on_cpu = {key: value.detach().cpu() for key, value in state.items()}
    tensors = {
        key: _half(value) if half and value.is_floating_point() else value.clone()
        for key, value in checked_state(on_cpu, config).items()
    }
    return safetensors.torch.save(tensors, metadata=header)


def _half(value: Tensor) -> Tensor:
    short = value.to(torch.float16)
    return short if bool(short.isfinite().all()) else value.clone()


def _write(path: FilePath, data: bytes) -> None:
    try:
        write_atomically(path, data)
    except (OSError, ValueError) as error:
        raise Refusal(
            said_by_system(error), advice=say("another folder or another disk")
        ) from error
