"""Augmentation: boxes stay on their objects, demands are met, ranges are the paper's."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ssd_core.boxes import overlaps
from ssd_core.config import AUGMENTATIONS, Preprocessing
from ssd_core.data.augment import Augmentation, augment, mirror
from ssd_core.data.photometric import (
    Distortion,
    change_brightness,
    change_colour,
    change_contrast,
    photometric_distort,
    swap_channels,
)
from ssd_core.data.placement import Placement
from ssd_core.data.window import WHOLE, Crop, centred_in, crops_that_show, expand, random_crop
from ssd_core.image import preprocess
from ssd_core.types import ByteArray, GroundTruth

MEAN = (123, 117, 104)


def random_generator(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def truth_of(*boxes: tuple[float, float, float, float]) -> GroundTruth:
    count = len(boxes)
    array = np.array(boxes, np.float32).reshape(count, 4)
    return GroundTruth(array, np.arange(count) + 1, np.arange(count) % 2 == 1)


def noise(height: int, width: int, seed: int = 0) -> ByteArray:
    return random_generator(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


seeds = st.integers(0, 2**32)
unit = st.floats(0, 1)
side = st.floats(0.02, 1)
boxes = st.tuples(unit, unit, side, side).map(
    lambda c: (
        c[0] * (1 - c[2]),
        c[1] * (1 - c[3]),
        c[0] * (1 - c[2]) + c[2],
        c[1] * (1 - c[3]) + c[3],
    )
)
truths = st.lists(boxes, max_size=5).map(lambda rows: truth_of(*rows))


@settings(max_examples=150, deadline=None)
@given(truths, seeds, st.integers(1, 90), st.integers(1, 90), st.sampled_from([1, 7, 64]))
def test_an_example_is_always_sound(
    truth: GroundTruth, seed: int, width: int, height: int, size: int
) -> None:
    rgb = noise(height, width)
    before = rgb.copy()
    patch, objects = augment(rgb, truth, random_generator(seed), size)
    assert patch.shape == (size, size, 3)
    assert patch.dtype == np.uint8
    assert ((objects.boxes >= 0) & (objects.boxes <= 1)).all()
    assert (objects.boxes[:, 2:] > objects.boxes[:, :2]).all()
    assert set(objects.labels.tolist()) <= set(truth.labels.tolist())
    assert (objects.difficult == (objects.labels % 2 == 0)).all()  # the flags stay with their boxes
    assert (rgb == before).all()


def test_the_same_state_gives_the_same_example() -> None:
    rgb, truth = noise(60, 80), truth_of((0.1, 0.1, 0.6, 0.7))
    first, again, other = (augment(rgb, truth, random_generator(s), 50) for s in (1, 1, 2))
    assert (first[0] == again[0]).all()
    assert (first[1].boxes == again[1].boxes).all()
    assert (first[0] != other[0]).any()


@pytest.mark.parametrize("only", [(), *((kind,) for kind in AUGMENTATIONS)])
def test_nothing_happens_but_what_may(only: tuple[str, ...]) -> None:
    truth = truth_of((0.1, 0.1, 0.4, 0.5), (0.6, 0.6, 0.9, 0.9))
    for seed in range(40):
        everything = Augmentation.draw(truth, random_generator(seed))
        drawn = Augmentation.draw(truth, random_generator(seed), only)
        assert drawn.distortion == (everything.distortion if only == ("colour",) else Distortion())
        assert drawn.expansion == (everything.expansion if only == ("zoom",) else None)
        assert drawn.mirrored <= (only == ("mirror",))
        if only != ("crop",):
            assert drawn.crop.window == drawn.canvas
    seen = [Augmentation.draw(truth, random_generator(k), only) for k in range(40)]
    assert any(one.mirrored for one in seen) == (only == ("mirror",))
    assert any(one.crop.window != one.canvas for one in seen) == (only == ("crop",))


def test_boxes_stay_on_their_objects() -> None:
    """A bright rectangle on black is looked for in the pixels and must be where its box says."""
    rgb = np.zeros((240, 320, 3), np.uint8)
    rgb[60:150, 80:200] = 255
    truth = truth_of((80 / 320, 60 / 240, 200 / 320, 150 / 240))
    seen = 0
    for seed in range(200):
        patch, objects = augment(rgb, truth, random_generator(seed), 300, fill=(0, 0, 0))
        assert len(objects) == 1
        bright = patch.max(axis=2) > patch.max() / 2
        rows, columns = np.flatnonzero(bright.any(axis=1)), np.flatnonzero(bright.any(axis=0))
        found = [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1]
        assert objects.boxes[0] * 300 == pytest.approx(found, abs=1.01)
        seen += len(objects)
    assert seen == 200


def test_the_whole_window_is_the_detector_s_own_resize() -> None:
    rgb = noise(180, 250)
    placement = Placement.of(WHOLE, (250, 180), (300, 300))
    patch = placement.patch(placement.visible(rgb), MEAN)
    seen = preprocess(rgb, Preprocessing(mean=(0.0, 0.0, 0.0)))[0].transpose(1, 2, 0)
    assert (patch == seen).all()


@given(seeds)
def test_expanding_puts_the_picture_anywhere_on_a_canvas_up_to_four_times_as_wide(
    seed: int,
) -> None:
    xmin, ymin, xmax, ymax = expand(random_generator(seed))
    assert xmax - xmin == pytest.approx(ymax - ymin)
    assert 1.0 <= xmax - xmin <= 4.0 + 1e-9
    assert xmin <= 0 < 1 <= xmax + 1e-9
    assert ymin <= 0 < 1 <= ymax + 1e-9


def test_the_space_around_a_picture_is_the_mean() -> None:
    placement = Placement.of((-1.0, 0.0, 1.0, 2.0), (40, 40), (100, 100))
    white = np.full((40, 40, 3), 255, np.uint8)
    patch = placement.patch(placement.visible(white), MEAN)
    assert (patch[:50, 50:] == 255).all()
    assert (patch[50:] == MEAN).all()
    assert (patch[:, :50] == MEAN).all()
    boxes = placement.truth(truth_of((0.0, 0.0, 1.0, 1.0), (0.5, 0.0, 1.0, 0.5))).boxes
    assert boxes.tolist() == [[0.5, 0.0, 1.0, 0.5], [0.75, 0.0, 1.0, 0.25]]


@settings(max_examples=150, deadline=None)
@given(truths, seeds, st.booleans())
def test_a_crop_lies_in_its_window_and_has_the_paper_s_shape(
    truth: GroundTruth, seed: int, zoomed_out: bool
) -> None:
    rng = random_generator(seed)
    window = expand(rng) if zoomed_out else WHOLE
    crop = random_crop(window, truth, rng)
    if crop == window:
        return
    extent = np.subtract(window[2:], window[:2])
    sides = np.subtract(crop[2:], crop[:2]) / extent
    assert (np.array(crop[:2]) >= np.array(window[:2]) - 1e-9).all()
    assert (np.array(crop[2:]) <= np.array(window[2:]) + 1e-9).all()
    assert 0.3 - 1e-6 <= math.sqrt(sides.prod()) <= 1.0
    assert 0.5 - 1e-6 <= sides[0] / sides[1] <= 2.0 + 1e-6
    assert centred_in(truth, [crop]).any()


@pytest.mark.parametrize("least", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_least_overlap_is_enforced(least: float) -> None:
    """ssd.pytorch's sampler never enforces it."""
    truth = truth_of((0.02, 0.02, 0.98, 0.98), (0.6, 0.6, 0.9, 0.9))
    draws = [
        crops_that_show(WHOLE, truth, random_generator(seed), least_overlap=least)
        for seed in range(60)
    ]
    met = [tried for tried in draws if tried is not None]
    assert len(met) >= 10
    for tried in met:
        assert shows(tried, truth, least).tolist() == [False] * (len(tried) - 1) + [True]


