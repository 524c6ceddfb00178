"""The distributions that stand behind the sliders."""

from __future__ import annotations

import numpy as np
import pytest
from oracles.cases import random_candidates, random_thresholds, random_variant

from ssd_core import detection, suppression
from ssd_core.boxes import overlaps
from ssd_core.detection import Selector, select
from ssd_core.histograms import overlap_histogram, score_histogram
from ssd_core.types import Candidates, Thresholds

pytestmark = pytest.mark.filterwarnings("error")

UNIT = np.float32([0, 0, 1, 1])


def test_each_dbox_counts_once_at_its_best_score() -> None:
    scores = np.float32([[0.9, 0.1, 0.05], [0.0, 0.5, 0.6], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    counts = score_histogram(Candidates(np.tile(UNIT, (4, 1)), scores), bins=10)
    assert counts.tolist() == [1, 1, 0, 0, 0, 0, 1, 0, 0, 1]


def test_what_is_not_finite_has_no_score() -> None:
    boxes = np.tile(UNIT, (3, 1))
    boxes[0, 0] = np.inf
    scores = np.float32([[0, 0.9, 0.9], [0, np.nan, 0.25], [0, np.nan, np.inf]])
    assert score_histogram(Candidates(boxes, scores), bins=4).tolist() == [0, 1, 0, 0]


@pytest.mark.parametrize("shape", [(0, 3), (5, 1)])
def test_nothing_to_count(shape: tuple[int, int]) -> None:
    candidates = Candidates(np.tile(UNIT, (shape[0], 1)), np.ones(shape))
    assert score_histogram(candidates).tolist() == [0] * 40
    assert overlap_histogram(Selector(candidates), Thresholds()).tolist() == [0] * 40


def test_overlaps_count_by_the_better_ones_of_the_class() -> None:
    boxes = np.float32([[0, 0, 1, 1], [0, 0, 1, 0.5], [0, 0, 1, 0.75]])
    scores = np.float32([[0, 0.9, 0.4], [0, 0.8, 0.5], [0, 0.7, 0.1]])
    selector = Selector(Candidates(boxes, scores))
    # class 1: the best, 0.5 with it, 0.75 with it; class 2: the best and 0.5, the third is below.
    assert overlap_histogram(selector, Thresholds(), bins=4).tolist() == [2, 0, 2, 1]
    assert overlap_histogram(selector, Thresholds(confidence=0.75), bins=4).tolist() == [1, 0, 1, 0]


@pytest.mark.parametrize("seed", range(3))
def test_overlap_histogram_counts_what_enters_nms(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(30):
        candidates = random_candidates(rng)
        selector = Selector(candidates)
        for _ in range(3):
            thresholds = random_thresholds(rng, candidates.num_classes)
            counts = overlap_histogram(selector, thresholds, bins=7)
            funnel = select(candidates, thresholds).funnel
            assert counts.sum() == funnel.top_k
            assert (selector.highest_overlaps(thresholds) > thresholds.overlap).sum() >= (
                funnel.top_k - funnel.after_nms
            )


def test_an_overlap_of_one_counts_in_the_last_bin() -> None:
    candidates = Candidates(np.tile(UNIT, (2, 1)), np.float32([[0, 0.9], [0, 0.8]]))
    assert overlaps(candidates.boxes, candidates.boxes).min() == 1
    assert overlap_histogram(Selector(candidates), Thresholds(), bins=5).tolist() == [1, 0, 0, 0, 1]


@pytest.mark.parametrize("seed", range(3))
def test_every_kind_of_nms_counts_what_enters_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(30):
        candidates = random_candidates(rng)
        selector = Selector(candidates)
        for _ in range(3):
            thresholds = random_variant(rng, candidates.num_classes)
            funnel = select(candidates, thresholds).funnel
            assert overlap_histogram(selector, thresholds, bins=7).sum() == funnel.top_k
            if not thresholds.method.soft:
                danger = selector.highest_overlaps(thresholds) > np.float32(thresholds.overlap)
                assert danger.sum() >= funnel.top_k - funnel.after_nms


def test_across_classes_overlaps_count_by_the_better_ones_of_all() -> None:
    boxes = np.float32([[0, 0, 1, 1], [0, 0, 1, 0.5]])
    selector = Selector(Candidates(boxes, np.float32([[0, 0.9, 0], [0, 0, 0.8]])))
    assert overlap_histogram(selector, Thresholds(), bins=4).tolist() == [2, 0, 0, 0]
    across = Thresholds(class_agnostic=True)
    assert overlap_histogram(selector, across, bins=4).tolist() == [1, 0, 1, 0]


@pytest.mark.parametrize("across", [False, True])
def test_of_very_many_a_sample_speaks_for_all(
    across: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(5)
    low = rng.random((300, 2))
    candidates = Candidates(np.concatenate([low, low + 0.3], axis=1), rng.random((300, 4)))
    thresholds = Thresholds(class_agnostic=across)
    exact = overlap_histogram(Selector(candidates), thresholds, bins=5)
    monkeypatch.setattr(suppression, "MOST_MEETINGS", 20_000)
    monkeypatch.setattr(detection, "MOST_MEETINGS", 20_000)
    selector = Selector(candidates)
    sampled = overlap_histogram(selector, thresholds, bins=5)
    assert len(selector.highest_overlaps(thresholds)) < exact.sum() == sampled.sum()
    assert np.abs(sampled - exact).max() < exact.sum() / 10
