"""The training loop: a generator of events that knows nothing of files, plots or printing."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Iterator

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from ssd_core.config import SSDConfig
from ssd_core.loss import LossParts, multibox_loss
from ssd_core.network import SSD
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import Batch, to_input
from ssd_core.training.distributed import ALONE, World
from ssd_core.training.events import StepDone, Stopped
from ssd_core.training.randomness import random_state, set_random_state
from ssd_core.training.schedule import Clock, rate
from ssd_core.training.state import Position, TrainerState, all_finite, collect, put_back

Stop = Callable[[], bool]


def initialise(network: SSD) -> None:
    """He initialisation of every convolution; biases start at zero."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)


def make_optimiser(network: nn.Module, config: TrainConfig) -> torch.optim.Optimizer:
    """AdamW or SGD; weights of convolutions decay, biases, scales and norms only if all do."""
    decayed = [p for p in network.parameters() if p.ndim > 1]
    spared = [p for p in network.parameters() if p.ndim <= 1]
    groups = [
        {"params": decayed, "weight_decay": config.weight_decay},
        {"params": spared, "weight_decay": config.weight_decay if config.decay_all else 0.0},
    ]
    if config.optimiser == "sgd":
        return torch.optim.SGD(groups, lr=config.learning_rate, momentum=config.momentum)
    return torch.optim.AdamW(groups, lr=config.learning_rate)


def averaged(network: SSD, decay: float) -> AveragedModel:
    """A copy of the network that follows it as a moving average, batch-norm statistics included.

    Early on the average forgets faster, so that it does not remember the random start.
    """

    def follow(mean: Tensor, new: Tensor, count: Tensor | int) -> Tensor:
        if not mean.is_floating_point():
            return new
        keep = min(decay, (1 + float(count)) / (10 + float(count)))
        return torch.lerp(mean, new, 1.0 - keep)

    return AveragedModel(network, avg_fn=follow, use_buffers=True)


