"""Mining and MultiBox loss against the plain loops, values and gradients."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from oracles.loss import multibox_loss as plain_loss
from oracles.quality import worth as plain_worth

from ssd_core.loss import hardest_negatives, multibox_loss
from ssd_core.mining import mine
from ssd_core.quality import worth


def example(seed: int, *, batch: int = 3, boxes: int = 60, classes: int = 5, share: float = 0.1):
    rng = torch.Generator().manual_seed(seed)
    loc = torch.randn(batch, boxes, 4, generator=rng, dtype=torch.float64)
    conf = torch.randn(batch, boxes, classes, generator=rng, dtype=torch.float64) * 3
    target = torch.randn(batch, boxes, 4, generator=rng, dtype=torch.float64)
    labels = torch.randint(1, classes, (batch, boxes), generator=rng)
    labels[torch.rand(batch, boxes, generator=rng) >= share] = 0
    return loc, conf, target, labels


@pytest.mark.parametrize("share", [0.0, 0.05, 0.3, 1.0])
@pytest.mark.parametrize("batch", [1, 3])
def test_value_and_gradient_equal_the_plain_loops(batch: int, share: float) -> None:
    for seed in range(5):
        loc, conf, target, labels = example(seed, batch=batch, share=share)
        ours_in = [loc.float().requires_grad_(), conf.float().requires_grad_()]
        plain_in = [loc.requires_grad_(), conf.requires_grad_()]
        ours = multibox_loss(*ours_in, target.float(), labels)
        expected = plain_loss(*plain_in, target, labels)
        assert ours.localisation.item() == pytest.approx(expected[0].item(), rel=2e-6, abs=1e-9)
        assert ours.confidence.item() == pytest.approx(expected[1].item(), rel=2e-6, abs=1e-9)
        ours.total.backward()
        (expected[0] + expected[1]).backward() if share else None
        for mine_, theirs in zip(ours_in, plain_in, strict=True):
            gradient = torch.zeros_like(theirs) if theirs.grad is None else theirs.grad
            assert (mine_.grad - gradient).abs().max() < 1e-6


def test_nothing_to_learn_gives_zero_not_nan() -> None:
    loc, conf, target, _ = example(0)
    loc = loc.float().requires_grad_()
    loss = multibox_loss(loc, conf.float(), target.float(), torch.zeros(3, 60, dtype=torch.int64))
    assert loss.total.item() == 0.0
    assert loss.positives.item() == 0


def test_a_negative_that_is_not_a_number_is_seen() -> None:
    loc, conf, target, labels = example(0)
    worst = (labels[1] == 0).nonzero()[-1]
    conf[1, worst, 2] = torch.nan
    loss = multibox_loss(loc.float(), conf.float(), target.float(), labels)
    assert loss.confidence.isnan()


def test_batched_mining_equals_the_lesson_for_each_picture() -> None:
    rng = np.random.default_rng(3)
    loss = rng.integers(0, 6, (20, 40)).astype(np.float32)  # many ties
    positive = rng.random((20, 40)) < rng.random((20, 1)) * 0.6
    ours = hardest_negatives(
        torch.from_numpy(loss), torch.from_numpy(positive), neg_pos_ratio=3
    ).numpy()
    for row in range(20):
        lesson = mine(loss[row], positive[row])
        assert np.array_equal(ours[row], lesson.negatives)


def test_ranks_are_a_permutation_and_the_worst_come_first() -> None:
    rng = np.random.default_rng(4)
    loss = rng.random(100).astype(np.float32) + 0.01
    positive = rng.random(100) < 0.1
    mined = mine(loss, positive)
    assert sorted(mined.rank) == list(range(100))
    kept = mined.negatives
    assert kept.sum() == 3 * positive.sum()
    assert not (kept & positive).any()
    assert loss[kept].min() >= loss[~kept & ~positive].max()


class TestWorth:
    """Positives that are taught their class only as far as their predicted boxes are right."""

    def test_value_and_gradient_equal_the_plain_loops(self) -> None:
        for seed in range(5):
            loc, conf, target, labels = example(seed, share=0.2)
            loc = target + loc * 0.8  # overlaps below, on and above the ramp
            ours_in = [loc.float().requires_grad_(), conf.float().requires_grad_()]
            plain_in = [loc.requires_grad_(), conf.requires_grad_()]
            ours = multibox_loss(*ours_in, target.float(), labels, worth=worth)
            expected = plain_loss(*plain_in, target, labels, worth=plain_worth)
            assert ours.confidence.item() == pytest.approx(expected[1].item(), rel=2e-6)
            ours.total.backward()
            (expected[0] + expected[1]).backward()
            for mine_, theirs in zip(ours_in, plain_in, strict=True):
                assert (mine_.grad - theirs.grad).abs().max() < 1e-6

    def test_where_every_box_is_right_it_is_the_papers_loss(self) -> None:
        _, conf, target, labels = example(1)
        parts = target.float(), conf.float(), target.float(), labels
        told = multibox_loss(*parts, worth=worth).confidence
        assert told.item() == pytest.approx(multibox_loss(*parts).confidence.item(), rel=1e-6)

    @given(offsets=st.lists(st.floats(-30, 30), min_size=8, max_size=8))
    def test_it_is_that_of_the_decoded_boxes(self, offsets: list[float]) -> None:
        a, b = offsets[:4], offsets[4:]
        told = worth(torch.tensor([a]), torch.tensor([b])).item()
        for dbox in ((0.4, 0.3, 0.2, 0.1), (0.9, 0.1, 0.05, 0.8)):
            assert told == pytest.approx(plain_worth(a, b, dbox), abs=1e-3)

    def test_boxes_beyond_all_bounds_are_worth_nothing(self) -> None:
        far = torch.tensor([[0, 0, 1e9, 1e9], [1e30, 0, 0, 0]])
        assert worth(far, torch.zeros(2, 4)).tolist() == [0.0, 0.0]
        assert worth(torch.zeros(0, 4), torch.zeros(0, 4)).shape == (0,)
