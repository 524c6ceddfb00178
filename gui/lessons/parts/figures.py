"""Figures as lessons write them: a real minus, a sign where the direction matters."""

from __future__ import annotations

import math

from ssd_core.lessons.scene import SIDE

MINUS = "−"


def plain(value: float, digits: int = 2) -> str:
    """A figure with ``digits`` decimals: −0.82, 1,234.00, ∞, NaN."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    text = f"{value:,.{digits}f}".replace("-", MINUS)
    return text.removeprefix(MINUS) if float(f"{value:.{digits}f}") == 0 else text


def signed(value: float, digits: int = 2) -> str:
    """The same with its sign, whichever it is: +1.48, −2.39, +0.00."""
    text = plain(value, digits)
    return text if text.startswith(MINUS) or text == "NaN" else f"+{text}"


def pixels(share: float, digits: int = 0) -> str:
    """A length in 0..1 of the picture as px of the network's input."""
    return plain(share * SIDE, digits)


def scientific(value: float) -> str:
    """A small figure: 1.2e−7."""
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
