"""A digest answers as the whole candidates do, in a hundredth of the memory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from oracles.cases import random_candidates, random_thresholds

from ssd_core.detection import select
from ssd_core.digest import Digest
from ssd_core.types import Candidates, Detections, Thresholds

pytestmark = pytest.mark.filterwarnings("error")


def assert_same(a: Detections, b: Detections) -> None:
    for name in ("boxes", "scores", "labels", "dbox"):
        found, expected = getattr(a, name), getattr(b, name)
        assert found.dtype == expected.dtype
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("seed", range(6))
def test_a_digest_selects_as_the_candidates_do(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(25):
        candidates = random_candidates(rng)
        floor, top_k = float(rng.choice([0.0, 0.01, 0.25])), int(rng.choice([1, 5, 400]))
        digest = Digest.of(candidates, floor=floor, top_k=top_k)
        for _ in range(8):
            drawn = random_thresholds(rng, candidates.num_classes)
            thresholds = replace(
                drawn, confidence=max(drawn.confidence, floor), top_k=min(drawn.top_k, top_k)
            )
            assert digest.serves(thresholds)
            expected = select(candidates, thresholds).detections
            assert_same(digest.select(thresholds), expected)
            labels, counts = np.unique(expected.labels, return_counts=True)
            told = dict(zip(labels.tolist(), counts.tolist(), strict=True))
            assert digest.count(thresholds) == told


def test_it_tells_where_it_cannot_be_exact() -> None:
    digest = Digest.of(Candidates(np.zeros((0, 4)), np.zeros((0, 3))), floor=0.05, top_k=100)
    assert digest.serves(Thresholds(confidence=0.05, top_k=100))
    assert not digest.serves(Thresholds(confidence=0.04, top_k=100))
    assert not digest.serves(Thresholds(confidence=0.05, top_k=101))


def test_beyond_its_limits_it_answers_from_what_it_keeps() -> None:
    boxes = np.arange(4, dtype=np.float32)[:, None] + np.float32([0, 0, 0.5, 1])
    candidates = Candidates(boxes, np.float32([[0, s] for s in (0.9, 0.8, 0.7, 0.02)]))
    digest = Digest.of(candidates, floor=0.05, top_k=2)
    assert digest.select(Thresholds(confidence=0.0)).dbox.tolist() == [0, 1]


def test_it_is_small_beside_the_candidates() -> None:
    """8,732 DBoxes, 21 classes, 300 candidates over the floor."""
    rng = np.random.default_rng(3)
    boxes = rng.random((8732, 4)).astype(np.float32)
    scores = np.full((8732, 21), 0.001, np.float32)
    scores[rng.choice(8732, 300, replace=False), rng.integers(1, 21, 300)] = 0.5
    digest = Digest.of(Candidates(boxes, scores))
    assert digest.nbytes <= 300 * (4 + 1 + 2 + 16 + 2)
    assert digest.nbytes * 100 < boxes.nbytes + scores.nbytes


def test_it_keeps_nothing_of_the_candidates_alive() -> None:
    rng = np.random.default_rng(5)
    digest = Digest.of(Candidates(rng.random((500, 4)), rng.random((500, 4))))
    for name in ("scores", "labels", "box", "boxes", "dbox"):
        array = getattr(digest, name)
        owner = array if array.base is None else array.base
        assert owner.nbytes == array.nbytes
