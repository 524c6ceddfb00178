"""Curves of a run: smoothed, and thinned to what a plot of so many columns of pixels can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

_BLOCK = 64
"""Values that are summed by one product of matrices; longer ones cost more than they save."""
_LEAST = np.finfo(np.float64).tiny


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A line through P points: ``steps`` rise; a value that is NaN is a gap. Both are read-only."""

    steps: Values
    values: Values

    def __post_init__(self) -> None:
        if self.steps.shape != self.values.shape or self.steps.ndim != 1:
            raise ValueError(f"{self.steps.shape} steps and {self.values.shape} values")
        for name in ("steps", "values"):
            array = np.ascontiguousarray(getattr(self, name), np.float64).view()
            array.flags.writeable = False
            object.__setattr__(self, name, array)

    def __len__(self) -> int:
        return len(self.steps)

    def at(self, step: float) -> float:
        """The value at the point nearest to ``step``; NaN where the line has not begun or is over:
        farther from its end than half the way to the point beside that.
        """
        if not len(self):
            return float("nan")
        row = nearest(self.steps, step)
        beside = 1 if row == 0 else row - 1
        room = abs(self.steps[row] - self.steps[beside]) / 2 if len(self) > 1 else 0.0
        outside = not self.steps[0] <= step <= self.steps[-1]
        if outside and abs(step - self.steps[row]) > room:
            return float("nan")
        return float(self.values[row])

    @classmethod
    def none(cls) -> Curve:
        """A line without points."""
        return cls(np.zeros(0), np.zeros(0))


def nearest(steps: Values | Sequence[float], step: float) -> int:
    """Which of ``steps`` (rising, at least one) is nearest to ``step``; the lower one of equals."""
    after = int(np.searchsorted(steps, step))
    if after == 0:
        return 0
    if after == len(steps):
        return after - 1
    return after - 1 if step - steps[after - 1] <= steps[after] - step else after


def smooth(values: Values, reach: float) -> Values:
    """Each value as the mean of all, weighed by e^(-distance / reach); NaN counts for nothing.

    values: [N] or [R, N], smoothed along the last axis. reach: in values, 0 changes nothing. The
    weights are the same on both sides, so the line does not lag behind what it follows. Where no
    value is finite the mean is NaN.
    """
    if reach <= 0 or values.shape[-1] == 0:
        return np.array(values, np.float64)
    rows = np.atleast_2d(np.asarray(values, np.float64))
    known = np.isfinite(rows)
    decay = float(np.exp(-1 / reach))
    sums = _spread(np.where(known, rows, 0.0), decay)
    # Usually all are finite, and one row of weights is that of every row.
    weights = _spread((known[:1] if known.all() else known).astype(np.float64), decay)
    with np.errstate(invalid="ignore", divide="ignore"):
        means: Values = sums / weights
    # Far from the last finite value its weight is no number any more.
    np.putmask(means, np.broadcast_to(weights < _LEAST, means.shape), np.nan)
    return means.reshape(np.shape(values))


def _spread(values: Values, decay: float) -> Values:
    """Each value's neighbours on both sides and itself, weighed by decay^distance and summed."""
    after = _running(values[..., ::-1], decay)[..., ::-1]
    spread: Values = _running(values, decay)
    spread += after
    spread -= values
    return spread


def _running(values: Values, decay: float) -> Values:
    """y[k] = values[k] + decay · y[k - 1], along the last axis, without a loop over the values.

    Blocks are summed by themselves; what is carried from block to block is the same sum again.
    """
    count = values.shape[-1]
    blocks = -(-count // _BLOCK)
    padded = np.zeros((*values.shape[:-1], blocks * _BLOCK))
    padded[..., :count] = values
    place = np.arange(_BLOCK)
    weights = np.tril(decay ** np.maximum(place[:, None] - place, 0).astype(np.float64))
    sums: Values = padded.reshape(*values.shape[:-1], blocks, _BLOCK) @ weights.T
    if blocks > 1:
        carried = _running(sums[..., -1], decay**_BLOCK)
        sums[..., 1:, :] += carried[..., :-1, None] * decay ** (place + 1.0)
    return sums.reshape(padded.shape)[..., :count]


def peaks(steps: Values, values: Values, columns: Values) -> Curve:
    """The lowest and the highest value in each column: what a line through all of them covers.

    columns: [K + 1] their edges in rising steps, see ``edges``. Where there are no more values than
    twice as many as columns, they are all kept, and one more beyond either side, so that a line
    goes on past the edge.
    """
    first, last = _seen(steps, columns)
    inside, height = steps[first:last], values[first:last]
    if len(inside) <= 2 * (len(columns) - 1):
        return Curve(inside, height)
    starts = _starts(inside, columns)
    lows, highs = np.fmin.reduceat(height, starts), np.fmax.reduceat(height, starts)
    return Curve(np.repeat(inside[starts], 2), np.stack([lows, highs], axis=1).ravel())


def picks(steps: Values, values: Values, columns: Values) -> Curve:
    """One value of each column, as it is: for a line that is smooth already. See ``peaks``."""
    first, last = _seen(steps, columns)
    inside, height = steps[first:last], values[first:last]
    if len(inside) <= 2 * (len(columns) - 1):
        return Curve(inside, height)
    rows = np.append(_starts(inside, columns), len(inside) - 1)
    return Curve(inside[rows], height[rows])


def edges(first: float, last: float, count: int) -> Values:
    """The edges of ``count`` columns of equal width from step ``first`` to step ``last``."""
    return np.linspace(first, max(last, first + 1e-9), max(count, 1) + 1)


def _seen(steps: Values, columns: Values) -> tuple[int, int]:
    """The rows within the columns and one beyond either side."""
    first = int(np.searchsorted(steps, columns[0], side="left"))
    last = int(np.searchsorted(steps, columns[-1], side="right"))
    return max(first - 1, 0), min(last + 1, len(steps))


def _starts(steps: Values, columns: Values) -> NDArray[np.int64]:
    """Where each column that is not empty starts among ``steps``."""
    starts = np.searchsorted(steps, columns[1:-1])
    return np.unique(np.append(0, starts[starts < len(steps)]))
