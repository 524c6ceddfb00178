"""Where an axis has its ticks, and how figures are written at them."""

from __future__ import annotations

import math

_STEPS = (1.0, 2.0, 5.0, 10.0)


def tick_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10, 20… that divides ``span`` (> 0) into at most ``most`` parts."""
    least = span / max(most, 1)
    unit = 10.0 ** math.floor(math.log10(least))
    return next(unit * step for step in _STEPS if unit * step >= least * (1 - 1e-9))


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round values from ``low`` to ``high``, at most ``most`` + 1 of them."""
    if not high > low:
        return ()
    step = tick_step(high - low, most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(number * step, 12) for number in range(first, last + 1))


def log_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Logarithms (base 10) of round values whose logarithms lie from ``low`` to ``high``."""
    for digits in ((1, 2, 3, 5), (1, 2, 5), (1, 3), (1,)):
        decades = range(math.floor(low), math.ceil(high) + 1)
        found = [decade + math.log10(digit) for decade in decades for digit in digits]
        found = [value for value in found if low - 1e-9 <= value <= high + 1e-9]
        if len(found) <= most:
            return tuple(found)
    return tuple(float(value) for value in ticks(math.ceil(low), math.floor(high), most))


def tick_text(value: float) -> str:
    """A round value at a tick."""
    if value == 0:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    if abs(value) < 0.01:
        return scientific(value, 0)
    return f"{value:.3f}".rstrip("0").rstrip(".")


def figure(value: float) -> str:
    """A measured value for reading, such as a loss: about three digits."""
    if not math.isfinite(value):
        return "–"
    size = abs(value)
    if size >= 100:
        return f"{value:,.0f}"
    if size >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if size >= 0.1 or value == 0 else f"{value:.2g}"


def scientific(value: float, digits: int = 1) -> str:
    """A small value such as a learning rate: "8.5e-4"."""
    if not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(exponent)}"
