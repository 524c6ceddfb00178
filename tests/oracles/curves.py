"""Smoothing and thinning of curves, one value after the other."""

from __future__ import annotations

import math


def smooth(values: list[float], reach: float) -> list[float]:
    means = []
    for i in range(len(values)):
        total = weight = 0.0
        for j, value in enumerate(values):
            if math.isfinite(value):
                w = math.exp(-abs(i - j) / reach)
                total += w * value
                weight += w
        means.append(total / weight if weight else math.nan)
    return means


def peaks(steps: list[float], values: list[float], columns: list[float]) -> list[tuple]:
    """(lowest, highest) of every column that is not empty, NaN left out unless alone."""
    found: dict[int, list[float]] = {}
    for step, value in zip(steps, values, strict=True):
        column = sum(step >= edge for edge in columns[1:-1])
        found.setdefault(column, []).append(value)
    spans = []
    for column in sorted(found):
        known = [value for value in found[column] if not math.isnan(value)]
        spans.append((min(known), max(known)) if known else (math.nan, math.nan))
    return spans
