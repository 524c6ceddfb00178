"""Encode, decode and softmax against the equations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import coding as plain

from ssd_core.coding import decode, encode, softmax, to_candidates
from ssd_core.dboxes import make_dboxes
from ssd_core.types import RawOutput

DBOXES = make_dboxes().cxcywh
SIDE = st.floats(0.02, 0.9)
OFFSETS = st.tuples(*[st.floats(-5, 5)] * 4)


@given(st.floats(0, 1), st.floats(0, 1), SIDE, SIDE, st.integers(0, len(DBOXES) - 1))
def test_encode_is_equation_2(cx: float, cy: float, w: float, h: float, index: int) -> None:
    box = [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]
    ours = encode(np.array([box], np.float32), DBOXES[index : index + 1])[0]
    theirs = plain.encode(box, DBOXES[index].astype(float))
    assert ours == pytest.approx(theirs, rel=1e-4, abs=1e-3)


@given(OFFSETS, st.integers(0, len(DBOXES) - 1))
def test_decode_is_its_inverse_formula(loc: tuple[float, ...], index: int) -> None:
    ours = decode(np.array([loc], np.float32), DBOXES[index : index + 1])[0]
    assert ours == pytest.approx(plain.decode(loc, DBOXES[index].astype(float)), abs=1e-5)


def test_round_trip_over_all_dboxes() -> None:
    rng = np.random.default_rng(0)
    low = rng.uniform(0, 0.7, (len(DBOXES), 2))
    boxes = np.concatenate([low, low + rng.uniform(0.02, 0.3, low.shape)], 1).astype(np.float32)
    assert np.abs(decode(encode(boxes, DBOXES), DBOXES) - boxes).max() < 1e-6


def test_a_degenerate_box_has_finite_offsets() -> None:
    boxes = np.array([[0.5, 0.5, 0.5, 0.5], [0.6, 0.6, 0.4, 0.4]], np.float32)
    assert np.isfinite(encode(boxes, DBOXES[:2])).all()


def test_wild_offsets_stay_finite_and_nan_stays_nan() -> None:
    loc = np.array([[0, 0, 1e9, 1e9], [np.nan, 0, 0, 0]], np.float32)
    boxes = decode(loc, DBOXES[:2])
    assert np.isfinite(boxes[0]).all()
    assert np.isnan(boxes[1, 0])


@pytest.mark.parametrize("rows", [(3, 4), (8732, 3), (4,)])
def test_each_dbox_has_one_row_of_four(rows: tuple[int, ...]) -> None:
    for turn in (encode, decode):
        with pytest.raises(ValueError, match=r"not \[.*\] for \[8732, 4\]"):
            turn(np.zeros(rows, np.float32), DBOXES)


def test_softmax_is_stable_and_poison_stays_in_its_row() -> None:
    conf = np.array([[1000, 0], [0, 0], [np.nan, 1], [np.inf, np.inf]], np.float32)
    scores = softmax(conf)
    assert scores[0].tolist() == [1, 0]
    assert scores[1].tolist() == [0.5, 0.5]
    assert np.isnan(scores[2:]).all()


def test_candidates_come_from_both() -> None:
    rng = np.random.default_rng(1)
    raw = RawOutput(
        rng.standard_normal((8732, 4), np.float32), rng.standard_normal((8732, 21), np.float32)
    )
    candidates = to_candidates(raw, make_dboxes())
    assert candidates.num_classes == 21
    assert np.allclose(candidates.scores.sum(1), 1, atol=1e-5)
    assert np.array_equal(candidates.boxes, decode(raw.loc, DBOXES).clip(0, 1))
