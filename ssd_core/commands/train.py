"""``ssd-core train``: learn from generated shapes or a VOC folder, and write weights."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_core.commands.arguments import add_device, chosen_device, positive, seed_number
from ssd_core.config import PRESETS, SHAPE_CLASSES, SSDConfig, preset
from ssd_core.errors import UserError, printable, shown_name

if TYPE_CHECKING:
    from ssd_core.network import SSD
    from ssd_core.training.config import TrainConfig
    from ssd_core.training.data import PictureSource
    from ssd_core.training.events import TrainEvent


def add_to(jobs: Any) -> None:
    job = jobs.add_parser("train", help="train a detector", description=__doc__)
    job.add_argument("--data", required=True, help="'shapes' or a folder in VOC layout")
    job.add_argument("--folder", type=Path, help="where results go (default: runs/1, runs/2 …)")
    job.add_argument("--preset", choices=tuple(PRESETS), default="ssd300_slim")
    job.add_argument("--weights", type=Path, help="start from these weights")
    length = job.add_mutually_exclusive_group()
    length.add_argument("--steps", type=positive, default=2_000)
    length.add_argument("--minutes", type=float, default=0.0, help="stop by the clock instead")
    job.add_argument("--batch", type=positive, default=8)
    job.add_argument("--learning-rate", type=float, default=2e-3)
    job.add_argument("--optimiser", choices=("adamw", "sgd"), default="adamw")
    job.add_argument("--seed", type=seed_number, default=0)
    job.add_argument("--workers", type=int, default=1, help="data loading processes")
    job.add_argument("--evaluate-every", type=positive, default=500, metavar="STEPS")
    job.add_argument("--evaluate-pictures", type=positive, default=200, metavar="N")
    add_device(job)
    job.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Train until done or Ctrl+C, which still evaluates and saves. 0 if the run ended well."""
    from ssd_core.training.events import Stopped
    from ssd_core.training.run import train

    config = _config(options)
    device = chosen_device(options)
    source, classes = open_source(
        options.data, options.seed, size=preset(options.preset).dboxes.input_size
    )
    network = _starting_network(options, classes)
    folder = options.folder or _free_folder(Path("runs"))
    facts = _provenance(options)
    with _asked_by_ctrl_c() as stop:
        for event in train(network, config, source, folder, device, provenance=facts, stop=stop):
            _report(event)
            if isinstance(event, Stopped) and event.reason == "not finite":
                raise UserError(
                    f"The loss was no longer finite after step {event.step}. What was saved before "
                    "stays; try a smaller --learning-rate.",
                    details={},
                )
    return 0


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


def _free_folder(parent: Path) -> Path:
    """The first of ``parent``/1, /2 … that is not there yet, so that no run overwrites another."""
    number = 1
    while (parent / str(number)).exists():
        number += 1
    return parent / str(number)


def _config(options: argparse.Namespace) -> TrainConfig:
    from ssd_core.training.config import TrainConfig

    try:
        return TrainConfig(
            steps=options.steps,
            minutes=options.minutes,
            batch=options.batch,
            learning_rate=options.learning_rate,
            optimiser=options.optimiser,
            seed=options.seed,
            workers=options.workers,
            evaluate_every=options.evaluate_every,
            evaluate_pictures=options.evaluate_pictures,
        )
    except ValueError as error:
        raise UserError(f"This run cannot start: {error}.", details={}) from error


def open_source(
    data: str, seed: int, *, size: int, classes: tuple[str, ...] | None = None
) -> tuple[PictureSource, tuple[str, ...]]:
    """The pictures to learn from and the classes in them (``classes``, where they are given)."""
    from ssd_core.training.data import ShapesSource

    if data == "shapes":
        if classes is not None and classes != SHAPE_CLASSES:
            raise UserError(
                "These weights do not look for the shapes in generated scenes. Name a folder with "
                "their classes.",
                details={"classes": ", ".join(classes)},
            )
        return ShapesSource(seed), SHAPE_CLASSES
    from ssd_core.training.voc_source import VocSource

    source = VocSource(Path(data), size=size, seed=seed, classes=classes)
    for problem in source.problems:
        print(f"ssd-core: left out: {printable(problem)}", file=sys.stderr)
    return source, source.classes


def _starting_network(options: argparse.Namespace, classes: tuple[str, ...]) -> SSD:
    import torch

    from ssd_core.network import build_network
    from ssd_core.training.loop import initialise
    from ssd_core.training.transfer import carry_over
    from ssd_core.weights import read_weights

    torch.manual_seed(options.seed)
    config: SSDConfig = preset(options.preset).with_classes(classes)
    start = read_weights(options.weights) if options.weights else None
    if start is not None:
        config = start.config.with_classes(classes)
    network = build_network(config)
    initialise(network)
    if start is not None:
        carry_over(start, network)
    return network


def _provenance(options: argparse.Namespace) -> dict[str, str]:
    """What is written into the weights file about how it came to be."""
    return {
        "data": shown_name(Path(options.data)),
        "seed": str(options.seed),
        "batch": str(options.batch),
        "optimiser": options.optimiser,
        "learning rate": f"{options.learning_rate:g}",
        "trained on": time.strftime("%Y-%m-%d"),
    }


def _report(event: TrainEvent) -> None:
    from ssd_core.training.events import Evaluated, Saved, StepDone

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
