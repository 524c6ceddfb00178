"""Lesson 9: the right side is detection itself, and each wrong one differs in one stage alone."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from oracles.cases import random_candidates

from ssd_core.bundled import weights_path
from ssd_core.config import DBoxConfig, preset
from ssd_core.data.shapes import make_scene
from ssd_core.dboxes import make_dboxes
from ssd_core.detection import select
from ssd_core.device import Device
from ssd_core.inference import Detector
from ssd_core.lessons.bugs import patches
from ssd_core.lessons.bugs.comparison import Comparison, object_scores, outcome, reference
from ssd_core.lessons.bugs.exhibits import EXHIBITS, Exhibit, diff
from ssd_core.lessons.bugs.patches import wrong_pipeline
from ssd_core.lessons.bugs.picture import museum_picture
from ssd_core.lessons.bugs.pipeline import REAL, Pipeline, look
from ssd_core.lessons.bugs.seen import Seen
from ssd_core.lessons.bugs.visit import SEED, Visit
from ssd_core.lessons.lab import Lab
from ssd_core.types import Candidates, GroundTruth, Thresholds

CPU = Device("cpu", "CPU", torch.float32)
SCENE = make_scene(42, size=480)
WIDE = SCENE.rgb[:400]


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.load(weights_path(), CPU)


@pytest.fixture(scope="module")
def right(detector: Detector) -> Seen:
    return look(detector, WIDE)


def _compared(detector: Detector, right: Seen, key: str) -> Comparison:
    wrong = look(detector, WIDE, wrong_pipeline(key))
    return Comparison(right, wrong, reference(right, 0.3))


@pytest.mark.parametrize("confidence", [0.01, 0.3, 0.8])
def test_the_right_side_is_detection(detector: Detector, confidence: float) -> None:
    shown = select(detector(SCENE.rgb).candidates, Thresholds(confidence=confidence)).detections
    seen = look(detector, SCENE.rgb, floor=0.01)
    count = seen.over(confidence)
    assert count == len(shown) > 0
    assert np.array_equal(seen.dbox[:count], shown.dbox)
    assert seen.boxes[:count] == pytest.approx(shown.boxes, abs=1e-6)
    assert seen.scores[:count] == pytest.approx(shown.scores, abs=1e-6)
    assert np.array_equal(seen.places[:count] + 1, shown.labels)


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda e: e.key)
def test_each_mistake_is_a_patch_of_one_stage(exhibit: Exhibit) -> None:
    wrong = wrong_pipeline(exhibit.key)
    changed = [
        stage.name
        for stage in fields(Pipeline)
        if getattr(wrong, stage.name) is not getattr(REAL, stage.name)
    ]
    assert changed == [exhibit.stage]


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda e: e.key)
def test_each_mistake_shows(detector: Detector, right: Seen, exhibit: Exhibit) -> None:
    assert _compared(detector, right, exhibit.key).is_same == exhibit.same_boxes


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda e: e.key)
def test_the_right_line_stands_in_the_real_code(exhibit: Exhibit) -> None:
    lines = diff(exhibit)
    assert [line.text.strip() for line in lines if line.mark == "+"] == [exhibit.right]
    assert [line.text.strip() for line in lines if line.mark == "-"] == [exhibit.wrong]
    assert all(line.text.strip() for line in lines)
    assert min(len(line.text) - len(line.text.lstrip()) for line in lines) == 0


@pytest.mark.parametrize(
    "exhibit", [e for e in EXHIBITS if e.scene is not None], ids=lambda e: e.key
)
def test_a_mistake_that_hides_has_a_picture_that_tells(
    detector: Detector, exhibit: Exhibit
) -> None:
    scene = museum_picture(exhibit.scene)
    right, wrong = look(detector, scene.rgb), look(detector, scene.rgb, wrong_pipeline(exhibit.key))
    a, b = Comparison(right, wrong, scene.truth).outcomes(0.3)
    assert b.found < a.found or b.extra > a.extra


def test_the_right_side_misses_nothing_on_the_first_picture(detector: Detector) -> None:
    scene = museum_picture(SEED)
    assert scene.rgb.shape == (600, 520, 3)
    told = outcome(look(detector, scene.rgb), scene.truth, 0.3)
    assert told.found == len(scene.truth) == 7
    assert told.extra == 0


@pytest.mark.parametrize("seed", range(6))
def test_objects_stay_in_the_picture(seed: int) -> None:
    boxes = museum_picture(seed).truth.boxes
    assert (boxes >= 0).all()
    assert (boxes <= 1).all()
    assert (boxes[:, 2:] > boxes[:, :2]).all()


def test_keys_are_told_apart_and_an_unknown_one_is_refused() -> None:
    assert len({exhibit.key for exhibit in EXHIBITS}) == len(EXHIBITS)
    with pytest.raises(KeyError):
        wrong_pipeline("no such bug")


def test_nothing_else_changes(detector: Detector, right: Seen) -> None:
    """Switched off again, a look gives what it gave before."""
    for exhibit in EXHIBITS[:3]:
        look(detector, WIDE, wrong_pipeline(exhibit.key))
    again = look(detector, WIDE)
    assert Comparison(right, again, GroundTruth.none()).is_same


def test_a_square_picture_hides_exchanged_sides(detector: Detector) -> None:
    right, wrong = look(detector, SCENE.rgb), look(detector, SCENE.rgb, wrong_pipeline("scale"))
    assert Comparison(right, wrong, SCENE.truth).is_same


def test_grey_pictures_hide_exchanged_channels(detector: Detector) -> None:
    """With one mean for all channels; the network's three differ a little."""
    grey = np.repeat(SCENE.rgb.mean(axis=2, keepdims=True).astype(np.uint8), 3, axis=2)
    one_mean = replace(detector.config.preprocessing, mean=(117.0, 117.0, 117.0))
    assert np.array_equal(patches.blue_first(grey, one_mean), REAL.preprocess(grey, one_mean))


