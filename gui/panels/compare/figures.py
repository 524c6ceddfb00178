"""How changes are written."""

from __future__ import annotations


def signed(value: float, *, digits: int) -> str:
    """``value`` with its sign, a true minus, and none where nothing is left after rounding."""
    rounded = round(value, digits)
    if not rounded:
        return f"{0:.{digits}f}"
    return f"{rounded:+.{digits}f}".replace("-", "−")
