"""What is compared: the detections of a side, what they are worth, and rows of differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ssd_core.compare import Comparison, compare
from ssd_core.data.annotation import Annotation
from ssd_core.types import Detections, GroundTruth, IntArray
from ssd_core.verdicts import Verdicts, in_classes, judge


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Detections of one detector in a picture.

    truth: the annotated objects that it can find, labelled in ``classes``; empty without any.
    objects: int64 [G], the rows of ``truth`` in the annotation.
    verdicts: None without an annotation.
    """

    detections: Detections
    classes: tuple[str, ...]
    truth: GroundTruth
    objects: IntArray
    verdicts: Verdicts | None

    @classmethod
    def of(
        cls,
        detections: Detections,
        classes: tuple[str, ...],
        annotation: Annotation | None = None,
        *,
        overlap: float = 0.5,
        looked_for: frozenset[int] | None = None,
    ) -> Side:
        """``detections`` held against ``annotation``, as far as its classes were looked for."""
        if annotation is None:
            nothing = np.zeros(0, np.int64)
            return cls(detections, classes, GroundTruth.none(), nothing, None)
        truth, objects = in_classes(
            annotation.truth, annotation.classes, classes, looked_for=looked_for
        )
        verdicts = judge(detections, truth, overlap=overlap)
        return cls(detections, classes, truth, objects, verdicts)

    def name(self, row: int) -> str:
        """The class of detection ``row``."""
        return self.classes[int(self.detections.labels[row]) - 1]

    def verdict(self, row: int) -> int | None:
        """The ``Verdict`` of detection ``row``; None without an annotation."""
        return None if self.verdicts is None or row < 0 else int(self.verdicts.verdict[row])

    def objects_found(self) -> dict[int, int]:
        """Detection → the annotated object it found."""
        if self.verdicts is None:
            return {}
        pairs = zip(self.verdicts.found_by.tolist(), self.objects.tolist(), strict=True)
        return {row: wanted for row, wanted in pairs if row >= 0}

    def missed_objects(self) -> list[tuple[int, int]]:
        """(row of ``truth``, annotated object) of everything that was missed."""
        if self.verdicts is None:
            return []
        rows = np.flatnonzero(self.verdicts.missed).tolist()
        return [(row, int(self.objects[row])) for row in rows]


@dataclass(frozen=True, slots=True)
class Difference:
    """One object as two sides saw it; ``a`` and ``b`` are rows of detections, -1 for none.

    overlap, change: of a pair, None otherwise. change: score of B minus score of A.
    missed: the side that has no detection has an annotated object there and missed it.
    """

    name: str
    a: int
    b: int
    score_a: float | None
    score_b: float | None
    overlap: float | None = None
    change: float | None = None
    verdict_a: int | None = None
    verdict_b: int | None = None
    missed: bool = False

    @property
    def paired(self) -> bool:
        return self.a >= 0 and self.b >= 0

    @property
    def score(self) -> float:
        """The higher of its scores."""
        return max(self.score_a or 0.0, self.score_b or 0.0)

    @property
    def verdict(self) -> int | None:
        """What it is worth: the verdict of A where A has it."""
        return self.verdict_a if self.a >= 0 else self.verdict_b


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Two sides, what they have in common, and a row for everything that either found."""

    a: Side
    b: Side
    comparison: Comparison
    differences: tuple[Difference, ...]

    @classmethod
    def of(cls, a: Side, b: Side) -> Compared:
        """``a`` beside ``b``."""
        found = compare(a.detections, b.detections, classes_a=a.classes, classes_b=b.classes)
        return cls(a, b, found, differences(a, b, found))


def differences(a: Side, b: Side, comparison: Comparison) -> tuple[Difference, ...]:
    """A row for every detection of either side: first those of one side alone, best score first.

    Then the pairs, the largest change of score first.
    """
    alone = [*_alone(a, b, comparison.only_a, in_a=True)]
    alone += _alone(b, a, comparison.only_b, in_a=False)
    pairs = [
        _pair(a, b, rows, overlap, change)
        for rows, overlap, change in zip(
            comparison.pairs.tolist(),
            comparison.overlap.tolist(),
            comparison.change.tolist(),
            strict=True,
        )
    ]
    alone.sort(key=lambda row: -row.score)
    pairs.sort(key=lambda row: -abs(row.change or 0.0))
    return (*alone, *pairs)


def _pair(a: Side, b: Side, rows: list[int], overlap: float, change: float) -> Difference:
    row_a, row_b = rows
    return Difference(
        name=a.name(row_a),
        a=row_a,
        b=row_b,
        score_a=float(a.detections.scores[row_a]),
        score_b=float(b.detections.scores[row_b]),
        overlap=overlap,
        change=change,
        verdict_a=a.verdict(row_a),
        verdict_b=b.verdict(row_b),
    )


def _alone(side: Side, other: Side, rows: IntArray, *, in_a: bool) -> Iterator[Difference]:
    found = side.objects_found()
    missed = {wanted for _, wanted in other.missed_objects()}
    for row in rows.tolist():
        score = float(side.detections.scores[row])
        verdict = side.verdict(row)
        yield Difference(
            name=side.name(row),
            a=row if in_a else -1,
            b=-1 if in_a else row,
            score_a=score if in_a else None,
            score_b=None if in_a else score,
            verdict_a=verdict if in_a else None,
            verdict_b=None if in_a else verdict,
            missed=found.get(row) in missed,
        )
