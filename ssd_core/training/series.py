"""Columns of numbers that grow row by row, made to be plotted while they do."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

MAX_ROWS = 2**22
"""Four million steps; what a file has beyond them is left out."""


class Series:
    """Named float64 columns of one length, in memory that doubles when it is full.

    The first column is the step, and rises: a row that is not above the last one replaces what
    it and its followers said, because a run that went back takes those steps anew.
    """

    def __init__(self, columns: tuple[str, ...], *, rows: int = 1024) -> None:
        self.columns = columns
        self._values: NDArray[np.float64] = np.full((len(columns), rows), np.nan)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, column: str) -> NDArray[np.float64]:
        """A read-only view [rows] of one column, which holds until the next change."""
        view = self._values[self.columns.index(column), : self._length]
        view.flags.writeable = False
        return view

    def append(self, row: Mapping[str, float]) -> None:
        """Add a row; what it lacks is NaN, and what no column is called is left out."""
        self.cut(row[self.columns[0]] - 1)
        if self._length == MAX_ROWS:
            return
        if self._length == self._values.shape[1]:
            grown = np.full((len(self.columns), 2 * self._length), np.nan)
            grown[:, : self._length] = self._values
            self._values = grown
        self._values[:, self._length] = [row.get(name, np.nan) for name in self.columns]
        self._length += 1

    def cut(self, step: float) -> None:
        """Drop the rows after ``step``."""
        steps = self._values[0, : self._length]
        if self._length and steps[-1] > step:
            self._length = int(np.searchsorted(steps, step, side="right"))

    def clear(self) -> None:
        self._length = 0