class Trainer:
    """One run: a network, its average, its optimiser, and the batches it learns from.

    step: optimiser steps so far. batches: taken from ``data`` so far, more than steps where some
    were given up. recoveries: how often the run went back to an earlier state.
    """

    def __init__(
        self,
        network: SSD,
        config: TrainConfig,
        data: Iterable[Batch],
        device: torch.device,
        *,
        state: TrainerState | None = None,
        world: World = ALONE,
    ) -> None:
        """state: where to go on; ``data`` then starts with batch ``state.position.batches``.
        world: the processes that learn together; ``data`` has this one's part of each batch.

        Raises Refusal for a state of another network or optimiser.
        """
        network = network.to(device)
        self.network: SSD = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = averaged(self.network, config.average)
        self.step = self.batches = self.recoveries = 0
        self._config = config
        self._data = iter(data)
        self._batch: Batch | None = None
        self._device = device
        self._optimiser = make_optimiser(self.network, config)
        self._clock = Clock(config)
        if state is not None:
            self.restore(state)
            self._clock = Clock(config, used=state.position.seconds)
        self._world = world
        self._shared = world.share(self.network)

    @property
    def model_config(self) -> SSDConfig:
        return self.network.config

    def averaged_network(self) -> SSD:
        """The moving average: what is evaluated and saved."""
        module = self.average.module
        assert isinstance(module, SSD)
        return module

    @property
    def position(self) -> Position:
        return Position(self.step, self.batches, self._clock.seconds(), self.recoveries)

    def state(self) -> TrainerState:
        """All that the steps to come depend on, copied."""
        tensors = collect(self.network, self.average, self._optimiser)
        return TrainerState(self.position, tensors, random_state(self._device))

    def restore(self, state: TrainerState) -> None:
        """Be where ``state`` was taken. The clock and the data run on. Raises Refusal."""
        put_back(state.tensors, self.network, self.average, self._optimiser)
        set_random_state(state.random, self._device)
        self.step = state.position.step
        self.batches = state.position.batches
        self.recoveries = state.position.recoveries

    def go_back(self, state: TrainerState) -> None:
        """Be where ``state`` was taken, but learn from the batches that follow now.

        With the same batches it would come to the same end, and one that was lost because its
        steps were too long needs shorter ones.
        """
        batches, recoveries = self.batches, self.recoveries + 1
        self.restore(state)
        self.batches, self.recoveries = batches, recoveries

    def run(self, stop: Stop) -> Iterator[StepDone | Stopped]:
        """Step until the schedule ends, ``stop()`` says so, or something is not finite.

        A step whose loss or gradient is not finite is never applied, but network and average may
        be spoilt then: take an earlier state.
        """
        self.network.train()
        reason = "finished"
        while True:
            progress, asked = self._world.agree(self._clock.progress(self.step), stop())
            if progress >= 1.0:
                break
            if asked:
                reason = "asked"
                break
            event = self._step(progress)
            if event is None:
                reason = "not finite"
                break
            yield event
        yield Stopped(self.step, reason)

    @torch.no_grad()
    def spoilt(self) -> list[int]:
        """Which pictures of the last whole batch have a loss that is not finite, one by one.

        Asks the network as it is now: go back to a good state first.
        """
        if self._batch is None:
            return []
        self.network.eval()
        found = []
        for number, (picture, *target) in enumerate(zip(*self._batch, strict=True)):
            outputs = self.network(to_input(picture[None], self.model_config, self._device))
            loss = multibox_loss(*outputs, *(part[None].to(self._device) for part in target))
            if not math.isfinite(loss.total.item()):
                found.append(number)
        self.network.train()
        return self._world.union(self._world.rank + self._world.size * n for n in found)

    def close(self) -> None:
        """End the loader processes now rather than when memory is collected."""
        if isinstance(self._data, Generator):  # a plain iterator has no workers
            self._data.close()

    def _step(self, progress: float) -> StepDone | None:
        for group in self._optimiser.param_groups:
            group["lr"] = rate(progress, self._config) * 0.5**self.recoveries
        before = self._clock.seconds()
        self._batch = pictures, target_loc, target_labels = next(self._data)
        self.batches += 1
        waiting = self._clock.seconds() - before
        x = to_input(pictures, self.model_config, self._device)
        mine = int((target_labels > 0).sum())
        positives, size = self._world.sum(mine, len(pictures))
        with self._world.computing():
            loc, conf = self._shared(x)
            loss = multibox_loss(
                loc, conf, target_loc.to(self._device), target_labels.to(self._device)
            ).weighed(self._world.size * max(mine, 1) / max(positives, 1))
            norm = self._backward(loss)
        losses = self._world.sum(loss.localisation.item(), loss.confidence.item())
        if not all(map(math.isfinite, (*losses, norm))):
            return None
        self._optimiser.step()
        if any(self._world.sum(not all_finite(self.network))):
            return None
        self.average.update_parameters(self.network)
        self.step += 1
        means = [part / self._world.size for part in losses]
        return StepDone(
            step=self.step,
            progress=progress,
            loss_loc=means[0],
            loss_conf=means[1],
            positives=positives / size,
            learning_rate=self._optimiser.param_groups[0]["lr"],
            gradient_norm=norm,
            pictures=self.batches * int(size),
            seconds=self._clock.seconds(),
            waiting=waiting,
        )

    def _backward(self, loss: LossParts) -> float:
        self._optimiser.zero_grad(set_to_none=True)
        loss.total.backward()  # type: ignore[no-untyped-call]
        parameters = [p for p in self.network.parameters() if p.grad is not None]
        norm = torch.nn.utils.get_total_norm([p.grad for p in parameters if p.grad is not None])
        if self._config.clip > 0:
            torch.nn.utils.clip_grad_value_(parameters, self._config.clip)
        return float(norm)
