"""The quiet scenes of the lessons: seeded, boxes where something is painted."""

from __future__ import annotations

import numpy as np
import pytest

from ssd_core.boxes import overlaps
from ssd_core.config import SHAPE_CLASSES
from ssd_core.dboxes import make_dboxes
from ssd_core.lessons.lab import BuiltInScene, Lab
from ssd_core.lessons.matching import explain_matching, few
from ssd_core.lessons.scene import SEED
from ssd_core.lessons.still_life import still_life


def test_equal_seeds_give_equal_scenes() -> None:
    one, same, other = still_life(3, size=150), still_life(3, size=150), still_life(5, size=150)
    assert np.array_equal(one.rgb, same.rgb)
    assert np.array_equal(one.truth.boxes, same.truth.boxes)
    assert not np.array_equal(one.rgb, other.rgb)


@pytest.mark.parametrize("seed", range(8))
def test_objects_lie_inside_and_apart_but_for_the_arrow(seed: int) -> None:
    truth = still_life(seed, size=150).truth
    assert len(truth) >= 5
    assert (truth.boxes >= 0).all()
    assert (truth.boxes <= 1).all()
    assert len(set(truth.labels.tolist())) == len(truth)
    crossed = seed % 2 == 0
    arrow = SHAPE_CLASSES.index("arrow") + 1
    apart = truth.boxes[:-1] if crossed else truth.boxes
    assert overlaps(apart, apart).sum() == pytest.approx(len(apart))
    if crossed:
        assert truth.labels[-1] == arrow
        assert overlaps(truth.boxes[-1:], truth.boxes[:1])[0, 0] > 0.1


def test_boxes_are_tight_around_what_is_painted() -> None:
    size = 600
    scene = still_life(1, size=size)
    box = np.rint(scene.truth.boxes[0] * size).astype(int)
    grey = scene.rgb.astype(int).max(axis=2) - scene.rgb.astype(int).min(axis=2)
    left, top, right, bottom = box
    inside = grey[top:bottom, left:right] > 30  # paper is nearly grey, paint is not
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    for found, length in ((rows, bottom - top), (columns, right - left)):
        assert found[0] <= 4
        assert found[-1] >= length - 5


def test_the_first_scene_shows_what_the_lessons_tell() -> None:
    told = explain_matching(few(still_life(SEED, size=150).truth), make_dboxes())
    assert told.stolen
    assert any(fact.forced for fact in told.truths)


def test_a_scene_comes_at_once_and_then_with_what_the_network_says() -> None:
    first, second = BuiltInScene(SEED, size=300).run(Lab())
    assert first.raw is None
    assert second.raw is not None
    assert second.truth is first.truth
    assert len(second.candidates.boxes) == len(second.dboxes)
