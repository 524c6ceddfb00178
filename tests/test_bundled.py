"""The files that ship with the program: weights, samples, icons."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from ssd_core.bundled import resource_path, sample_paths, weights_path
from ssd_core.config import SHAPE_CLASSES, preset
from ssd_core.data.shapes import make_scene
from ssd_core.data.voc import read_annotation
from ssd_core.detection import select
from ssd_core.evaluation import evaluate, false_positives_per_image
from ssd_core.image import read_image
from ssd_core.inference import Detector
from ssd_core.training.data import ShapesSource
from ssd_core.training.run import detect_held_out
from ssd_core.types import Thresholds
from ssd_core.weights import read_weights


def test_the_weights_are_the_small_preset_for_the_eight_shapes() -> None:
    weights = read_weights(weights_path())
    assert weights.config == preset("ssd300_slim")
    assert weights.config.classes == SHAPE_CLASSES
    assert weights.dialect == "ssd-viewer"
    assert weights.size_bytes < 8_000_000
    assert weights.provenance["data"] == "shapes"


def test_there_are_six_to_ten_samples_and_each_is_a_picture() -> None:
    paths = sample_paths()
    assert 6 <= len(paths) <= 10
    assert paths == sorted(paths)
    for path in paths:
        assert min(read_image(path).rgb.shape[:2]) >= 300


def test_two_samples_are_annotated() -> None:
    annotated = [p.with_suffix(".xml") for p in sample_paths() if p.with_suffix(".xml").exists()]
    assert len(annotated) >= 2
    for path in annotated:
        annotation = read_annotation(path.read_bytes(), classes=SHAPE_CLASSES, source=path)
        picture = read_image(path.with_suffix(".jpg"))
        assert annotation.size == (picture.width, picture.height)
        assert len(annotation.truth) >= 1
        assert not annotation.problems


def test_every_icon_is_an_svg() -> None:
    icons = sorted(resource_path("icons").iterdir())
    assert resource_path("icons/app.svg") in icons
    for icon in icons:
        assert ElementTree.parse(icon).getroot().tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("find", [weights_path, resource_path])
def test_what_was_not_installed_is_named(find) -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.bin is missing from this installation"):
        find("nothing.bin")


def test_the_weights_see_the_crowd_of_circles() -> None:
    (crowd,) = [p for p in sample_paths() if p.stem == "crowd-of-circles"]
    candidates = Detector.load(weights_path())(read_image(crowd).rgb).candidates
    found = select(candidates, Thresholds(confidence=0.5)).detections
    circles = found.labels == 1 + SHAPE_CLASSES.index("circle")
    assert circles.sum() >= 5
    assert circles.mean() >= 0.8


def test_the_weights_find_most_shapes_in_scenes_they_have_never_seen() -> None:
    seen = detect_held_out(Detector.load(weights_path()), ShapesSource(0), 40)
    pair = seen.detections, seen.truths
    assert evaluate(*pair, num_classes=1 + len(SHAPE_CLASSES)).map >= 0.75
    assert false_positives_per_image(*pair, confidence=0.5) <= 1.0


@pytest.mark.parametrize(("stem", "seed"), [("heart-on-paper", 24), ("small-shapes", 18)])
def test_the_annotated_samples_tell_what_was_drawn(stem: str, seed: int) -> None:
    path = next(p for p in sample_paths() if p.stem == stem).with_suffix(".xml")
    told = read_annotation(path.read_bytes(), classes=SHAPE_CLASSES, source=path).truth
    drawn = make_scene(seed, size=640).truth
    assert told.labels.tolist() == drawn.labels.tolist()
    assert np.abs(told.boxes - drawn.boxes).max() * 640 <= 1.0
