"""``ssd-core train``: learn from generated shapes or a VOC folder, and write weights."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_core.commands.arguments import (
    add_device,
    chosen_device,
    class_list,
    positive,
    seed_number,
)
from ssd_core.commands.sources import open_source
from ssd_core.config import PRESETS, SHAPES, preset
from ssd_core.errors import UserError, printable
from ssd_core.sentence import say

if TYPE_CHECKING:
    from ssd_core.device import Device
    from ssd_core.training.config import TrainConfig
    from ssd_core.training.distributed import World
    from ssd_core.training.events import Stopped, TrainEvent

_CHOICES = (
    "steps",
    "minutes",
    "batch",
    "learning_rate",
    "optimiser",
    "seed",
    "workers",
    "evaluate_every",
    "evaluate_pictures",
    "save_every",
)
"""Options that are fields of ``TrainConfig``, which knows their defaults."""


def add_to(jobs: Any) -> None:
    job = jobs.add_parser(
        "train", help="train a detector", description=__doc__, argument_default=argparse.SUPPRESS
    )
    start = job.add_mutually_exclusive_group(required=True)
    start.add_argument("--data", nargs="+", help="'shapes', or VOC folders and COCO files")
    start.add_argument("--resume", type=Path, metavar="RUN", help="go on with the run in a folder")
    job.add_argument(
        "--classes", type=class_list, help="names with commas between (default: those in the data)"
    )
    job.add_argument("--folder", type=Path, help="where results go (default: runs/1, runs/2 …)")
    job.add_argument("--preset", choices=tuple(PRESETS), help="default: ssd300_slim")
    job.add_argument("--weights", type=Path, help="start from these weights")
    length = job.add_mutually_exclusive_group()
    length.add_argument("--steps", type=positive)
    length.add_argument("--minutes", type=float, help="stop by the clock instead")
    job.add_argument("--batch", type=positive)
    job.add_argument("--learning-rate", type=float)
    job.add_argument("--optimiser", choices=("adamw", "sgd"))
    job.add_argument("--seed", type=seed_number)
    job.add_argument("--workers", type=int, help="data loading processes")
    job.add_argument("--evaluate-every", type=positive, metavar="STEPS")
    job.add_argument("--evaluate-pictures", type=positive, metavar="N")
    job.add_argument("--save-every", type=positive, metavar="STEPS", help="what a break can cost")
    job.set_defaults(run=run, threads=None)
    add_device(job)


def run(options: argparse.Namespace) -> int:
    """Train until done or Ctrl+C, after which the run can be resumed. 0 if it ended well.

    Under torchrun this process is one of several, of which the first alone tells what happens.
    """
    from ssd_core.training.distributed import joined, own_device

    device = own_device(chosen_device(options))
    start = _resumed if "resume" in options else _begun
    with _asked_by_ctrl_c() as stop, joined(device) as world:
        for event in start(options, device, world)(stop=stop, world=world):
            _report(event)
    return 0


def _begun(
    options: argparse.Namespace, device: Device, world: World
) -> Callable[..., Iterator[TrainEvent]]:
    """A new run, to be called with ``stop`` and ``world``."""
    from ssd_core.training.run import train
    from ssd_core.training.starting import free_folder, provenance, starting_network

    config = _config(options)
    name = getattr(options, "preset", "ssd300_slim")
    source, classes = open_source(
        options.data,
        config.seed,
        dboxes=preset(name).dboxes,
        classes=getattr(options, "classes", None),
    )
    weights = getattr(options, "weights", None)
    network = starting_network(name, classes, seed=config.seed, weights=weights)
    chosen = getattr(options, "folder", None) or free_folder(Path("runs"))
    folder = Path(world.same(str(chosen)))
    facts = provenance(config)
    return partial(train, network, config, source, folder, device, provenance=facts)


def _resumed(
    options: argparse.Namespace, device: Device, world: World
) -> Callable[..., Iterator[TrainEvent]]:
    """A run that goes on, as ``_begun`` gives it. Raises UserError for any other choice."""
    from ssd_core.training.checkpoint import read_checkpoint
    from ssd_core.training.folder import STATE
    from ssd_core.training.run import read_config, resume

    surplus = [
        name for name in (*_CHOICES, "classes", "folder", "preset", "weights") if name in options
    ]
    if surplus:
        raise UserError(
            say("A run goes on with its own choices."),
            say("Leave out --{option}.", option=surplus[0].replace("_", "-")),
        )
    folder = options.resume
    config, model = read_config(folder), read_checkpoint(folder / STATE).model
    source, _ = open_source(config.data, config.seed, dboxes=model.dboxes, classes=model.classes)
    return partial(resume, folder, config, source, device)


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


def _config(options: argparse.Namespace) -> TrainConfig:
    from ssd_core.training.config import TrainConfig

    data = tuple(path if path == SHAPES else os.path.abspath(path) for path in options.data)
    chosen = {name: getattr(options, name) for name in _CHOICES if name in options}
    try:
        return TrainConfig(data=data, **chosen)
    except ValueError as error:
        raise UserError(say("This run cannot start: {reason}.", reason=str(error))) from error


def _report(event: TrainEvent) -> None:
    """Print what a person wants to know. Raises UserError for a run that was given up."""
    from ssd_core.training.events import Evaluated, Recovered, Resumed, Saved, StepDone, Stopped

    match event:
        case StepDone() if event.step % 10 == 0 or event.step == 1:
            print(
                f"step {event.step}  {100 * event.progress:.1f} %  loc {event.loss_loc:.3f}  "
                f"conf {event.loss_conf:.3f}  lr {event.learning_rate:.2e}  "
                f"{event.pictures / event.seconds:.1f} pictures/s",
                flush=True,
            )
        case Evaluated():
            print(f"step {event.step}  mAP@0.5 {event.map50:.4f} on {event.pictures}", flush=True)
        case Saved():
            print(f"step {event.step}  saved {event.path}", flush=True)
        case Resumed():
            print(f"step {event.step}  resumed", flush=True)
        case Recovered():
            print(
                f"step {event.step}  went back by {event.lost} steps: the loss was not finite on "
                f"{', '.join(map(printable, event.pictures))}",
                flush=True,
            )
        case Stopped(reason="not finite"):
            raise _given_up(event)


def _given_up(event: Stopped) -> UserError:
    return UserError(
        say(
            "The loss was no longer finite after step {step}, on {pictures}.",
            step=event.step,
            pictures=", ".join(event.pictures),
        ),
        say("What was saved before stays; try a smaller --learning-rate."),
    )
