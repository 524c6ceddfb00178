"""The fast pipeline against the classic float32 one: with the same draws, the same example."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from corpus import encoded
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import augmentation as plain
from test_augment import random_generator, truth_of, truths

from ssd_core.config import Preprocessing, preset
from ssd_core.data.augment import MEAN, Augmentation
from ssd_core.data.placement import Placement
from ssd_core.data.window import LEAST_OVERLAPS, WHOLE, Crop, Expansion, crops_that_show
from ssd_core.encoded_image import EncodedImage
from ssd_core.image import preprocess
from ssd_core.training.data import to_input
from ssd_core.types import ByteArray, GroundTruth


def smooth(height: int, width: int, seed: int = 0) -> ByteArray:
    """Soft colours, as of a photograph without its details: resizing hardly changes them."""
    y, x = np.mgrid[:height, :width] / max(height, width)
    phase = random_generator(seed).uniform(0, 6, (3, 3))
    waves = [np.sin(5 * x + a) + np.sin(7 * y + b) + np.sin(4 * (x + y) + c) for a, b, c in phase]
    return (np.stack(waves, axis=-1) * 35 + 128).astype(np.uint8)


def objects(count: int, seed: int) -> GroundTruth:
    rng = random_generator(seed)
    low = rng.uniform(0, 0.7, (count, 2))
    rows = np.concatenate([low, low + rng.uniform(0.05, 0.3, (count, 2))], axis=1)
    return truth_of(*map(tuple, rows))  # type: ignore[arg-type]


def drawn(seed: int, truth: GroundTruth) -> Augmentation:
    return Augmentation.draw(truth, random_generator(seed))


def example(
    rgb: ByteArray, truth: GroundTruth, drawn: Augmentation
) -> tuple[ByteArray, GroundTruth]:
    placement = drawn.placement((rgb.shape[1], rgb.shape[0]), 300)
    return drawn.example(rgb, truth, placement)


@pytest.mark.parametrize("seed", range(30))
def test_the_same_draws_give_the_same_example(seed: int) -> None:
    rgb, truth = smooth(600, 800, seed), objects(6, seed)
    augmentation = drawn(seed, truth)
    expected, boxes, kept = plain.classic(rgb, truth.boxes, augmentation, 300, MEAN)
    patch, found = example(rgb, truth, augmentation)
    assert found.labels.tolist() == truth.labels[kept].tolist()
    # Each rounds its borders to pixels in its own way: half of one, up to three of a patch.
    assert found.boxes * 300 == pytest.approx(boxes, abs=1.5)
    difference = np.abs(patch.astype(np.float32) - np.array(MEAN, np.float32) - expected)
    assert np.median(difference) < 2.5
    assert np.mean(difference > 12) < 0.02  # where a border of the mean begins a pixel earlier


def test_reading_less_of_a_jpeg_gives_the_same_example(tmp_path: Path) -> None:
    rgb, truth = smooth(1000, 1333), objects(6, 1)  # an odd side: its half has half a pixel
    file = tmp_path / "a.jpg"
    file.write_bytes(encoded(".jpg", rgb))
    picture = EncodedImage.read(file)
    reductions = set()
    for seed in range(40):
        augmentation = drawn(seed, truth)
        reductions.add(augmentation.placement(picture.size, 300).reduction)
        patch, found = augmentation.read_example(picture, truth, 300)
        expected, boxes = example(picture.decode(), truth, augmentation)
        assert found.labels.tolist() == boxes.labels.tolist()
        assert found.boxes * 300 == pytest.approx(boxes.boxes * 300, abs=1.01)
        difference = np.abs(patch.astype(int) - expected)
        assert np.median(difference) <= 2
        assert np.mean(difference > 16) < 0.02
    assert reductions == {1, 2, 4, 8}


@pytest.mark.parametrize("least", [least for least in LEAST_OVERLAPS if least is not None])
def test_crops_are_found_as_often_and_as_large_as_the_authors_find_them(least: float) -> None:
    truth = truth_of((0.2, 0.3, 0.8, 0.9), (0.05, 0.05, 0.3, 0.2))
    rng, other = random_generator(1), random_generator(2)
    rows = truth.boxes.tolist()
    ours = [crops_that_show(WHOLE, truth, rng, least_overlap=least) for _ in range(600)]
    theirs = [plain.crop_sampled(WHOLE, rows, least, other) for _ in range(600)]
    assert sum(c is not None for c in ours) == pytest.approx(
        sum(c is not None for c in theirs), abs=45
    )
    found = np.array([c[-1] for c in ours if c is not None])
    expected = np.array([c for c in theirs if c is not None])
    for part in (*range(4), "area"):
        a, b = (_part(crops, part) for crops in (found, expected))
        spread = np.sqrt(a.var() / len(a) + b.var() / len(b))
        assert abs(a.mean() - b.mean()) < 4 * spread + 1e-9


def _part(crops: np.ndarray, part: int | str) -> np.ndarray:
    return (crops[:, 2:] - crops[:, :2]).prod(axis=1) if part == "area" else crops[:, part]


@settings(max_examples=200, deadline=None)
@given(truths, st.integers(0, 2**32))
def test_a_crop_keeps_an_object_that_it_overlaps_as_demanded(truth: GroundTruth, seed: int) -> None:
    """The demand is met by one that stays, not by one that is then dropped."""
    crop = Crop.draw(WHOLE, truth, random_generator(seed))
    if crop.least_overlap is None:
        return
    kept = Placement.of(crop.window, (4000, 4000), (300, 300)).centred(truth)
    sides = [plain._overlap(crop.window, box) for box in truth.boxes[kept].tolist()]
    assert max(sides) >= crop.least_overlap - 1e-6


@settings(max_examples=100, deadline=None)
@given(truths, st.integers(0, 2**32))
def test_zooming_out_keeps_every_box(truth: GroundTruth, seed: int) -> None:
    window = Expansion.draw(random_generator(seed)).window
    placement = Placement.of(window, (4000, 4000), (3000, 3000))
    assert placement.centred(truth).all()
    side = window[2] - window[0]
    back = placement.moved(truth) * side + [window[0], window[1], window[0], window[1]]
    assert back == pytest.approx(truth.boxes, abs=2 * side / 3000)


def test_difficult_objects_are_objects_to_the_crop() -> None:
    truth = GroundTruth(
        np.array([[0.1, 0.1, 0.4, 0.4]], np.float32), np.array([1]), np.ones(1, np.bool_)
    )
    assert any(Crop.draw(WHOLE, truth, random_generator(s)).window != WHOLE for s in range(5))
    for seed in range(20):
        _, found = example(smooth(90, 120), truth, drawn(seed, truth))
        assert found.difficult.tolist() == [True]


def test_a_training_picture_becomes_the_input_that_detection_makes() -> None:
    """The same resize and the same arithmetic, to the last bit."""
    rgb = smooth(180, 250)
    placement = Placement.of(WHOLE, (250, 180), (300, 300))
    patch = placement.patch(placement.visible(rgb), MEAN)
    config = preset("ssd300_voc")
    ours = to_input(torch.from_numpy(patch[None]), config, torch.device("cpu"))
    assert (ours.numpy() == preprocess(rgb, Preprocessing())).all()