def shows(crops: NDArray[np.float64], truth: GroundTruth, least: float) -> NDArray[np.bool_]:
    """Whether each crop contains the centre of an object that it overlaps enough."""
    enough = overlaps(crops.astype(np.float32), truth.boxes) >= least
    return (enough & centred_in(truth, crops)).any(axis=1)


@settings(max_examples=200, deadline=None)
@given(truths, seeds, st.booleans())
def test_a_crop_tells_how_it_was_found(truth: GroundTruth, seed: int, zoomed_out: bool) -> None:
    rng = random_generator(seed)
    window = expand(rng) if zoomed_out else WHOLE
    crop = Crop.draw(window, truth, rng)
    assert crop.least_overlap not in crop.given_up
    assert len(set(crop.given_up)) == len(crop.given_up)
    if crop.least_overlap is None:
        assert crop.window == window
        assert len(crop.tried) == 0
    else:
        assert tuple(crop.tried[-1].tolist()) == crop.window
        met = shows(crop.tried, truth, crop.least_overlap)
        assert met.tolist() == [False] * (len(crop.tried) - 1) + [True]


def test_what_no_crop_can_show_is_none() -> None:
    speck = truth_of((0.50, 0.50, 0.53, 0.53))
    assert crops_that_show(WHOLE, speck, random_generator(0), least_overlap=0.1) is None


def test_a_demand_that_cannot_be_met_gives_way() -> None:
    """Only "whole" and "any object" can be had for a speck: each is taken half of the time."""
    speck = truth_of((0.50, 0.50, 0.53, 0.53))
    crops = Counter(random_crop(WHOLE, speck, random_generator(s)) == WHOLE for s in range(300))
    assert 110 < crops[True] < 190


