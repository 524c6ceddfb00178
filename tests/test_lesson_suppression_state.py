"""What a person plays with in lesson 6 stays sane, and survives a file."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lesson_scenes import truth_of
from oracles.cases import random_candidates

from ssd_core.lessons.suppression_state import MOST, Boxes, NmsState
from ssd_core.types import GroundTruth, NmsMethod, Thresholds

_BOXES = truth_of((0.1, 0.1, 0.4, 0.4), (0.5, 0.5, 0.9, 0.9))
TRUTH = GroundTruth(_BOXES.boxes, np.array([1, 2], np.int64), _BOXES.difficult)
TOYS = NmsState(Boxes.toys(TRUTH), num_classes=3)


def test_toys_are_traced_and_every_variant_starts_from_the_same_boxes() -> None:
    assert len(TOYS.trace) == len(TOYS.boxes)
    assert len(TOYS.variants) == 5
    assert {len(found.kept) for _, found in TOYS.variants} == {len(TOYS.boxes)}
    assert TOYS.variants[0][1].kept.tolist() == TOYS.trace.kept.tolist()
    for row in range(len(TOYS.lineup)):
        assert TOYS.row_of(TOYS.index_of(row)) == row


@given(st.integers(0, 2**32 - 1))
def test_boxes_of_any_network_fit(seed: int) -> None:
    candidates = random_candidates(np.random.default_rng(seed), most=80)
    boxes = Boxes.of_network(candidates)
    assert len(boxes) <= MOST
    assert np.isfinite(boxes.xyxy).all()
    assert all(0 < label < candidates.num_classes for label in boxes.labels)


def edited(boxes: np.ndarray, labels: list[int]) -> GroundTruth:
    return GroundTruth(boxes, np.array(labels, np.int64), np.zeros(len(labels), np.bool_))


def test_boxes_follow_what_was_done_to_them() -> None:
    boxes, labels = TOYS.boxes, list(TOYS.boxes.labels)
    moved = boxes.xyxy.copy()
    moved[2] += 0.01
    assert (boxes.following(edited(moved, labels)).xyxy == moved).all()
    more = np.concatenate([boxes.xyxy, [[0, 0, 0.5, 0.5]]]).astype(np.float32)
    added = boxes.following(edited(more, [*labels, 2]))
    assert (added.scores[-1], added.labels[-1], added.scores[:-1]) == (0.6, 2, boxes.scores)
    for gone in (0, 5, len(boxes) - 1):
        kept = np.delete(boxes.xyxy, gone, axis=0)
        less = boxes.following(edited(kept, labels[:gone] + labels[gone + 1 :]))
        assert less.scores == boxes.scores[:gone] + boxes.scores[gone + 1 :]
    assert boxes.truth.labels.tolist() == labels


def test_scores_stay_above_the_confidence_threshold() -> None:
    assert TOYS.boxes.scored(0, 7.0).scores[0] == 1
    assert TOYS.boxes.scored(0, 0.0).scores[0] > TOYS.thresholds.confidence


def test_looking_at_one_class() -> None:
    one = TOYS.with_label(1)
    assert one.label == 1
    assert set(one.lineup.labels.tolist()) == {1}
    hidden = TOYS.boxes.labels.index(2)
    boxes = Boxes(TOYS.boxes.xyxy, TOYS.boxes.scores, (1,) * len(TOYS.boxes))
    assert one.row_of(hidden) == -1
    assert TOYS.with_label(2).with_boxes(boxes).label == 0


def test_a_state_survives_a_file() -> None:
    kept = TOYS.with_label(1).to_json()
    back = NmsState(num_classes=3).from_json(json.loads(json.dumps(kept)))
    assert back.to_json() == kept
    assert back.trace.kept.tolist() == TOYS.with_label(1).trace.kept.tolist()


@pytest.mark.parametrize(
    "wrong",
    [
        {"boxes": [[0, 0, 1]]},
        {"boxes": [[0, 0, 1, float("nan")]], "scores": [0.5], "labels": [1]},
        {"scores": [0.5]},
        {"labels": [99] * len(TOYS.boxes)},
        {"scores": [2.0] * len(TOYS.boxes)},
        {"overlap": 7},
        {"method": "guess"},
        {"sigma": None},
    ],
)
def test_a_wrong_file_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        NmsState(num_classes=3).from_json(TOYS.to_json() | wrong)


def test_every_method_comes_back() -> None:
    for method in NmsMethod:
        state = NmsState(TOYS.boxes, Thresholds(method=method), num_classes=3)
        assert state.from_json(state.to_json()).thresholds.method is method
