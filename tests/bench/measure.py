"""Timing two ways of doing one thing in turn, so that both see the same machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

_LEAST = 0.02
"""Seconds that a turn lasts at least."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.

    plain, ours: milliseconds. target: the ratio to reach, or None where only ``note`` speaks.
    """

    name: str
    plain: float
    ours: float
    target: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.plain / self.ours

    def __str__(self) -> str:
        reached = "" if self.target is None else f"  target {self.target:g}×"
        missed = "  MISSED" if self.target is not None and self.ratio < self.target else ""
        note = f"  {self.note}" if self.note else ""
        return (
            f"{self.name:<44} plain {self.plain:9.2f} ms   ours {self.ours:8.2f} ms   "
            f"{self.ratio:6.2f}×{reached}{missed}{note}"
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the report that has nothing to be compared with.

    value: what was measured. at_most: the limit to keep.
    """

    name: str
    value: float
    unit: str
    at_most: float

    def __str__(self) -> str:
        missed = "" if self.value <= self.at_most else "  MISSED"
        return f"{self.name:<60} {self.value:9.2f} {self.unit}  limit {self.at_most:g}{missed}"


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    start = clock()
    work()
    return (clock() - start) * 1e3


def mean_milliseconds(
    work: Callable[[], object], clock: Callable[[], float] = perf_counter
) -> float:
    """Of one ``work``, done again until a millisecond is nothing beside the whole."""
    start, times = clock(), 0
    while times == 0 or clock() - start < _LEAST:
        work()
        times += 1
    return (clock() - start) / times * 1e3


def in_turn(
    plain: Callable[[], object],
    ours: Callable[[], object],
    *,
    turns: int = 7,
    clock: Callable[[], float] = perf_counter,
) -> tuple[float, float]:
    """The best of ``turns`` of each, alternating, after one unmeasured turn of both.

    Short work is repeated within a turn: right after the other's it would find all caches cold.

    clock: ``time.process_time`` for work on one core that others may want as well.
    """
    plain(), ours()
    times = [
        (mean_milliseconds(plain, clock), mean_milliseconds(ours, clock)) for _ in range(turns)
    ]
    return min(t[0] for t in times), min(t[1] for t in times)
