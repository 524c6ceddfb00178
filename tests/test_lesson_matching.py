"""Lesson 2 says what ``match`` does, and why."""

from __future__ import annotations

import numpy as np
import pytest
from lesson_scenes import DBOXES, random_truth, truth_of

from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.lessons.matching import (
    OverlapTable,
    explain_matching,
    explain_table,
    few,
    overlap_bins,
    overlap_histogram,
    positives_by_level,
    smallest_side,
)
from ssd_core.matching import match
from ssd_core.types import GroundTruth


@pytest.mark.parametrize("count", [0, 1, 2, 5, 40])
@pytest.mark.parametrize("overlap", [0.3, 0.5, 0.9])
def test_positives_are_those_that_train(count: int, overlap: float) -> None:
    for seed in range(4):
        truth = random_truth(np.random.default_rng(seed), count)
        told, real = (
            explain_matching(truth, DBOXES, overlap=overlap),
            match(truth, DBOXES, overlap=overlap),
        )
        assert np.array_equal(told.match.gt_index, real.gt_index)
        assert told.positives == real.positive.sum() == (told.natural + told.forced).sum()
        assert sum(fact.positives for fact in told.truths) == told.positives
        assert sum(fact.forced for fact in told.truths) == told.forced.sum()
        for row, fact in enumerate(told.truths):
            assert fact.unmatched == (row not in real.gt_index)
            if fact.lost_to < 0:
                assert real.gt_index[fact.best] == row
            else:
                assert real.gt_index[fact.best] == fact.lost_to > row


def test_a_tiny_object_gets_one_dbox_by_force() -> None:
    told = explain_matching(truth_of((0.5, 0.5, 0.55, 0.55)), DBOXES)
    assert (told.natural.sum(), told.forced.tolist()) == (0, [1, 0, 0, 0, 0, 0])
    assert told.truths[0].best_overlap < 0.5
    assert not told.truths[0].unmatched


def test_two_objects_with_one_best_dbox_leave_the_earlier_with_nothing() -> None:
    small = (0.5, 0.5, 0.55, 0.55)
    told = explain_matching(truth_of(small, small), DBOXES)
    first, second = told.truths
    assert first.unmatched
    assert first.lost_to == 1
    assert second.positives == second.forced == 1


def test_a_stolen_dbox_names_both() -> None:
    # A thin arrow inside an ellipse: its best DBox would suit the ellipse better.
    ellipse, arrow = (0.25, 0.51, 0.81, 0.82), (0.241, 0.674, 0.874, 0.8)
    told = explain_matching(truth_of(ellipse, arrow), DBOXES)
    assert told.stolen
    for theft in told.stolen:
        assert (theft.loser, theft.winner) == (0, 1)
        assert theft.loser_overlap >= 0.5
        assert theft.winner_overlap < theft.loser_overlap
        assert told.match.gt_index[theft.dbox] == 1
        assert told.truths[1].best == theft.dbox


def test_an_object_without_area_is_matched_by_nothing() -> None:
    told = explain_matching(truth_of((0.5, 0.5, 0.5, 0.7)), DBOXES)
    assert told.positives == 0
    assert told.truths[0].unmatched
    assert told.truths[0].best == -1


def test_histogram_counts_every_dbox_that_touches_an_object() -> None:
    told = explain_matching(truth_of((0.1, 0.1, 0.4, 0.5)), DBOXES)
    counts = overlap_histogram(told)
    assert counts.sum() == (told.best > 0).sum()
    assert counts[20:].sum() == (told.best >= 0.5).sum()
    assert overlap_histogram(explain_matching(GroundTruth.none(), DBOXES)).sum() == 0


def test_a_bin_holds_the_dboxes_of_its_overlaps() -> None:
    truth = truth_of((0.1, 0.1, 0.4, 0.5), (0.6, 0.6, 0.9, 0.9))
    told = explain_matching(truth, DBOXES)
    places = overlap_bins(told, bins=10)
    assert np.array_equal(places == -1, told.best == 0)
    for index in range(10):
        inside = told.best[places == index]
        assert ((inside >= index / 10 - 1e-6) & (inside <= (index + 1) / 10)).all()
    alone = overlap_bins(told, bins=10, without=1)
    assert (alone[told.rivals == 1] == -1).all()
    assert np.array_equal(alone[told.rivals == 0], places[told.rivals == 0])


def test_smallest_side_is_where_rule_2_begins() -> None:
    side = smallest_side(DBOXES)
    assert side * 300 == pytest.approx(30 / 2**0.5)
    middle = cxcywh_to_xyxy(DBOXES.cxcywh[0])[:2] + DBOXES.cxcywh[0, 2:] / 2
    for grown, fits in ((1.01, True), (0.99, False)):
        half = side * grown / 2
        box = (*(middle - half).tolist(), *(middle + half).tolist())
        assert bool(explain_matching(truth_of(box), DBOXES).natural.sum()) == fits


@pytest.mark.parametrize("count", [1, 3, 40])
def test_a_drag_that_computes_one_row_says_the_same(count: int) -> None:
    rng = np.random.default_rng(count)
    before, after = random_truth(rng, count), random_truth(rng, count)
    boxes = before.boxes.copy()
    boxes[0] = after.boxes[0]
    moved = GroundTruth(boxes, before.labels, before.difficult)
    dragged = OverlapTable.of(before, DBOXES).moved(moved)
    assert np.array_equal(dragged.values, OverlapTable.of(moved, DBOXES).values)
    told = explain_table(dragged)
    assert np.array_equal(told.match.gt_index, match(moved, DBOXES).gt_index)
    by_level = positives_by_level(told, DBOXES)
    assert by_level.sum(axis=0).tolist() == (told.natural + told.forced).tolist()
    assert by_level.sum(axis=1).tolist() == [fact.positives for fact in told.truths]


def test_adding_and_deleting_computes_anew() -> None:
    table = OverlapTable.of(truth_of((0.1, 0.1, 0.4, 0.4)), DBOXES)
    assert table.moved(truth_of()).values.shape == (0, len(DBOXES))
    two = table.moved(truth_of((0.1, 0.1, 0.4, 0.4), (0.5, 0.5, 0.9, 0.9)))
    assert two.values.shape == (2, len(DBOXES))
    assert positives_by_level(explain_table(table.moved(truth_of())), DBOXES).shape == (0, 6)


def test_a_few_objects_are_the_pair_and_the_smallest() -> None:
    truth = truth_of(
        (0.0, 0.0, 0.2, 0.2), (0.5, 0.5, 0.9, 0.9), (0.9, 0.1, 0.95, 0.15), (0.5, 0.6, 0.9, 0.8)
    )
    assert few(truth).boxes.tolist() == truth.boxes[[1, 3, 2]].tolist()
    assert len(few(truth_of((0, 0, 1, 1)))) == 1
    assert len(few(truth_of())) == 0


def test_the_histogram_can_leave_an_object_out() -> None:
    truth = truth_of((0.1, 0.1, 0.4, 0.4), (0.6, 0.6, 0.9, 0.9))
    told = explain_matching(truth, DBOXES)
    all_of, one = overlap_histogram(told), overlap_histogram(told, without=1)
    assert one.sum() < all_of.sum()
    assert (one <= all_of).all()
