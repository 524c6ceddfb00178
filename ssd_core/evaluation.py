"""Evaluation: average precision as the PASCAL VOC devkit defines it, and false positives.

The devkit's rules (VOCdevkit, ``VOCevaldet.m``), class by class: detections of all pictures are
walked best score first. Each looks at the ground truth of its class and picture that it overlaps
most (the first of equals). With an overlap ≥ ``iou`` it is correct if nobody claimed that ground
truth before, and a false positive if somebody did; a difficult one is neither rewarded nor
punished. With less overlap it is a false positive. (py-faster-rcnn and its descendants ask for an
overlap > ``iou``; this follows the devkit. Overlap is that of continuous boxes, without the
devkit's extra pixel.) Equal scores keep the order of pictures, then of detections in a picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ssd_core.types import BoolArray, Detections, FloatArray, GroundTruth, IntArray
from ssd_core.verdicts import Verdict, most_overlapped

DoubleArray = NDArray[np.float64]
SizeRange = tuple[float, float]
"""√area of a box in 0..1 of the picture: from, below. A limit ≥ 1 admits everything above."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Precision and recall of one class while its score threshold falls.

    One entry a detection that counts (ignored ones are left out), best score first.
    scores: float32 [K]. correct: bool [K], True where it found an object.
    objects: ground truths to be found, neither difficult nor outside of the size range.
    """

    scores: FloatArray
    correct: BoolArray
    objects: int

    @property
    def precision(self) -> DoubleArray:
        """Correct detections among the first k, float64 [K] in 0..1."""
        return np.cumsum(self.correct) / np.arange(1.0, len(self.correct) + 1)

    @property
    def recall(self) -> DoubleArray:
        """Objects found by the first k detections, float64 [K] in 0..1; NaN without objects."""
        return np.cumsum(self.correct) / np.float64(self.objects or np.nan)

    @property
    def area(self) -> float:
        """Area under precision made falling, over recall (VOC2010 and later, ``VOCap.m``).

        0..1; NaN without objects.
        """
        if not self.objects:
            return math.nan
        falling = np.maximum.accumulate(self.precision[::-1])[::-1]
        # Recall rises by 1 / objects with each correct detection and not between them.
        return float(falling[self.correct].sum() / self.objects)

    @property
    def eleven_point(self) -> float:
        """Mean over recall r = 0, 0.1, … 1 of the best precision at a recall ≥ r (VOC2007).

        0..1; NaN without objects.
        """
        if not self.objects:
            return math.nan
        found = np.cumsum(self.correct)
        precision = self.precision
        # In whole numbers: 0.3 as a float is not three tenths.
        tenths = [precision[10 * found >= tenth * self.objects] for tenth in range(11)]
        return sum(float(reached.max()) for reached in tenths if len(reached)) / 11


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """How well a detector did on a set of pictures.

    map: mean of ``ap`` over the classes that have objects; NaN if none has.
    ap: float64 [C], average precision by label, 0..1; NaN for the background and where a class
        has no objects.
    curves: C curves, by label (the background's is empty).
    iou: overlap from which a detection finds an object.
    """

    map: float
    ap: DoubleArray
    curves: tuple[Curve, ...]
    iou: float

    @property
    def objects(self) -> IntArray:
        """Objects to be found, int64 [C]."""
        return np.array([curve.objects for curve in self.curves], np.int64)

    @property
    def correct(self) -> IntArray:
        """Correct detections at any score, int64 [C]."""
        return np.array([curve.correct.sum() for curve in self.curves], np.int64)

    @property
    def false_positives(self) -> IntArray:
        """False positives at any score, int64 [C]."""
        return np.array([(~curve.correct).sum() for curve in self.curves], np.int64)


def evaluate(
    detections: Sequence[Detections],
    truths: Sequence[GroundTruth],
    *,
    num_classes: int,
    iou: float = 0.5,
    eleven_point: bool = False,
    size_range: SizeRange | None = None,
) -> Evaluation:
    """Average precision of ``detections``, one entry a picture, against ``truths``.

    num_classes: C, background included. iou: overlap that counts as found, above 0, up to 1.
    eleven_point: VOC2007's mean precision at recall 0, 0.1, … 1 in place of the area.
    size_range: measure objects of that size only. Others are ignored like difficult ones, and so
        is a false positive whose own size lies outside (COCO's rule for area ranges).

    Raises ValueError if pictures do not pair up, a label is not below C or ``iou`` is no overlap.
    """
    judged = judge_all(detections, truths, iou=iou, size_range=size_range)
    annotated = _joined([truth.labels for truth in truths], np.int64)
    largest = max(judged.labels.max(initial=0), annotated.max(initial=0))
    if largest >= num_classes:
        raise ValueError(f"label {largest} is outside of {num_classes} classes")
    sought = _joined([_sought(truth, size_range) for truth in truths], np.bool_)
    objects = np.bincount(annotated[sought], minlength=num_classes)
    curves = tuple(judged.curve(label, int(objects[label])) for label in range(num_classes))
    ap = np.array([curve.eleven_point if eleven_point else curve.area for curve in curves])
    return Evaluation(mean_of_known(ap), ap, curves, iou)


def mean_of_known(ap: DoubleArray) -> float:
    """The mean over all that is not NaN; NaN if nothing is left."""
    known = ap[~np.isnan(ap)]
    return float(known.mean()) if len(known) else math.nan


def false_positives_per_image(
    detections: Sequence[Detections],
    truths: Sequence[GroundTruth],
    *,
    confidence: float = 0.5,
    iou: float = 0.5,
) -> float:
    """False positives of all classes a picture, among detections that score above ``confidence``.

    0 without pictures. Raises ValueError as ``evaluate`` does.
    """
    judged = judge_all(detections, truths, iou=iou)
    wrong = (judged.verdicts == Verdict.FALSE_POSITIVE) & (judged.scores > confidence)
    return int(wrong.sum()) / max(len(truths), 1)


@dataclass(frozen=True, slots=True, eq=False)
class JudgedDetections:
    """The detections of all pictures, best score first, and what each is worth: a table of K rows.

    pictures: int64, whose it is. rows: int64, which one of that picture's.
    scores: float32. labels: int64. verdicts: int64, a ``Verdict`` each.
    overlaps: float32, with the ground truth of its class that it overlaps most; 0 without any.
    """

    pictures: IntArray
    rows: IntArray
    scores: FloatArray
    labels: IntArray
    verdicts: IntArray
    overlaps: FloatArray

    def curve(self, label: int, objects: int) -> Curve:
        """Of the class ``label``, of which there are so many ``objects`` to be found."""
        rows = (self.labels == label) & (self.verdicts != Verdict.IGNORED)
        return Curve(self.scores[rows], self.verdicts[rows] == Verdict.TRUE_POSITIVE, objects)


def judge_all(
    detections: Sequence[Detections],
    truths: Sequence[GroundTruth],
    *,
    iou: float = 0.5,
    size_range: SizeRange | None = None,
) -> JudgedDetections:
    """Hold the detections of every picture against its ground truth. Raises ValueError as
    ``evaluate`` does, which also tells of ``size_range``.
    """
    if len(detections) != len(truths):
        raise ValueError(f"detections of {len(detections)} pictures for {len(truths)} annotated")
    if not 0 < iou <= 1:
        raise ValueError(f"iou must lie above 0 and up to 1, not {iou}")
    scores = _joined([found.scores for found in detections], np.float32)
    order = np.argsort(-scores, kind="stable")
    best, overlap = _most_overlapped(detections, truths)
    sought = _joined([_sought(truth, size_range) for truth in truths], np.bool_)
    fits = _joined([_within(found.boxes, size_range) for found in detections], np.bool_)
    counts = [len(found) for found in detections]
    return JudgedDetections(
        pictures=np.repeat(np.arange(len(counts)), counts)[order],
        rows=_joined([np.arange(count) for count in counts], np.int64)[order],
        scores=scores[order],
        labels=_joined([found.labels for found in detections], np.int64)[order],
        verdicts=_verdicts(best[order], (overlap >= iou)[order], fits[order], sought),
        overlaps=np.maximum(overlap, 0)[order],
    )


def _verdicts(
    best: IntArray, overlaps_one: BoolArray, fits: BoolArray, sought: BoolArray
) -> IntArray:
    """A ``Verdict`` for each of K detections, best score first, int64 [K].

    best: which of all ground truths each overlaps most, and overlaps_one: enough to find it.
    fits: its own size lies in the range. sought: bool [all ground truths], those to be found.
    """
    correct = np.zeros(len(best), np.bool_)
    hits = np.flatnonzero(overlaps_one)
    hits = hits[sought[best[hits]]]
    _, first = np.unique(best[hits], return_index=True)
    correct[hits[first]] = True
    ignored = ~fits
    ignored[overlaps_one] |= ~sought[best[overlaps_one]]
    worth = [Verdict.TRUE_POSITIVE, Verdict.IGNORED]
    return np.select([correct, ignored], worth, Verdict.FALSE_POSITIVE).astype(np.int64)


def _most_overlapped(
    detections: Sequence[Detections], truths: Sequence[GroundTruth]
) -> tuple[IntArray, FloatArray]:
    """For every detection: the ground truth of its class it overlaps most, and by how much.

    Ground truths are numbered through all pictures. Overlap -1: its class has none there.
    """
    best, most, before = [], [], 0
    for found, truth in zip(detections, truths, strict=True):
        rows, overlap = most_overlapped(found, truth)
        best.append(before + rows)
        most.append(overlap)
        before += len(truth)
    return _joined(best, np.int64), _joined(most, np.float32)


def _sought(truth: GroundTruth, size_range: SizeRange | None) -> BoolArray:
    """Which objects are to be found; the others are ignored. bool [G]."""
    wanted: BoolArray = ~truth.difficult & _within(truth.boxes, size_range)
    return wanted


def _within(boxes_xyxy: FloatArray, size_range: SizeRange | None) -> BoolArray:
    """Which boxes have a √area in the range, bool [N]."""
    if size_range is None:
        return np.ones(len(boxes_xyxy), np.bool_)
    low, high = size_range
    sides = np.maximum(boxes_xyxy[:, 2:].astype(np.float64) - boxes_xyxy[:, :2], 0)
    size = np.sqrt(sides.prod(axis=1))
    fits: BoolArray = (size >= low) & ((size < high) | (high >= 1))
    return fits


def _joined(parts: Sequence[NDArray], dtype: type) -> NDArray:  # type: ignore[type-arg]
    """The parts end to end; an empty array of ``dtype`` without parts."""
    return np.concatenate([np.zeros(0, dtype), *parts])
