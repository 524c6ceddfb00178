"""Lesson 4: the mined set and the sums are those of the loss that trains."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from lesson_scenes import DBOXES, random_raw, random_truth
from torch.nn import functional

from ssd_core.lessons.mining import cross_entropy, losses, smooth_l1, sums, two_sorts
from ssd_core.loss import hardest_negatives, multibox_loss
from ssd_core.matching import learning_targets
from ssd_core.types import GroundTruth


@pytest.mark.parametrize("count", [1, 3, 12])
@pytest.mark.parametrize("ratio", [0, 3, 10])
def test_it_is_the_loss_that_trains(count: int, ratio: int) -> None:
    for seed in range(3):
        rng = np.random.default_rng(seed)
        raw, truth = random_raw(rng), random_truth(rng, count)
        told = losses(raw, truth, DBOXES, neg_pos_ratio=ratio)
        offsets, labels = learning_targets(truth, DBOXES)
        tensors = [
            torch.from_numpy(np.array(a))[None] for a in (raw.loc, raw.conf, offsets, labels)
        ]
        real = multibox_loss(*tensors, neg_pos_ratio=ratio)
        summed = sums(told)
        assert summed.positives == real.positives.item()
        assert summed.localisation / summed.positives == pytest.approx(
            real.localisation.item(), rel=1e-5
        )
        assert summed.total == pytest.approx(real.total.item(), rel=1e-5)
        kept = hardest_negatives(
            torch.from_numpy(told.confidence)[None],
            torch.from_numpy(told.positive)[None],
            neg_pos_ratio=ratio,
        )
        assert np.array_equal(kept[0].numpy(), told.mining.negatives)
        assert summed.negatives == ratio * summed.positives


def test_without_an_object_nothing_is_divided_by_nothing() -> None:
    told = losses(random_raw(np.random.default_rng(0)), GroundTruth.none(), DBOXES)
    for mined in (True, False):
        assert sums(told, mined=mined).total == 0
    assert sums(told).negatives == 0
    assert sums(told, mined=False).negatives == 8732


def test_without_mining_background_drowns_the_rest() -> None:
    rng = np.random.default_rng(1)
    told = losses(random_raw(rng), random_truth(rng, 2), DBOXES)
    everyone, mined = sums(told, mined=False), sums(told)
    assert everyone.negatives == 8732 - told.positives
    assert everyone.confidence_negatives > mined.confidence_negatives
    assert everyone.share_of_negatives > mined.share_of_negatives


def test_the_second_sort_undoes_the_first() -> None:
    rng = np.random.default_rng(2)
    told = losses(random_raw(rng), random_truth(rng, 4), DBOXES)
    sorts = two_sorts(told)
    assert np.array_equal(sorts.rank[sorts.order], np.arange(8732))
    assert np.array_equal(sorts.rank, told.mining.rank)
    assert (np.diff(told.ranked[sorts.order]) <= 0).all()
    hardest = sorts.order[: 3 * told.positives]
    assert set(hardest[~told.positive[hardest]]) == set(np.flatnonzero(told.mining.negatives))


def test_the_curves_are_torchs() -> None:
    rng = np.random.default_rng(3)
    error = rng.normal(0, 2, (50, 4)).astype(np.float32)
    theirs = functional.smooth_l1_loss(
        torch.from_numpy(error), torch.zeros(50, 4), reduction="none"
    )
    assert smooth_l1(error) == pytest.approx(theirs.numpy(), abs=1e-6)
    conf, labels = rng.normal(0, 40, (50, 9)).astype(np.float32), rng.integers(0, 9, 50)
    theirs = functional.cross_entropy(
        torch.from_numpy(conf), torch.from_numpy(labels), reduction="none"
    )
    assert cross_entropy(conf, labels) == pytest.approx(theirs.numpy(), abs=1e-4)
