"""Matching against plain loops, and the traps that have names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import coding as plain_coding
from oracles import matching as plain

from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.config import DBoxConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.matching import learning_targets, match
from ssd_core.types import GroundTruth

SMALL = make_dboxes(
    DBoxConfig(300, (5, 3), (60, 100), (100, 162), (162, 213), ((2,), (2, 3)))
)  # 154 DBoxes: the plain loops stay quick
CORNERS = cxcywh_to_xyxy(SMALL.cxcywh)

box = st.tuples(*[st.integers(0, 20)] * 4).map(
    lambda c: [
        min(c[0], c[2]) / 20,
        min(c[1], c[3]) / 20,
        max(c[0], c[2]) / 20,
        max(c[1], c[3]) / 20,
    ]
)


def truth_of(boxes: list[list[float]]) -> GroundTruth:
    count = len(boxes)
    array = np.array(boxes, np.float32).reshape(count, 4)
    return GroundTruth(array, np.arange(count) % 7 + 1, np.zeros(count, np.bool_))


@settings(max_examples=200, deadline=None)
@given(st.lists(box, min_size=1, max_size=6))
def test_equals_the_plain_loops(boxes: list[list[float]]) -> None:
    truth = truth_of(boxes)
    ours = match(truth, SMALL)
    owner, forced = plain.match(overlaps(truth.boxes, CORNERS).tolist())
    assert ours.gt_index.tolist() == owner
    assert ours.forced.tolist() == forced


def test_no_objects_no_positives() -> None:
    matched = match(GroundTruth.none(), SMALL)
    assert not matched.positive.any()
    assert not matched.forced.any()


def test_a_small_object_still_gets_one_dbox() -> None:
    matched = match(truth_of([[0.40, 0.40, 0.45, 0.45]]), make_dboxes())
    assert matched.positive.sum() == 1
    assert matched.forced.sum() == 1
    assert matched.overlap[matched.positive][0] < 0.5


def test_the_later_of_two_that_share_a_best_dbox_gets_it() -> None:
    twice = truth_of([[0.40, 0.40, 0.45, 0.45]] * 2)
    matched = match(twice, make_dboxes())
    assert matched.gt_index[matched.positive].tolist() == [1]


def test_a_degenerate_object_claims_nothing() -> None:
    assert not match(truth_of([[0.3, 0.3, 0.3, 0.3]]), make_dboxes()).positive.any()


def test_targets_are_the_offsets_to_the_matched_object() -> None:
    truth = truth_of([[0.1, 0.1, 0.5, 0.6], [0.5, 0.4, 0.9, 0.9]])
    dboxes = make_dboxes()
    offsets, labels = learning_targets(truth, dboxes)
    matched = match(truth, dboxes)
    assert ((labels > 0) == matched.positive).all()
    for row in np.flatnonzero(labels)[::7]:
        owner = matched.gt_index[row]
        expected = plain_coding.encode(truth.boxes[owner], dboxes.cxcywh[row].astype(float))
        assert offsets[row] == pytest.approx(expected, abs=1e-4)
        assert labels[row] == truth.labels[owner]
    assert not offsets[labels == 0].any()
