"""From what was walked to what the five cards of the thread say."""

from __future__ import annotations

import math

import numpy as np

from gui.class_colors import class_style
from gui.lessons.frame.words import Words
from gui.lessons.funnel.thread_card import Card, CardRow, Meeting
from gui.lessons.funnel.walked import Walked
from ssd_core.fates import Fate
from ssd_core.types import BACKGROUND, FloatArray, IntArray

_ROWS = 9
"""Classes that a card has room for, background included."""


def cards(walked: Walked, words: Words) -> tuple[Card, ...]:
    """One a column, first to last."""
    color = class_style(walked.thread.label, walked.scene.classes).color.rgba()
    return (
        _logits(walked, words, color),
        _softmax(walked, words, color),
        _threshold(walked, words),
        _top_k(walked, words),
        _nms(walked, words, color),
    )


def _logits(walked: Walked, words: Words, color: int) -> Card:
    logits = walked.thread.logits
    finite = logits[np.isfinite(logits)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    span = max(high - low, 1e-6)
    return Card(
        title=words("cards.dbox", dbox=walked.thread.dbox),
        rows=_class_rows(walked, words, logits, (logits - low) / span, digits=1),
        color=color,
    )


def _softmax(walked: Walked, words: Words, color: int) -> Card:
    scores = walked.thread.scores
    name = walked.scene.class_name(walked.thread.label)
    return Card(
        title=words("cards.score", score=f"{walked.score:.2f}", name=name),
        rows=_class_rows(walked, words, scores, scores, digits=2),
        color=color,
    )


def _class_rows(
    walked: Walked, words: Words, values: FloatArray, shares: FloatArray, *, digits: int
) -> tuple[CardRow, ...]:
    """The background, the thread's class, and the best of the others, in label order."""
    rows = []
    for label in _told_labels(walked.thread.scores, walked.thread.label).tolist():
        own = label == walked.thread.label
        name = words("cards.background") if label == BACKGROUND else walked.scene.class_name(label)
        value, share = float(values[label]), float(shares[label])
        shown = f"{value:.{digits}f}".replace("-", "−") if math.isfinite(value) else "NaN"
        rows.append(CardRow(name, shown, share if math.isfinite(share) else 0.0, strong=own))
    return tuple(rows)


def _told_labels(scores: FloatArray, own: int) -> IntArray:
    order = np.argsort(-scores, kind="stable")
    others = order[(order != BACKGROUND) & (order != own)][: _ROWS - 2]
    return np.sort(np.array([BACKGROUND, own, *others.tolist()]))


def _threshold(walked: Walked, words: Words) -> Card:
    funnel, ended = walked.funnel, walked.ended_in(2)
    classes = len(walked.scene.classes)
    pairs = funnel.stations[0].count * classes
    return Card(
        title=words("cards.ends" if ended else "cards.stays"),
        rows=(
            CardRow(words("cards.score_name"), f"{walked.score:.2f}", danger=ended),
            CardRow(words("cards.needed"), f"> {walked.thresholds.confidence:.2f}"),
            CardRow(words("cards.dropped"), f"{pairs - funnel.stations[2].count:,}"),
        ),
        note=words("cards.of_scores", pairs=f"{pairs:,}", dboxes=f"{funnel.stations[0].count:,}",
                   classes=classes),
        ended=ended,
    )  # fmt: skip


def _top_k(walked: Walked, words: Words) -> Card:
    ended, own = walked.ended_in(3), walked.own
    stations, k = walked.funnel.stations, walked.thresholds.top_k
    cut = stations[2].count - stations[3].count
    place = "–" if own is None else words("cards.place_value", place=own.place)
    note = "cards.default_k_too" if cut and k < 200 else "cards.default_k"
    return Card(
        title=words("cards.ends" if ended else "cards.stays"),
        rows=(
            CardRow(words("cards.place"), place, danger=ended),
            CardRow(words("cards.needed"), f"≤ {k}"),
            CardRow(words("cards.cut"), f"{cut:,}"),
        ),
        note=words(note, k=k),
        ended=ended,
        reached=own is not None,
    )


def _nms(walked: Walked, words: Words, color: int) -> Card:
    own, winner, ended = walked.own, walked.winner, walked.ended_in(4)
    reached = walked.last_column >= 4
    if not reached or own is None:
        return Card(title=words("cards.not_reached"), reached=False)
    rows = [
        CardRow(words("cards.overlap"), f"{own.overlap:.2f}", danger=winner is not None),
        CardRow(words("cards.allowed"), f"≤ {walked.thresholds.overlap:.2f}"),
    ]
    meeting = None
    if winner is not None:
        name = walked.scene.class_name(walked.thread.label)
        rows.append(CardRow(words("cards.by"), f"{name} {winner.score:.2f}"))
        boxes = walked.funnel.candidates.boxes
        going, staying = (tuple(boxes[d].tolist()) for d in (own.dbox, winner.dbox))
        meeting = Meeting(going, staying)
    note = ""
    if len(walked.thread.classes_alive) > 1:
        names = ", ".join(walked.scene.class_name(k) for k in walked.thread.classes_alive)
        note = words("cards.two_classes", names=names)
    if walked.thread.fate == Fate.PAST_CAP:
        note = words("cards.past_cap", cap=walked.thresholds.max_detections)
    return Card(
        title=words("cards.ends" if ended else "cards.shown"),
        rows=tuple(rows),
        note=note,
        meeting=meeting,
        ended=ended,
        color=color,
    )
