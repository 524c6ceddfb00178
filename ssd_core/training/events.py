"""What a training run tells the world: plain numbers and paths, never tensors."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Evaluated:
    """mAP on held-out pictures, measured with the averaged weights."""

    step: int
    map50: float
    pictures: int


@dataclass(frozen=True, slots=True)
class Saved:
    """A weights file is whole on disk."""

    step: int
    path: Path


@dataclass(frozen=True, slots=True)
class Stopped:
    """The run is over. ``reason`` is "finished", "asked" or "not finite"."""

    step: int
    reason: str


TrainEvent = StepDone | Evaluated | Saved | Stopped
