"""The options of ``ssd-core train``, and the run they describe."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_core.commands.arguments import (
    add_device,
    class_list,
    fraction,
    positive,
    rising_fractions,
    seed_number,
)
from ssd_core.config import AUGMENTATIONS, PRESETS, SHAPES
from ssd_core.errors import UserError
from ssd_core.sentence import say

if TYPE_CHECKING:
    from ssd_core.training.config import TrainConfig

CHOICES = (
    *("steps", "epochs", "minutes", "batch", "parts"),
    *("learning_rate", "schedule", "milestones", "warm_up"),
    *("optimiser", "momentum", "weight_decay", "negatives", "clip", "average"),
    *("quality", "quiet_heads", "frozen", "augment", "precision"),
    *("patience", "seed", "workers"),
    *("evaluate_every", "evaluate_epochs", "evaluate_pictures", "save_every"),
)
"""Options that are fields of ``TrainConfig``; a recipe knows their defaults."""
OTHERS = ("recipe", "classes", "folder", "preset", "weights", "find_rate")
"""What else a new run can be told."""


def add_options(job: argparse.ArgumentParser) -> None:
    start = job.add_mutually_exclusive_group(required=True)
    start.add_argument("--data", nargs="+", help="'shapes', or VOC folders and COCO files")
    start.add_argument("--resume", type=Path, metavar="RUN", help="go on with the run in a folder")
    job.add_argument(
        "--classes", type=class_list, help="names with commas between (default: those in the data)"
    )
    job.add_argument("--folder", type=Path, help="where results go (default: runs/1, runs/2 …)")
    job.add_argument("--preset", choices=tuple(PRESETS), help="default: the recipe's")
    job.add_argument(
        "--weights", type=Path, help="start from these weights, of a detector or of VGG16 alone"
    )
    job.add_argument(
        "--recipe",
        choices=("book", "scratch", "fine-tune"),
        help="what holds unless it is chosen below (default: book for ssd300_voc; for the small "
        "network fine-tune with --weights, scratch without)",
    )
    job.add_argument(
        "--find-rate", action="store_true", help="only try learning rates, and suggest one"
    )
    _add_lengths(job.add_argument_group("length and rhythm"))
    _add_steps(job.add_argument_group("steps"))
    add_device(job)


def _add_lengths(group: Any) -> None:
    length = group.add_mutually_exclusive_group()
    length.add_argument("--steps", type=positive)
    length.add_argument("--epochs", type=positive, help="passes over the pictures")
    length.add_argument("--minutes", type=float, help="stop by the clock instead")
    between = group.add_mutually_exclusive_group()
    between.add_argument("--evaluate-every", type=positive, metavar="STEPS")
    between.add_argument("--evaluate-epochs", type=positive, metavar="EPOCHS")
    group.add_argument("--evaluate-pictures", type=positive, metavar="N")
    group.add_argument("--save-every", type=positive, metavar="STEPS", help="what a break can cost")
    group.add_argument(
        "--patience", type=positive, metavar="N", help="end after N evaluations that are no better"
    )


def _add_steps(group: Any) -> None:
    group.add_argument("--batch", type=positive, help="pictures a step")
    group.add_argument(
        "--parts", type=positive, help="compute a batch in so many parts, for less memory"
    )
    group.add_argument("--learning-rate", type=float)
    group.add_argument("--schedule", choices=("cosine", "step", "constant"))
    group.add_argument(
        "--milestones", type=rising_fractions, help="shares of the run, such as 0.67,0.83"
    )
    group.add_argument("--warm-up", type=fraction, metavar="SHARE", help="of the run")
    group.add_argument("--optimiser", choices=("adamw", "muon", "sgd"))
    group.add_argument("--momentum", type=fraction)
    group.add_argument("--weight-decay", type=float)
    group.add_argument(
        "--negatives", type=positive, metavar="N", help="hard negatives that each positive brings"
    )
    group.add_argument(
        "--quality",
        action=argparse.BooleanOptionalAction,
        help="teach a class only as far as the predicted box lies on its object",
    )
    group.add_argument("--clip", type=float, help="largest value in a gradient; 0 for any")
    group.add_argument("--average", type=fraction, help="decay of averaged weights; 0 for none")
    group.add_argument(
        "--quiet-heads",
        action=argparse.BooleanOptionalAction,
        help="let new heads begin near zero instead of by He initialisation",
    )
    group.add_argument(
        "--frozen",
        type=fraction,
        nargs="?",
        const=1.0,
        metavar="SHARE",
        help="leave the backbone as it is, for a share of the run",
    )
    group.add_argument(
        "--augment",
        type=_augmentations,
        metavar="WHAT",
        help=f"what chance may do to pictures: some of {','.join(AUGMENTATIONS)}, or none "
        "(default: all)",
    )
    group.add_argument("--precision", choices=("auto", "fp32", "bf16", "fp16"))
    group.add_argument("--seed", type=seed_number)
    group.add_argument("--workers", type=int, help="data loading processes")


def _augmentations(text: str) -> tuple[str, ...]:
    """Some of ``AUGMENTATIONS`` with commas between, or "none"."""
    names = () if text == "none" else class_list(text)
    strange = [name for name in names if name not in AUGMENTATIONS]
    if strange:
        known = ", ".join(AUGMENTATIONS)
        raise argparse.ArgumentTypeError(f"{strange[0]!r} is none of {known}")
    return names


def chosen_config(options: argparse.Namespace, recipe: str) -> TrainConfig:
    """The recipe with what was chosen instead. Raises UserError for what makes no sense."""
    from ssd_core.training.recipes import RECIPES, adapted

    data = tuple(path if path == SHAPES else os.path.abspath(path) for path in options.data)
    chosen = {name: getattr(options, name) for name in CHOICES if name in options}
    try:
        return adapted(RECIPES[recipe].config, data=data, **chosen)
    except ValueError as error:
        raise UserError(say("This run cannot start: {reason}.", reason=str(error))) from error


def refuse_choices(options: argparse.Namespace) -> None:
    """A run that goes on has chosen already. Raises UserError."""
    surplus = [name for name in (*CHOICES, *OTHERS) if name in options]
    if surplus:
        raise UserError(
            say("A run goes on with its own choices."),
            say("Leave out --{option}.", option=surplus[0].replace("_", "-")),
        )
