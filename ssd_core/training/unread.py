"""Pictures that turn out to be unreadable while a run learns: others take their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ssd_core.errors import UserError
from ssd_core.types import ByteArray, GroundTruth

if TYPE_CHECKING:
    from ssd_core.training.data import PictureSource

MOST_IN_A_ROW = 16
"""Where more of them follow one another it is not the pictures: their folder is gone."""


class Unread:
    """Remembers names, each told of once."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._new: list[str] = []

    def add(self, name: str) -> None:
        """The picture called ``name`` cannot be read."""
        if name not in self._known:
            self._known.add(name)
            self._new.append(name)

    def take(self) -> tuple[str, ...]:
        """The names that were added since this was asked last."""
        new, self._new = tuple(self._new), []
        return new


def training_example(
    source: PictureSource, index: int, draw: int
) -> tuple[ByteArray, GroundTruth, tuple[int, ...]]:
    """Training picture ``index``, or the first after it that can be read, and those that cannot.

    A look at the first and last bytes, which is what there is time for before a run, does not find
    every damage, and files get lost while it goes on: one of them is no reason to end it. Which
    picture takes the place follows from the arguments, so that a resumed run learns from the same.
    Raises UserError where ``MOST_IN_A_ROW`` cannot be read.
    """
    unread: dict[int, UserError] = {}
    for other in range(index, index + min(MOST_IN_A_ROW, source.size)):
        try:
            rgb, truth = source.training(other % source.size, draw)
        except UserError as error:
            unread[other % source.size] = error
        else:
            return rgb, truth, tuple(unread)
    raise next(iter(unread.values()))


def held_out_examples(
    source: PictureSource, count: int, unread: Unread
) -> Iterator[tuple[ByteArray, GroundTruth]]:
    """The first ``count`` held-out pictures without those that cannot be read, which are named.

    Raises UserError where ``MOST_IN_A_ROW`` cannot be read, or none at all.
    """
    in_a_row, found = 0, False
    for index in range(min(count, source.held_out_size)):
        try:
            example = source.held_out(index)
        except UserError as error:
            unread.add(source.held_out_name(index))
            in_a_row += 1
            last = error
            if in_a_row >= MOST_IN_A_ROW:
                raise
        else:
            in_a_row, found = 0, True
            yield example
    if in_a_row and not found:
        raise last