def test_names_move_up_by_one_and_the_last_has_none(detector: Detector, right: Seen) -> None:
    wrong = look(detector, WIDE, wrong_pipeline("labels"))
    assert np.array_equal(wrong.places, right.places + 1)
    assert patches.label_as_place(np.array([8]))[0] == len(preset("ssd300_slim").classes)


def test_the_background_is_everywhere(detector: Detector) -> None:
    seen = look(detector, WIDE, wrong_pipeline("background"))
    assert (seen.places[:20] == -1).all()


@given(st.integers(0, 10_000))
def test_the_threshold_may_come_last(seed: int) -> None:
    """NMS first costs time only: what suppresses a candidate is better than it is."""
    candidates = random_candidates(np.random.default_rng(seed))
    assume(len(candidates.boxes))
    thresholds = Thresholds(confidence=0.25, top_k=10_000)
    first, pairs = patches.nms_first(candidates, thresholds)
    last, fewer = REAL.choose(candidates, thresholds)
    assert np.array_equal(first.dbox, last.dbox)
    assert np.array_equal(first.labels, last.labels)
    assert np.array_equal(first.scores, last.scores)
    assert pairs >= fewer


def test_less_than_drops_the_others_and_keeps_the_rivals() -> None:
    boxes = np.float32([[0, 0, 0.5, 0.5], [0, 0, 0.5, 0.45], [0.6, 0.6, 1, 1]])
    scores = np.float32([[0, 0.9], [0, 0.8], [0, 0.7]])
    candidates = Candidates(boxes, scores)
    right, _ = REAL.choose(candidates, Thresholds())
    wrong, _ = patches.drop_the_distant(candidates, Thresholds())
    assert right.dbox.tolist() == [0, 2]
    assert wrong.dbox.tolist() == [0, 1]


def test_centres_read_as_corners_have_no_area() -> None:
    boxes = np.float32([[0.5, 0.5, 0.9, 0.9], [0.5, 0.5, 0.9, 0.88]])
    candidates = Candidates(boxes, np.float32([[0, 0.9], [0, 0.8]]))
    wrong, _ = patches.overlap_of_centres(candidates, Thresholds())
    assert wrong.dbox.tolist() == [0, 1]
    assert np.array_equal(wrong.boxes, boxes)


def test_softmax_along_the_wrong_axis_makes_columns_sum_to_one() -> None:
    conf = np.random.default_rng(0).normal(0, 3, (40, 5)).astype(np.float32)
    assert patches.softmax_over_dboxes(conf).sum(axis=0) == pytest.approx(1, abs=1e-5)
    assert patches.softmax_twice(conf).max() < np.e / (np.e + 4) + 1e-6


@pytest.mark.parametrize("key", ["dbox-sizes", "aspects", "clip"])
def test_wrong_dboxes_are_as_many(key: str) -> None:
    real, wrong = make_dboxes(), wrong_pipeline(key).dboxes(DBoxConfig())
    assert len(wrong) == len(real)
    assert not np.array_equal(wrong.cxcywh, real.cxcywh)
    assert (wrong.cxcywh[:, 2:] > 0).all()


def test_an_object_counts_under_its_own_name_in_its_own_place(right: Seen) -> None:
    found = reference(right, 0.3)
    scores = object_scores(right, found)
    assert (scores > 0.3).all()
    told = outcome(right, found, 0.3)
    assert told.found == len(found) == told.shown
    assert told.extra == 0
    other = replace(right, places=right.places + 1)
    assert not object_scores(other, found)[0]


def test_nothing_to_find_and_nothing_found(right: Seen) -> None:
    nobody = GroundTruth.none()
    assert object_scores(right, nobody).shape == (0,)
    assert outcome(right, nobody, 0.3).extra == right.over(0.3)
    empty = Seen(
        np.zeros((0, 4), np.float32), np.zeros(0), np.zeros(0, np.int64), np.zeros(0, np.int64), 0
    )
    assert object_scores(empty, reference(right, 0.3)).tolist() == [0] * right.over(0.3)
    assert outcome(empty, reference(right, 0.3), 0.3).found == 0
    assert len(reference(empty, 0.3)) == 0


def test_a_visit_shows_both_sides_and_keeps_the_right_one() -> None:
    lab = Lab()
    hung = Visit("bgr", SEED).run(lab)
    assert hung.rgb.shape == (600, 520, 3)
    assert hung.seen is not None
    assert hung.seen.shape == (300, 300, 3)
    assert len(hung.comparison.truth) == 7
    assert hung.classes == preset("ssd300_slim").classes
    other = Visit("variances", SEED).run(lab)
    assert other.seen is None
    assert other.comparison.right is hung.comparison.right


def test_on_ones_own_picture_the_right_side_stands_for_the_objects() -> None:
    lab = Lab()
    hung = Visit("labels", SEED, rgb=WIDE).run(lab)
    right, wrong = hung.comparison.outcomes(0.3)
    assert right.found == len(hung.comparison.truth) == right.shown > 0
    assert wrong.found == 0
    assert Visit("labels", SEED).run(lab).comparison.right is not hung.comparison.right
