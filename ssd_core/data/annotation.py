"""The annotation of one picture, whatever format it comes in, with its objects made usable."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from ssd_core.config import is_class_name
from ssd_core.data.findings import Finding, Kind, Repair
from ssd_core.errors import FilePath, Refusal, UserError, printable, shown_name
from ssd_core.sentence import Sentence, say
from ssd_core.types import GroundTruth

Size = tuple[int, int]
"""(width, height) in pixels."""

Corners = tuple[float, float, float, float]
"""xmin, ymin, xmax, ymax in pixels from 0; NaN for what is missing or is no finite number."""


class DataError(UserError):
    """An annotated data set, or one annotation of it, could not be read."""


@contextmanager
def naming(source: FilePath) -> Iterator[None]:
    """Turn a Refusal from inside into a DataError that names ``source``."""
    try:
        yield
    except Refusal as refusal:
        headline = say("{name} could not be read.", name=shown_name(source))
        raise DataError(headline, refusal.reason, details=refusal.details(source)) from refusal


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """What an annotation says of its picture.

    size: (width, height) in pixels that the boxes were divided by.
    truth: the objects that could be used. classes: names, label 1 first.
    findings: everything that was left out, mended or is doubtful.
    """

    size: Size
    truth: GroundTruth
    classes: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Sentence, ...]:
        """A sentence for each of ``findings``, for people."""
        return tuple(finding.detail for finding in self.findings)


@dataclass(frozen=True, slots=True)
class RawObject:
    """An object as a file states it. name: its class, "" for none."""

    name: str
    corners: Corners
    difficult: bool


_Row = tuple[list[float], int, bool]
"""Box in 0..1, label, difficult."""


def make_annotation(
    objects: Sequence[RawObject],
    *,
    classes: Sequence[str],
    stated: Size | None,
    size: Size | None,
    item: str,
) -> Annotation:
    """The usable ones of ``objects``, in 0..1 of the picture.

    stated: (width, height) that the annotation tells; size: that of the picture file. Where they
    differ the picture was made larger or smaller later, and the first one counts; unless the boxes
    fit into the second one alone. item: names the annotation in ``findings``.

    Corners that are swapped are put right, boxes are clipped to the picture; an object without
    area or name, or of a class not in ``classes``, is left out. Raises Refusal without a size.
    """
    used = stated or size
    if used is None:
        raise Refusal(
            say("It does not say how large its picture is."),
            advice=say("add <size> to the annotation"),
        )
    findings: list[Finding] = []
    if stated and size and stated != size:
        used, said = _true_size(objects, stated, size)
        findings.append(Finding(Kind.OTHER_SIZE, item, Repair.NONE, said))
    labels = {name: k for k, name in enumerate(classes, 1)}
    rows = []
    for number, entry in enumerate(objects, 1):
        row, found = _usable(number, entry, labels, used)
        rows += [row] if row is not None else []
        findings += [Finding(kind, item, repair, detail) for kind, repair, detail in found]
    return Annotation(used, _ground_truth(rows), tuple(classes), tuple(findings))


def _true_size(objects: Sequence[RawObject], stated: Size, size: Size) -> tuple[Size, Sentence]:
    """The size that the boxes are measured by, of two that differ, and what is said of that."""
    values = {"stated": _times(stated), "size": _times(size)}
    if not _fits(objects, stated) and _fits(objects, size):
        said = say(
            "It says that the picture is {stated}, but it is {size} pixels, and its boxes fit into "
            "that alone: so they are read.",
            **values,
        )
        return size, said
    said = say(
        "It says that the picture is {stated}, but it is {size} pixels. Its boxes are read as of a "
        "picture that was resized.",
        **values,
    )
    return stated, said


def _fits(objects: Sequence[RawObject], size: Size) -> bool:
    """Whether no box reaches past the right or the lower side of a picture of ``size``."""
    width, height = size
    corners = [entry.corners for entry in objects]
    return not any(max(c[0], c[2]) > width or max(c[1], c[3]) > height for c in corners)


def finite(value: float) -> float:
    """``value``, or NaN if it is infinite."""
    return value if math.isfinite(value) else math.nan


_Found = tuple[Kind, Repair, Sentence]


def _usable(
    number: int, entry: RawObject, labels: Mapping[str, int], size: Size
) -> tuple[_Row | None, list[_Found]]:
    """A usable object or None, and what is wrong with it."""
    name = printable(entry.name[:40])
    if not name:
        said = say("Object {number} has no name.", number=number)
        return None, [(Kind.NO_CLASS, Repair.DROPPED, said)]
    if entry.name not in labels and not is_class_name(entry.name):
        said = say("Object {number} has a name that no class can have.", number=number)
        return None, [(Kind.NO_CLASS, Repair.DROPPED, said)]
    if entry.name not in labels:
        said = say("Object {number} is of an unknown class, {name}.", number=number, name=name)
        return None, [(Kind.UNKNOWN_CLASS, Repair.DROPPED, said)]
    who = say("Object {number} ({name})", number=number, name=name)
    if any(map(math.isnan, entry.corners)):
        said = say("{object} has no box of four numbers.", object=who)
        return None, [(Kind.NO_BOX, Repair.DROPPED, said)]
    box, found = _normalised(entry.corners, size, who)
    return (None if box is None else (box, labels[entry.name], entry.difficult)), found


def _normalised(
    corners: Corners, size: Size, who: Sentence
) -> tuple[list[float] | None, list[_Found]]:
    """Corners in 0..1 of the picture or None, and what was wrong with them."""
    found = []
    xmin, ymin, xmax, ymax = corners
    if xmin > xmax or ymin > ymax:
        said = say("{object} has its corners swapped.", object=who)
        found.append((Kind.INVERTED, Repair.SWAPPED, said))
        xmin, xmax, ymin, ymax = min(xmin, xmax), max(xmin, xmax), min(ymin, ymax), max(ymin, ymax)
    width, height = size
    # A pixel less is how programs that count from 0 write VOC, which counts from 1.
    if xmin < -1 or ymin < -1 or xmax > width or ymax > height:
        said = say("{object} reaches outside of the picture.", object=who)
        found.append((Kind.OUT_OF_RANGE, Repair.CLIPPED, said))
    pairs = ((xmin, width), (ymin, height), (xmax, width), (ymax, height))
    box = [float(np.float32(min(max(x / side, 0.0), 1.0))) for x, side in pairs]
    if box[0] >= box[2] or box[1] >= box[3]:
        said = say("{object} has no area inside of the picture.", object=who)
        return None, [*found, (Kind.DEGENERATE, Repair.DROPPED, said)]
    return box, found


def _ground_truth(rows: Sequence[_Row]) -> GroundTruth:
    if not rows:
        return GroundTruth.none()
    boxes, labels, difficult = zip(*rows, strict=True)
    return GroundTruth(
        np.array(boxes, np.float32), np.array(labels, np.int64), np.array(difficult, np.bool_)
    )


def _times(size: Size) -> str:
    return f"{size[0]} × {size[1]}"
