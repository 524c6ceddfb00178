"""NMS against the plain greedy loop, index for index."""

from __future__ import annotations

import numpy as np
import pytest
from oracles import nms as plain
from oracles.cases import random_boxes

from ssd_core.boxes import overlaps
from ssd_core.nms import highest_overlaps, nms, suppressors, survivors

pytestmark = pytest.mark.filterwarnings("error")

OVERLAPS = [0.0, 0.25, 1 / 3, 0.45, 0.5, 0.9, 1.0]


def random_scores(rng: np.random.Generator, count: int) -> np.ndarray:
    scores = np.round(rng.normal(0, 1, count) * 4) / 4  # ties, and some below zero
    scores[rng.random(count) < 0.05] = rng.choice([np.nan, np.inf, -np.inf])
    return scores.astype(np.float32)


def sorted_groups(rng: np.random.Generator, count: int) -> np.ndarray:
    """Small groups, a large one and gaps, rising."""
    return np.sort(rng.choice([1, 2, 3, 4, 9, 9, 9, 9, 9, 12], count))


@pytest.mark.parametrize("seed", range(4))
def test_nms_is_the_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(100):
        count = int(rng.integers(0, 50))
        boxes, scores = random_boxes(rng, count), random_scores(rng, count)
        boxes[rng.random(count) < 0.03, 2] = np.nan
        threshold = float(rng.choice(OVERLAPS))
        kept = nms(boxes, scores, overlap=threshold)
        assert kept.dtype == np.int64
        assert kept.tolist() == plain.nms(boxes, scores, threshold=threshold)


@pytest.mark.parametrize("overlap", [0.2, 0.5, 0.8])
def test_nms_of_several_blocks_is_the_plain_loop(overlap: float) -> None:
    rng = np.random.default_rng(5)
    boxes, scores = random_boxes(rng, 350), random_scores(rng, 350)
    expected = plain.nms(boxes, scores, threshold=overlap)
    assert nms(boxes, scores, overlap=overlap).tolist() == expected


def test_a_chain_is_cut_link_by_link() -> None:
    """Each box overlaps only its neighbours: the second falls, so the third stays, and so on."""
    left = np.arange(300, dtype=np.float32)[:, None] * 0.5
    boxes = left + np.float32([0, 0, 1, 1])
    boxes[:, 1::2] = [0, 1]
    scores = np.linspace(1, 0, 300, dtype=np.float32)
    assert nms(boxes, scores, overlap=0.3).tolist() == list(range(0, 300, 2))


@pytest.mark.parametrize(
    ("overlap", "kept", "why"),
    [
        (0.5, [0, 1], "an overlap equal to the threshold suppresses nothing"),
        (0.49, [0], "one above it does"),
        (1.0, [0, 1], "nothing is above 1"),
        (0.0, [0], "any overlap is above 0"),
    ],
)
def test_the_threshold_is_strict(overlap: float, kept: list[int], why: str) -> None:
    boxes = np.float32([[0, 0, 1, 1], [0, 0, 1, 0.5]])
    assert nms(boxes, np.float32([0.9, 0.8]), overlap=overlap).tolist() == kept, why


@pytest.mark.parametrize(
    ("boxes", "scores", "overlap", "why"),
    [
        (2, 1, 0.45, "a score for each box"),
        (1, 1, 1.5, "no IoU is above it"),
        (1, 1, float("nan"), "nothing compares with it"),
    ],
)
def test_wrong_arguments_are_refused(boxes: int, scores: int, overlap: float, why: str) -> None:
    with pytest.raises(ValueError, match=r"expected boxes|between 0 and 1"):
        nms(np.zeros((boxes, 4)), np.zeros(scores), overlap=overlap)


def test_among_equals_the_lower_row_wins() -> None:
    boxes = np.repeat(np.float32([[0, 0, 1, 1]]), 200, axis=0)
    assert nms(boxes, np.full(200, 0.5, np.float32), overlap=0.45).tolist() == [0]


@pytest.mark.parametrize("seed", range(4))
def test_groups_never_touch_one_another(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for count in (0, 1, 7, 60, 400):
        boxes, groups = random_boxes(rng, count), sorted_groups(rng, count)
        kept = survivors(boxes, groups, overlap=0.45)
        for group in np.unique(groups):
            rows = np.flatnonzero(groups == group)
            falling = -np.arange(len(rows), dtype=np.float32)
            alone = rows[nms(boxes[rows], falling, overlap=0.45)]
            np.testing.assert_array_equal(rows[kept[rows]], alone)


@pytest.mark.parametrize("seed", range(4))
def test_the_suppressor_is_the_best_kept_one_above_the_threshold(seed: int) -> None:
    rng = np.random.default_rng(seed)
    boxes, groups = random_boxes(rng, 300), sorted_groups(rng, 300)
    kept = survivors(boxes, groups, overlap=0.4)
    by, overlap = suppressors(boxes, groups, kept, overlap=0.4)
    table = overlaps(boxes, boxes)
    for row in range(len(boxes)):
        above = kept & (groups == groups[row]) & (table[row] > np.float32(0.4))
        if kept[row]:
            assert by[row] == -1
            assert np.isnan(overlap[row])
        else:
            assert by[row] == np.flatnonzero(above)[0] < row
            assert overlap[row] == table[row, by[row]]


@pytest.mark.parametrize("count", [0, 1, 30, 300])
def test_highest_overlap_looks_only_at_better_boxes_of_the_group(count: int) -> None:
    rng = np.random.default_rng(count)
    boxes, groups = random_boxes(rng, count), sorted_groups(rng, count)
    highest = highest_overlaps(boxes, groups)
    table = overlaps(boxes, boxes)
    for row in range(count):
        better = np.arange(row)[groups[:row] == groups[row]]
        assert highest[row] == table[row, better].max(initial=0)
    safe = highest <= np.float32(0.45)
    assert survivors(boxes, groups, overlap=0.45)[safe].all()
