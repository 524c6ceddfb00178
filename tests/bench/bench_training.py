"""A training step of SSD300-VGG16, against the plain one: float32, NCHW, the looped loss.

The floor is arithmetic: a step is three forwards' worth of multiplications (forward, gradients of
activations, gradients of weights), 62.7 GFLOP a picture each, at this machine's own bf16 peak.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

import torch
from bench.bench_network import VGG_GFLOP, peak_gflops
from bench.measure import Row, in_turn
from oracles.loss_torch import looped_loss

from ssd_core.config import preset
from ssd_core.device import choose
from ssd_core.network import build_network
from ssd_core.process_memory import keeping_freed_memory
from ssd_core.training.config import TrainConfig
from ssd_core.training.data import Batch, to_input
from ssd_core.training.loop import Trainer
from ssd_core.training.optimiser import make_optimiser
from ssd_core.training.precision import fastest
from ssd_core.training.recipes import BOOK
from ssd_core.training.starting import initialise

BATCH = 8
MODEL = preset("ssd300_voc")
CPU = choose("cpu")
TURNS = 2
"""A plain step takes seven seconds on two cores."""


def noise(batch: int = BATCH) -> Batch:
    """Pictures of nothing, with as many positives as real ones have."""
    labels = torch.randint(1, 21, (batch, 8732)) * (torch.rand(batch, 8732) < 0.003)
    pictures = torch.randint(0, 256, (batch, 300, 300, 3), dtype=torch.uint8)
    return pictures, torch.randn(batch, 8732, 4), labels


def plain_step(config: TrainConfig, batch: Batch) -> Callable[[], None]:
    """Forward, loss, backward, clipping and SGD, as a first version would write them."""
    network = build_network(MODEL)
    initialise(network)
    optimiser = make_optimiser(network, config)
    pictures, target, labels = batch

    def step() -> None:
        optimiser.zero_grad()
        x = to_input(pictures, MODEL, CPU.torch).contiguous()
        looped_loss(*network(x), target, labels).backward()
        torch.nn.utils.clip_grad_value_(network.parameters(), config.clip)
        optimiser.step()

    return step


def trainers_step(config: TrainConfig, batch: Batch) -> Callable[[], None]:
    """A step of the trainer, with all that it checks and tells."""
    network = build_network(MODEL)
    initialise(network)
    steps = Trainer(network, config, cycle([batch]), CPU.torch).run(lambda: False)
    return lambda: next(steps) and None


def run() -> list[Row]:
    torch.manual_seed(0)
    precision = fastest(CPU)
    # So short that steps on noise come to nothing that is not finite.
    plain = replace(BOOK.config, batch=BATCH, learning_rate=1e-7, precision="fp32")
    ours = replace(plain, precision=precision)
    batch = noise()
    with keeping_freed_memory():  # as in any run; the plain step profits, too
        times = in_turn(plain_step(plain, batch), trainers_step(ours, batch), turns=TURNS)
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    floor = 3 * BATCH * VGG_GFLOP / peak_gflops(dtype) * 1e3
    note = f"{precision}; floor {floor:.0f} ms: {floor / times[1]:.0%} of it"
    target = 2.7 if precision == "bf16" else None
    return [Row(f"training step, SSD300-VGG16, batch {BATCH}", *times, target, note)]
