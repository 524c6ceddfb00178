"""Box forms, areas and overlaps against plain arithmetic on two boxes at a time."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from oracles import nms as plain
from oracles.cases import random_boxes

from ssd_core.boxes import Corners, areas, cxcywh_to_xyxy, overlaps, xyxy_to_cxcywh

pytestmark = pytest.mark.filterwarnings("error")

UNIT = [0.0, 0.0, 1.0, 1.0]
ANYTHING = st.floats(width=32)
NEAR = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])


def boxes_of(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[np.ndarray]:
    shape = st.tuples(st.integers(0, 6), st.just(4))
    return arrays(np.float32, shape, elements=numbers)


def float32(*boxes: list[float]) -> np.ndarray:
    return np.array(boxes, np.float32).reshape(-1, 4)


def test_forms_turn_into_each_other() -> None:
    cxcywh = float32([0.5, 0.25, 1.0, 0.5], [0.1, 0.2, 0.0, 0.4])
    xyxy = cxcywh_to_xyxy(cxcywh)
    np.testing.assert_allclose(xyxy, [[0, 0, 1, 0.5], [0.1, 0, 0.1, 0.4]], atol=1e-7)
    np.testing.assert_allclose(xyxy_to_cxcywh(xyxy), cxcywh, atol=1e-7)
    assert xyxy.dtype == np.float32


def test_forms_take_any_leading_shape() -> None:
    boxes = np.random.default_rng(0).random((2, 3, 4), np.float32)
    assert cxcywh_to_xyxy(boxes).shape == (2, 3, 4)
    np.testing.assert_array_equal(cxcywh_to_xyxy(boxes)[1], cxcywh_to_xyxy(boxes[1]))
    assert areas(boxes).shape == (2, 3)


@pytest.mark.parametrize(
    ("box", "area"),
    [
        (UNIT, 1.0),
        ([0.0, 0.0, 0.5, 0.25], 0.125),
        ([0.5, 0.0, 0.5, 1.0], 0.0),  # no width
        ([1.0, 1.0, 0.0, 0.0], 0.0),  # inside out: two negative sides are no area
        ([np.nan, 0.0, 1.0, 1.0], np.nan),
    ],
)
def test_area(box: list[float], area: float) -> None:
    np.testing.assert_array_equal(areas(float32(box)), np.float32([area]))


@pytest.mark.parametrize(
    ("a", "b", "expected", "why"),
    [
        (UNIT, UNIT, 1.0, "a box is itself"),
        (UNIT, [0.0, 0.0, 0.5, 1.0], 0.5, "one half"),
        (UNIT, [0.5, 0.5, 1.5, 1.5], 0.25 / 1.75, "a corner"),
        (UNIT, [1.0, 0.0, 2.0, 1.0], 0.0, "they only touch"),
        (
            UNIT,
            [3.0, 3.0, 4.0, 4.0],
            0.0,
            "apart on both axes, where the product would be positive",
        ),
        ([0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5], 0.0, "a point has no union with itself"),
        ([1.0, 1.0, 0.0, 0.0], UNIT, 0.0, "inside out"),
        ([-np.inf, 0.0, np.inf, 1.0], UNIT, 0.0, "infinite"),
        ([np.inf, 0.0, 0.0, 1.0], [np.inf, 0.0, 0.0, 1.0], 0.0, "infinite and inside out"),
        ([np.nan, 0.0, 1.0, 1.0], [np.nan, 0.0, 1.0, 1.0], 0.0, "not a number"),
        ([0.0, 0.0, 1e30, 1e30], [0.0, 0.0, 1e30, 1e30], 0.0, "finite, but its area is not"),
    ],
)
def test_overlap(a: list[float], b: list[float], expected: float, why: str) -> None:
    assert overlaps(float32(a), float32(b))[0, 0] == np.float32(expected), why


@settings(max_examples=150, deadline=None)
@given(boxes_of(ANYTHING | NEAR), boxes_of(ANYTHING | NEAR))
def test_overlaps_are_those_of_the_plain_loop(a: np.ndarray, b: np.ndarray) -> None:
    table = overlaps(a, b)
    expected = [[plain.overlap(list(p), list(q)) for q in b] for p in a]
    np.testing.assert_array_equal(table, np.array(expected, np.float32).reshape(len(a), len(b)))
    np.testing.assert_array_equal(table, overlaps(b, a).T)
    assert ((table >= 0) & (table <= 1)).all()


@pytest.mark.parametrize("shape", [(0, 5), (5, 0), (3, 9000), (9000, 3), (150, 170)])
def test_blocks_make_no_difference(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(1)
    a, b = random_boxes(rng, shape[0]), random_boxes(rng, shape[1])
    table = overlaps(a, b)
    assert table.shape == shape
    for row, column in rng.integers(0, shape, (40, 2)) if table.size else []:
        assert table[row, column] == plain.overlap(list(a[row]), list(b[column]))


def test_corners_keep_the_order_they_are_taken_in() -> None:
    boxes = random_boxes(np.random.default_rng(2), 9)
    rows = np.array([5, 0, 5])
    taken = Corners.of(boxes).take(rows)
    assert len(taken) == 3
    np.testing.assert_array_equal(taken.overlaps(Corners.of(boxes)), overlaps(boxes[rows], boxes))


@pytest.mark.parametrize("shape", [(2, 3), (4, 0), ()])
def test_what_is_no_box_is_refused(shape: tuple[int, ...]) -> None:
    wrong = np.zeros(shape, np.float32)
    for form in (cxcywh_to_xyxy, xyxy_to_cxcywh, areas):
        with pytest.raises(ValueError, match="4 values"):
            form(wrong)
    with pytest.raises(ValueError, match="expected boxes"):
        overlaps(np.zeros(4), np.zeros((1, 4)))


def test_the_window_thread_can_select_without_torch() -> None:
    program = (
        "import sys, ssd_core.detection, ssd_core.fates, ssd_core.histograms;"
        "print(sorted({'torch', 'cv2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
