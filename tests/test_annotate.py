"""Boxes painted on a picture without a window."""

from __future__ import annotations

import numpy as np
import pytest

from ssd_core.annotate import annotate, tag_text
from ssd_core.config import SHAPE_CLASSES
from ssd_core.fonts import font_for
from ssd_core.palette import class_color
from ssd_core.types import Detections, Image

GRAY = (128, 128, 128)


def gray(width: int, height: int) -> Image:
    return Image(np.full((height, width, 3), 128, np.uint8), "test")


def detections(*rows: tuple[int, float, list[float]]) -> Detections:
    """(label, score, box) of each, best first."""
    labels, scores, boxes = zip(*rows, strict=True)
    return Detections(
        np.float32(boxes), np.float32(scores), np.array(labels), np.arange(len(labels))
    )


def fill(label: int) -> tuple[int, ...]:
    return tuple(bytes.fromhex(class_color(label, SHAPE_CLASSES).fill[1:]))


def painted(rgb: np.ndarray) -> np.ndarray:
    """Where the picture is no longer gray, bool [H, W]."""
    return (rgb != 128).any(axis=2)


def test_without_detections_it_is_the_picture() -> None:
    image = gray(50, 40)
    rgb = annotate(image, Detections.none(), SHAPE_CLASSES)
    assert np.array_equal(rgb, image.rgb)


def test_the_box_lies_on_its_edges_in_its_classs_colour() -> None:
    image = gray(640, 640)
    rgb = annotate(image, detections((3, 0.87, [0.25, 0.5, 0.75, 0.9])), SHAPE_CLASSES)
    for x, y in ((160, 400), (480, 400), (320, 320), (320, 576), (160, 320), (480, 576)):
        assert tuple(rgb[y, x]) == fill(3), (x, y)
    assert not painted(rgb)[330:566, 170:470].any(), "the inside stays as it was"
    assert not painted(rgb)[580:].any()
    assert not painted(rgb)[:, 485:].any()
    assert not painted(image.rgb).any(), "the picture that was handed over is not painted on"


def test_the_tag_stands_above_the_box_and_holds_letters() -> None:
    rgb = annotate(gray(640, 640), detections((1, 0.87, [0.25, 0.5, 0.75, 0.9])), SHAPE_CLASSES)
    rows, columns = np.nonzero(painted(rgb)[:319])
    assert rows.max() == 318
    assert 12 <= 319 - rows.min() <= 40
    tag = rgb[rows.min() : 319, columns.min() : columns.max() + 1]
    inside = (tag == fill(1)).all(axis=2)
    assert 0.4 < inside.mean() < 0.95, "mostly the class's colour, and letters on it"


@pytest.mark.parametrize("side", [64, 640, 2560])
def test_strokes_and_letters_grow_with_the_picture(side: int) -> None:
    rgb = annotate(gray(side, side), detections((1, 0.5, [0.2, 0.5, 0.9, 0.9])), SHAPE_CLASSES)
    stroke = painted(rgb)[int(0.7 * side), : side // 2].sum()
    assert stroke == max(1, round(2.5 * max(side / 640, 0.5)))


@pytest.mark.parametrize("corner", ["right", "upper", "lower", "left"])
def test_a_tag_at_the_edge_stays_whole(corner: str) -> None:
    boxes = {
        "middle": [0.4, 0.4, 0.5, 0.5],
        "right": [0.9, 0.4, 1.0, 0.5],
        "upper": [0.4, 0.0, 0.5, 0.1],
        "lower": [0.4, 0.9, 0.5, 1.0],
        "left": [0.0, 0.4, 0.1, 0.5],
    }
    ink = {}
    for where in ("middle", corner):
        rgb = annotate(gray(800, 800), detections((8, 0.5, boxes[where])), SHAPE_CLASSES)
        ink[where] = (rgb > 200).all(axis=2).sum()
    assert class_color(8, SHAPE_CLASSES).ink == "#FFFFFF"
    assert ink[corner] == ink["middle"] > 20


def test_the_best_lies_on_top() -> None:
    box = [0.25, 0.25, 0.75, 0.75]
    rgb = annotate(gray(400, 400), detections((2, 0.9, box), (5, 0.4, box)), SHAPE_CLASSES)
    assert tuple(rgb[200, 100]) == fill(2)
    assert not (rgb == fill(5)).all(axis=2).any()


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (7, 5)])
@pytest.mark.parametrize(
    "box",
    [[-3.0, -3.0, 4.0, 4.0], [2.0, 2.0, 3.0, 3.0], [0.9, 0.9, 0.1, 0.1], [-1e30, 0, 1e30, 1]],
)
def test_any_box_on_any_picture(size: tuple[int, int], box: list[float]) -> None:
    rgb = annotate(gray(*size), detections((1, 0.5, box)), SHAPE_CLASSES)
    assert rgb.shape == (size[1], size[0], 3)
    assert rgb.dtype == np.uint8


def test_a_read_only_and_a_mirrored_picture_can_be_painted_on() -> None:
    pixels = np.full((40, 60, 3), 128, np.uint8)[:, ::-1]
    assert painted(
        annotate(
            Image(pixels, "mirrored"), detections((1, 0.5, [0.1, 0.5, 0.9, 0.9])), SHAPE_CLASSES
        )
    ).any()


def test_names_in_any_script_are_painted() -> None:
    classes = ("사람", "véhicule", "x" * 200)
    for label in (1, 2, 3):
        rgb = annotate(gray(300, 200), detections((label, 0.5, [0.2, 0.4, 0.8, 0.8])), classes)
        assert painted(rgb).any()


def test_letters_of_a_korean_name_are_letters_and_not_boxes() -> None:
    found = detections((1, 0.5, [0.2, 0.4, 0.8, 0.8]))
    if font_for("사람", 14) is font_for("\U0010ffff", 14):
        pytest.skip("no font of this system has Hangul")
    person, country = (
        annotate(gray(640, 480), found, (name,), scores=False) for name in ("사람", "한국")
    )
    assert painted(person).any()
    assert not np.array_equal(person, country), "two letters each, but not the same ones"


def test_a_name_without_end_or_with_line_breaks_is_one_short_line() -> None:
    text = tag_text("two\nlines \x1b" + "x" * 10_000, 0.5, labels=True, scores=True)
    assert text.startswith("two\\nlines \\x1b")
    assert text.endswith("… 0.50")
    assert len(text) < 70


def test_labels_and_scores_can_be_left_out() -> None:
    assert tag_text("dog", 0.876, labels=True, scores=True) == "dog 0.88"
    assert tag_text("dog", 0.876, labels=True, scores=False) == "dog"
    assert tag_text("dog", 0.876, labels=False, scores=True) == "0.88"
    assert tag_text("dog", 0.876, labels=False, scores=False) == ""
