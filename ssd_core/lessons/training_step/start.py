"""Where the lesson starts: weights that can detect, or none; and its minute of training."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace

import torch

from ssd_core.bundled import weights_path
from ssd_core.config import preset
from ssd_core.lessons.training_step.recording import Learner
from ssd_core.lessons.training_step.source import QuietScenes
from ssd_core.network import SSD, build_network
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import Batch, PictureSource, batches
from ssd_core.training.loop import Trainer
from ssd_core.training.starting import initialise
from ssd_core.weights import read_weights

BATCH = 4
SLOW = TrainConfig(
    batch=BATCH,
    optimiser="sgd",
    learning_rate=1e-3,
    weight_decay=5e-4,
    workers=0,
    probe_every=0,
)
"""The paper's optimiser (section 3): SGD with momentum 0.9, weight decay 0.0005."""


def toy_config(*, seed: int = 0, minutes: float = 1.0) -> TrainConfig:
    """As runs are by default, with AdamW: from nothing it gets further in a minute than SGD."""
    return TrainConfig(
        batch=BATCH,
        minutes=minutes,
        seed=seed,
        workers=0,
        probe_every=0,
    )


def trained() -> Learner:
    """The bundled weights, as if their training went on with ``SLOW``."""
    weights = read_weights(weights_path())
    network = build_network(weights.config)
    network.load_state_dict(dict(weights.state))
    return Learner.of(network, SLOW)


def untrained(seed: int = 0) -> Learner:
    """He initialisation: what the minute of training starts from."""
    return Learner.of(_fresh(seed), SLOW)


def toy_trainer(
    config: TrainConfig,
    *,
    source: PictureSource | None = None,
    data: Iterable[Batch] | None = None,
) -> Trainer:
    """A run from He initialisation on the lesson's scenes, on the CPU.

    source, data: instead of those scenes and their batches.
    """
    network = _fresh(config.seed)
    learning = batches(
        source or QuietScenes(),
        network.config,
        batch=config.batch,
        seed=config.seed,
        workers=0,
    )
    return Trainer(network, config, learning if data is None else data, torch.device("cpu"))


def taken_from(trainer: Trainer) -> Learner:
    """Where ``trainer`` is now, to go on slowly, with an SGD that remembers nothing yet."""
    return replace(Learner.of(deepcopy(trainer.network), SLOW), step=trainer.step)


def _fresh(seed: int) -> SSD:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = build_network(preset("ssd300_slim"))
        initialise(network)
    return network