def test_every_demand_is_made() -> None:
    """One of seven keeps the window; three of the others ask for an overlap of 0.5 or more."""
    truth = truth_of((0.2, 0.2, 0.8, 0.8))
    crops = [random_crop(WHOLE, truth, random_generator(s)) for s in range(700)]
    chosen = np.array([crop for crop in crops if crop != WHOLE], np.float32)
    best = overlaps(chosen, truth.boxes)[:, 0]
    assert 0.8 < len(chosen) / 700 < 0.9
    assert np.mean(best >= 0.5) > 0.5
    assert best.min() < 0.25


def test_without_objects_nothing_is_cropped() -> None:
    assert random_crop(WHOLE, GroundTruth.none(), random_generator(0)) == WHOLE


def test_a_crop_keeps_objects_by_their_centres_and_clips_them() -> None:
    truth = truth_of((0.0, 0.0, 0.4, 0.4), (0.4, 0.4, 0.9, 0.9), (0.1, 0.1, 0.95, 0.95))
    placement = Placement.of((0.25, 0.25, 0.75, 0.75), (400, 400), (100, 100))
    kept = placement.truth(truth)
    assert kept.labels.tolist() == [2, 3]
    assert kept.difficult.tolist() == [True, False]
    assert kept.boxes == pytest.approx(np.array([[0.3, 0.3, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0]]))


def test_objects_of_less_than_a_pixel_are_left_out() -> None:
    truth = truth_of((0.1, 0.1, 0.11, 0.9), (0.1, 0.1, 0.12, 0.9))
    placement = Placement.of(WHOLE, (1000, 1000), (64, 64))
    assert placement.truth(truth).labels.tolist() == [2]


def test_mirror() -> None:
    rgb = noise(5, 8)
    truth = truth_of((0.1, 0.2, 0.4, 0.9))
    flipped, objects = mirror(rgb, truth)
    assert (flipped == rgb[:, ::-1]).all()
    assert objects.boxes[0] == pytest.approx([0.6, 0.2, 0.9, 0.9])
    back, again = mirror(flipped, objects)
    assert (back == rgb).all()
    assert again.boxes == pytest.approx(truth.boxes)


def test_light_is_added_and_multiplied_and_clipped() -> None:
    rgb = np.array([[[0, 100, 250]]], np.uint8)
    assert change_brightness(rgb, 32.0).tolist() == [[[32, 132, 255]]]
    assert change_brightness(rgb, -31.6).tolist() == [[[0, 68, 218]]]
    assert change_contrast(rgb, 0.5).tolist() == [[[0, 50, 125]]]
    assert change_contrast(rgb, 1.5).tolist() == [[[0, 150, 255]]]
    assert swap_channels(rgb, (2, 0, 1)).tolist() == [[[250, 0, 100]]]


@pytest.mark.parametrize(
    ("saturation", "hue", "expected"),
    [
        (1.0, 0.0, (200, 100, 100)),
        (0.5, 0.0, (200, 150, 150)),
        (1.5, 0.0, (200, 50, 50)),
        (1.0, 120.0, (100, 200, 100)),
        (1.0, -120.0, (100, 100, 200)),
    ],
)
def test_colours_move_in_the_circle_of_hues(
    saturation: float, hue: float, expected: tuple[int, int, int]
) -> None:
    rgb = np.array([[[200, 100, 100]]], np.uint8)
    changed = change_colour(rgb, saturation=saturation, hue=hue)
    assert changed[0, 0].tolist() == pytest.approx(expected, abs=3)


def test_gray_has_no_colour_to_change() -> None:
    gray = np.repeat(np.arange(256, dtype=np.uint8), 3).reshape(16, 16, 3)
    assert (change_colour(gray, saturation=1.5, hue=18.0) == gray).all()


def test_distortion_stays_in_the_paper_s_ranges_and_reaches_them() -> None:
    """Gray shows light alone: between (100 - 32) / 2 and (100 + 32) · 1.5."""
    gray = np.full((2, 2, 3), 100, np.uint8)
    values = [int(photometric_distort(gray, random_generator(s))[0, 0, 0]) for s in range(1500)]
    assert 34 <= min(values) < 45
    assert 180 < max(values) <= 198
    assert 0.2 < np.mean(np.array(values) == 100) < 0.3  # neither of two coins


def test_distortion_changes_colours_and_their_order() -> None:
    colour = np.full((2, 2, 3), (200, 100, 50), np.uint8)
    results = [photometric_distort(colour, random_generator(s))[0, 0] for s in range(400)]
    brightest = Counter(int(pixel.argmax()) for pixel in results)
    # The order is drawn in half of the cases, and one of three orders has red first.
    assert 0.58 < brightest[0] / 400 < 0.76
    assert min(brightest[1], brightest[2]) > 40
