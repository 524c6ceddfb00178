"""Training in processes that find one another: what tests of it share."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import torch
from small_training import CPU, KEPT, SLIM, Dots
from torch import nn

from ssd_core.bundled import weights_path
from ssd_core.errors import UserError
from ssd_core.network import SSD, build_network
from ssd_core.training import run
from ssd_core.training.config import TrainConfig
from ssd_core.training.config_file import read_config
from ssd_core.training.distributed import World, joined
from ssd_core.training.events import TrainEvent
from ssd_core.training.folder import STATE
from ssd_core.types import GroundTruth
from ssd_core.weights import read_weights


class Uneven(Dots):
    """Dots of which every other one is hidden: the parts of a batch have not as many positives."""

    def training(self, index: int, draw: int):
        rgb, truth = super().training(index, draw)
        return rgb, truth if index % 2 else GroundTruth.none()


class Unreadable(Dots):
    """Dots of which one cannot be read."""

    def training(self, index: int, draw: int):
        if index == 3:
            raise UserError("picture 3 could not be read.")
        return super().training(index, draw)


class Deadly(Dots):
    """Dots of which one ends the process that asks for it."""

    def training(self, index: int, draw: int):
        if index == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().training(index, draw)


class Small(Dots):
    """Dots of which one is too small, so that the network's answer has too few rows."""

    def training(self, index: int, draw: int):
        rgb, truth = super().training(index, draw)
        return (rgb[:200, :200] if index == 3 else rgb), truth


class _Steady(nn.BatchNorm2d):
    """Batch norm that does while learning what it does in evaluation."""

    def train(self, mode: bool = True) -> _Steady:
        super().train(False)
        return self


def network() -> SSD:
    """The shipped slim network, without the batch statistics that each process has of its part."""
    steady = build_network(SLIM)
    steady.load_state_dict(dict(read_weights(weights_path()).state))
    for module in steady.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.__class__ = _Steady
    return steady


def take_part(
    world: World, folder: Path, source: Dots, config: TrainConfig, stop_at: int | None
) -> list[TrainEvent]:
    """The events of a new run, or of one that goes on, which process 1 stops at a step."""
    steps = 0

    def stop() -> bool:
        nonlocal steps
        steps += 1
        return world.rank == world.size - 1 and steps - 1 == stop_at

    together = {"stop": stop, "world": world}
    if (folder / STATE).exists():
        run.build_network = lambda config: network()
        return list(run.resume(folder, read_config(folder), source, CPU, **together))
    return list(run.train(network(), config, source, folder, CPU, provenance={}, **together))


def in_processes(
    count: int,
    folder: Path,
    *,
    source: Dots | None = None,
    config: TrainConfig = KEPT,
    stop_at: int | None = None,
) -> list[list[TrainEvent] | str]:
    """The events of each of ``count`` processes, or the sentence that it ended with, or ""."""
    context = multiprocessing.get_context("spawn")
    arguments = (folder, source or Dots(), config, stop_at)
    port, waiting = _free_port(), []
    for rank in range(count):
        ours, theirs = context.Pipe()
        names = {"RANK": rank, "WORLD_SIZE": count, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
        process = context.Process(target=_answer, args=(theirs, names, take_part, arguments))
        process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        waiting.append((process, ours))
    answers = [_received(ours) for _, ours in waiting]
    for process, _ in waiting:
        process.join()
    return answers


def _received(pipe: Connection) -> list[TrainEvent] | str:
    try:
        return pipe.recv()
    except EOFError:
        return ""


def _answer(
    pipe: Connection, names: dict[str, Any], job: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    torch.set_num_threads(1)
    os.environ |= {name: str(value) for name, value in names.items()}
    try:
        with joined(CPU) as world:
            answer = job(world, *arguments)
    except UserError as error:
        answer = str(error)
    pipe.send(answer)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
