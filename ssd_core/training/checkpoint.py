"""A state that a run can be resumed from, as one file: safetensors with JSON in its header.

The tensors are those of ``TrainerState``, of full precision. The header holds ``format``
"ssd-viewer run 1", the network as weights files tell it, ``position``, ``random`` and ``ledger``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import safetensors.torch

from ssd_core.config import SSDConfig
from ssd_core.errors import FilePath, Refusal, UserError, printable, shown_name
from ssd_core.files import read_regular_file
from ssd_core.sentence import say
from ssd_core.training.state import Position, TrainerState
from ssd_core.weights import header
from ssd_core.weights.containers import read_contents

FORMAT = "ssd-viewer run 1"
_WAY_ON = say("copy the run's folder again, or start a new run from its last.safetensors")
MAX_BYTES = 2**33
"""An SSD300 on VGG16 with two moments a parameter takes half a gigabyte."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a run knows of itself beside its tensors.

    pictures: in its source, to see that it is the same one. evaluated_at: the last step with an
    mAP. best: the highest mAP. waited: evaluations since then, none of them better. events, log:
    bytes of events.jsonl and log.csv at that moment.
    """

    pictures: int
    evaluated_at: int = 0
    best: float | None = None
    waited: int = 0
    events: int = 0
    log: int = 0

    def __post_init__(self) -> None:
        counts = (self.pictures, self.evaluated_at, self.waited, self.events, self.log)
        if not all(type(count) is int and count >= 0 for count in counts):
            raise ValueError(f"a ledger has counts, not {counts}")
        if self.best is not None and (type(self.best) is not float or not 0 <= self.best <= 1):
            raise ValueError(f"an mAP lies in 0..1: {self.best}")


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """A run between two steps. provenance: as its weights files will tell it."""

    trainer: TrainerState
    model: SSDConfig
    provenance: Mapping[str, str]
    ledger: Ledger


def encode(checkpoint: Checkpoint) -> bytes:
    """The file's bytes. Raises Refusal for a tensor that is not finite: none is ever written; and
    for a model that weights could not be written of, so that a run tells at its very start.
    """
    state = checkpoint.trainer
    for key, value in state.tensors.items():
        if value.is_floating_point() and not bool(value.isfinite().all()):
            raise Refusal(
                say("Its {key} is not finite.", key=key),
                advice=say("resume the run from its last state with a smaller learning rate"),
            )
    told = header.to_header(checkpoint.model, checkpoint.provenance)
    header.from_header(told)
    metadata = told | {
        "format": FORMAT,
        "position": json.dumps(asdict(state.position), allow_nan=False),
        "random": json.dumps(state.random, allow_nan=False),
        "ledger": json.dumps(asdict(checkpoint.ledger), allow_nan=False),
    }
    return safetensors.torch.save(dict(state.tensors), metadata=metadata)


def read_checkpoint(path: FilePath) -> Checkpoint:
    """The state in a file, of which nothing is believed. Raises UserError."""
    try:
        return _decode(read_regular_file(path, limit=MAX_BYTES))
    except Refusal as refusal:
        headline = say("{name} could not be read.", name=shown_name(path))
        details = refusal.details(path) | {"try": _WAY_ON}
        raise UserError(headline, refusal.reason, details=details) from refusal


def _decode(data: bytes) -> Checkpoint:
    contents = read_contents(data)
    if contents.metadata.get("format") != FORMAT:
        raise Refusal(
            say("It is not the state of a training run."),
            advice=_WAY_ON,
            kind=contents.kind,
        )
    model, provenance = header.from_header({**contents.metadata, "format": header.FORMAT})
    try:
        position = Position(**_table(contents.metadata, "position"))
        ledger = Ledger(**_table(contents.metadata, "ledger"))
        random = _table(contents.metadata, "random")
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise Refusal(
            say("Its header is damaged."),
            advice=_WAY_ON,
            technical=printable(f"{type(error).__name__}: {error}"[:200]),
        ) from error
    return Checkpoint(TrainerState(position, contents.tensors, random), model, provenance, ledger)


def _table(metadata: Mapping[str, str], part: str) -> dict[str, Any]:
    found = json.loads(metadata[part])
    if not isinstance(found, dict):
        raise TypeError(f"{part} is not a table")
    return found


def finite(number: float) -> float | None:
    """The number, or None for NaN: the mean over no classes has no place in a file."""
    return number if math.isfinite(number) else None
