"""An augmentation looked at stage by stage is the one that training uses at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_augment import boxes, noise, random_generator, truth_of, truths

from ssd_core.data.augment import Augmentation, augment, mirror
from ssd_core.data.photometric import Distortion
from ssd_core.data.stages import STAGE_NAMES, Reason, Stage, stages
from ssd_core.data.window import WHOLE, Crop, Expansion
from ssd_core.types import GroundTruth

PLAIN = Augmentation(Distortion(), None, Crop(WHOLE, None, (), np.zeros((0, 4))), False)


def by_name(found: tuple[Stage, ...]) -> dict[str, Stage]:
    return {stage.name: stage for stage in found}


@settings(max_examples=100, deadline=None)
@given(truths, st.integers(0, 2**32), st.integers(2, 90), st.integers(2, 90))
def test_the_last_stage_is_what_training_gets(
    truth: GroundTruth, seed: int, width: int, height: int
) -> None:
    rgb = noise(height, width)
    expected, objects = augment(rgb, truth, random_generator(seed), 40)
    found = stages(rgb, truth, Augmentation.draw(truth, random_generator(seed)), 40)
    assert tuple(stage.name for stage in found) == STAGE_NAMES
    assert (found[-1].rgb == expected).all()
    assert (found[-1].truth.boxes == objects.boxes).all()
    dropped = [entry.row for stage in found for entry in stage.dropped]
    assert sorted([*dropped, *found[-1].rows.tolist()]) == list(range(len(truth)))
    for stage in found:
        assert stage.truth.labels.tolist() == truth.labels[stage.rows].tolist()
        assert ((stage.truth.boxes >= 0) & (stage.truth.boxes <= 1)).all()


def test_each_stage_shows_its_own_change() -> None:
    rgb = np.full((60, 100, 3), 100, np.uint8)
    truth = truth_of((0.1, 0.2, 0.3, 0.6))
    drawn = Augmentation(
        Distortion(brightness=20.0),
        Expansion(2.0, 0.5, 1.0),
        Crop((-0.5, 0.0, 0.5, 1.0), 0.1, (), np.array([[-0.5, 0.0, 0.5, 1.0]])),
        True,
    )
    found = by_name(stages(rgb, truth, drawn, 50, fill=(1, 2, 3)))
    assert [stage.rgb.shape[:2] for stage in found.values()] == [
        (60, 100), (60, 100), (120, 200), (60, 100), (60, 100), (50, 50),
    ]  # fmt: skip
    assert found["picture"].rgb[0, 0].tolist() == [100, 100, 100]
    assert found["distort"].rgb[0, 0].tolist() == [120, 120, 120]
    assert found["expand"].rgb[0, 0].tolist() == [1, 2, 3]
    assert found["expand"].rgb[60, 50].tolist() == [120, 120, 120]
    assert found["expand"].truth.boxes[0] == pytest.approx([0.3, 0.6, 0.4, 0.8])
    assert found["crop"].rgb[0, 49].tolist() == [1, 2, 3]
    assert found["crop"].truth.boxes[0] == pytest.approx([0.6, 0.2, 0.8, 0.6])
    assert found["mirror"].rgb[0, 49].tolist() == [120, 120, 120]
    assert found["mirror"].truth.boxes[0] == pytest.approx([0.2, 0.2, 0.4, 0.6])
    assert found["resize"].truth.boxes[0] == pytest.approx([0.2, 0.2, 0.4, 0.6])
    assert [stage.drawn for stage in found.values()] == [
        None, drawn.distortion, drawn.expansion, drawn.crop, True, None,
    ]  # fmt: skip


def test_what_chance_leaves_out_changes_nothing() -> None:
    rgb, truth = noise(30, 40), truth_of((0.1, 0.2, 0.3, 0.6))
    found = stages(rgb, truth, PLAIN, 300)
    for stage in found[:-1]:
        assert (stage.rgb == rgb).all()
        assert stage.truth.boxes == pytest.approx(truth.boxes)
        assert stage.dropped == ()
    assert found[2].drawn is None


def test_objects_are_dropped_with_their_reasons() -> None:
    truth = truth_of((0.0, 0.0, 0.4, 0.4), (0.4, 0.4, 0.9, 0.9), (0.3, 0.3, 0.301, 0.7))
    window = (0.25, 0.25, 0.75, 0.75)
    cut = Augmentation(Distortion(), None, Crop(window, 0.1, (), np.array([window])), False)
    found = by_name(stages(noise(400, 400), truth, cut, 100))
    assert [(d.row, d.reason) for d in found["crop"].dropped] == [(0, Reason.CENTRE_OUTSIDE)]
    assert found["crop"].rows.tolist() == [1, 2]
    assert [(d.row, d.reason) for d in found["resize"].dropped] == [(2, Reason.TOO_SMALL)]
    assert found["resize"].rows.tolist() == [1]


def test_large_pictures_are_shown_smaller() -> None:
    wide = Augmentation(Distortion(), Expansion(4.0, 1.0, 1.0), PLAIN.crop, False)
    found = by_name(stages(noise(300, 600), truth_of(), wide, 50, longest=200))
    assert found["picture"].rgb.shape == (100, 200, 3)
    assert found["expand"].rgb.shape == (100, 200, 3)
    assert found["resize"].rgb.shape == (50, 50, 3)


@given(st.lists(boxes, max_size=4), st.integers(0, 2**32))
def test_mirroring_twice_is_the_identity(rows: list[tuple[float, ...]], seed: int) -> None:
    rgb, truth = noise(7, 9, seed), truth_of(*rows)  # type: ignore[arg-type]
    back, again = mirror(*mirror(rgb, truth))
    assert (back == rgb).all()
    assert again.boxes == pytest.approx(truth.boxes, abs=1e-7)
    assert (again.labels == truth.labels).all()
