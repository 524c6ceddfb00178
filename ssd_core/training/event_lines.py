"""Events from the lines of events.jsonl, of which nothing is believed."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from ssd_core.training.events import TrainEvent

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(TrainEvent)}
_LARGEST = 2**53
"""Whole numbers beyond this cannot be plotted: float64 does not tell them apart."""
_LONGEST_TEXT = 4_096
_MOST_ITEMS = 1_024


def parse_event(line: bytes) -> TrainEvent | None:
    """The event in a line; None for one of a kind that this version does not know.

    What a kind has and the line lacks is NaN if it is a number that may be missing. Raises
    ValueError for what is no event.
    """
    try:
        found: Any = json.loads(line)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(found, dict) or not isinstance(name := found.get("event"), str):
        raise ValueError("it is not an event")
    kind = _KINDS.get(name)
    if kind is None:
        return None
    event: TrainEvent = kind(*(_value(field, check, found) for field, check in _FIELDS[kind]))
    return event


def _value(field: Field[Any], check: Callable[[Any], Any], found: dict[str, Any]) -> Any:
    if field.name in found:
        return check(found[field.name])
    if field.default is not MISSING:
        return field.default
    if check is _number:
        return math.nan
    raise ValueError(f"it has no {field.name}")


def _number(value: Any) -> float:
    """JSON has nothing for NaN, and null is written for it."""
    if value is None:
        return math.nan
    if type(value) not in (int, float) or not abs(value) <= _LARGEST:
        raise ValueError("a number was expected")
    return float(value)


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise ValueError("a count was expected")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise ValueError("a text was expected")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise ValueError("a list of texts was expected")
    return tuple(map(_text, value))


def _numbers(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise ValueError("a list of numbers was expected")
    return tuple(map(_number, value))


def _path(value: Any) -> Path:
    """A bare name: whoever wrote the line does not choose where it leads."""
    name = _text(value)
    if not name or name in (".", "..") or "\0" in name or Path(name).name != name or "\\" in name:
        raise ValueError("a file's name was expected")
    return Path(name)


_CHECKS: dict[Any, Callable[[Any], Any]] = {
    float: _number,
    int: _count,
    str: _text,
    tuple[str, ...]: _texts,
    tuple[float, ...]: _numbers,
    Path: _path,
}

_FIELDS: dict[type[Any], list[tuple[Field[Any], Callable[[Any], Any]]]] = {
    kind: [(field, _CHECKS[hints[field.name]]) for field in fields(kind)]
    for kind, hints in ((kind, get_type_hints(kind)) for kind in _KINDS.values())
}
