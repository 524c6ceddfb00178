"""Comparing two sets of detections: each in one place, the same seen from either side."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_core.boxes import overlaps
from ssd_core.compare import Comparison, compare, in_other_classes
from ssd_core.types import Detections, Thresholds

CLASSES = ("boat", "cat", "dog")
WHOLE = (0.0, 0.0, 0.4, 0.4)
MOST = (0.0, 0.0, 0.4, 0.3)  # overlaps WHOLE by 0.75
HALF = (0.0, 0.0, 0.4, 0.2)  # by 0.5
AWAY = (0.6, 0.6, 1.0, 1.0)


def found(*rows: tuple[Any, int, float]) -> Detections:
    boxes = np.array([r[0] for r in rows], np.float32).reshape(-1, 4)
    scores = np.array([r[2] for r in rows], np.float32)
    return Detections(boxes, scores, np.array([r[1] for r in rows]), np.arange(len(rows)))


def compared(a: Detections, b: Detections) -> Comparison:
    return compare(a, b, classes_a=CLASSES, classes_b=CLASSES)


sixth = st.integers(0, 6).map(lambda n: n / 6)
boxes = st.tuples(sixth, sixth, sixth, sixth).map(
    lambda c: (min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3]))
)
row = st.tuples(boxes, st.integers(1, 2))
both_sides = st.tuples(st.lists(row, max_size=9), st.lists(row, max_size=9), st.randoms())


def two_sets(drawn: Any) -> tuple[Detections, Detections]:
    """Sets in which no two scores are equal."""
    rows_a, rows_b, random = drawn
    scores = [(k + 1) / 32 for k in range(len(rows_a) + len(rows_b))]
    random.shuffle(scores)
    scored = [(box, label, s) for (box, label), s in zip(rows_a + rows_b, scores, strict=True)]
    return found(*scored[: len(rows_a)]), found(*scored[len(rows_a) :])


@settings(max_examples=300)
@given(both_sides)
def test_every_detection_stands_in_exactly_one_place(drawn: Any) -> None:
    a, b = two_sets(drawn)
    result = compared(a, b)
    assert sorted([*result.pairs[:, 0], *result.only_a]) == list(range(len(a)))
    assert sorted([*result.pairs[:, 1], *result.only_b]) == list(range(len(b)))


@settings(max_examples=300)
@given(both_sides)
def test_pairs_are_of_one_class_and_overlap_and_nothing_left_would_pair(drawn: Any) -> None:
    a, b = two_sets(drawn)
    result = compared(a, b)
    table = overlaps(a.boxes, b.boxes)
    for (i, j), overlap, change in zip(result.pairs, result.overlap, result.change, strict=True):
        assert a.labels[i] == b.labels[j]
        assert overlap == table[i, j] >= 0.5
        assert change == b.scores[j] - a.scores[i]
    same = a.labels[result.only_a][:, None] == b.labels[result.only_b]
    assert not (same & (table[np.ix_(result.only_a, result.only_b)] >= 0.5)).any()


@settings(max_examples=300)
@given(both_sides)
def test_swapping_the_sides_swaps_the_answer(drawn: Any) -> None:
    a, b = two_sets(drawn)
    there, back = compared(a, b), compared(b, a)
    assert sorted(map(tuple, there.pairs[:, ::-1])) == sorted(map(tuple, back.pairs))
    assert there.only_a.tolist() == back.only_b.tolist()
    assert there.only_b.tolist() == back.only_a.tolist()
    assert sorted(there.change) == sorted(-back.change)


def test_the_best_score_of_either_side_chooses_first() -> None:
    a = found((HALF, 1, 0.6), (WHOLE, 1, 0.5))
    b = found((MOST, 1, 0.9))
    # MOST overlaps WHOLE by 0.75 and HALF by 0.67.
    result = compared(a, b)
    assert result.pairs.tolist() == [[1, 0]]
    assert result.only_a.tolist() == [0]
    assert np.isclose(result.change, [0.4]).all()


def test_an_overlap_of_exactly_a_half_is_enough() -> None:
    assert compared(found((WHOLE, 1, 0.9)), found((HALF, 1, 0.9))).pairs.tolist() == [[0, 0]]


def test_another_class_or_place_is_another_object() -> None:
    assert not len(compared(found((WHOLE, 1, 0.9)), found((WHOLE, 2, 0.9))).pairs)
    assert not len(compared(found((WHOLE, 1, 0.9)), found((AWAY, 1, 0.9))).pairs)


def test_classes_are_matched_by_name() -> None:
    a, b = found((WHOLE, 1, 0.9), (AWAY, 2, 0.8)), found((AWAY, 1, 0.7), (WHOLE, 2, 0.6))
    result = compare(a, b, classes_a=("boat", "cat"), classes_b=("tree", "boat"))
    assert result.pairs.tolist() == [[0, 1]]
    assert (result.only_a.tolist(), result.only_b.tolist()) == ([1], [0])


def test_thresholds_keep_the_classes_that_the_other_detector_knows() -> None:
    mine = Thresholds(classes=frozenset({1, 3}), class_confidence={1: 0.6, 2: 0.7, 3: 0.8})
    theirs = in_other_classes(mine, classes=CLASSES, other=("dog", "bird", "cat"))
    assert theirs.classes == {1}
    assert theirs.class_confidence == ((1, 0.8), (3, 0.7))
    assert (theirs.confidence, theirs.overlap) == (mine.confidence, mine.overlap)
    every = in_other_classes(Thresholds(), classes=CLASSES, other=("bird",))
    assert every.classes is None


def test_nothing_on_one_side_or_both() -> None:
    some, none = found((WHOLE, 1, 0.9)), Detections.none()
    assert compared(some, none).only_a.tolist() == [0]
    assert compared(none, some).only_b.tolist() == [0]
    assert not len(compared(none, none).pairs)
