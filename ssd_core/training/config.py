"""TrainConfig: every choice of a training run, as one value that is written beside its results."""

from __future__ import annotations

import math
from dataclasses import dataclass

MAX_PROBES = 16
"""More pictures than this nobody watches, and each takes a quarter of a megabyte at every look."""


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train.

    data: where the pictures come from: "shapes" alone, or full paths of VOC folders and COCO files.
    steps: optimiser steps of the run. minutes: if positive, the schedule follows the clock instead
    and the run ends after so many minutes.
    learning_rate: the peak of a linear warm-up and a cosine fall.
    optimiser: "adamw", or "sgd" with momentum 0.9 as in the paper.
    clip: gradients are clipped to this value, element by element; 0 leaves them alone.
    average: decay of the moving average of the weights that is evaluated and saved.
    save_every: steps between two states that a run can be resumed from.
    probe_every: steps between two looks at the probes; 0 for none at all.
    probe_pictures: held-out pictures to take as probes, unless ``probes`` names picture files.
    """

    data: tuple[str, ...] = ("shapes",)
    steps: int = 2_000
    minutes: float = 0.0
    batch: int = 8
    learning_rate: float = 2e-3
    optimiser: str = "adamw"
    weight_decay: float = 0.02
    warm_up: float = 0.02
    clip: float = 2.0
    average: float = 0.999
    seed: int = 0
    workers: int = 1
    evaluate_every: int = 500
    evaluate_pictures: int = 200
    save_every: int = 100
    probe_every: int = 50
    probe_pictures: int = 4
    probes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "data", tuple(self.data))  # JSON has lists alone
        object.__setattr__(self, "probes", tuple(self.probes))
        if not self.data or not all(isinstance(path, str) for path in self.data):
            raise ValueError(f"data must be one path or more, not {self.data!r}")
        if self.optimiser not in ("adamw", "sgd"):
            raise ValueError(f"optimiser must be adamw or sgd, not {self.optimiser!r}")
        for name in ("steps", "batch", "evaluate_every", "evaluate_pictures", "save_every"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        if len(self.probes) > MAX_PROBES or not all(isinstance(p, str) for p in self.probes):
            raise ValueError(f"probes must be at most {MAX_PROBES} paths")
        if not 1 <= self.probe_pictures <= MAX_PROBES:
            raise ValueError(f"probe_pictures must lie in 1..{MAX_PROBES}")
        for name in ("minutes", "weight_decay", "clip", "seed", "workers", "probe_every"):
            if not 0 <= getattr(self, name) < math.inf:
                raise ValueError(f"{name} must not be negative or endless: {getattr(self, name)}")
        for name in ("warm_up", "average"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 0 and below 1: {getattr(self, name)}")
        if not 0 < self.learning_rate < math.inf:
            raise ValueError(f"learning_rate must be above 0, not {self.learning_rate}")
