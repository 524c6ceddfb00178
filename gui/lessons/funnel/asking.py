"""The questions of the funnel, answered by the functions that detect."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gui.lessons.frame.words import Words
from gui.lessons.funnel.walked import Walked
from ssd_core.detection import select
from ssd_core.lessons.question import Question, interval, interval_words
from ssd_core.types import Selection, Thresholds

_MORE = 0.2
"""How far questions move a threshold."""


def asked(now: Thresholds, key: str) -> Thresholds:
    """The thresholds that question ``key`` asks about."""
    match key:
        case "threshold":
            return replace(now, confidence=round(min(now.confidence + _MORE, 0.95), 2))
        case "overlap":
            return replace(now, overlap=round(min(now.overlap + _MORE, 1.0), 2))
        case "top_k":
            return replace(now, top_k=1)
    return now


def questions(walked: Walked, words: Words) -> tuple[Question, ...]:
    return (_threshold(walked, words), _overlap(walked, words), _top_k(walked, words))


def _selected(walked: Walked, key: str) -> Selection:
    return select(walked.funnel.candidates, asked(walked.thresholds, key))


def _threshold(walked: Walked, words: Words) -> Question:
    now = walked.thresholds
    then = asked(now, "threshold").confidence
    count = _selected(walked, "threshold").funnel.over_confidence
    left = walked.funnel.stations[2].count
    starts = tuple(sorted({0, 1, *(max(round(left * share), 1) for share in (0.25, 0.5, 0.75))}))
    return Question(
        key="threshold",
        text=words("questions.threshold", now=f"{now.confidence:.2f}", then=f"{then:.2f}"),
        answers=interval_words(starts, more=words("questions.or_more", count="{count}")),
        right=interval(count, starts),
        reason=words("questions.threshold_reason", count=count, then=f"{then:.2f}"),
    )


def _overlap(walked: Walked, words: Words) -> Question:
    now = walked.thresholds
    then = asked(now, "overlap").overlap
    before = walked.funnel.stations[-1].count
    after = _selected(walked, "overlap").funnel.shown
    reason = "questions.overlap_reason" if after != before else "questions.overlap_same"
    limits = {"now": f"{now.overlap:.2f}", "then": f"{then:.2f}"}
    return Question(
        key="overlap",
        text=words("questions.overlap", **limits),
        answers=tuple(words(f"questions.{key}", count=before) for key in ("fewer", "same", "more")),
        right=int(np.sign(after - before)) + 1,
        reason=words(reason, after=after, before=before, **limits),
    )


def _top_k(walked: Walked, words: Words) -> Question:
    best = _selected(walked, "top_k")
    after = best.funnel.shown
    classes = len(np.unique(best.detections.labels))
    choices = sorted({0, 1, after, walked.funnel.stations[-1].count, after + 2})[-4:]
    return Question(
        key="top_k",
        text=words("questions.top_k"),
        answers=tuple(map(str, choices)),
        right=choices.index(after),
        reason=words("questions.top_k_reason", after=after, classes=classes),
    )
