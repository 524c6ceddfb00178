"""Where each thumbnail of the filmstrip lies. Logical pixels, x from the start of the content."""

from __future__ import annotations

from dataclasses import dataclass

HEIGHT = 100
THUMB_WIDTH, THUMB_HEIGHT = 104, 76
GAP = 8
TOP = 12
SIDE = 16
PITCH = THUMB_WIDTH + GAP


@dataclass(frozen=True, slots=True)
class FilmstripLayout:
    """``count`` thumbnails side by side, all of one size."""

    count: int

    @property
    def width(self) -> int:
        """Of the whole content."""
        return 2 * SIDE + self.count * PITCH - GAP if self.count else 0

    def left(self, index: int) -> int:
        """The left edge of a thumbnail."""
        return SIDE + index * PITCH

    def at(self, x: float) -> int:
        """The thumbnail at ``x``, -1 between two or beside all."""
        index, inside = divmod(x - SIDE, PITCH)
        return int(index) if 0 <= index < self.count and inside < THUMB_WIDTH else -1

    def between(self, left: float, right: float) -> range:
        """The thumbnails that show between two places, those that are cut included."""
        first = max(0, int((left - SIDE + GAP) // PITCH))
        last = min(self.count - 1, int((right - SIDE) // PITCH))
        return range(first, max(first, last + 1))


def nearest_first(shown: range, count: int, *, margin: int) -> list[int]:
    """``shown`` from left to right, then up to ``margin`` beyond each end, the nearest first."""
    order = list(shown)
    for distance in range(margin):
        order += [
            index
            for index in (shown.stop + distance, shown.start - 1 - distance)
            if 0 <= index < count
        ]
    return order
