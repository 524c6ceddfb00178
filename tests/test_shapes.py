"""The generator of annotated scenes: pure, balanced, tight."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from ssd_core.boxes import overlaps
from ssd_core.config import SHAPE_CLASSES
from ssd_core.data.shapes import Scene, make_scene
from ssd_core.data.shapes_canvas import _Spot
from ssd_core.data.shapes_layout import Footprint, Occupancy
from ssd_core.data.shapes_pose import random_pose
from ssd_core.data.shapes_sprite import Look, draw_sprite

LOOKS = {
    "filled": Look(body=True, pen=0.0, by_hand=False),
    "outlined": Look(body=False, pen=4.0, by_hand=False),
    "marker": Look(body=False, pen=3.0, by_hand=True),
}


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    return [make_scene(seed) for seed in range(400)]


def digest(scene: Scene) -> str:
    parts = (scene.rgb, scene.truth.boxes, scene.truth.labels, scene.truth.difficult)
    return hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()


@pytest.mark.parametrize("seed", [0, 7, 2**40])
def test_a_seed_always_gives_the_same_scene(seed: int) -> None:
    assert digest(make_scene(seed)) == digest(make_scene(seed))


@pytest.mark.parametrize(
    ("seed", "labels", "boxes", "mean", "spread"),
    [
        (1, [], 0.0, 100.4, 45.5),
        (2, [3, 3, 3, 3, 3, 3], 3852.0, 159.3, 37.6),
        (3, [1, 1, 1, 1, 1, 1, 1, 1], 5076.0, 174.8, 30.0),
        (5, [2, 4, 3, 5, 5, 1], 4034.2, 107.4, 47.2),
        (8, [5, 4, 2, 4], 2159.2, 102.5, 19.2),
        (13, [7, 3, 7, 8], 1898.7, 145.5, 90.4),
        (21, [3], 429.5, 121.4, 57.5),
        (34, [6], 668.0, 136.5, 30.6),
    ],
)
def test_a_seed_means_the_same_scene_in_every_version(
    seed: int, labels: list[int], boxes: float, mean: float, spread: float
) -> None:
    """Bundled weights and their figures are of these scenes. Bytes may differ between processors,
    whose sines and JPEG decoders do; these sums hardly do."""
    scene = make_scene(seed)
    assert scene.truth.labels.tolist() == labels
    assert scene.truth.boxes.sum() * 300 == pytest.approx(boxes, abs=1.5)
    assert scene.rgb.mean() == pytest.approx(mean, abs=0.5)
    assert scene.rgb.std() == pytest.approx(spread, abs=0.5)


def test_another_process_gives_the_same_scene() -> None:
    code = (
        "import sys; sys.path[:0] = ['.', 'tests']; from test_shapes import digest, make_scene;"
        "print(*(digest(make_scene(seed)) for seed in range(5)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == [digest(make_scene(seed)) for seed in range(5)]


def test_seeds_differ(scenes: list[Scene]) -> None:
    assert len({digest(scene) for scene in scenes}) == len(scenes)


@pytest.mark.parametrize("size", [96, 300, 512])
def test_the_picture_has_the_size_asked_for(size: int) -> None:
    assert make_scene(3, size=size).rgb.shape == (size, size, 3)


def test_values_lie_in_their_ranges(scenes: list[Scene]) -> None:
    for scene in scenes:
        boxes, labels = scene.truth.boxes, scene.truth.labels
        assert scene.rgb.dtype == np.uint8
        assert np.all((boxes >= 0) & (boxes <= 1))
        assert np.all(boxes[:, 2:] > boxes[:, :2])
        assert np.all((labels >= 1) & (labels <= len(SHAPE_CLASSES)))


def test_counts_go_from_none_to_crowds(scenes: list[Scene]) -> None:
    counts = np.array([len(scene.truth) for scene in scenes])
    assert 0.01 < np.mean(counts == 0) < 0.12
    assert counts.max() >= 9
    assert 3 < counts.mean() < 6


def test_full_scenes_hold_about_twice_as_many(scenes: list[Scene]) -> None:
    full = [make_scene(seed, full=True) for seed in range(200)]
    ordinary, many = ([len(s.truth.labels) for s in some] for some in (scenes[:200], full))
    assert 1.6 < sum(many) / sum(ordinary) < 2.0
    assert min(many) <= 1
    for scene in full:
        found = overlaps(scene.truth.boxes, scene.truth.boxes)
        assert (np.triu(found, 1) < 0.55).all()


def test_a_patch_that_misses_the_picture_covers_nothing_of_it() -> None:
    for x, y in itertools.product((-9, -4, -1, 0, 5, 9, 10, 12), repeat=2):
        spot = _Spot(x, y, (4, 3), 10)
        covered = np.zeros((10, 10))[spot.rows, spot.columns].shape
        assert np.zeros((4, 3))[spot.inside].shape == covered
        assert covered == (max(min(y + 4, 10) - max(y, 0), 0), max(min(x + 3, 10) - max(x, 0), 0))


def test_a_scene_with_a_shape_that_would_lie_outside() -> None:
    assert len(make_scene(1_008_719, full=True).truth.labels) > 0  # it could not be painted once


def test_classes_are_balanced(scenes: list[Scene]) -> None:
    labels = np.concatenate([scene.truth.labels for scene in scenes])
    share = np.bincount(labels, minlength=9)[1:] / len(labels)
    assert share.min() > 0.08
    assert share.max() < 0.18


def test_every_size_and_aspect_occurs(scenes: list[Scene]) -> None:
    boxes = np.concatenate([scene.truth.boxes for scene in scenes]) * 300
    width, height = (boxes[:, 2:] - boxes[:, :2]).T
    sides, _ = np.histogram(np.sqrt(width * height), (12, 32, 60, 111, 162, 213, 300))
    assert 0.2 < sides[0] / len(boxes) < 0.4
    assert sides.min() / len(boxes) > 0.01
    aspects, _ = np.histogram(width / height, (0.25, 0.4, 0.6, 0.8, 1.25, 1.7, 2.5, 4.0))
    assert aspects.min() / len(boxes) > 0.01


def test_ground_truths_of_a_class_stay_below_the_overlap_of_nms(scenes: list[Scene]) -> None:
    for scene in scenes:
        boxes, labels = scene.truth.boxes, scene.truth.labels
        low = np.maximum(boxes[:, None, :2], boxes[:, :2])
        high = np.minimum(boxes[:, None, 2:], boxes[:, 2:])
        common = np.clip(high - low, 0, None).prod(axis=2)
        area = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
        overlap = common / (area[:, None] + area - common)
        alike = (labels[:, None] == labels) & ~np.eye(len(labels), dtype=bool)
        assert np.all(overlap[alike] <= 0.4)


def test_hardly_anything_is_difficult(scenes: list[Scene]) -> None:
    difficult = np.concatenate([scene.truth.difficult for scene in scenes])
    assert difficult.mean() < 0.01


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("name", SHAPE_CLASSES)
def test_boxes_are_tight_around_the_paint(name: str, look: Look) -> None:
    for seed in range(12):
        rng = np.random.default_rng(seed)
        sprite = draw_sprite(name, look, side=20.0 + 12 * seed, unit=1.0, rng=rng)
        painted = sprite.coverage > 8
        rows, columns = (np.flatnonzero(painted.any(axis=axis)) for axis in (1, 0))
        extent = [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1]
        assert np.allclose(sprite.box, extent, atol=1.01)


@pytest.mark.parametrize("name", SHAPE_CLASSES)
def test_a_sprite_has_the_size_asked_for(name: str) -> None:
    for seed in range(10):
        rng = np.random.default_rng(seed)
        sprite = draw_sprite(name, LOOKS["filled"], side=60.0, unit=1.0, rng=rng)
        x0, y0, x1, y1 = sprite.box
        assert np.sqrt((x1 - x0) * (y1 - y0)) == pytest.approx(60.0, abs=1.5)


def test_a_changed_picture_is_where_the_boxes_are() -> None:
    """A shape stands out: inside its box the picture is livelier than its mere noise."""
    flat = 0
    for seed in range(60):
        scene = make_scene(seed)
        for x0, y0, x1, y1 in np.rint(scene.truth.boxes * 300).astype(int):
            flat += bool(scene.rgb[y0:y1, x0:x1].std(axis=(0, 1)).max() < 6.0)
    assert flat == 0


def test_small_shapes_keep_a_short_side() -> None:
    rng = np.random.default_rng(0)
    for _ in range(200):
        stretch = random_pose("star", 17.0, rng).stretch
        assert 17.0 * min(stretch, 1 / stretch) ** 0.5 > 12.0


def test_occupancy_refuses_to_hide_a_shape() -> None:
    whole = np.ones((10, 10), np.bool_)
    here = slice(0, 10)
    under = Footprint(whole, 100, here, here, 100, (0.0, 0.0, 10.0, 10.0), 1)
    occupancy = Occupancy(20)
    occupancy.add(under)
    third, half = whole.copy(), whole.copy()
    third[3:], half[5:] = False, False
    elsewhere = (12.0, 12.0, 20.0, 20.0)
    over = Footprint(third, 30, here, here, 30, elsewhere, 2)
    assert not occupancy.admits(replace(over, ink=half, shown=50, total=50), tidy=False)
    assert not occupancy.admits(replace(over, total=60), tidy=False)
    assert not occupancy.admits(replace(over, box=under.box), tidy=False)
    assert occupancy.admits(over, tidy=False)
    occupancy.add(over)
    assert occupancy.visible() == pytest.approx([0.7, 1.0])
