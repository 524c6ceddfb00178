"""Lesson 5: the walk through the stations ends with what is shown."""

from __future__ import annotations

import numpy as np
import pytest
from lesson_scenes import DBOXES, random_raw

from ssd_core.coding import decode
from ssd_core.detection import select
from ssd_core.fates import Fate
from ssd_core.lessons.funnel import (
    STATIONS,
    Funnel,
    best_story,
    dboxes_of_bar,
    follow,
    walk,
    walk_again,
)
from ssd_core.types import RawOutput, Thresholds

THRESHOLDS = [
    Thresholds(confidence=0.3),
    Thresholds(confidence=0.05, top_k=10, overlap=0.2, max_detections=5),
    Thresholds(confidence=0.01, class_agnostic=True),
    Thresholds(confidence=0.3, classes=frozenset({2, 3})),
    Thresholds(confidence=1.0),
]


@pytest.mark.parametrize("thresholds", THRESHOLDS)
def test_counts_are_those_of_select(thresholds: Thresholds) -> None:
    raw = random_raw(np.random.default_rng(0))
    funnel = walk(raw, decode(raw.loc, DBOXES.cxcywh), thresholds)
    real = select(funnel.candidates, thresholds)
    assert [station.name for station in funnel.stations] == list(STATIONS)
    assert [station.count for station in funnel.stations] == [
        8732,
        8732,
        real.funnel.over_confidence,
        real.funnel.top_k,
        real.funnel.after_nms,
        real.funnel.shown,
    ]
    pairs = (real.detections.dbox, real.detections.labels)
    shown = {(d, label) for d, label in zip(*pairs, strict=True)}
    assert {tuple(pair) for pair in funnel.stations[-1].alive.tolist()} == shown
    for index, station in enumerate(funnel.stations[1:], start=1):
        assert station.histogram.sum() == station.count
        if index > 1:
            assert funnel.by_class(index).sum() == station.count


@pytest.mark.parametrize("thresholds", THRESHOLDS)
def test_what_is_kept_of_another_walk_makes_no_difference(thresholds: Thresholds) -> None:
    raw = random_raw(np.random.default_rng(5))
    boxes = decode(raw.loc, DBOXES.cxcywh)
    before = walk(raw, boxes, Thresholds(confidence=0.2), temperature=2)
    assert_same(walk_again(before, thresholds), walk(raw, boxes, thresholds, temperature=2))
    warm = walk(raw, boxes, thresholds, temperature=3, logits=before.stations[0])
    assert_same(warm, walk(raw, boxes, thresholds, temperature=3))


def assert_same(one: Funnel, other: Funnel) -> None:
    assert one.thresholds == other.thresholds
    np.testing.assert_array_equal(one.candidates.scores, other.candidates.scores)
    np.testing.assert_array_equal(one.fates.fate, other.fates.fate)
    for a, b in zip(one.stations, other.stations, strict=True):
        assert (a.name, a.count, a.edges) == (b.name, b.count, b.edges)
        np.testing.assert_array_equal(a.alive, b.alive)
        np.testing.assert_array_equal(a.histogram, b.histogram)


def test_a_thread_ends_where_its_fate_says() -> None:
    raw = random_raw(np.random.default_rng(1))
    funnel = walk(raw, decode(raw.loc, DBOXES.cxcywh), THRESHOLDS[1])
    met = set()
    for dbox, label in np.argwhere(np.isin(funnel.fates.fate, list(range(2, 7))))[::7].tolist():
        thread = follow(funnel, raw, dbox, label)
        met.add(thread.fate)
        last = len(STATIONS) - 1 if thread.ended_at is None else thread.ended_at - 1
        for station in range(2, len(STATIONS)):
            alive = [dbox, label] in funnel.stations[station].alive.tolist()
            assert alive == (station <= last), (thread, station)
        assert (thread.ended_at is None) == (thread.fate == Fate.SHOWN)
        assert thread.scores.sum() == pytest.approx(1, abs=1e-5)
    assert {Fate.BELOW_CONFIDENCE, Fate.PAST_TOP_K} <= met


