"""Numbering: which frame is the how many-th, learnt while a video is read."""

from __future__ import annotations

from array import array
from bisect import bisect_left


class Numbering:
    """Numbers frames by their time stamps.

    The stamps of the frames that were read from the start on without a gap are remembered (8 bytes
    each), so their numbers are exact even where the rate varies.
    """

    def __init__(self, rate: float | None) -> None:
        """rate: frames a second on average, for what lies beyond the remembered ones."""
        self._rate = rate or 0.0
        self._stamps = array("d")
        self._last: int | None = -1
        """Number of the frame before the next one, None after a jump."""

    def jumped(self) -> None:
        """The next frame does not follow the last one."""
        self._last = None

    def number(self, seconds: float) -> int:
        """The number of the frame that was read next and is shown at ``seconds``."""
        known = bisect_left(self._stamps, seconds)
        if known < len(self._stamps):
            self._last = known
        elif self._last is not None:
            self._last += 1
        else:
            self._last = max(len(self._stamps), round(seconds * self._rate))
        if self._last == len(self._stamps):
            self._stamps.append(seconds)
        return self._last
