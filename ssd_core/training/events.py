"""What a training run tells the world: plain numbers and paths, never tensors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StepDone:
    """One optimiser step. Losses are means over the positives of the batch."""

    step: int
    progress: float
    """0..1 of the whole run."""
    loss_loc: float
    loss_conf: float
    positives: float
    """Positives a picture."""
    learning_rate: float
    gradient_norm: float
    pictures: int
    """Pictures seen since the start."""
    seconds: float
    """Since the start."""
    waiting: float
    """Seconds of this step spent waiting for data."""
    epoch: float = math.nan
    """Passes over the pictures so far; of generated ones, a thousand count as a pass."""
    memory: float = math.nan
    """Bytes of the GPU, or else of this process (without its loaders), in use; NaN if unknown."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How well held-out pictures are seen with the averaged weights."""

    step: int
    map50: float
    """Mean of ``ap`` over the classes that have objects."""
    pictures: int
    loss_loc: float = math.nan
    loss_conf: float = math.nan
    """The losses on those pictures, as ``StepDone`` has them of a batch."""
    classes: tuple[str, ...] = ()
    ap: tuple[float, ...] = ()
    """AP@0.5 of each of ``classes``, NaN for one without objects."""


@dataclass(frozen=True, slots=True)
class ProbeDone:
    """What the averaged network says of the probes is on disk (see ``probes``)."""

    step: int
    path: Path


@dataclass(frozen=True, slots=True)
class Saved:
    """A weights file is whole on disk."""

    step: int
    path: Path


@dataclass(frozen=True, slots=True)
class Resumed:
    """The run goes on after ``step``, where it had been broken off or stopped."""

    step: int


@dataclass(frozen=True, slots=True)
class Recovered:
    """A loss, a gradient or a weight was not finite, and the run went back to its last state.

    From there it learns from other pictures, with half the learning rate.
    """

    step: int
    """Where it is now."""
    lost: int
    """Steps that are undone."""
    attempt: int
    """1 for the first time in this run."""
    pictures: tuple[str, ...]
    """Those that are not finite by themselves; of the whole batch, where none is."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Pictures could not be read when their turn came: others take their place from now on."""

    step: int
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """The run is over. ``reason`` is "finished", "no better" (``patience`` is used up), "asked" or
    "not finite".

    pictures: as ``Recovered`` has them, for a run that was given up.
    """

    step: int
    reason: str
    pictures: tuple[str, ...] = ()


TrainEvent = StepDone | Evaluated | ProbeDone | Saved | Resumed | Recovered | LeftOut | Stopped
