"""Which looks at the probes are kept when there is no room for all: many early, fewer later."""

from __future__ import annotations

from collections.abc import Iterable


def surplus(numbers: Iterable[int], *, most: int) -> list[int]:
    """Those of ``numbers`` = 0, 1, 2 … that give way so that about ``most`` are left.

    Each octave 2ʲ … 2ʲ⁺¹ keeps the same number of them, evenly spaced, a power of two: a run
    changes fast at first and slowly later. The newest is never among them. What is surplus stays
    so as numbers are added: a run that is broken off and resumed keeps the same ones.
    """
    known = sorted(numbers)
    if not known:
        return []
    octave = _octave_size(known[-1], most)
    return [number for number in known[:-1] if number % _spacing(number, octave)]


def _spacing(number: int, octave: int) -> int:
    """Distance of those that stay around ``number``, where an octave keeps ``octave`` of them."""
    return max(_octave_of(number) // octave, 1)


def _octave_of(number: int) -> int:
    """Where the octave of a number above 0 begins, a power of two."""
    return 1 << max(number.bit_length() - 1, 0)


def _octave_size(newest: int, most: int) -> int:
    """The largest power of two with which no more than ``most`` of 0 … ``newest`` stay, or 1."""
    octave = 1
    while octave <= newest and _count(newest, 2 * octave) <= most:
        octave *= 2
    return octave


def _count(newest: int, octave: int) -> int:
    """How many of 0 … ``newest`` stay where an octave keeps ``octave`` of them."""
    starts = [1 << exponent for exponent in range(newest.bit_length())]
    return 1 + sum(
        (min(newest, 2 * start - 1) - start) // _spacing(start, octave) + 1 for start in starts
    )
