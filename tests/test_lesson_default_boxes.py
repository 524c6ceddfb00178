"""Lesson 1 tells of exactly the DBoxes that detection uses."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.config import DBoxConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.lessons.default_boxes import (
    AUTHORS,
    best_overlaps,
    cell_boxes,
    centre,
    code_scales,
    coverage,
    level_facts,
    paper_scales,
    presets,
    unclamped,
    with_scales,
)
from ssd_core.lessons.lab import Lab
from ssd_core.lessons.recipe import RULES, CoverageJob, Recipe, clamping


def test_the_paper_and_the_code_choose_other_scales() -> None:
    assert paper_scales() == pytest.approx([0.1, 0.2, 0.375, 0.55, 0.725, 0.9, 1.075])
    assert code_scales() == pytest.approx([0.1, 0.2, 0.37, 0.54, 0.71, 0.88, 1.05])


def test_the_scales_of_the_code_are_the_sizes_in_use() -> None:
    assert make_same(with_scales(AUTHORS, code_scales()), AUTHORS)


def make_same(one: DBoxConfig, other: DBoxConfig) -> bool:
    return np.allclose(make_dboxes(one).cxcywh, make_dboxes(other).cxcywh, atol=1e-7)


def test_every_preset_has_8732_boxes_and_no_two_are_the_same() -> None:
    made = presets()
    assert [config.total for config in made.values()] == [8732] * 3
    assert not make_same(made["authors"], made["torchvision"])
    assert not make_same(made["authors"], made["paper"])


def test_levels_add_up() -> None:
    facts = level_facts(AUTHORS)
    assert [fact.count for fact in facts] == [5776, 2166, 600, 150, 36, 4]
    assert [fact.first for fact in facts] == [0, 5776, 7942, 8542, 8692, 8728]
    assert facts[2].mean_scale == pytest.approx(math.sqrt(0.37 * 0.54))


def test_six_shapes_on_the_finest_level_would_make_11620() -> None:
    ratios = ((2, 3), *AUTHORS.aspect_ratios[1:])
    assert sum(f.count for f in level_facts(DBoxConfig(aspect_ratios=ratios))) == 11_620


def test_38_times_8_is_not_300() -> None:
    assert centre(AUTHORS, 0, 37) == 1.0
    assert centre(AUTHORS, 2, 9) == pytest.approx(1.0133, abs=1e-4)
    assert centre(AUTHORS, 2, 6) == pytest.approx(0.6933, abs=1e-4)


@pytest.mark.parametrize("name", list(presets()))
def test_a_cell_tells_of_the_boxes_that_detection_uses(name: str) -> None:
    config = presets()[name]
    dboxes = make_dboxes(config)
    seen = []
    for facts in level_facts(config):
        for row, column in {(0, 0), (facts.cells - 1, facts.cells // 2)}:
            for box in cell_boxes(config, facts.level, row, column):
                seen.append(box.index)
                assert dboxes.level[box.index] == facts.level
                assert dboxes.cell[box.index].tolist() == [row, column]
                assert box.clamped == pytest.approx(dboxes.cxcywh[box.index].tolist())
                corners = cxcywh_to_xyxy(dboxes.cxcywh[box.index])
                assert box.outside == bool((corners < -1e-6).any() or (corners > 1 + 1e-6).any())
    assert len(set(seen)) == len(seen)


def test_clamping_flattens_the_widest_and_leaves_boxes_outside() -> None:
    square, larger, wide, tall = cell_boxes(AUTHORS, 5, 0, 0)
    assert (wide.unclamped[2], wide.clamped[2]) == (pytest.approx(0.88 * math.sqrt(2)), 1.0)
    assert wide.was_clamped
    assert tall.was_clamped
    assert not square.was_clamped
    assert not larger.was_clamped
    corner = cell_boxes(AUTHORS, 3, 0, 0)[0]
    assert corner.outside
    assert not corner.was_clamped


def test_aspects_bear_the_names_of_their_ratio() -> None:
    assert [box.aspect for box in cell_boxes(AUTHORS, 1, 3, 4)] == [
        "1",
        "1′",
        "2",
        "1/2",
        "3",
        "1/3",
    ]
    four = DBoxConfig(aspect_ratios=((4,), (2, 3), (2, 3), (2, 3), (2,), (2,)))
    assert [box.aspect for box in cell_boxes(four, 0, 0, 0)] == ["1", "1′", "4", "1/4"]


def test_a_cell_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="1×1"):
        cell_boxes(AUTHORS, 5, 1, 0)


def test_clamping_is_all_that_parts_the_two() -> None:
    plain = unclamped(AUTHORS)
    assert np.abs(plain.clip(0, 1) - make_dboxes(AUTHORS).cxcywh).max() < 1e-7
    assert plain.max() > 1.2


def test_coverage_says_that_the_smallest_objects_fit_no_box() -> None:
    covered = coverage(AUTHORS)
    assert covered.best.shape == covered.found.shape == (10, 5)
    assert covered.found[covered.sides.index(16.0)].max() == 0
    assert covered.found[covered.sides.index(64.0)].min() == 1
    assert ((covered.best > 0) & (covered.best <= 1)).all()
    finer = coverage(presets()["torchvision"])
    assert finer.best[1].min() > covered.best[1].max()  # its smallest box has 21 px


def test_a_dbox_fits_itself_and_nothing_fits_nothing() -> None:
    dboxes = make_dboxes(AUTHORS)
    own = cxcywh_to_xyxy(dboxes.cxcywh[[0, 8000]])
    assert best_overlaps(own, dboxes) == pytest.approx([1, 1], abs=1e-5)
    assert best_overlaps(np.zeros((0, 4), np.float32), dboxes).shape == (0,)


def test_a_recipe_gives_the_presets() -> None:
    for rule in RULES:
        assert Recipe(rule).config == presets()[rule]
    assert Recipe().config == AUTHORS
    more = Recipe().with_ratio(0, 3, on=True).config
    assert more.total == 8732 + 2 * 38**2
    assert Recipe().with_ratio(0, 3, on=True).with_ratio(0, 3, on=False) == Recipe()


def test_a_recipe_comes_back_from_its_file() -> None:
    recipe = Recipe("paper", 0.15, 0.8, ((2, 4), (), (2, 3), (3,), (2,), (4,)))
    assert Recipe.from_json(json.loads(json.dumps(recipe.as_json()))) == recipe


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": "mine"}, {"smallest": 0.9, "largest": 0.2}, {"smallest": float("nan")},
        {"largest": 7}, {"ratios": [[2]]}, {"ratios": [[7]] * 6}, {"ratios": None},
    ],
)  # fmt: skip
def test_a_recipe_that_makes_no_sense_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Recipe.from_json(Recipe().as_json() | changed)


def test_clamping_is_counted_as_it_is_done() -> None:
    before, after = unclamped(AUTHORS), make_dboxes(AUTHORS).cxcywh
    counts = clamping(AUTHORS)
    assert counts.changed == int((np.abs(before - after) > 1e-6).any(axis=1).sum()) > 0
    halves = after[:, 2:] / 2
    low, high = after[:, :2] - halves, after[:, :2] + halves
    assert counts.outside == int(((low < -1e-6) | (high > 1 + 1e-6)).any(axis=1).sum())
    assert CoverageJob(AUTHORS).run(Lab()).found.shape == (10, 5)
