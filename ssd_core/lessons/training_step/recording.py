"""One step of the trainer, taken apart: its functions in its order, with everything kept.

``torch.autograd.grad`` asks for the gradients of outputs and parameters at once; the optimiser, the
clipping and the loss are those of ``training.loop``.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ssd_core.dboxes import make_dboxes
from ssd_core.device import Device
from ssd_core.inference import Detector
from ssd_core.lessons.mining import cross_entropy
from ssd_core.lessons.training_step.values import (
    After,
    Asked,
    Gradients,
    Loss,
    PartNorm,
    Pictures,
    StepTrace,
    Weight,
)
from ssd_core.loss import LossParts, hardest_negatives, multibox_loss
from ssd_core.matching import learning_targets, match
from ssd_core.network import SSD
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import Batch, PictureSource, batch_keys, to_input
from ssd_core.training.optimiser import make_optimiser
from ssd_core.types import Candidates, FloatArray

_CPU = Device("cpu", "CPU", torch.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Learner:
    """A network on its way: it and its optimiser are never changed, only followed by others.

    config: of the run; its optimiser is "sgd".
    """

    network: SSD
    optimiser: torch.optim.Optimizer
    config: TrainConfig
    step: int = 0

    @classmethod
    def of(cls, network: SSD, config: TrainConfig) -> Learner:
        """``network`` before its first step: the optimiser remembers nothing."""
        return cls(network, make_optimiser(network, config), config)

    def copy(self) -> Learner:
        """The same, to be changed."""
        network = deepcopy(self.network).train()
        optimiser = make_optimiser(network, self.config)
        optimiser.load_state_dict(deepcopy(self.optimiser.state_dict()))
        return Learner(network, optimiser, self.config, self.step)


def take_pictures(source: PictureSource, config: TrainConfig, number: int) -> Pictures:
    """The pictures of batch ``number``, those that the trainer would take for it."""
    keys = batch_keys(source.size, batch=config.batch, seed=config.seed, position=number)
    examples = [source.training(*key) for key in keys]
    rgb = np.stack([rgb for rgb, _ in examples])
    return Pictures(rgb, tuple(truth for _, truth in examples), number)


class Recording:
    """A step of ``learner`` on ``pictures``, ready to be applied with any learning rate."""

    def __init__(self, learner: Learner, pictures: Pictures) -> None:
        self._before = learner.copy()
        self._batch = _batch(self._before.network, pictures)
        network = self._before.network
        loc, conf = network(self._input())
        loss = multibox_loss(loc, conf, *self._batch[1:])
        outputs = torch.autograd.grad(loss.total, [loc, conf, *network.parameters()])
        self._gradients = [gradient.contiguous() for gradient in outputs[2:]]
        self._pictures = pictures
        self.trace = self._told(learner, loss, conf.detach(), outputs)

    def apply(self, learning_rate: float) -> tuple[Learner, After]:
        """The learner after the step, and what it says then of the same pictures."""
        learner = self._before.copy()
        learner = Learner(learner.network, learner.optimiser, learner.config, learner.step + 1)
        for parameter, gradient in zip(learner.network.parameters(), self._gradients, strict=True):
            parameter.grad = gradient.clone()
        if learner.config.clip > 0:
            torch.nn.utils.clip_grad_value_(learner.network.parameters(), learner.config.clip)
        for group in learner.optimiser.param_groups:
            group["lr"] = learning_rate
        learner.optimiser.step()
        learner.optimiser.zero_grad(set_to_none=True)
        loss = _seen_again(learner.network, self._input(), self._batch)
        return learner, After(learning_rate, detect(learner.network, self._pictures), loss)

    def _input(self) -> Tensor:
        return to_input(self._batch[0], self._before.network.config, torch.device("cpu"))

    def _told(
        self, learner: Learner, loss: LossParts, conf: Tensor, outputs: tuple[Tensor, ...]
    ) -> StepTrace:
        asked = _asked(self._pictures, learner.network, conf, self._batch[2])
        return StepTrace(
            step=learner.step,
            pictures=self._pictures,
            asked=asked,
            conf=conf.numpy(),
            loss=_loss(loss, asked),
            gradients=_gradients(learner, outputs),
            weights=_weights(self._before, self._gradients),
            before=detect(learner.network, self._pictures),
        )


def detect(network: SSD, pictures: Pictures) -> tuple[Candidates, ...]:
    """What ``network`` says of each picture when it detects: folded, as ``Detector`` runs it."""
    detector = Detector(network, _CPU)
    return tuple(detector(rgb).candidates for rgb in pictures.rgb)


def _batch(network: SSD, pictures: Pictures) -> Batch:
    config = network.config
    dboxes = make_dboxes(config.dboxes)
    targets = [
        learning_targets(truth, dboxes, variances=config.variances) for truth in pictures.truths
    ]
    offsets, labels = (np.stack(part) for part in zip(*targets, strict=True))
    rgb = np.array(pictures.rgb)  # torch wants memory that may be written
    return torch.from_numpy(rgb), torch.from_numpy(offsets), torch.from_numpy(labels)


def _asked(pictures: Pictures, network: SSD, conf: Tensor, labels: Tensor) -> Asked:
    dboxes = make_dboxes(network.config.dboxes)
    every = np.stack(
        [cross_entropy(c, one) for c, one in zip(conf.numpy(), labels.numpy(), strict=True)]
    )
    negatives = hardest_negatives(torch.from_numpy(every), labels > 0, neg_pos_ratio=3)
    return Asked(
        matches=tuple(match(truth, dboxes) for truth in pictures.truths),
        labels=labels.numpy(),
        negatives=negatives.numpy(),
        confidence=every,
    )


def _loss(loss: LossParts, asked: Asked) -> Loss:
    positives = int(loss.positives)
    return Loss(
        localisation=loss.localisation.item(),
        confidence=loss.confidence.item(),
        positives=positives,
        unmined=float(asked.confidence.sum(dtype=np.float64)) / max(positives, 1),
    )


def _gradients(learner: Learner, outputs: tuple[Tensor, ...]) -> Gradients:
    loc, conf, *of_parameters = outputs
    limit = learner.config.clip
    cut = [g.clamp(-limit, limit) if limit > 0 else g for g in of_parameters]
    return Gradients(
        loc=_numpy(loc),
        conf=_numpy(conf),
        parts=_parts(learner.network, of_parameters),
        norm=_norm(of_parameters),
        norm_clipped=_norm(cut),
        limit=limit,
        clipped=sum(int((g.abs() > limit).sum()) for g in of_parameters) if limit > 0 else 0,
    )


def _parts(network: SSD, gradients: list[Tensor]) -> tuple[PartNorm, ...]:
    """By the first word of each parameter's name, in the network's order."""
    found: dict[str, list[Tensor]] = {}
    for (name, _), gradient in zip(network.named_parameters(), gradients, strict=True):
        found.setdefault(name.split(".")[0], []).append(gradient)
    return tuple(
        PartNorm(name, sum(g.numel() for g in group), _norm(group)) for name, group in found.items()
    )


def _weights(learner: Learner, gradients: list[Tensor]) -> tuple[Weight, ...]:
    """In each part the weight whose gradient is largest, as the optimiser sees it."""
    limit = learner.config.clip
    decay_of = {
        parameter: group["weight_decay"]
        for group in learner.optimiser.param_groups
        for parameter in group["params"]
    }
    best: dict[str, Weight] = {}
    for (name, parameter), gradient in zip(
        learner.network.named_parameters(), gradients, strict=True
    ):
        seen = gradient.clamp(-limit, limit) if limit > 0 else gradient
        part, row = name.split(".")[0], int(gradient.abs().argmax())
        # reshape reads in logical order, whatever the order in memory
        velocity = learner.optimiser.state.get(parameter, {}).get("momentum_buffer")
        weight = Weight(
            name=name,
            place=tuple(int(k) for k in np.unravel_index(row, tuple(gradient.shape))),
            value=float(parameter.detach().reshape(-1)[row]),
            velocity=0.0 if velocity is None else float(velocity.reshape(-1)[row]),
            gradient=float(seen.reshape(-1)[row]),
            decay=float(decay_of[parameter]),
        )
        if part not in best or abs(weight.gradient) > abs(best[part].gradient):
            best[part] = weight
    return tuple(best.values())


@torch.no_grad()
def _seen_again(network: SSD, x: Tensor, batch: Batch) -> float:
    """The loss of the batch with the new weights, normalised by its own statistics as before."""
    copy = deepcopy(network).train()  # looking moves the averages of batch norm
    loc, conf = copy(x)
    return float(multibox_loss(loc, conf, *batch[1:]).total)


def _norm(tensors: list[Tensor]) -> float:
    return float(torch.nn.utils.get_total_norm(tensors))


def _numpy(tensor: Tensor) -> FloatArray:
    array: FloatArray = tensor.detach().contiguous().numpy()
    return array
