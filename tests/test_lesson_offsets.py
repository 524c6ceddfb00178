"""Lesson 3: encode, decode and the way back."""

from __future__ import annotations

import math

import numpy as np
import pytest
from lesson_scenes import DBOXES, random_truth

from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.coding import encode
from ssd_core.lessons.offsets import (
    NO_VARIANCES,
    decode_one,
    encode_one,
    growth,
    round_trip_error,
    spread,
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
