"""What a person chose for the next training run, as one value that is remembered."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from ssd_core.config import AUGMENTATIONS, SHAPES
from ssd_core.training.config import PRECISIONS, TrainConfig
from ssd_core.training.recipes import RECIPES, Recipe, Start

Unit = Literal["minutes", "epochs", "steps"]
UNITS: tuple[Unit, ...] = get_args(Unit)
BUNDLED = "bundled"
"""Stands for the weights that come with the program."""
_USUAL = "scratch"
_BEGIN = RECIPES[_USUAL].config


@dataclass(frozen=True, slots=True)
class TrainChoices:
    """The form as a value.

    data: as ``TrainConfig`` has it. classes: names, label 1 first; none for those in the data.
    recipe: a key of ``RECIPES``; what follows is what a person changed about it.
    length: of the run, in ``unit``. freeze: whether the backbone stays as it is. augment: what
    chance may do to the pictures; it stays when another recipe is chosen, as the pictures do.
    weights: a file to start from, ``BUNDLED``, or "" for none.
    device: a key of ``ssd_core.device``, or "auto". parent: the folder in which a run gets one of
    its own, "" for the usual place.
    """

    data: tuple[str, ...] = (SHAPES,)
    classes: tuple[str, ...] = ()
    recipe: str = _USUAL
    unit: Unit = "minutes"
    length: int = round(_BEGIN.minutes)
    batch: int = _BEGIN.batch
    learning_rate: float = _BEGIN.learning_rate
    freeze: bool = _BEGIN.frozen > 0
    augment: tuple[str, ...] = AUGMENTATIONS
    precision: str = _BEGIN.precision
    weights: str = ""
    device: str = "auto"
    parent: str = ""

    @property
    def generated(self) -> bool:
        """Whether the pictures are made up, not read."""
        return self.data == (SHAPES,)

    def with_recipe(self, key: str) -> TrainChoices:
        """The same pictures, learnt from as the recipe ``key`` says."""
        recipe = RECIPES[key]
        config = recipe.config
        unit: Unit = "minutes" if config.minutes else "epochs" if config.epochs else "steps"
        return replace(
            self,
            recipe=key,
            unit=unit,
            length=round(getattr(config, unit)),
            batch=config.batch,
            learning_rate=config.learning_rate,
            freeze=config.frozen > 0,
            precision=config.precision,
            weights=BUNDLED if recipe.start is Start.WEIGHTS else "",
        )

    def config(self) -> TrainConfig:
        """The choices of the run. Raises ValueError for any that make no sense together."""
        recipe: Recipe = RECIPES[self.recipe]
        length = dict.fromkeys(UNITS, 0) | {"steps": recipe.config.steps}
        frozen = (recipe.config.frozen or 1.0) if self.freeze else 0.0
        return replace(
            recipe.config,
            data=self.data,
            batch=self.batch,
            learning_rate=self.learning_rate,
            frozen=frozen,
            augment=self.augment,
            precision=self.precision,
            **length | {self.unit: float(self.length) if self.unit == "minutes" else self.length},
        )

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> TrainChoices:
        """Raises ValueError where the text makes no sense as choices."""
        try:
            found = cls(**_checked(json.loads(text)))
            found.config()
        except (TypeError, LookupError, RecursionError) as error:
            raise ValueError(str(error)) from error
        return found


def _checked(found: Any) -> dict[str, Any]:
    """A table whose values have the kinds of the fields. Raises TypeError or ValueError."""
    if not isinstance(found, dict):
        raise TypeError("not a table")
    for field in fields(TrainChoices):
        value = found.get(field.name, field.default)
        if isinstance(field.default, tuple):
            value = tuple(value)
            if not all(isinstance(item, str) for item in value):
                raise TypeError(f"{field.name} holds something else than texts")
        elif type(value) is not type(field.default):
            raise TypeError(f"{field.name} is a {type(value).__name__}")
        found[field.name] = value
    if found["unit"] not in UNITS or found["precision"] not in PRECISIONS:
        raise ValueError("unknown unit or precision")
    return found
