"""Lesson 3: encode, decode and the way back."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lesson_scenes import DBOXES, random_truth

from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.coding import encode
from ssd_core.lessons.offsets import (
    NO_VARIANCES,
    TORCHVISION_LIMIT,
    decode_one,
    encode_one,
    growth,
    pull,
    round_trip_error,
    spread,
    stages,
    telling_dbox,
)
from ssd_core.matching import match

DBOX = np.array([0.5, 0.5, 0.2, 0.4], np.float32)


def test_the_formula_by_hand() -> None:
    told = encode_one(np.array([0.45, 0.35, 0.75, 0.75], np.float32), DBOX)
    assert told.offsets == pytest.approx(
        (0.1 / (0.1 * 0.2), 0.05 / (0.1 * 0.4), math.log(1.5) / 0.2, 0.0), abs=1e-5
    )
    assert told.terms[0].difference == pytest.approx(0.1)
    assert told.terms[2].ratio == pytest.approx(1.5)


@pytest.mark.parametrize("variances", [(0.1, 0.2), NO_VARIANCES, (0.5, 0.05)])
def test_there_and_back(variances: tuple[float, float]) -> None:
    rng = np.random.default_rng(0)
    for box in random_truth(rng, 30).boxes:
        dbox = DBOXES.cxcywh[rng.integers(len(DBOXES))]
        told = encode_one(box, dbox, variances=variances)
        assert told.error < 2e-6
        assert not told.degenerate
        again = decode_one(told.offsets, dbox, variances=variances)
        assert again == pytest.approx(box, abs=2e-6)
        assert told.offsets == pytest.approx(
            encode(box[None], dbox[None], variances=variances)[0], abs=1e-6
        )


def test_a_box_on_its_dbox_has_offsets_of_zero() -> None:
    told = encode_one(cxcywh_to_xyxy(DBOX), DBOX)
    assert told.offsets == pytest.approx((0, 0, 0, 0), abs=1e-5)


@pytest.mark.parametrize("box", [(0.5, 0.4, 0.5, 0.6), (0.7, 0.2, 0.3, 0.6)])
def test_the_logarithm_of_nothing_is_told_and_stays_finite(box: tuple[float, ...]) -> None:
    told = encode_one(np.array(box, np.float32), DBOX)
    assert told.degenerate
    assert np.isfinite(told.offsets).all()


def test_growth_is_exponential() -> None:
    assert growth(0) == 1
    assert growth(5) == pytest.approx(math.e)
    wide = decode_one((0, 0, 5, 0), DBOX)
    assert (wide[2] - wide[0]) / DBOX[2] == pytest.approx(math.e, rel=1e-5)


def test_wild_offsets_explode_unless_they_are_clamped() -> None:
    assert growth(100) == pytest.approx(math.exp(20))
    assert growth(1e9) == math.inf
    assert growth(-1e9) == 0
    assert growth(100, limit=TORCHVISION_LIMIT) == pytest.approx(62.5)
    assert growth(1, limit=TORCHVISION_LIMIT) == growth(1)


_PLACE = st.floats(0.05, 0.95)
_SIDE = st.floats(0.01, 0.9)


@given(cx=_PLACE, cy=_PLACE, width=_SIDE, height=_SIDE, dbox=st.integers(0, 8731))
def test_any_box_comes_back_from_any_dbox(
    cx: float, cy: float, width: float, height: float, dbox: int
) -> None:
    box = cxcywh_to_xyxy(np.array([cx, cy, width, height], np.float32))
    assert encode_one(box, DBOXES.cxcywh[dbox]).error < 1e-6


def test_the_walk_changes_one_thing_at_a_time() -> None:
    target = np.array([0.55, 0.25, 0.7, 0.8], np.float32)
    walk = stages(target, DBOX)
    assert [stage.move for stage in walk] == ["same", "right", "down", "narrower", "taller"]
    offsets = [encode_one(np.array(stage.box, np.float32), DBOX).offsets for stage in walk]
    assert offsets[0] == pytest.approx((0, 0, 0, 0), abs=1e-5)
    for step in range(1, 5):
        changed = [abs(a - b) > 1e-4 for a, b in zip(offsets[step - 1], offsets[step], strict=True)]
        assert changed == [place == step - 1 for place in range(4)]
    assert walk[-1].box == pytest.approx(target, abs=1e-6)
    back = stages(np.array([0.3, 0.35, 0.55, 0.55], np.float32), DBOX)
    assert [stage.move for stage in back] == ["same", "left", "up", "wider", "shorter"]


def test_round_trip_of_all_dboxes_is_exact_to_float32() -> None:
    assert round_trip_error(DBOXES) < 1e-6


def test_variances_make_offsets_of_ordinary_size() -> None:
    boxes, dboxes = [], []
    for seed in range(20):
        truth = random_truth(np.random.default_rng(seed), 5)
        matched = match(truth, DBOXES)
        boxes.append(truth.boxes[matched.gt_index[matched.positive]])
        dboxes.append(DBOXES.cxcywh[matched.positive])
    pairs = np.concatenate(boxes), np.concatenate(dboxes)
    assert all(0.5 < value < 1.5 for value in spread(*pairs))
    assert max(spread(*pairs, variances=NO_VARIANCES)) < 0.3
    assert spread(np.zeros((0, 4), np.float32), np.zeros((0, 4), np.float32)) == (0, 0, 0, 0)


def test_without_variances_boxes_pull_less_than_classes() -> None:
    truth = random_truth(np.random.default_rng(0), 8)
    matched = match(truth, DBOXES)
    pairs = (
        truth.boxes[matched.gt_index[matched.positive]],
        DBOXES.cxcywh[matched.positive],
    )
    assert pull(*pairs) > 3 * pull(*pairs, variances=NO_VARIANCES) > 0
    assert pull(np.zeros((0, 4), np.float32), np.zeros((0, 4), np.float32)) == 0


def test_the_dbox_to_tell_of_has_something_to_learn() -> None:
    boxes = cxcywh_to_xyxy(DBOXES.cxcywh)
    for box in random_truth(np.random.default_rng(0), 20).boxes:
        every = overlaps(box[None], boxes)[0]
        chosen = telling_dbox(box, DBOXES)
        matching = every[every >= 0.5]
        assert every[chosen] == (matching.min() if len(matching) else every.max())
        on_level = telling_dbox(box, DBOXES, level=3)
        assert DBOXES.level[on_level] == 3
    assert 0 <= telling_dbox(np.array([0.5, 0.5, 0.5, 0.5], np.float32), DBOXES) < 8732
