"""Looking for a learning rate: steps of an ever larger one, until the loss explodes.

L. N. Smith 2017, "Cyclical learning rates for training neural networks", section 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

import torch

from ssd_core.network import SSD
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import PictureSource, batches
from ssd_core.training.events import StepDone
from ssd_core.training.held_out import never
from ssd_core.training.loop import Stop, Trainer

LOWEST, HIGHEST = 1e-6, 1.0
STEPS = 100
_MEMORY = 0.9
"""How much of the smoothed loss is that of the steps before."""
_EXPLODED = 4.0
"""The smoothed loss is so many times its least."""
_SAFETY = 0.1
"""Share of the rate with the least loss that is still good when it has to last for a run."""


@dataclass(frozen=True, slots=True)
class RateTried:
    """A step at ``rate`` and the total loss before it. smoothed: over this and earlier steps."""

    rate: float
    loss: float
    smoothed: float
    progress: float
    """0..1 of the whole search."""


@dataclass(frozen=True, slots=True)
class RateFound:
    """The end of a search. rate: to learn with; None where the loss never fell."""

    rate: float | None


def find_rate(
    network: SSD,
    config: TrainConfig,
    source: PictureSource,
    device: torch.device,
    *,
    steps: int | None = None,
    stop: Stop = never,
) -> Iterator[RateTried | RateFound]:
    """Train a copy of ``network`` at rates from 1e-6 to 1; the network itself stays as it is.

    config: as of the run that is to come, settled; its rate, schedule and length are not used.
    steps: of the search, a hundred if not given.
    ``stop()`` ends the search with what is known by then.
    """
    data = batches(
        source, network.config, batch=config.batch, seed=config.seed, workers=config.workers
    )
    short = replace(config, steps=steps or STEPS, epochs=0, minutes=0.0, average=0.0)
    trainer = Trainer(deepcopy(network), short, data, device, schedule=rising)
    tried: list[RateTried] = []
    try:
        for event in trainer.run(stop):
            if isinstance(event, StepDone):
                tried.append(_after(tried, event))
                yield tried[-1]
                if tried[-1].smoothed > _EXPLODED * min(one.smoothed for one in tried):
                    break
    finally:
        trainer.close()
    yield RateFound(suggested(tried))


def rising(progress: float) -> float:
    """The rate at a progress of 0..1: each step's is as many times that of the one before."""
    return float(LOWEST * (HIGHEST / LOWEST) ** progress)


def suggested(tried: list[RateTried]) -> float | None:
    """A tenth of the rate with the least smoothed loss; None where that was the first one."""
    best = min(tried, key=lambda one: one.smoothed, default=None)
    if best is None or best is tried[0]:
        return None
    return _SAFETY * best.rate


def _after(tried: list[RateTried], event: StepDone) -> RateTried:
    loss = event.loss_loc + event.loss_conf
    smoothed = _MEMORY * tried[-1].smoothed + (1 - _MEMORY) * loss if tried else loss
    return RateTried(event.learning_rate, loss, smoothed, event.progress)
