"""Annotated pictures to learn from, whatever layout they come in."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from ssd_core.data.annotation import Annotation, Size
from ssd_core.data.findings import Finding
from ssd_core.image import read_image
from ssd_core.types import GroundTruth, Image


class PictureSet(Protocol):
    """The annotated pictures of one split. May be sent to another process."""

    @property
    def classes(self) -> tuple[str, ...]:
        """Names, label 1 first."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was left out when the set was opened. What is wrong with a picture that was not is
        told by its annotation."""
        ...

    def __len__(self) -> int: ...

    def picture(self, index: int) -> Path:
        """The file of picture ``index``."""
        ...

    def annotation(self, index: int, size: Size | None = None) -> Annotation:
        """Annotation ``index``, with what is wrong with it. Raises DataError.

        size: (width, height) of the picture in pixels, for an annotation that does not tell it.
        """
        ...

    def without(self, indices: Collection[int]) -> PictureSet:
        """The other pictures, in the same order."""
        ...


class DataRoot(Protocol):
    """One place that pictures come from, read once and shared out into splits."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of all annotated objects, of every split, sorted."""
        ...

    def split(
        self, split: str | None, *, classes: Sequence[str] | None = None, seed: int = 0
    ) -> PictureSet:
        """The pictures of ``split``; None is all. Raises DataError if there are none."""
        ...


def load(pictures: PictureSet, index: int) -> tuple[Image, GroundTruth]:
    """Picture ``index`` and its objects. Raises DataError, ImageError or IndexError."""
    image = read_image(pictures.picture(index))
    return image, pictures.annotation(index, (image.width, image.height)).truth


@dataclass(frozen=True, slots=True)
class Joined:
    """Several sets with the same classes as one, one after the other."""

    parts: tuple[PictureSet, ...]

    def __post_init__(self) -> None:
        if len({part.classes for part in self.parts}) != 1:
            raise ValueError("joined sets need the same classes")

    @property
    def classes(self) -> tuple[str, ...]:
        return self.parts[0].classes

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for part in self.parts for finding in part.findings)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def picture(self, index: int) -> Path:
        part, within = self._place(index)
        return part.picture(within)

    def annotation(self, index: int, size: Size | None = None) -> Annotation:
        part, within = self._place(index)
        return part.annotation(within, size)

    def without(self, indices: Collection[int]) -> Joined:
        left: list[PictureSet] = []
        start = 0
        for part in self.parts:
            end = start + len(part)
            left.append(part.without({index - start for index in indices if start <= index < end}))
            start = end
        return Joined(tuple(left))

    def _place(self, index: int) -> tuple[PictureSet, int]:
        if not 0 <= index < len(self):
            raise IndexError(f"there is no picture {index} among {len(self)}")
        starts = list(accumulate(map(len, self.parts[:-1]), initial=0))
        part = bisect.bisect_right(starts, index) - 1
        return self.parts[part], index - starts[part]
