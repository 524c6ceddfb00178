"""Recipes: sets of choices that are known to work, as values to start from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ssd_core.sentence import Sentence, say
from ssd_core.training.config import TrainConfig


class Start(StrEnum):
    """What a network begins with."""

    NOTHING = "nothing"
    """He initialisation."""
    BACKBONE = "backbone"
    """Weights of the backbone alone, such as vgg16_reducedfc.pth; the rest by He initialisation."""
    WEIGHTS = "weights"
    """Those of a whole detector, such as the bundled ones, with heads for the classes at hand."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A way to train.

    preset: the network it is for. start: what it expects to begin with. config: everything else;
    ``data``, ``seed`` and ``workers`` are for whoever uses it.
    """

    name: Sentence
    description: Sentence
    preset: str
    start: Start
    config: TrainConfig


BOOK = Recipe(
    name=say("The book's recipe"),
    description=say(
        "SGD at a steady 0.001 for 50 epochs, 32 pictures a step, validated every 10 epochs, from "
        "a VGG16 that knows ImageNet. Wants a GPU, or much patience."
    ),
    preset="ssd300_voc",
    start=Start.BACKBONE,
    config=TrainConfig(
        epochs=50,
        batch=32,
        learning_rate=1e-3,
        schedule="constant",
        warm_up=0.0,
        optimiser="sgd",
        momentum=0.9,
        weight_decay=5e-4,
        decay_all=True,
        clip=2.0,
        average=0.0,
        precision="auto",
        evaluate_epochs=10,
        evaluate_pictures=6_000,
    ),
)
"""Its validation set, VOC2012's, has 5,823 pictures: all are looked at."""

SCRATCH = Recipe(
    name=say("From scratch, small"),
    description=say(
        "The small network from nothing in ten minutes: Muon, a rate that warms up and falls, and "
        "a moving average of the weights. Wants thousands of pictures, or generated shapes."
    ),
    preset="ssd300_slim",
    start=Start.NOTHING,
    config=TrainConfig(
        minutes=10.0,
        batch=8,
        learning_rate=2e-3,
        warm_up=0.05,
        optimiser="muon",
        quiet_heads=True,
        average=0.99,
        precision="auto",
        evaluate_every=200,
        evaluate_pictures=100,
    ),
)

FINE_TUNE = Recipe(
    name=say("Fine-tune, small"),
    description=say(
        "The small network from weights that already detect something: keeps what they see, and "
        "learns your classes. Works with a few hundred pictures."
    ),
    preset="ssd300_slim",
    start=Start.WEIGHTS,
    config=TrainConfig(
        epochs=60,
        batch=8,
        learning_rate=1.5e-3,
        warm_up=0.05,
        average=0.99,
        precision="auto",
        evaluate_epochs=5,
        evaluate_pictures=200,
    ),
)

RECIPES = MappingProxyType({"book": BOOK, "scratch": SCRATCH, "fine-tune": FINE_TUNE})


_LENGTHS = ("steps", "epochs", "minutes")
_EVALUATIONS = ("evaluate_every", "evaluate_epochs")


def adapted(config: TrainConfig, **choices: Any) -> TrainConfig:
    """``config`` with other choices; a length or an interval replaces one in another unit.

    Raises ValueError for choices that make no sense.
    """
    if choices.get("minutes") == 0:  # which would mean that the length is told in something else
        raise ValueError("minutes must be above 0")
    for units in (_LENGTHS, _EVALUATIONS):
        if any(unit in choices for unit in units):
            choices = dict.fromkeys(units[1:], 0) | choices
    return replace(config, **choices)


def usual(preset: str, *, from_weights: bool) -> str:
    """The key of the recipe for a network of ``preset``.

    The book's, for the book's network. The small one has batch norm and no ImageNet behind it:
    there AdamW and a falling rate reach in minutes what plain SGD at 0.001 needs hours for.
    from_weights: whether it starts from weights of a whole detector.
    """
    if preset == BOOK.preset:
        return "book"
    return "fine-tune" if from_weights else "scratch"
