"""Reading a weights file: bytes, container, dialect, checks; the result is whole or an error."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from torch import Tensor

from ssd_core.config import SSDConfig
from ssd_core.errors import FilePath, Refusal, WeightsError, shown_name
from ssd_core.files import read_regular_file
from ssd_core.sentence import say
from ssd_core.weights.checks import checked_state
from ssd_core.weights.containers import read_contents
from ssd_core.weights.dialects import interpret

MAX_BYTES = 2**30
"""Ten times an SSD300 on VGG16 with the VOC classes."""


@dataclass(frozen=True, slots=True, eq=False)
class WeightsFile:
    """Weights that fit the network of ``config``, and where they come from.

    state: exactly the keys and shapes of ``build_network(config).state_dict()``, or those that
    begin with ``part``; floating-point values are float32 and finite, on the CPU.
    dialect: "ssd-viewer" or "ssd.pytorch". provenance: what the file tells of its making.
    """

    state: Mapping[str, Tensor]
    config: SSDConfig
    dialect: str
    path: Path
    provenance: Mapping[str, str]
    size_bytes: int
    part: str = ""


def read_weights(path: FilePath) -> WeightsFile:
    """The weights in a .pth, .pt or .safetensors file; its contents decide, not its name.

    Code inside the file is never run. Raises WeightsError, also for a part of a network alone.
    """
    return _named(path, whole=True)


def read_start(path: FilePath) -> WeightsFile:
    """Weights to start a training from: as ``read_weights`` reads them, or a backbone's alone."""
    return _named(path, whole=False)


def _named(path: FilePath, *, whole: bool) -> WeightsFile:
    try:
        return _read(path, whole=whole)
    except Refusal as refusal:
        headline = say("{name} was not loaded.", name=shown_name(path))
        raise WeightsError(headline, refusal.reason, details=refusal.details(path)) from refusal


def _read(path: FilePath, *, whole: bool) -> WeightsFile:
    data = read_regular_file(path, limit=MAX_BYTES)
    contents = read_contents(data)
    try:
        dialect, reading = interpret(contents)
        if reading.part and whole:
            raise Refusal(
                say("It holds only the VGG backbone, without the heads that detect."),
                advice=say("choose the weights of a whole SSD300, or train one from it"),
            )
        state = checked_state(reading.tensors, reading.config, part=reading.part)
    except Refusal as refusal:
        refusal.kind = contents.kind
        raise
    return WeightsFile(
        state=MappingProxyType(state),
        config=reading.config,
        dialect=dialect,
        path=Path(os.fsdecode(path)),
        provenance=MappingProxyType(dict(reading.provenance)),
        size_bytes=len(data),
        part=reading.part,
    )
