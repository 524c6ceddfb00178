"""Lesson 8 changes what chance drew, one number at a time, and tells what training would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lesson_scenes import random_truth, truth_of

from ssd_core.data.augment import Augmentation
from ssd_core.data.photometric import Distortion
from ssd_core.data.stages import STAGE_NAMES, Reason, stages
from ssd_core.data.window import LEAST_OVERLAPS, WHOLE, Crop, Expansion
from ssd_core.lessons.augmentation import (
    CropTest,
    MakeFilm,
    crop_shape,
    crop_tests,
    distortion_dials,
    draw,
    expansion_dials,
    frames,
    with_crop,
    with_demand,
    with_dial,
)
from ssd_core.types import GroundTruth

SEEDS = st.integers(0, 2**32 - 1)
PLAIN = Augmentation(Distortion(), None, Crop(WHOLE, None, (), np.zeros((0, 4))), False)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 6))
def test_the_tests_drop_what_training_drops(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    truth = random_truth(rng, count)
    augmentation = draw(truth, seed)
    rgb = np.zeros((50, 80, 3), np.uint8)
    tests = crop_tests(truth, augmentation.crop.window, (80, 50))
    crop = stages(rgb, truth, augmentation, 30)[3]
    assert [t.row for t in tests if not t.inside] == [d.row for d in crop.dropped]
    assert {d.reason for d in crop.dropped} <= {Reason.CENTRE_OUTSIDE}
    assert all((test.outside_by == 0) or not test.inside for test in tests)
    shape = crop_shape(augmentation, tests)
    assert shape.enough
    if augmentation.crop.least_overlap is not None:
        assert 0.3 - 1e-9 <= shape.scale <= 1
        assert 0.5 - 1e-9 <= shape.ratio <= 2 + 1e-9


@given(SEEDS)
def test_equal_seeds_draw_the_same_and_dials_tell_it(seed: int) -> None:
    truth = truth_of((0.2, 0.2, 0.6, 0.6))
    drawn = draw(truth, seed)
    again = draw(truth, seed)
    assert (drawn.distortion, drawn.expansion, drawn.mirrored) == (
        again.distortion,
        again.expansion,
        again.mirrored,
    )
    assert drawn.crop.window == again.crop.window
    for dial in (*distortion_dials(drawn), *expansion_dials(drawn)):
        assert dial.low <= dial.value <= dial.high


@given(
    SEEDS,
    st.sampled_from(["brightness", "contrast", "saturation", "hue", "ratio", "left", "top"]),
    st.floats(-100, 100),
)
def test_a_dial_changes_its_own_number_and_stays_in_range(
    seed: int, name: str, value: float
) -> None:
    before = draw(truth_of((0.2, 0.2, 0.6, 0.6)), seed)
    after = with_dial(before, name, value)
    dials = {d.name: d for d in (*distortion_dials(after), *expansion_dials(after))}
    assert dials[name].value == min(max(value, dials[name].low), dials[name].high)
    for other in distortion_dials(before):
        if other.name != name:
            assert dials[other.name] == other
    assert after.mirrored == before.mirrored
    left, top, right, bottom = after.crop.window
    canvas = after.canvas
    assert canvas[0] <= left < right <= canvas[2]
    assert canvas[1] <= top < bottom <= canvas[3]


def test_the_crop_keeps_its_part_of_a_canvas_that_grows() -> None:
    small = with_crop(PLAIN, (0.25, 0.5, 0.75, 1.0))
    large = with_dial(small, "ratio", 2.0)
    assert large.expansion == Expansion(2.0, 0.0, 0.0)
    assert large.crop.window == pytest.approx((0.5, 1.0, 1.5, 2.0))
    assert with_dial(large, "ratio", 1.0).expansion is None
    with pytest.raises(KeyError):
        with_dial(PLAIN, "gamma", 1.0)


def test_a_crop_is_held_on_the_canvas_and_never_vanishes() -> None:
    assert with_crop(PLAIN, (-1, -1, 3, 3)).crop.window == WHOLE
    assert with_crop(PLAIN, (0.8, 0.9, 0.2, 0.1)).crop.window == (0.2, 0.1, 0.8, 0.9)
    tiny = with_crop(PLAIN, (1, 1, 1, 1)).crop.window
    assert tiny[2] - tiny[0] == pytest.approx(0.02)
    assert tiny[3] <= 1


def test_by_how_much_a_centre_is_outside() -> None:
    truth = truth_of((0.0, 0.0, 0.2, 0.2), (0.25, 0.25, 0.75, 0.75))
    assert crop_tests(truth, (0.3, 0.05, 1.0, 1.0), (100, 100))[0] == CropTest(
        0, 0.0, False, pytest.approx(20)
    )
    on_the_edge = crop_tests(truth, (0.5, 0.0, 1.0, 1.0), (100, 100))[1]
    assert not on_the_edge.inside
    assert on_the_edge.outside_by == 0
    assert crop_tests(GroundTruth.none(), WHOLE, (10, 10)) == ()


def test_demands() -> None:
    truth = truth_of((0.2, 0.2, 0.8, 0.8))
    assert with_demand(PLAIN, truth, None, 0).crop.window == WHOLE
    for least in LEAST_OVERLAPS[1:]:
        made = with_demand(PLAIN, truth, least, 3)
        if made is not None:
            shape = crop_shape(made, crop_tests(truth, made.crop.window, (10, 10)))
            assert shape.drawable
            assert 1 <= len(made.crop.tried) <= 50
    tiny = truth_of((0.5, 0.5, 0.51, 0.51))
    assert with_demand(PLAIN, tiny, 0.9, 0) is None
    wide = with_crop(PLAIN, (0.0, 0.4, 1.0, 0.6))
    assert not crop_shape(wide, ()).drawable


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 5))
def test_frames_are_the_stages_without_their_pictures(seed: int, count: int) -> None:
    truth = random_truth(np.random.default_rng(seed), count)
    augmentation = draw(truth, seed)
    rgb = np.zeros((48, 90, 3), np.uint8)
    real = stages(rgb, truth, augmentation, 30)
    for frame, stage in zip(frames(truth, augmentation, (90, 48), 30), real, strict=True):
        assert frame.name == stage.name
        assert frame.size == stage.rgb.shape[1::-1]
        assert frame.rows.tolist() == stage.rows.tolist()
        assert frame.boxes == pytest.approx(stage.truth.boxes)


def test_the_film_is_made_of_the_stages() -> None:
    truth = truth_of((0.2, 0.2, 0.6, 0.6))
    rgb = np.full((20, 30, 3), 90, np.uint8)
    film = MakeFilm(rgb, truth, draw(truth, 5), size=16).run(None)
    assert [stage.name for stage in film] == list(STAGE_NAMES)
    assert film[-1].rgb.shape == (16, 16, 3)
