"""How far a run is, and how long its steps are there."""

from __future__ import annotations

import math
import time
from bisect import bisect_right
from collections.abc import Callable

from ssd_core.training.config import TrainConfig

LEAST = 0.01
"""Share of the peak that a warm-up begins with and a cosine ends with."""
DROP = 0.1
"""What a milestone leaves of the rate."""

Rate = Callable[[float], float]
"""Learning rate at a progress of 0..1."""


def rate(progress: float, config: TrainConfig) -> float:
    """Learning rate at ``progress`` 0..1: a linear warm-up to the peak, then the schedule."""
    if progress < config.warm_up:
        return config.learning_rate * (LEAST + (1 - LEAST) * progress / config.warm_up)
    return config.learning_rate * _share(progress, config)


def _share(progress: float, config: TrainConfig) -> float:
    """What is left of the peak after the warm-up."""
    match config.schedule:
        case "cosine":
            fall = (progress - config.warm_up) / (1.0 - config.warm_up)
            return LEAST + (1 - LEAST) * 0.5 * (1.0 + math.cos(math.pi * min(fall, 1.0)))
        case "step":
            return DROP ** bisect_right(config.milestones, progress)
        case _:
            return 1.0


class Clock:
    """How far the run is, by steps or by minutes; ``used`` are seconds of it before now."""

    def __init__(self, config: TrainConfig, used: float = 0.0) -> None:
        self._config = config
        self._start = time.monotonic() - used

    def seconds(self) -> float:
        return time.monotonic() - self._start

    def progress(self, step: int) -> float:
        """Share of the run, 0..1, that is over after ``step`` steps."""
        if self._config.minutes > 0:
            return min(self.seconds() / (60.0 * self._config.minutes), 1.0)
        return min(step / self._config.steps, 1.0)
