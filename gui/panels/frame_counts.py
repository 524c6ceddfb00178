"""How many detections each frame of a video had, kept in bounded memory."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Counts = Mapping[int, int]
"""Detections of one frame: label (1 is the first class) → how many."""

LIVE_WINDOW = 60.0
"""Seconds that are kept, and shown, of a source whose end is not known."""
BINS = 2048
"""More than a screen has columns, fewer than a long video has frames."""
_USUAL_FPS = 25.0
_CLEARLY_MORE = 1.25


class _Frame(NamedTuple):
    seconds: float
    total: int
    counts: Counts


class FrameCounts:
    """The fullest frame in each of ``BINS`` equal stretches of time.

    Columns of a chart are groups of bins, so that any width of chart is served from the same
    store. Without a ``duration`` (seconds) only the last ``LIVE_WINDOW`` is kept.
    """

    def __init__(self, *, duration: float | None = None, fps: float | None = None) -> None:
        self._endless = duration is None
        self._bin_seconds = (duration or LIVE_WINDOW) / BINS
        self._frame_seconds = 1 / (fps or _USUAL_FPS)
        self.replace(())

    @property
    def order(self) -> tuple[int, ...]:
        """Labels seen so far, about the most frequent first."""
        return self._order

    @property
    def most(self) -> int:
        """The most detections in one frame."""
        return self._most

    @property
    def latest(self) -> float:
        """The latest time of a frame, in seconds; 0 before the first."""
        return self._latest

    def replace(self, frames: Sequence[tuple[float, Counts]]) -> None:
        """Keep ``frames``, each (seconds, counts), and nothing else."""
        self._bins: dict[int, _Frame] = {}
        self._totals: Counter[int] = Counter()
        self._order: tuple[int, ...] = ()
        self._most, self._latest = 0, 0.0
        for seconds, counts in frames:
            self._put(_Frame(seconds, sum(counts.values()), counts))
        self._order = tuple(sorted(self._totals, key=lambda label: (-self._totals[label], label)))

    def add(self, seconds: float, counts: Counts) -> None:
        """Keep one more frame. It replaces what was known of the same moment."""
        self._put(_Frame(seconds, sum(counts.values()), counts))
        self._order = _settled(self._order, self._totals)

    def column(self, number: int, *, columns: int) -> Counts | None:
        """The counts of the fullest frame in a column, None if none of its frames was seen.

        ``columns`` make up the duration (or the live window); ``number`` counts from time 0.
        """
        bins = range(number * BINS // columns, (number + 1) * BINS // columns)
        seen = [frame for i in bins if (frame := self._bins.get(i)) is not None]
        return max(seen, key=lambda frame: frame.total).counts if seen else None

    def columns_of(self, seconds: float, *, columns: int) -> range:
        """The numbers of the columns that the frame at ``seconds`` is shown in."""
        bins = self._bins_of(seconds)
        return range(_column_of(bins[0], columns), _column_of(bins[-1], columns) + 1)

    def _bins_of(self, seconds: float) -> range:
        # A frame lasts until the next one; the tolerance keeps it out of the next one's bins.
        first = math.floor(seconds / self._bin_seconds + 1e-6)
        end = math.ceil((seconds + self._frame_seconds) / self._bin_seconds - 1e-6)
        return range(first, min(max(end, first + 1), first + BINS))

    def _put(self, frame: _Frame) -> None:
        for i in self._bins_of(frame.seconds):
            kept = self._bins.get(i)
            if kept is None or kept.seconds == frame.seconds or frame.total >= kept.total:
                self._bins[i] = frame
        self._totals.update(frame.counts)
        self._most = max(self._most, frame.total)
        self._latest = max(self._latest, frame.seconds)
        if self._endless and len(self._bins) > 2 * BINS:
            oldest = math.floor(self._latest / self._bin_seconds) - BINS
            self._bins = {i: kept for i, kept in self._bins.items() if i >= oldest}


def _column_of(number: int, columns: int) -> int:
    """The column that holds the bin ``number``: the inverse of the range in ``column``."""
    return ((number + 1) * columns - 1) // BINS


def _settled(order: tuple[int, ...], totals: Counter[int]) -> tuple[int, ...]:
    """``order`` with new labels last, and neighbours swapped where the later is clearly ahead.

    Clearly: classes that are about as frequent would otherwise change places all the time.
    """
    result = [*order, *sorted(set(totals) - set(order))]
    for i in range(len(result) - 1):
        if totals[result[i + 1]] > _CLEARLY_MORE * totals[result[i]]:
            result[i], result[i + 1] = result[i + 1], result[i]
    return tuple(result)
