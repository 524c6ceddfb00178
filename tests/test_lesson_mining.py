"""Lesson 4: the mined set and the sums are those of the loss that trains."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from lesson_scenes import DBOXES, random_raw, random_truth
from torch.nn import functional

from ssd_core.lessons.matching import OverlapTable
from ssd_core.lessons.mining import (
    cross_entropy,
    excerpt,
    losses,
    row,
    smooth_l1,
    sums,
    two_sorts,
    untrained,
    without,
    worst_in_cells,
)
from ssd_core.loss import hardest_negatives, multibox_loss
from ssd_core.matching import learning_targets, match_table
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


def test_the_dots_on_the_curves_are_the_losses_of_the_box() -> None:
    rng = np.random.default_rng(4)
    told = losses(random_raw(rng), random_truth(rng, 3), DBOXES)
    for dbox in np.flatnonzero(told.kept)[::7].tolist():
        assert -np.log(told.own_score(dbox)) == pytest.approx(told.confidence[dbox], abs=1e-5)
        assert smooth_l1(told.errors[dbox]).sum() == pytest.approx(told.localisation[dbox])
    assert not told.errors[~told.positive].any()


def test_the_excerpt_of_the_table_tells_the_story() -> None:
    rng = np.random.default_rng(5)
    told = losses(random_raw(rng), random_truth(rng, 4), DBOXES)
    sorts, kept = two_sorts(told), 3 * told.positives
    first, worst, cut = excerpt(told, sorts)
    assert first == (0, 1, 2)
    assert [row(told, sorts, i).rank for i in worst] == [0, 1, 2]
    assert [(row(told, sorts, i).rank, row(told, sorts, i).kept) for i in cut] == [
        (kept - 1, True),
        (kept, False),
    ]
    assert [row(told, sorts, i).idx for i in first] == list(worst)
    nobody = losses(random_raw(rng), GroundTruth.none(), DBOXES)
    assert excerpt(nobody, two_sorts(nobody))[2] == ()


def test_one_dot_stands_for_the_worst_box_of_its_cell() -> None:
    rng = np.random.default_rng(6)
    values = rng.random(8732).astype(np.float32)
    values[:4] = 1  # a tie
    worst = worst_in_cells(values, DBOXES)
    assert len(worst) == 1940
    assert worst[0] == 0
    for cell in rng.integers(0, 1940, 50).tolist():
        same = (DBOXES.level == DBOXES.level[worst[cell]]) & (
            DBOXES.cell == DBOXES.cell[worst[cell]]
        ).all(axis=1)
        assert values[same].max() == values[worst[cell]]
    with_nan = values.copy()
    with_nan[100] = np.nan
    assert len(worst_in_cells(with_nan, DBOXES)) == 1940


def test_a_forgotten_object_becomes_background_to_learn() -> None:
    rng = np.random.default_rng(7)
    raw, truth = random_raw(rng), random_truth(rng, 3)
    fewer = without(truth, 1)
    assert np.array_equal(fewer.boxes, truth.boxes[[0, 2]])
    before, after = losses(raw, truth, DBOXES), losses(raw, fewer, DBOXES)
    assert after.positives < before.positives
    changed = before.positive & ~after.positive
    assert (after.labels[changed] == 0).all()


def test_an_untrained_network_hears_almost_nothing_but_background() -> None:
    truth = random_truth(np.random.default_rng(8), 4)
    told = losses(untrained(DBOXES, 9), truth, DBOXES)
    assert told.confidence.mean() == pytest.approx(np.log(9), abs=0.05)
    assert sums(told, mined=False).share_of_negatives > 0.97
    assert sums(told).share_of_negatives == pytest.approx(0.75, abs=0.05)


def test_a_known_match_changes_nothing() -> None:
    """A drag keeps the overlaps of the objects that lie still."""
    rng = np.random.default_rng(1)
    raw, truth = random_raw(rng), random_truth(rng, 12)
    table = OverlapTable.of(truth, DBOXES)
    for _ in range(5):
        boxes = truth.boxes.copy()
        boxes[rng.integers(len(boxes))] += rng.uniform(-0.05, 0.05)
        truth = GroundTruth(boxes, truth.labels, truth.difficult)
        table = table.moved(truth)
        fast = losses(raw, truth, DBOXES, matched=match_table(table.values))
        plain = losses(raw, truth, DBOXES)
        for name in ("labels", "confidence", "errors", "localisation", "ranked"):
            assert np.array_equal(getattr(fast, name), getattr(plain, name)), name
        assert np.array_equal(fast.confidence, cross_entropy(raw.conf, fast.labels))
        assert np.array_equal(fast.mining.rank, plain.mining.rank)
