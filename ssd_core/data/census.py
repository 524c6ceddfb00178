"""How many objects of which classes and sizes there are, and how many a DBox can match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ssd_core.data.annotation import Size
from ssd_core.data.recall_ceiling import matched_objects
from ssd_core.types import BoolArray, DBoxes, FloatArray, GroundTruth, IntArray

COCO_BANDS = (("small", 0.0, 32.0), ("medium", 32.0, 96.0), ("large", 96.0, np.inf))
"""√area in pixels of the picture: from, below (https://cocodataset.org/#detection-eval)."""

INPUT_BANDS = (
    ("under 16 px", 0.0, 16.0),
    ("16-32 px", 16.0, 32.0),
    ("32-64 px", 32.0, 64.0),
    ("64-128 px", 64.0, 128.0),
    ("128 px and more", 128.0, np.inf),
)
"""√area in pixels of the network's input: from, below."""

Bands = Sequence[tuple[str, float, float]]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How often a class occurs: objects, those of them that are difficult, pictures with any."""

    name: str
    objects: int
    difficult: int
    pictures: int


@dataclass(frozen=True, slots=True)
class SizeCount:
    """Objects of a size, and how many of them get a positive DBox without and with forcing."""

    name: str
    objects: int
    matched: int
    matched_by_force: int


@dataclass(frozen=True, slots=True, eq=False)
class Objects:
    """Objects of one picture or of many, a row each.

    side: √area in pixels of the picture; input_side: of the network's input.
    first: whether it is the first of its class in its picture.
    """

    labels: IntArray
    difficult: BoolArray
    first: BoolArray
    side: FloatArray
    input_side: FloatArray
    matched: BoolArray
    matched_by_force: BoolArray

    @classmethod
    def of(cls, truth: GroundTruth, size: Size, dboxes: DBoxes, *, input_size: int) -> Objects:
        """The objects of a picture of ``size`` (width, height) in pixels."""
        sides = truth.boxes[:, 2:] - truth.boxes[:, :2]
        share = np.sqrt(sides[:, 0] * sides[:, 1])
        first = np.zeros(len(truth), np.bool_)
        first[np.unique(truth.labels, return_index=True)[1]] = True
        matched, by_force = matched_objects(truth, dboxes)
        scale = float(np.sqrt(size[0] * size[1]))
        return cls(
            truth.labels,
            truth.difficult,
            first,
            share * np.float32(scale),
            share * np.float32(input_size),
            matched,
            by_force,
        )

    @classmethod
    def joined(cls, parts: Sequence[Objects]) -> Objects:
        """The rows of all ``parts``, at least one."""
        return cls(*(np.concatenate([getattr(p, name) for p in parts]) for name in cls.__slots__))

    def __len__(self) -> int:
        return len(self.labels)

    def by_class(self, classes: Sequence[str]) -> tuple[ClassCount, ...]:
        """A row for each of ``classes`` (label 1 first), also for one that does not occur."""

        def counted(rows: BoolArray | slice) -> list[int]:
            counts: list[int] = np.bincount(self.labels[rows], minlength=len(classes) + 1).tolist()
            return counts[1:]

        columns = counted(slice(None)), counted(self.difficult), counted(self.first)
        return tuple(map(ClassCount, classes, *columns))

    def by_size(self, bands: Bands, sides: FloatArray) -> tuple[SizeCount, ...]:
        """A row for each of ``bands``; sides: √area of each object in their unit."""
        rows = [(name, (sides >= low) & (sides < high)) for name, low, high in bands]
        return tuple(
            SizeCount(
                name, int(row.sum()), int(self.matched[row].sum()),
                int(self.matched_by_force[row].sum()),
            )
            for name, row in rows
        )  # fmt: skip
