"""mAP against plain loops in exact fractions, cases worked out by hand, and the edges."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import voc_ap as plain

from ssd_core.boxes import overlaps
from ssd_core.evaluation import Evaluation, evaluate, false_positives_per_image, judge_all
from ssd_core.types import Detections, GroundTruth
from ssd_core.verdicts import judge

LEFT = (0.0, 0.0, 0.4, 0.4)
RIGHT = (0.6, 0.6, 1.0, 1.0)
SMALL = (0.5, 0.0, 0.6, 0.1)
NOWHERE = (0.0, 0.8, 0.2, 1.0)


def found(*rows: tuple[Any, int, float]) -> Detections:
    boxes = np.array([r[0] for r in rows], np.float32).reshape(-1, 4)
    scores = np.array([r[2] for r in rows], np.float32)
    labels = np.array([r[1] for r in rows], np.int64)
    return Detections(boxes, scores, labels, np.arange(len(rows)))


def truth(*rows: tuple[Any, int, bool]) -> GroundTruth:
    boxes = np.array([r[0] for r in rows], np.float32).reshape(-1, 4)
    labels = np.array([r[1] for r in rows], np.int64)
    return GroundTruth(boxes, labels, np.array([r[2] for r in rows], np.bool_))


def one(detections: Detections, objects: GroundTruth, **options: Any) -> Evaluation:
    return evaluate([detections], [objects], num_classes=3, **options)


tenth = st.integers(0, 6).map(lambda n: n / 6)
boxes = st.tuples(tenth, tenth, tenth, tenth).map(
    lambda c: (min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3]))
)
label = st.integers(1, 2)
few_scores = st.sampled_from([0.25, 0.5, 0.75])  # so that ties are common
picture = st.tuples(
    st.lists(st.tuples(boxes, label, few_scores), max_size=7),
    st.lists(st.tuples(boxes, label, st.booleans()), max_size=4),
)
ranges = st.sampled_from([None, (0.0, 0.3), (0.3, 0.6), (0.3, 1.0)])


@settings(max_examples=400, deadline=None)
@given(st.lists(picture, max_size=4), st.sampled_from([0.3, 0.5]), st.booleans(), ranges)
def test_equals_the_plain_loops(
    pictures: list[Any], iou: float, eleven_point: bool, size_range: tuple[float, float] | None
) -> None:
    detections = [found(*p[0]) for p in pictures]
    truths = [truth(*p[1]) for p in pictures]
    ours = evaluate(
        detections,
        truths,
        num_classes=4,
        iou=iou,
        eleven_point=eleven_point,
        size_range=size_range,
    )
    expected = []
    for k in range(1, 4):
        verdicts, count = plain.walk(
            _rows(detections), _rows(truths), k, _overlap, np.float32(iou), _within(size_range)
        )
        ap = plain.average_precision(verdicts, count, eleven_point=eleven_point)
        assert ours.curves[k].correct.tolist() == verdicts
        assert ours.objects[k] == count
        assert ours.ap[k] == pytest.approx(math.nan if ap is None else float(ap), nan_ok=True)
        expected += [] if ap is None else [float(ap)]
    mean = sum(expected) / len(expected) if expected else math.nan
    assert ours.map == pytest.approx(mean, nan_ok=True)


@settings(max_examples=100, deadline=None)
@given(st.lists(picture, max_size=4), st.sampled_from([0.3, 0.5]))
def test_the_table_of_all_detections_is_that_of_each_picture(
    pictures: list[Any], iou: float
) -> None:
    detections = [found(*p[0]) for p in pictures]
    truths = [truth(*p[1]) for p in pictures]
    table = judge_all(detections, truths, iou=iou)
    assert (np.diff(table.scores) <= 0).all()
    for number, (seen, objects) in enumerate(zip(detections, truths, strict=True)):
        alone = judge(seen, objects, overlap=iou)
        mine = table.pictures == number
        rows = table.rows[mine]
        assert sorted(rows.tolist()) == list(range(len(seen)))
        assert table.verdicts[mine].tolist() == alone.verdict[rows].tolist()
        assert table.overlaps[mine].tolist() == alone.overlap[rows].tolist()
        assert table.labels[mine].tolist() == seen.labels[rows].tolist()
        assert table.scores[mine].tolist() == seen.scores[rows].tolist()


def test_one_evaluation_holds_both_measures() -> None:
    detections = found((LEFT, 1, 0.9), (NOWHERE, 1, 0.8), (RIGHT, 1, 0.7))
    objects = truth((LEFT, 1, False), (RIGHT, 1, False), (SMALL, 1, False))
    by_area, by_points = (one(detections, objects, eleven_point=flag) for flag in (False, True))
    assert [curve.area for curve in by_points.curves][1] == by_area.ap[1]
    assert [curve.eleven_point for curve in by_area.curves][1] == by_points.ap[1]


def _rows(pictures: list[Any]) -> list[list[tuple[Any, int, float]]]:
    """The same values as plain lists, rounded to float32 as the arrays are."""
    rows = []
    for p in pictures:
        third = p.scores if isinstance(p, Detections) else p.difficult
        rows.append(list(zip(p.boxes.tolist(), p.labels.tolist(), third.tolist(), strict=True)))
    return rows


def _overlap(a: Any, b: Any) -> Any:
    return overlaps(np.array([a], np.float32), np.array([b], np.float32))[0, 0]


def _within(size_range: tuple[float, float] | None) -> Any:
    low, high = size_range or (0.0, 1.0)
    return lambda size: low <= size and (size < high or high >= 1)


def test_an_object_found_at_first_is_perfect() -> None:
    assert one(found((LEFT, 1, 0.9)), truth((LEFT, 1, False))).map == 1.0


def test_area_and_eleven_points_worked_out_by_hand() -> None:
    detections = found((LEFT, 1, 0.9), (NOWHERE, 1, 0.8), (RIGHT, 1, 0.7))
    objects = truth((LEFT, 1, False), (RIGHT, 1, False), (SMALL, 1, False))
    area = one(detections, objects)
    assert area.curves[1].precision.tolist() == pytest.approx([1, 1 / 2, 2 / 3])
    assert area.curves[1].recall.tolist() == pytest.approx([1 / 3, 1 / 3, 2 / 3])
    assert area.ap[1] == pytest.approx(1 / 3 * 1 + 1 / 3 * 2 / 3)
    # Recall 0 … 0.3 has precision 1, 0.4 … 0.6 has 2/3, the rest is never reached.
    eleven = one(detections, objects, eleven_point=True)
    assert eleven.ap[1] == pytest.approx((4 * 1 + 3 * 2 / 3) / 11)


def test_three_tenths_of_recall_are_reached_by_three_of_ten() -> None:
    """0.1 * 3 > 3 / 10 in floats: a careless comparison loses the fourth point."""
    grid = [(x / 10, 0.0, x / 10 + 0.05, 0.05) for x in range(10)]
    objects = truth(*((box, 1, False) for box in grid))
    detections = found(*((box, 1, 0.9) for box in grid[:3]))
    assert one(detections, objects, eleven_point=True).ap[1] == pytest.approx(4 / 11)


def test_a_second_detection_of_the_same_object_is_false() -> None:
    result = one(found((LEFT, 1, 0.9), (LEFT, 1, 0.8)), truth((LEFT, 1, False)))
    assert result.curves[1].correct.tolist() == [True, False]
    assert (result.correct[1], result.false_positives[1]) == (1, 1)


def test_the_most_overlapped_object_counts_even_when_it_is_taken() -> None:
    """The devkit never turns to the next best object, though it overlaps enough."""
    shifted = (0.0, 0.0, 0.4, 0.3)
    result = one(
        found((LEFT, 1, 0.9), (LEFT, 1, 0.8)), truth((LEFT, 1, False), (shifted, 1, False))
    )
    assert result.curves[1].correct.tolist() == [True, False]


def test_an_overlap_of_exactly_the_threshold_counts() -> None:
    half = (0.0, 0.0, 0.5, 0.25)
    assert one(found((half, 1, 0.9)), truth(((0.0, 0.0, 0.5, 0.5), 1, False))).map == 1.0


def test_a_difficult_object_is_neither_rewarded_nor_punished() -> None:
    objects = truth((LEFT, 1, True), (RIGHT, 1, False))
    result = one(found((LEFT, 1, 0.9), (LEFT, 1, 0.8), (RIGHT, 1, 0.7)), objects)
    assert result.map == 1.0
    assert result.objects[1] == 1


def test_the_right_place_with_the_wrong_class_is_false() -> None:
    result = one(found((LEFT, 2, 0.9)), truth((LEFT, 1, False)))
    assert result.ap[1] == 0.0
    assert result.false_positives[2] == 1


def test_equal_scores_keep_the_order_of_the_pictures() -> None:
    pictures = [truth((LEFT, 1, False)), truth((LEFT, 1, False))]
    wrong, right = found((NOWHERE, 1, 0.5)), found((LEFT, 1, 0.5))
    later = evaluate([wrong, right], pictures, num_classes=2)
    earlier = evaluate([right, wrong], pictures, num_classes=2)
    assert (later.map, earlier.map) == (0.25, 0.5)


def test_classes_without_objects_have_no_ap_and_leave_the_mean_alone() -> None:
    result = one(found((LEFT, 1, 0.9), (RIGHT, 2, 0.9)), truth((LEFT, 1, False)))
    assert np.isnan(result.ap).tolist() == [True, False, True]
    assert result.map == 1.0


@pytest.mark.parametrize("eleven_point", [False, True])
def test_no_detections_find_nothing(eleven_point: bool) -> None:
    result = one(found(), truth((LEFT, 1, False)), eleven_point=eleven_point)
    assert result.map == 0.0
    assert result.curves[1].precision.shape == (0,)


@pytest.mark.parametrize("objects", [truth(), truth((LEFT, 1, True))], ids=["none", "difficult"])
def test_without_objects_to_find_there_is_no_map(objects: GroundTruth) -> None:
    result = one(found((LEFT, 1, 0.9)), objects)
    assert math.isnan(result.map)
    assert np.isnan(result.curves[1].recall).all()


def test_no_pictures_at_all() -> None:
    assert math.isnan(evaluate([], [], num_classes=3).map)
    assert false_positives_per_image([], []) == 0.0


@pytest.mark.parametrize(
    ("size_range", "objects", "correct", "wrong"),
    [
        (None, 2, 2, 2),
        ((0.0, 0.2), 1, 1, 0),  # the wide wrong ones are somebody else's
        ((0.2, 1.0), 1, 1, 2),
    ],
)
def test_a_size_range_ignores_everything_outside(
    size_range: tuple[float, float] | None, objects: int, correct: int, wrong: int
) -> None:
    result = one(
        found((LEFT, 1, 0.9), (LEFT, 1, 0.8), (RIGHT, 1, 0.7), (SMALL, 1, 0.6)),
        truth((LEFT, 1, False), (SMALL, 1, False)),
        size_range=size_range,
    )
    assert (result.objects[1], result.correct[1]) == (objects, correct)
    assert result.false_positives[1] == wrong


def test_size_ranges_share_every_object_out_once() -> None:
    sides = [16 / 300, 32 / 300, 0.25, 0.5, 1.0]
    objects = truth(*(((0.0, 0.0, s, s), 1, False) for s in sides))
    limits = [0.0, 0.25, 0.5, 1.0]
    shares = [one(found(), objects, size_range=band).objects[1] for band in pairwise(limits)]
    assert shares == [2, 1, 2]


def test_false_positives_a_picture() -> None:
    detections = [
        found((LEFT, 1, 0.9), (LEFT, 1, 0.8), (NOWHERE, 2, 0.7), (NOWHERE, 2, 0.5)),
        found((RIGHT, 1, 0.9)),
    ]
    truths = [truth((LEFT, 1, False)), truth((RIGHT, 1, True))]
    assert false_positives_per_image(detections, truths) == 1.0  # the double and one of NOWHERE
    assert false_positives_per_image(detections, truths, confidence=0.4) == 1.5


def test_boxes_that_are_not_finite_are_false() -> None:
    result = one(found(((math.nan,) * 4, 1, 0.9), (LEFT, 1, 0.8)), truth((LEFT, 1, False)))
    assert result.curves[1].correct.tolist() == [False, True]


@pytest.mark.parametrize(
    ("detections", "options"),
    [
        ([], {"num_classes": 3}),
        ([found((LEFT, 3, 0.9))], {"num_classes": 3}),
        ([found()], {"num_classes": 3, "iou": 0.0}),
        ([found()], {"num_classes": 3, "iou": 1.5}),
    ],
    ids=["one picture short", "label", "iou 0", "iou 1.5"],
)
def test_says_what_does_not_fit(detections: list[Detections], options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"pictures|label|iou"):
        evaluate(detections, [truth((LEFT, 1, False))], **options)
