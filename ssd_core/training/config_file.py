"""Reading the choices of a run from its folder; without torch, so that whoever follows it can."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from ssd_core.errors import Refusal, UserError, printable, shown_name, shown_path
from ssd_core.files import read_regular_file
from ssd_core.sentence import say
from ssd_core.training.config import TrainConfig

CONFIG = "config.json"
_MAX_BYTES = 2**20
_READ_AS: dict[type, tuple[type, ...]] = {float: (int, float), tuple: (list, tuple)}
"""What JSON may have where a choice is of a type that it does not know or spells otherwise."""


def read_config(folder: Path) -> TrainConfig:
    """The choices of the run in ``folder``. Raises UserError."""
    path = folder / CONFIG
    if not path.exists():
        raise UserError(
            say("{name} holds no training run.", name=shown_name(folder)),
            say("The folder of one has a {file} in it.", file=CONFIG),
            details={"file": shown_path(folder)},
        )
    try:
        found = json.loads(read_regular_file(path, limit=_MAX_BYTES))
        return _checked(found)
    except Refusal as refusal:
        headline = say("{name} could not be read.", name=shown_name(path))
        raise UserError(headline, refusal.reason, details=refusal.details(path)) from refusal
    except (ValueError, TypeError, RecursionError) as error:
        raise UserError(
            say("{name} could not be read.", name=shown_name(path)),
            say("It does not describe a training run."),
            details={"file": shown_path(path), "reason": printable(str(error)[:200])},
        ) from error


def _checked(found: Any) -> TrainConfig:
    """The choices in a table of anything. Raises TypeError or ValueError."""
    if not isinstance(found, dict):
        raise TypeError("not a table")
    for field in fields(TrainConfig):
        value = found.get(field.name, field.default)
        kinds = _READ_AS.get(type(field.default), (type(field.default),))
        if type(value) not in kinds:
            raise TypeError(f"{field.name} is a {type(value).__name__}")
    return TrainConfig(**found)
