"""The steps that a plot shows, however it was zoomed and dragged, and how high its values go."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from gui.panels.charts.ticks import tick_step
from ssd_core.training.curves import Curve

_ROOM = 1.08
"""A run that grows has some room to grow into."""
_MANY = 500
"""Of so many values one may be cut off."""
_NARROWEST = 8.0
"""Steps; nearer there is nothing more to see."""


@dataclass(frozen=True, slots=True)
class Span:
    """Steps from ``first`` to ``last``, the latter above the former."""

    first: float
    last: float

    @classmethod
    def whole(cls, step: float) -> Span:
        """All steps of a run that is at ``step``, and some room."""
        return cls(0.0, max(step, _NARROWEST) * _ROOM)

    @property
    def width(self) -> float:
        return self.last - self.first

    def zoomed(self, at: float, factor: float, within: Span) -> Span:
        """``factor`` times as near, while the step ``at`` stays where it is."""
        width = max(self.width / factor, _NARROWEST)
        share = (at - self.first) / self.width
        first = at - share * width
        return Span(first, first + width).inside(within)

    def moved(self, by: float, within: Span) -> Span:
        """The same width, ``by`` steps on."""
        return Span(self.first + by, self.last + by).inside(within)

    def inside(self, within: Span) -> Span:
        """As much of it as ``within`` has room for, and nothing past its ends."""
        width = min(self.width, within.width)
        first = min(max(self.first, within.first), within.last - width)
        return Span(first, first + width)


def value_range(
    lines: Iterable[Curve], noise: Iterable[Curve], span: Span, *, log: bool, most: int
) -> tuple[float, float]:
    """The lowest and highest value of a plot in which ``lines`` are seen whole within ``span``.

    noise: curves of which single peaks may be cut off. log: the values are logarithms (base 10),
    and so is what is returned; else the range begins at 0 and ends at a tick, of which there are
    ``most`` at most, or at half of one, so that it rests while values move a little.
    """
    seen, rough = _seen(lines, span), np.sort(_seen(noise, span))
    if log:
        seen, rough = np.log10(seen[seen > 0]), np.log10(rough[rough > 0])
    cut = len(rough) // _MANY
    seen = np.append(seen, rough[cut : len(rough) - cut])
    if log:
        if not len(seen):
            return -1.0, 1.0
        return math.floor(seen.min() * 5 - 0.2) / 5, math.ceil(seen.max() * 5 + 0.2) / 5
    highest = float(seen.max(initial=0.0))
    if highest <= 0:
        return 0.0, 1.0
    half = tick_step(highest, most) / 2
    return 0.0, math.ceil(highest / half - 1e-9) * half


def _seen(curves: Iterable[Curve], span: Span) -> np.ndarray:
    """The finite values of all curves within ``span``."""
    values = [
        curve.values[(curve.steps >= span.first) & (curve.steps <= span.last)] for curve in curves
    ]
    joined = np.concatenate([np.zeros(0), *values])
    return joined[np.isfinite(joined)]
