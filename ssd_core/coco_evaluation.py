"""COCO's average precision: the mean over ten overlaps, 0.5 to 0.95 (``pycocotools.cocoeval``).

The rules differ from VOC's (``ssd_core.evaluation``). Class by class and picture by picture, the
100 best detections choose in the order of their scores: each takes, among the objects that are
free and that it overlaps enough, the one it overlaps most (the last of equals), and only where
there is none one that is ignored. Precision is read at 101 recalls instead of at every one.

A difficult object is COCO's crowd: any number of detections may fall to it, unpunished, and its
overlap with a detection is the part of the detection that lies within.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ssd_core.evaluation import DoubleArray, mean_of_known
from ssd_core.types import BoolArray, Detections, FloatArray, GroundTruth, IntArray

Size = tuple[int, int]
"""(width, height) in pixels."""

OVERLAPS: DoubleArray = np.linspace(0.5, 0.95, 10)
RECALLS: DoubleArray = np.linspace(0.0, 1.0, 101)
MAX_DETECTIONS = 100
"""A class and picture."""
AREA_NAMES = ("all", "small", "medium", "large")
_AREAS = np.array([[0.0, 1e10], [0.0, 32.0**2], [32.0**2, 96.0**2], [96.0**2, 1e10]])
"""Square pixels of the picture: from, to, both included."""
_LEAST = np.minimum(OVERLAPS, 1 - 1e-10)
"""So that rounding does not part equal boxes."""
_WRONG, _RIGHT, _IGNORED = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class CocoEvaluation:
    """How well a detector did on a set of pictures, as COCO measures it.

    ap: float64 [A, 10, C], average precision by area range (``AREA_NAMES``; only the first where
        the pictures' sizes are not known), overlap (``OVERLAPS``) and label, 0..1; NaN for the
        background and where a class has no object of that size.
    """

    ap: DoubleArray

    @property
    def map(self) -> float:
        """AP[.5:.95], the mean over classes and overlaps; NaN without objects."""
        return mean_of_known(self.ap[0])

    @property
    def map50(self) -> float:
        """Mean over classes at an overlap of 0.5."""
        return mean_of_known(self.ap[0, 0])

    @property
    def map75(self) -> float:
        """Mean over classes at an overlap of 0.75."""
        return mean_of_known(self.ap[0, 5])

    @property
    def by_class(self) -> DoubleArray:
        """AP[.5:.95] by label, float64 [C]."""
        return np.asarray(self.ap[0].mean(axis=0))

    @property
    def by_area(self) -> dict[str, float]:
        """AP[.5:.95] of small, medium and large objects, where the pictures' sizes are known."""
        return {
            name: mean_of_known(ap) for name, ap in zip(AREA_NAMES[1:], self.ap[1:], strict=False)
        }


def evaluate_coco(
    detections: Sequence[Detections],
    truths: Sequence[GroundTruth],
    *,
    num_classes: int,
    sizes: Sequence[Size] | None = None,
) -> CocoEvaluation:
    """Average precision of ``detections``, one entry a picture, against ``truths``.

    num_classes: C, background included. sizes: of the pictures, in pixels, for the area ranges; an
    object's area is that of its box. Raises ValueError if pictures do not pair up or a label is
    not below C.
    """
    scales = [(1, 1)] * len(truths) if sizes is None else list(sizes)
    if not len(detections) == len(truths) == len(scales):
        raise ValueError(f"detections of {len(detections)} pictures for {len(truths)} annotated")
    ranges = _AREAS[:1] if sizes is None else _AREAS
    pictures = [
        _judged(found, truth, np.array([*size, *size], np.float64), ranges)
        for found, truth, size in zip(detections, truths, scales, strict=True)
    ]
    labels = np.concatenate([np.zeros(0, np.int64), *(picture.labels for picture in pictures)])
    annotated = np.concatenate([np.zeros(0, np.int64), *(truth.labels for truth in truths)])
    largest = max(labels.max(initial=0), annotated.max(initial=0))
    if largest >= num_classes:
        raise ValueError(f"label {largest} is outside of {num_classes} classes")
    nothing = np.zeros((len(ranges), len(OVERLAPS), 0), np.int8)
    worth = np.concatenate([nothing, *(picture.worth for picture in pictures)], axis=2)
    scores = np.concatenate([np.zeros(0, np.float32), *(picture.scores for picture in pictures)])
    ap = np.full((len(ranges), len(OVERLAPS), num_classes), np.nan)
    sought = [nothing[:, 0].astype(np.bool_), *(picture.sought for picture in pictures)]
    wanted = np.concatenate(sought, axis=1)  # [A, all objects]
    for label in range(1, num_classes):
        objects = wanted[:, annotated == label].sum(axis=1)
        rows = np.flatnonzero(labels == label)
        rows = rows[np.argsort(-scores[rows], kind="stable")]
        ap[:, :, label] = _average_precision(worth[:, :, rows], objects)
    return CocoEvaluation(ap)


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """The K best detections of a picture, best first, and its G objects, in A ranges of area.

    worth: int8 [A, 10, K], right, wrong or ignored. sought: bool [A, G], objects to be found.
    """

    scores: FloatArray
    labels: IntArray
    worth: NDArray[np.int8]
    sought: BoolArray


def _judged(
    found: Detections, truth: GroundTruth, scale: DoubleArray, ranges: DoubleArray
) -> _Judged:
    rows = _best(found)
    labels = found.labels[rows]
    boxes, objects = _Boxes.of(found.boxes[rows], scale), _Boxes.of(truth.boxes, scale)
    overlap = boxes.overlaps(objects, crowd=truth.difficult)  # [K, G]
    overlap[labels[:, None] != truth.labels] = 0.0
    sought = ~(truth.difficult | objects.outside(ranges))
    worth = np.zeros((len(ranges), len(OVERLAPS), len(rows)), np.int8)
    worth[:] = np.where(boxes.outside(ranges), _IGNORED, _WRONG)[:, None]
    taken = np.zeros((len(ranges), len(OVERLAPS), len(truth)), np.bool_)
    # Most detections come near nothing; only the others must choose, one after the other.
    for row in np.flatnonzero((overlap >= _LEAST[0]).any(axis=1)):
        near = np.flatnonzero(overlap[row] >= _LEAST[0])
        free = ~taken[:, :, near] | truth.difficult[near]
        chosen = _chosen(overlap[row, near], free, sought[:, near])  # [A, 10]
        area, level = np.nonzero(chosen >= 0)
        which = near[chosen[area, level]]
        taken[area, level, which] = True
        worth[area, level, row] = np.where(sought[area, which], _RIGHT, _IGNORED)
    return _Judged(found.scores[rows], labels, worth, sought)


def _chosen(overlap: DoubleArray, free: BoolArray, sought: BoolArray) -> IntArray:
    """Which of n objects a detection takes in each range and at each level, [A, 10]; -1 for none.

    overlap: [n]. free: bool [A, 10, n]. sought: bool [A, n].
    """
    usable = free & (overlap >= _LEAST[:, None])
    better = usable & sought[:, None]
    usable = np.where(better.any(axis=2, keepdims=True), better, usable)
    backwards = np.where(usable, overlap, -1.0)[..., ::-1]  # the last of equals is taken
    last = len(overlap) - 1 - backwards.argmax(axis=2)
    return np.asarray(np.where(usable.any(axis=2), last, -1))


def _best(found: Detections) -> IntArray:
    """Rows of the best detections of each class, all classes mixed, best score first."""
    order = np.argsort(-found.scores, kind="stable")
    if len(order) <= MAX_DETECTIONS:
        return order
    labels = found.labels[order]
    place = np.zeros(len(order), np.int64)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        place[rows] = np.arange(len(rows))
    return order[place < MAX_DETECTIONS]


@dataclass(frozen=True, slots=True, eq=False)
class _Boxes:
    """Boxes as COCO computes with them, in float64: corner, and corner + sides. [N, 2] each."""

    low: DoubleArray
    high: DoubleArray
    area: DoubleArray

    @classmethod
    def of(cls, xyxy: FloatArray, scale: DoubleArray) -> _Boxes:
        pixels = xyxy.astype(np.float64) * scale
        sides = pixels[:, 2:] - pixels[:, :2]
        return cls(pixels[:, :2], pixels[:, :2] + sides, sides[:, 0] * sides[:, 1])

    def outside(self, ranges: DoubleArray) -> BoolArray:
        """Whose area lies outside of each range, bool [A, N]."""
        return np.asarray((self.area < ranges[:, :1]) | (self.area > ranges[:, 1:]))

    @np.errstate(all="ignore")
    def overlaps(self, other: _Boxes, *, crowd: BoolArray) -> DoubleArray:
        """Overlap of each box with each other one, [N, len(other)]; of a crowd the part within."""
        low = np.maximum(self.low[:, None], other.low)
        shared = np.minimum(self.high[:, None], other.high) - low
        common = np.where((shared > 0).all(axis=2), shared[..., 0] * shared[..., 1], 0.0)
        own = self.area[:, None]
        union = np.where(crowd, own, own + other.area - common)
        return np.asarray(np.where(common > 0, common / union, 0.0))


def _average_precision(worth: NDArray[np.int8], objects: IntArray) -> DoubleArray:
    """Mean precision at the 101 recalls, [A, 10]; NaN in ranges without objects.

    worth: int8 [A, 10, K], best score first. objects: int64 [A], how many there are to be found.
    """
    right = np.cumsum(worth == _RIGHT, axis=2)
    counted = right + np.cumsum(worth == _WRONG, axis=2)
    precision = right / (counted + np.spacing(1))
    precision = np.maximum.accumulate(precision[..., ::-1], axis=2)[..., ::-1]
    ap = np.full(worth.shape[:2], np.nan)
    for area in np.flatnonzero(objects):
        for level in range(len(OVERLAPS)):
            recall = right[area, level] / objects[area]
            at = np.searchsorted(recall, RECALLS)  # where each recall is reached, if ever
            reached = precision[area, level][at[at < len(recall)]]
            ap[area, level] = reached.sum() / len(RECALLS)
    return ap
