"""What the steps to come depend on: collecting it from a run and putting it back, exactly."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ssd_core.errors import Refusal, printable
from ssd_core.sentence import say
from ssd_core.training.randomness import RandomState

_OF_OPTIMISERS = ("step", "exp_avg", "exp_avg_sq", "momentum_buffer")


@dataclass(frozen=True, slots=True)
class Position:
    """How far a run is.

    step: optimiser steps that count. batches: taken from the data, with those that were given up.
    seconds: of the clock. recoveries: how often it went back.
    """

    step: int = 0
    batches: int = 0
    seconds: float = 0.0
    recoveries: int = 0

    def __post_init__(self) -> None:
        counts = (self.step, self.batches, self.recoveries)
        if not all(type(count) is int and count >= 0 for count in counts):
            raise ValueError(f"steps, batches and recoveries must be counts: {counts}")
        if type(self.seconds) is not float or not 0 <= self.seconds < math.inf:
            raise ValueError(f"seconds must be a time: {self.seconds}")


@dataclass(frozen=True, slots=True, eq=False)
class TrainerState:
    """A run between two steps. tensors: on the CPU, of full precision (see ``collect``)."""

    position: Position
    tensors: Mapping[str, Tensor]
    random: RandomState


def all_finite(network: nn.Module) -> bool:
    """Whether every parameter and buffer is: one pass, one number brought from the device."""
    values = [v.detach() for v in network.state_dict().values() if v.is_floating_point()]
    return math.isfinite(float(torch.nn.utils.get_total_norm(values, norm_type=math.inf)))


def collect(values: Mapping[str, Tensor], optimiser: torch.optim.Optimizer) -> dict[str, Tensor]:
    """Copies of ``values``, and of what the optimiser has as "optimiser.<parameter>.<name>"."""
    named = dict(values)
    for number, parameter in enumerate(_parameters(optimiser)):
        for name, value in optimiser.state[parameter].items():
            if isinstance(value, Tensor):  # SGD has None before its first step
                named[f"optimiser.{number}.{name}"] = value
    return {
        key: value.detach().to("cpu", copy=True, memory_format=torch.contiguous_format)
        for key, value in named.items()
    }


@torch.no_grad()
def put_back(
    tensors: Mapping[str, Tensor],
    values: Mapping[str, Tensor],
    optimiser: torch.optim.Optimizer,
) -> None:
    """The reverse of ``collect``. Raises Refusal, and changes nothing, where they do not fit."""
    moments = dict(_moments(tensors, _parameters(optimiser)))
    for key in tensors.keys() | values.keys():
        if key in values:
            _check(key, tensors.get(key), values[key])
        elif key not in moments:
            raise _misfit(key)
    for key, value in values.items():
        value.copy_(tensors[key])
    optimiser.state.clear()
    for key, (parameter, name) in moments.items():
        optimiser.state[parameter][name] = _like(tensors[key], parameter)


def _parameters(optimiser: torch.optim.Optimizer) -> list[nn.Parameter]:
    return [parameter for group in optimiser.param_groups for parameter in group["params"]]


def _moments(
    tensors: Mapping[str, Tensor], parameters: list[nn.Parameter]
) -> Iterator[tuple[str, tuple[nn.Parameter, str]]]:
    """The optimiser's keys: of which parameter each is, and its name there."""
    for key, value in tensors.items():
        part, _, rest = key.partition(".")
        number, _, name = rest.partition(".")
        if part != "optimiser":
            continue
        known = number.isdecimal() and int(number) < len(parameters) and name in _OF_OPTIMISERS
        if not known:
            raise _misfit(key)
        parameter = parameters[int(number)]
        _check(key, value, torch.zeros(()) if name == "step" else parameter)
        yield key, (parameter, name)


def _like(value: Tensor, parameter: nn.Parameter) -> Tensor:
    """``value`` where and in the memory order in which the optimiser itself would have made it."""
    return value.clone() if value.ndim == 0 else torch.empty_like(parameter).copy_(value)


def _check(key: str, found: Tensor | None, wanted: Tensor) -> None:
    if found is None or found.shape != wanted.shape or found.dtype != wanted.dtype:
        raise _misfit(key)


def _misfit(key: str) -> Refusal:
    return Refusal(
        say("Its {key} does not fit this network and optimiser.", key=printable(key[:80])),
        advice=say("resume it with the version that wrote it"),
    )
