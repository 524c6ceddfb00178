"""Whether things may move by themselves, or a person asked them not to."""

from __future__ import annotations

_reduced = False


def reduced() -> bool:
    """Whether nothing moves by itself."""
    return _reduced


def set_reduced(reduce: bool) -> None:
    """From now on; what moves already stops when it is shown the next time."""
    global _reduced
    _reduced = reduce
