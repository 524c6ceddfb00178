"""Times on a strip of columns: where a moment lies, which ticks to draw, how to write it."""

from __future__ import annotations

import math
from dataclasses import dataclass

PITCH = 4
"""Pixels from one column to the next."""
_STEPS = (
    0.1, 0.2, 0.5, 1, 2, 3, 5, 6, 10, 15, 20, 30,
    60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 18000, 36000,
)  # fmt: skip
_TICK_PIXELS = 100
_END_PIXELS = 56
"""Free space before the last tick, so that its words stay apart from those before."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """``columns`` columns of ``PITCH`` pixels from ``left``; the first is number ``first``.

    seconds: what all columns together last.
    """

    left: int
    columns: int
    first: int
    seconds: float

    @property
    def right(self) -> int:
        return self.left + PITCH * self.columns

    @property
    def start(self) -> float:
        """The time at the left edge, in seconds."""
        return self.first * self.seconds / self.columns

    def x(self, seconds: float) -> float:
        """Where ``seconds`` lies, in pixels."""
        return self.left + PITCH * (seconds * self.columns / self.seconds - self.first)

    def time_at(self, x: float) -> float:
        """The time at ``x`` pixels, kept on the axis."""
        share = (x - self.left) / (PITCH * self.columns)
        return self.start + self.seconds * min(max(share, 0.0), 1.0)

    def column_at(self, seconds: float) -> int:
        """The number of the column that ``seconds`` falls into, kept on the axis."""
        number = math.floor(seconds * self.columns / self.seconds + 1e-6)
        return min(max(number, self.first), self.first + self.columns - 1)

    def ticks(self) -> list[float]:
        """Round times on the axis; both ends are among them where the axis begins at 0."""
        step = tick_step(self.seconds, PITCH * self.columns)
        end = self.start + self.seconds
        count = math.floor(end / step + 1e-6)
        inner = [i * step for i in range(math.ceil(self.start / step - 1e-6), count + 1)]
        if self.first:
            return inner
        return [t for t in inner if self.x(end) - self.x(t) >= _END_PIXELS] + [end]


def tick_step(seconds: float, pixels: float) -> float:
    """Seconds from tick to tick: round, wide enough, and if possible a divisor of ``seconds``."""
    fitting = [step for step in _STEPS if step * pixels / seconds >= _TICK_PIXELS]
    if not fitting:
        return seconds
    close = [step for step in fitting if step <= 2 * fitting[0]]
    dividing = [step for step in close if abs(seconds / step - round(seconds / step)) < 1e-3]
    return (dividing or fitting)[0]


def clock(seconds: float, decimals: int = 0) -> str:
    """``seconds`` as m:ss, or h:mm:ss from one hour on, with ``decimals`` after the point.

    Cut, not rounded: a frame's time must not read as the next second's.
    """
    scale = 10**decimals
    ticks = math.floor(max(seconds, 0.0) * scale + 1e-6)
    whole, part = divmod(ticks, scale)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    words = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"{words}.{part:0{decimals}}" if decimals else words
