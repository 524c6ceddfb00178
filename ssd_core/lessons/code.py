"""The functions behind a lesson, as they are written in this very installation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class CodeSample:
    """A function and what it works on now.

    values: name in the function → array, number or words; arrays are told by shape and range.
    """

    function: Callable[..., Any] | type
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def place(self) -> str:
        """Where it stands, e.g. ``ssd_core/matching.py:16``."""
        unwrapped = inspect.unwrap(self.function)
        module = PurePosixPath(*unwrapped.__module__.split(".")).with_suffix(".py")
        return f"{module}:{inspect.getsourcelines(unwrapped)[1]}"

    @property
    def source(self) -> str:
        """Its source text."""
        return inspect.getsource(inspect.unwrap(self.function)).rstrip()

    def rows(self) -> list[tuple[str, str]]:
        """(name, shape and range or value) of every value."""
        return [(name, described(value)) for name, value in self.values.items()]


def described(value: object) -> str:
    """A value in a few words: an array as ``float32 [3, 8732] 0 … 0.83``."""
    if isinstance(value, np.ndarray):
        shape = ", ".join(map(str, value.shape))
        return f"{value.dtype} [{shape}]{_range(value)}"
    if isinstance(value, float | np.floating):
        return f"{float(value):.4g}"
    return str(value)


def _range(array: np.ndarray[Any, Any]) -> str:
    if array.dtype == np.bool_:
        return f" {int(array.sum()):,} True"
    finite = array[np.isfinite(array)] if array.size else array
    if not finite.size:
        return ""
    return f" {finite.min():.3g} … {finite.max():.3g}"
