"""The 8,732 default boxes and their provenance."""

from __future__ import annotations

import numpy as np
import pytest
from oracles.dboxes import dboxes as plain_dboxes

from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.config import DBoxConfig
from ssd_core.dboxes import ASPECT_NAMES, make_dboxes


def test_equal_the_paper_in_float64() -> None:
    config = DBoxConfig()
    made = make_dboxes(config)
    assert len(made) == config.total == 8732
    assert np.abs(made.cxcywh - np.array(plain_dboxes(config))).max() < 1e-7


def test_levels_hold_their_share() -> None:
    counts = np.bincount(make_dboxes().level)
    assert counts.tolist() == [5776, 2166, 600, 150, 36, 4]


def test_provenance_recomputes_the_box() -> None:
    made = make_dboxes()
    config = DBoxConfig()
    steps = np.array(config.steps)[made.level]
    centre = ((made.cell + 0.5) * steps[:, None] / 300).clip(0, 1)
    assert np.abs(centre[:, ::-1] - made.cxcywh[:, :2]).max() < 1e-6
    width, height = made.cxcywh[:, 2], made.cxcywh[:, 3]
    for name, ratio in zip(ASPECT_NAMES, (1, 1, 2, 0.5, 3, 1 / 3), strict=True):
        rows = (made.aspect == ASPECT_NAMES.index(name)) & (made.cxcywh[:, 2:].max(1) < 1)
        assert np.allclose(width[rows] / height[rows], ratio, rtol=1e-5), name


def test_the_clamp_is_not_a_clip_to_the_picture() -> None:
    corners = cxcywh_to_xyxy(make_dboxes().cxcywh)
    assert corners.min() < -0.2
    assert corners.max() > 1.2


@pytest.mark.parametrize(("cell", "centre"), [((4, 6), (0.69333, 0.48)), ((9, 9), (1.0, 1.0))])
def test_centres_of_the_third_level(cell: tuple[int, int], centre: tuple[float, float]) -> None:
    made = make_dboxes()
    row = np.flatnonzero((made.level == 2) & (made.cell == cell).all(1))[0]
    assert made.cxcywh[row, :2] == pytest.approx(centre, abs=1e-4)


def test_arrays_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        make_dboxes().cxcywh[0, 0] = 1
