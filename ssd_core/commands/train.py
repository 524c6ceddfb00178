"""``ssd-core train``: learn from generated shapes, VOC folders or COCO files, and write weights."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_core.commands.arguments import chosen_device
from ssd_core.commands.sources import open_source
from ssd_core.commands.train_options import add_options, chosen_config, refuse_choices
from ssd_core.config import preset

if TYPE_CHECKING:
    from ssd_core.device import Device
    from ssd_core.network import SSD
    from ssd_core.training.config import TrainConfig
    from ssd_core.training.data import PictureSource
    from ssd_core.training.distributed import World
    from ssd_core.training.events import TrainEvent
    from ssd_core.training.loop import Stop
    from ssd_core.weights import WeightsFile


def add_to(jobs: Any) -> None:
    job = jobs.add_parser(
        "train", help="train a detector", description=__doc__, argument_default=argparse.SUPPRESS
    )
    add_options(job)
    job.set_defaults(run=run, threads=None)


def run(options: argparse.Namespace) -> int:
    """Train until done or Ctrl+C, after which the run can be resumed. 0 if it ended well.

    Under torchrun this process is one of several, of which the first alone tells what happens.
    """
    from ssd_core.commands.train_report import report
    from ssd_core.training.distributed import joined, own_device

    device = own_device(chosen_device(options))
    with _asked_by_ctrl_c() as stop, joined(device) as world:
        if "resume" in options:
            events = _resumed(options, device, stop, world)
        else:
            plan = _planned(options, device)
            if "find_rate" in options:
                _find_rate(plan, device, stop, world)
                return 0
            events = _begun(options, plan, device, stop, world)
        for event in events:
            report(event)
    return 0


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """A run that could begin. recipe: its key. config: settled."""

    recipe: str
    config: TrainConfig
    source: PictureSource
    network: SSD


def _planned(options: argparse.Namespace, device: Device) -> _Plan:
    from ssd_core.training.data import epoch_of
    from ssd_core.training.precision import fastest
    from ssd_core.training.starting import starting_network
    from ssd_core.weights import read_start

    start = read_start(options.weights) if "weights" in options else None
    recipe, name = _recipe(options, start)
    config = chosen_config(options, recipe)
    source, classes = open_source(
        options.data,
        config.seed,
        dboxes=preset(name).dboxes,
        classes=getattr(options, "classes", None),
        augment=config.augment,
    )
    network = starting_network(
        name, classes, seed=config.seed, weights=start, quiet_heads=config.quiet_heads
    )
    config = config.settled(pictures=epoch_of(source), precision=fastest(device))
    return _Plan(recipe, config, source, network)


def _recipe(options: argparse.Namespace, start: WeightsFile | None) -> tuple[str, str]:
    """The keys of the recipe and of the preset: those chosen, or those that go together."""
    from ssd_core.training.distributed import is_leader
    from ssd_core.training.recipes import RECIPES, Start, usual

    chosen = getattr(options, "recipe", None)
    name = getattr(options, "preset", RECIPES[chosen].preset if chosen else "ssd300_slim")
    if start is not None:
        name = start.config.preset
    recipe = chosen or usual(name, from_weights=start is not None)
    if RECIPES[recipe].start is not Start.NOTHING and start is None and is_leader():
        print(
            f"ssd-core: the recipe {recipe} expects --weights; the network begins with nothing.",
            file=sys.stderr,
        )
    return recipe, name


def _begun(
    options: argparse.Namespace, plan: _Plan, device: Device, stop: Stop, world: World
) -> Iterator[TrainEvent]:
    from ssd_core.commands.train_report import report_choices
    from ssd_core.training.run import train
    from ssd_core.training.starting import free_folder, provenance

    chosen = getattr(options, "folder", None) or free_folder(Path("runs"))
    folder = Path(world.same(str(chosen)))
    if world.rank == 0:
        report_choices(plan.recipe, plan.network.config.preset, plan.config)
    facts = provenance(plan.config)
    return train(
        *(plan.network, plan.config, plan.source, folder, device),
        provenance=facts,
        stop=stop,
        world=world,
    )


def _resumed(
    options: argparse.Namespace, device: Device, stop: Stop, world: World
) -> Iterator[TrainEvent]:
    """A run that goes on. Raises UserError for any other choice."""
    from ssd_core.training.checkpoint import read_checkpoint
    from ssd_core.training.config_file import read_config
    from ssd_core.training.folder import STATE
    from ssd_core.training.run import resume

    refuse_choices(options)
    folder = options.resume
    config, model = read_config(folder), read_checkpoint(folder / STATE).model
    source, _ = open_source(
        *(config.data, config.seed),
        dboxes=model.dboxes,
        classes=model.classes,
        augment=config.augment,
    )
    return resume(folder, config, source, device, stop=stop, world=world)


def _find_rate(plan: _Plan, device: Device, stop: Stop, world: World) -> None:
    """Print what each rate does and which to take; of several processes, the first one."""
    from ssd_core.commands.train_report import report_rate
    from ssd_core.training.find_rate import find_rate

    if world.rank == 0:
        for event in find_rate(plan.network, plan.config, plan.source, device.torch, stop=stop):
            report_rate(event)


@contextmanager
def _asked_by_ctrl_c() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed. Pressed once more, it interrupts as usual."""
    asked = threading.Event()
    usual = signal.getsignal(signal.SIGINT)

    def ask(*_: object) -> None:
        asked.set()
        signal.signal(signal.SIGINT, usual)

    signal.signal(signal.SIGINT, ask)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, usual)
