"""The training loop: a generator of events that knows nothing of files, plots or printing."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial

import torch
from torch import Tensor

from ssd_core.config import SSDConfig
from ssd_core.loss import multibox_loss
from ssd_core.network import SSD
from ssd_core.quality import worth
from ssd_core.training.averaging import averaged
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import GENERATED_EPOCH, Batch, in_parts, to_input
from ssd_core.training.distributed import ALONE, World
from ssd_core.training.events import StepDone, Stopped
from ssd_core.training.freezing import freeze, is_frozen
from ssd_core.training.memory import in_use
from ssd_core.training.optimiser import make_optimiser
from ssd_core.training.precision import LossScale, computing_in
from ssd_core.training.randomness import random_state, set_random_state
from ssd_core.training.schedule import Clock, Rate, rate
from ssd_core.training.state import Position, TrainerState, all_finite, collect, put_back

Stop = Callable[[], bool]


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
        epoch: int = GENERATED_EPOCH,
        schedule: Rate | None = None,
    ) -> None:
        """config: settled. state: where to go on; ``data`` then starts with batch
        ``state.position.batches``. world: the processes that learn together; ``data`` has this
        one's part of each batch. epoch: pictures of one. schedule: instead of the config's.

        Raises Refusal for a state of another network or optimiser.
        """
        network = network.to(device)
        self.network: SSD = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = averaged(self.network, config.average) if config.average else None
        self.step = self.batches = self.recoveries = 0
        self._config = config
        self._data = iter(data)
        self._batch: Batch | None = None
        self._device = device
        self._epoch = epoch
        worthy = partial(worth, variances=network.config.variances) if config.quality else None
        self._loss = partial(multibox_loss, neg_pos_ratio=config.negatives, worth=worthy)
        self._rate = schedule or partial(rate, config=config)
        self._optimiser = make_optimiser(self.network, config)
        self._scale = LossScale(config.precision)
        self._clock = Clock(config)
        if state is not None:
            self.restore(state)
            self._clock = Clock(config, used=state.position.seconds)
        self._world = world
        self._frozen = is_frozen(self._clock.progress(self.step), config.frozen)
        freeze(self.network, self._frozen)
        self._shared = world.share(self.network)

    @property
    def model_config(self) -> SSDConfig:
        return self.network.config

    def averaged_network(self) -> SSD:
        """What is evaluated and saved: the moving average, or the network itself without one."""
        if self.average is None:
            return self.network
        module = self.average.module
        assert isinstance(module, SSD)
        return module

    @property
    def position(self) -> Position:
        return Position(self.step, self.batches, self._clock.seconds(), self.recoveries)

    def state(self) -> TrainerState:
        """All that the steps to come depend on, copied."""
        tensors = collect(self._values(), self._optimiser)
        return TrainerState(self.position, tensors, random_state(self._device))

    def restore(self, state: TrainerState) -> None:
        """Be where ``state`` was taken. The clock and the data run on. Raises Refusal."""
        put_back(state.tensors, self._values(), self._optimiser)
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
        self._learn_on()
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
            outputs = self.network(self._input(picture[None]))
            loss = multibox_loss(*outputs, *(part[None].to(self._device) for part in target))
            if not math.isfinite(loss.total.item()):
                found.append(number)
        self._learn_on()
        return self._world.union(self._world.rank + self._world.size * n for n in found)

    def close(self) -> None:
        """End the loader processes now rather than when memory is collected."""
        if isinstance(self._data, Generator):  # a plain iterator has no workers
            self._data.close()

    def _values(self) -> dict[str, Tensor]:
        """What a state holds, beside the optimiser's: the tensors themselves, by their keys."""
        parts = {"network": self.network, "average": self.average}
        modules = {
            f"{part}.{key}": value
            for part, module in parts.items()
            if module is not None
            for key, value in module.state_dict().items()
        }
        return modules | self._scale.values()

    def _input(self, pictures: Tensor) -> Tensor:
        return to_input(pictures, self.model_config, self._device)

    def _learn_on(self) -> None:
        self.network.train()
        freeze(self.network, self._frozen)

    def _step(self, progress: float) -> StepDone | None:
        """One step at ``progress``; None if it came to something that is not finite."""
        self._prepare(progress)
        waiting = 0.0
        while True:
            batch, waited = self._next_batch()
            waiting += waited
            mine = int((batch[2] > 0).sum())
            positives, size = self._world.sum(mine, len(batch[0]))
            losses, norm = self._gradient(batch, positives)
            if not all(map(math.isfinite, losses)):
                return None
            if math.isfinite(norm):
                break
            if not self._scale.has_room():
                return None
        if not self._updated():
            return None
        pictures = self.batches * int(size)
        return StepDone(
            step=self.step,
            progress=progress,
            loss_loc=losses[0],
            loss_conf=losses[1],
            positives=positives / size,
            learning_rate=self._optimiser.param_groups[0]["lr"],
            gradient_norm=norm,
            pictures=pictures,
            seconds=self._clock.seconds(),
            waiting=waiting,
            epoch=pictures / self._epoch,
            memory=in_use(self._device),
        )

    def _prepare(self, progress: float) -> None:
        """Set what depends on how far the run is."""
        for group in self._optimiser.param_groups:
            group["lr"] = self._rate(progress) * 0.5**self.recoveries
        frozen = is_frozen(progress, self._config.frozen)
        if frozen != self._frozen:
            self._frozen = frozen
            freeze(self.network, frozen)
            self._shared = self._world.share(self.network)

    def _next_batch(self) -> tuple[Batch, float]:
        """This process's part of the next batch, and the seconds it was waited for."""
        before = self._clock.seconds()
        self._batch = batch = next(self._data)
        self.batches += 1
        return batch, self._clock.seconds() - before

    def _gradient(self, batch: Batch, positives: float) -> tuple[list[float], float]:
        """Leave the clipped gradient of the whole batch, of which this process has ``batch``.

        positives: of the whole batch. Every loss, however the batch is shared out, is divided by
        them. Returns both losses, and the length of the gradient before it was clipped.
        """
        self._optimiser.zero_grad(set_to_none=True)
        sums = torch.zeros(2, device=self._device)
        parts = in_parts(batch, self._config.parts)
        with self._world.computing():
            for number, (pictures, target_loc, labels) in enumerate(parts, 1):
                targets = target_loc.to(self._device), labels.to(self._device)
                with self._world.adding_up(self._shared, last=number == len(parts)):
                    with computing_in(self._config.precision, self._device):
                        loc, conf = self._shared(self._input(pictures))
                    share = max(int((labels > 0).sum()), 1) / max(positives, 1)
                    loss = self._loss(loc, conf, *targets)
                    loss = loss.weighed(self._world.size * share)
                    self._scale.scaled(loss.total).backward()  # type: ignore[no-untyped-call]
                sums += torch.stack([loss.localisation, loss.confidence]).detach()
            norm = self._clipped()
        return [total / self._world.size for total in self._world.sum(*sums.tolist())], norm

    def _clipped(self) -> float:
        """Clip the gradient element by element. Returns its length before that."""
        gradients = [p.grad for p in self.network.parameters() if p.grad is not None]
        self._scale.unscale(gradients)
        norm = float(torch.nn.utils.get_total_norm(gradients))
        if self._config.clip > 0:
            torch.nn.utils.clip_grad_value_(self.network.parameters(), self._config.clip)
        return norm

    def _updated(self) -> bool:
        """Apply the gradient. False where that came to something that is not finite."""
        self._optimiser.step()
        if any(self._world.sum(not all_finite(self.network))):
            return False
        self._scale.step_was_good()
        if self.average is not None:
            self.average.update_parameters(self.network)
        self.step += 1
        return True
