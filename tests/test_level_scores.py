"""The best score of each cell, against a walk over all DBoxes."""

from __future__ import annotations

import numpy as np
import pytest

from ssd_core.config import DBoxConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.level_scores import level_scores
from ssd_core.types import Candidates

CONFIG = DBoxConfig()


def candidates(seed: int = 0) -> Candidates:
    random = np.random.default_rng(seed)
    return Candidates(random.random((8732, 4), np.float32), random.random((8732, 4), np.float32))


@pytest.mark.parametrize("classes", [None, frozenset({2}), frozenset({1, 3})])
def test_every_cell_has_the_best_score_of_its_dboxes(classes: frozenset[int] | None) -> None:
    found = candidates()
    labels = sorted(classes or {1, 2, 3})
    expected = [np.zeros((n, n), np.float32) for n in CONFIG.feature_maps]
    dboxes = make_dboxes(CONFIG)
    for row in range(8732):
        y, x = dboxes.cell[row]
        cells = expected[dboxes.level[row]]
        cells[y, x] = max(cells[y, x], found.scores[row, labels].max())
    maps = level_scores(found, CONFIG, classes)
    assert [m.shape for m in maps] == [(n, n) for n in CONFIG.feature_maps]
    for got, wanted in zip(maps, expected, strict=True):
        np.testing.assert_array_equal(got, wanted)


def test_what_is_not_finite_counts_as_nothing() -> None:
    scores = np.full((8732, 4), np.nan, np.float32)
    scores[0, 1] = np.inf
    scores[5, 2] = 0.25
    maps = level_scores(Candidates(np.zeros((8732, 4), np.float32), scores), CONFIG)
    assert maps[0][0, 0] == 0
    assert maps[0][0, 1] == 0.25
    assert not maps[1].any()


def test_nothing_is_looked_for() -> None:
    assert not any(m.any() for m in level_scores(candidates(), CONFIG, frozenset()))
