"""Why not? What stopped the candidates where a person expected a box of some class."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np

from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.explain.biography import Archive, Box, Survivor, Verdict
from ssd_core.fates import Fate
from ssd_core.types import BACKGROUND, FloatArray, IntArray

ENOUGH = 0.5
"""The overlap from which a DBox counts as a match (SSD paper, section 2.2) and a box as a hit."""
MOST = 20


class Reason(Enum):
    """The shortest answer to "why is there no box of this class here?"."""

    THERE = auto()
    """There is one."""
    NO_DBOX = auto()
    """Neither a DBox nor a BBox overlaps the rectangle enough."""
    BELOW = auto()
    PAST_TOP_K = auto()
    TAKEN = auto()
    SOFTENED = auto()
    PAST_CAP = auto()
    ELSEWHERE = auto()
    """The best candidate is shown, but its offsets took it away from here."""
    NOT_LOOKED_FOR = auto()
    NOT_FINITE = auto()


_REASONS = {
    Fate.NOT_LOOKED_FOR: Reason.NOT_LOOKED_FOR,
    Fate.NOT_FINITE: Reason.NOT_FINITE,
    Fate.BELOW_CONFIDENCE: Reason.BELOW,
    Fate.PAST_TOP_K: Reason.PAST_TOP_K,
    Fate.SUPPRESSED: Reason.TAKEN,
    Fate.PAST_CAP: Reason.PAST_CAP,
    Fate.SHOWN: Reason.ELSEWHERE,
}


@dataclass(frozen=True, slots=True)
class Witness:
    """A DBox near the rectangle, and what became of its candidate of the class.

    dbox_overlap, box_overlap: IoU of the rectangle with the DBox and with the decoded box.
    side: cells in a row of its level.
    """

    dbox: int
    side: int
    dbox_overlap: float
    box_overlap: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The answer for one rectangle and one class.

    threshold: the overlap that was asked of DBoxes and boxes. best_overlap, best_side: of the DBox
    that overlaps most, and its level's cells in a row. witnesses: best overlap first.
    verdict: of the strongest candidate that overlaps enough. shown: the detection that is in the
    way, or there already; shown_overlap: its IoU with the rectangle where that is the point.
    """

    rectangle: Box
    label: int
    reason: Reason
    threshold: float
    best_overlap: float
    best_side: int
    witnesses: tuple[Witness, ...]
    verdict: Verdict | None = None
    shown: Survivor | None = None
    shown_overlap: float | None = None


def why_not(archive: Archive, rectangle: Box, label: int, *, most: int = MOST) -> WhyNot:
    """Look at the DBoxes that overlap ``rectangle`` (xyxy in 0..1) best, for the class ``label``.

    Raises ValueError for a label that is no class.
    """
    if not BACKGROUND < label < archive.candidates.num_classes:
        raise ValueError(f"there is no class {label} to ask for")
    of_dboxes, of_boxes = _overlaps(archive, rectangle)
    best = int(of_dboxes.argmax())
    maps, level = archive.config.dboxes.feature_maps, archive.dboxes.level
    rows = _nearest(of_dboxes, of_boxes, most)
    asked = WhyNot(
        rectangle,
        label,
        Reason.NO_DBOX,
        ENOUGH,
        best_overlap=float(of_dboxes[best]),
        best_side=maps[int(level[best])],
        witnesses=tuple(
            Witness(
                row,
                maps[int(level[row])],
                float(of_dboxes[row]),
                float(of_boxes[row]),
                archive.verdict(row, label),
            )
            for row in rows.tolist()
        ),
    )
    there = np.flatnonzero((archive.fates.fate[:, label] == Fate.SHOWN) & (of_boxes >= ENOUGH))
    if len(there):
        row = int(there[of_boxes[there].argmax()])
        shown, overlap = archive.survivor(row, label), float(of_boxes[row])
        return replace(asked, reason=Reason.THERE, shown=shown, shown_overlap=overlap)
    near = np.flatnonzero(np.maximum(of_dboxes, of_boxes) >= ENOUGH)
    return _ask_strongest(archive, asked, near, of_boxes) if len(near) else asked


def strongest_label(archive: Archive, rectangle: Box) -> int:
    """The class that scored best among the DBoxes that overlap ``rectangle`` enough.

    Among the nearest ones where none does; the first class where nothing scored at all.
    """
    of_dboxes, of_boxes = _overlaps(archive, rectangle)
    near = np.flatnonzero(np.maximum(of_dboxes, of_boxes) >= ENOUGH)
    rows = near if len(near) else _nearest(of_dboxes, of_boxes, MOST)
    scores = archive.candidates.scores[rows, BACKGROUND + 1 :]
    scores = np.where(np.isfinite(scores), scores, 0)
    return BACKGROUND + 1 + int(scores.max(axis=0, initial=0).argmax())


def _ask_strongest(archive: Archive, asked: WhyNot, near: IntArray, of_boxes: FloatArray) -> WhyNot:
    """The answer as the strongest candidate among the DBoxes ``near`` gives it."""
    scores = archive.candidates.scores[near, asked.label]
    row = int(near[np.where(np.isfinite(scores), scores, -1).argmax()])
    verdict = archive.verdict(row, asked.label)
    answer = replace(
        asked, reason=_REASONS[verdict.fate], verdict=verdict, shown=verdict.suppressor
    )
    if answer.reason is Reason.TAKEN and archive.thresholds.method.soft:
        return replace(answer, reason=Reason.SOFTENED)
    if answer.reason is Reason.ELSEWHERE:
        shown = archive.survivor(row, asked.label)
        return replace(answer, shown=shown, shown_overlap=float(of_boxes[row]))
    return answer


def _overlaps(archive: Archive, rectangle: Box) -> tuple[FloatArray, FloatArray]:
    """IoU of every DBox and of every decoded box with ``rectangle``, float32 [N] each."""
    target = np.array([rectangle], np.float32)
    dboxes = cxcywh_to_xyxy(archive.dboxes.cxcywh)
    return overlaps(dboxes, target)[:, 0], overlaps(archive.candidates.boxes, target)[:, 0]


def _nearest(of_dboxes: FloatArray, of_boxes: FloatArray, most: int) -> IntArray:
    """DBoxes by falling overlap, their own or that of their box; none that overlaps nothing."""
    best = np.maximum(of_dboxes, of_boxes)
    order = np.argsort(-best, kind="stable")[:most]
    return order[best[order] > 0]
