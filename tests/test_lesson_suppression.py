"""Lesson 6 walks as detection does: its survivors, its scores and its blame are the fast path's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lesson_scenes import truth_of
from oracles import nms as oracle
from oracles.cases import random_candidates, random_variant

from ssd_core.detection import select
from ssd_core.lessons.suppression import State, Trace, line_up, outcome, walk
from ssd_core.lessons.suppression_questions import (
    VARIANTS,
    as_candidates,
    count_survivors,
    labelled_twice,
    rescuers,
    sharing,
    toy_boxes,
    with_variant,
)
from ssd_core.nms import nms
from ssd_core.suppression import suppress_and_blame
from ssd_core.types import Candidates, GroundTruth, NmsMethod, Thresholds

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS)
def test_the_walk_is_what_detection_runs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    candidates = random_candidates(rng)
    thresholds = random_variant(rng, candidates.num_classes)
    lineup = line_up(candidates, thresholds)
    trace = walk(lineup, thresholds)
    fast, blame = suppress_and_blame(lineup.ranking, thresholds, lineup.bars)
    assert trace.kept.tolist() == fast.kept[lineup.order].tolist()
    assert trace.scores[trace.kept].tolist() == fast.scores[lineup.order][trace.kept].tolist()
    blamed = blame.by[lineup.order]
    by = np.where(trace.by < 0, -1, lineup.order[trace.by]) if len(lineup) else trace.by
    assert by.tolist() == blamed.tolist()
    assert outcome(lineup, thresholds).kept.tolist() == trace.kept.tolist()
    shown = select(candidates, replace(thresholds, max_detections=10**6)).detections
    kept = sorted(zip(lineup.dbox[trace.kept], lineup.labels[trace.kept], strict=True))
    assert kept == sorted(zip(shown.dbox, shown.labels, strict=True))


@given(SEEDS)
def test_one_class_is_the_oracles_nms(seed: int) -> None:
    rng = np.random.default_rng(seed)
    candidates = random_candidates(rng)
    if candidates.num_classes < 2:
        return
    overlap = float(rng.choice([0.0, 0.25, 1 / 3, 0.45, 1.0]))
    thresholds = Thresholds(confidence=0.0, overlap=overlap, classes=frozenset({1}), top_k=1000)
    lineup = line_up(candidates, thresholds)
    kept = lineup.dbox[walk(lineup, thresholds).kept].tolist()
    over = candidates.scores[:, 1] > 0
    scores = np.where(over, candidates.scores[:, 1], np.nan)
    assert kept == oracle.nms(candidates.boxes, scores, threshold=overlap)
    assert kept == nms(candidates.boxes, scores, overlap=overlap).tolist()


@given(SEEDS)
def test_every_turn_is_one_box_and_tells_the_same_story(seed: int) -> None:
    rng = np.random.default_rng(seed)
    candidates = random_candidates(rng)
    thresholds = random_variant(rng, candidates.num_classes)
    trace = walk(line_up(candidates, thresholds), thresholds)
    assert sorted(turn.row for turn in trace.turns) == list(range(len(trace)))
    for number, turn in enumerate(trace.turns):
        states = trace.states(number)
        assert (states[turn.row] is State.WINNER) == turn.kept == trace.kept[turn.row]
        going = {row for row, state in enumerate(states) if state is State.GOING}
        assert going <= set(turn.met[turn.hit].tolist())
        if not thresholds.method.soft:
            assert going == set(turn.met[turn.hit].tolist())
            assert turn.row == number
        assert (turn.scores <= trace.lineup.scores).all()
    if len(trace):
        last = trace.states(len(trace))
        assert set(last) <= {State.KEPT, State.GONE}
        assert [state is State.KEPT for state in last] == trace.kept.tolist()
    assert trace.winners() == [n for n, turn in enumerate(trace.turns) if turn.kept]


def stars(*rows: tuple[float, float, float, float, float]) -> tuple[Candidates, Thresholds]:
    """(xmin, ymin, xmax, ymax, score) of one class."""
    table = np.array(rows, np.float32).reshape(-1, 5)
    made = as_candidates(table[:, :4], table[:, 4].tolist(), [1] * len(rows), num_classes=2)
    return made, Thresholds(confidence=0.1, overlap=0.45)


def traced(candidates: Candidates, thresholds: Thresholds) -> Trace:
    return walk(line_up(candidates, thresholds), thresholds)


def test_nothing_to_walk() -> None:
    trace = traced(*stars())
    assert len(trace) == 0
    assert trace.states(0) == []
    assert trace.winners() == []
    assert len(trace.scores) == 0


def test_equal_scores_go_by_the_lower_row_and_degenerate_boxes_take_nobody() -> None:
    same = (0.1, 0.1, 0.5, 0.5, 0.5)
    flat = (0.1, 0.1, 0.1, 0.5, 0.9)
    broken = (np.nan, 0.1, 0.5, 0.5, 0.99)
    trace = traced(*stars(same, same, flat, broken))
    assert trace.lineup.dbox.tolist() == [2, 0, 1]
    assert trace.kept.tolist() == [True, True, False]
    assert trace.by.tolist() == [-1, -1, 1]


def test_an_overlap_at_the_threshold_stays() -> None:
    a, b = (0.0, 0.0, 0.5, 0.5, 0.9), (0.0, 0.0, 0.25, 0.5, 0.8)
    candidates, thresholds = stars(a, b)
    assert traced(candidates, replace(thresholds, overlap=0.5)).kept.all()
    assert not traced(candidates, replace(thresholds, overlap=0.49)).kept.all()


def test_raising_the_threshold_mostly_keeps_more_but_one_that_stays_may_take_others() -> None:
    pair = line_up(*stars((0.0, 0.0, 0.6, 0.6, 0.9), (0.0, 0.1, 0.6, 0.7, 0.8)))  # overlap 0.71
    assert [count_survivors(pair, Thresholds(), t) for t in (0.5, 0.7, 0.72)] == [1, 1, 2]
    # The second overlaps the first by 0.55, and the others, which do not meet, by 0.67.
    first, second = (0.0, 0.0, 0.5, 0.5, 0.9), (0.145, 0.0, 0.645, 0.5, 0.8)
    beside, below = (0.245, 0.0, 0.745, 0.5, 0.7), (0.145, 0.1, 0.645, 0.6, 0.6)
    crowd = line_up(*stars(first, second, beside, below))
    assert [count_survivors(crowd, Thresholds(), t) for t in (0.5, 0.6, 1.0)] == [3, 2, 4]


def test_who_saves_a_box() -> None:
    a, b, c = (0.0, 0.0, 0.5, 0.5, 0.9), (0.0, 0.05, 0.5, 0.55, 0.8), (0.0, 0.1, 0.5, 0.6, 0.7)
    candidates, thresholds = stars(a, b)
    assert rescuers(line_up(candidates, thresholds), thresholds, 1) == [0]
    candidates, thresholds = stars(a, b, c)
    lineup = line_up(candidates, thresholds)
    # Without a, b wins, and takes c in its stead.
    assert rescuers(lineup, thresholds, 2) == []
    assert rescuers(lineup, thresholds, 1) == [0]
    assert lineup.without(0).dbox.tolist() == [1, 2]


@given(SEEDS)
def test_a_rescue_is_real(seed: int) -> None:
    rng = np.random.default_rng(seed)
    candidates = random_candidates(rng, most=14)
    thresholds = random_variant(rng, candidates.num_classes)
    lineup = line_up(candidates, thresholds)
    kept = outcome(lineup, thresholds).kept
    for row in np.flatnonzero(~kept).tolist()[:3]:
        for other in rescuers(lineup, thresholds, row):
            left = lineup.without(other)
            scores = candidates.scores.copy()
            scores[lineup.dbox[other], lineup.labels[other]] = 0
            again = line_up(Candidates(candidates.boxes, scores), replace(thresholds, top_k=10**6))
            if len(again) == len(left):  # else a box past top-k has moved up
                assert again.dbox.tolist() == left.dbox.tolist()
            assert outcome(left, thresholds).kept[row - (other < row)]


def test_one_object_with_two_labels_stays_twice_unless_nms_goes_across_classes() -> None:
    box = np.array([[0.1, 0.1, 0.5, 0.5]] * 2, np.float32)
    candidates = as_candidates(box, [0.9, 0.8], [1, 2], num_classes=3)
    thresholds = Thresholds()
    assert labelled_twice(traced(candidates, thresholds), overlap=0.45) == [(0, 1)]
    across = replace(thresholds, class_agnostic=True)
    assert labelled_twice(traced(candidates, across), overlap=0.45) == []


def test_the_formula_reads_as_the_function_computes() -> None:
    a = np.array([0.0, 0.0, 0.5, 0.5], np.float32)
    b = np.array([0.25, 0.0, 0.75, 0.5], np.float32)
    told = sharing(a, b, side=100)
    assert (told.shared, told.union) == pytest.approx((1250, 3750))
    assert told.overlap == pytest.approx(told.shared / told.union)
    assert told.corners == (0.25, 0.0, 0.5, 0.5)
    assert told.distance == pytest.approx(25)
    assert told.diagonal == pytest.approx(np.hypot(75, 50))
    assert sharing(a, a + np.float32(0.5)).corners is None


def test_toy_boxes_crowd_around_their_objects() -> None:
    truth = truth_of((0.1, 0.1, 0.4, 0.4), (0.5, 0.5, 0.9, 0.9))
    two = GroundTruth(truth.boxes, np.array([1, 2], np.int64), truth.difficult)
    boxes, scores, labels = toy_boxes(two)
    assert len(boxes) == len(scores) == len(labels) == 10
    assert set(labels) == {1, 2}
    assert (boxes[:, 2:] > boxes[:, :2]).all()
    trace = traced(as_candidates(boxes, scores, labels, num_classes=3), Thresholds())
    assert 2 <= trace.kept.sum() < 10
    assert labelled_twice(trace, overlap=0.45)
    assert [len(part) for part in toy_boxes(GroundTruth.none())] == [0, 0, 0]


def test_variants_differ_only_in_their_method() -> None:
    kinds = [with_variant(Thresholds(overlap=0.3), *variant) for variant in VARIANTS]
    assert {kind.overlap for kind in kinds} == {0.3}
    assert [kind.method for kind in kinds].count(NmsMethod.STANDARD) == 2