def test_one_dbox_may_leave_as_two_classes() -> None:
    conf = np.zeros((8732, 4), np.float32)
    conf[:, 0] = 9
    conf[100] = (0, 5, 4.9, 0)
    raw = RawOutput(np.zeros((8732, 4), np.float32), conf)
    funnel = walk(raw, decode(raw.loc, DBOXES.cxcywh), Thresholds(confidence=0.3))
    assert follow(funnel, raw, 100).classes_alive == (1, 2)
    assert follow(funnel, raw, 100).label == 1
    assert funnel.stations[-1].count == 2


def test_heat_makes_scores_alike() -> None:
    raw = random_raw(np.random.default_rng(2))
    boxes = decode(raw.loc, DBOXES.cxcywh)
    best = [
        walk(raw, boxes, THRESHOLDS[0], temperature=t).candidates.scores.max() for t in (1, 3, 9)
    ]
    assert best == sorted(best, reverse=True)
    with pytest.raises(ValueError, match="above 0"):
        walk(raw, boxes, THRESHOLDS[0], temperature=0)


def test_a_poisoned_output_is_counted_and_survives() -> None:
    raw = random_raw(np.random.default_rng(3))
    conf = raw.conf.copy()
    conf[5] = np.nan
    poisoned = RawOutput(raw.loc, conf)
    funnel = walk(poisoned, decode(raw.loc, DBOXES.cxcywh), Thresholds())
    assert funnel.stations[0].histogram.sum() == 8731
    assert 5 not in funnel.stations[2].alive[:, 0]


@pytest.mark.parametrize("station", [0, 1])
def test_every_bar_counts_its_dboxes(station: int) -> None:
    raw = random_raw(np.random.default_rng(6))
    conf = raw.conf.copy()
    conf[5] = np.nan
    conf[9, 1:] = 0.0  # on the edge between bars, and at the end of the range
    conf[11, 3] = 80.0
    poisoned = RawOutput(raw.loc, conf)
    funnel = walk(poisoned, decode(raw.loc, DBOXES.cxcywh), THRESHOLDS[0])
    told = funnel.stations[station]
    bars = [dboxes_of_bar(funnel, poisoned, station, bar) for bar in range(len(told.histogram))]
    assert [len(bar) for bar in bars] == told.histogram.tolist()
    assert bars[-1][0] == 11
    every = np.concatenate(bars)
    assert len(np.unique(every)) == len(every) == told.histogram.sum()


def test_classes_of_all_dboxes_are_counted_before_the_threshold() -> None:
    raw = random_raw(np.random.default_rng(7))
    funnel = walk(raw, decode(raw.loc, DBOXES.cxcywh), THRESHOLDS[0])
    expected = np.bincount(raw.conf.argmax(axis=1), minlength=raw.conf.shape[1])
    assert funnel.by_class(0).tolist() == funnel.by_class(1).tolist() == expected.tolist()


def test_the_story_to_follow_falls_to_nms() -> None:
    raw = random_raw(np.random.default_rng(4))
    boxes = decode(raw.loc, DBOXES.cxcywh)
    funnel = walk(raw, boxes, THRESHOLDS[1])
    dbox, label = best_story(funnel)
    fell = funnel.fates.fate == Fate.SUPPRESSED
    assert fell[dbox, label]
    distance = np.abs(funnel.candidates.scores[fell] - 0.5)
    assert abs(funnel.candidates.scores[dbox, label] - 0.5) == distance.min()
    nobody = walk(raw, boxes, Thresholds(confidence=1.0))
    dbox, label = best_story(nobody)
    assert nobody.candidates.scores[dbox, label] == nobody.candidates.scores[:, 1:].max()
