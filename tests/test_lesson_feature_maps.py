"""Lesson 7 shows the maps that the heads of this very network read."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from lesson_scenes import DBOXES, truth_of

from ssd_core.config import DBoxConfig, preset
from ssd_core.data.shapes import make_scene
from ssd_core.device import Device
from ssd_core.image import preprocess
from ssd_core.inference import Detector
from ssd_core.lessons.feature_maps import (
    SOURCE_NAMES,
    FeatureMaps,
    answering_level,
    cell_at,
    cell_facts,
    heat,
    l2_normalised,
    map_facts,
    norms,
    object_at,
    sampled,
)
from ssd_core.network import build_network
from ssd_core.network.l2norm import L2Norm
from ssd_core.network.receptive_field import Reach, reaches
from ssd_core.types import GroundTruth

CONFIG = DBoxConfig()


@pytest.fixture(scope="module")
def vgg_reaches() -> tuple[Reach, ...]:
    with torch.device("meta"):
        return reaches(build_network(preset("ssd300_voc")))


def test_a_network_hands_out_what_its_heads_read() -> None:
    torch.manual_seed(0)
    network = build_network(preset("ssd300_slim")).eval()
    network.norm.weight.data.uniform_(5, 25)
    detector = Detector(network, Device("cpu", "CPU", torch.float32))
    rgb = make_scene(3).rgb
    maps = FeatureMaps(detector.features(rgb), detector.norm_scale, reaches(network))
    with torch.inference_mode():
        x = torch.from_numpy(preprocess(rgb, network.config.preprocessing))
        read = network.sources(x)
    for shown, real in zip(maps.sources(), read, strict=True):
        assert shown == pytest.approx(real[0].numpy(), abs=1e-3)
    raw = maps.sources(normalised=False)
    assert raw[0] is maps.maps[0]
    assert [len(one) for one in raw] == [96, 192, 192, 128, 128, 128]


@given(st.integers(0, 2**32 - 1))
def test_l2norm_is_the_networks(seed: int) -> None:
    rng = np.random.default_rng(seed)
    features = np.maximum(rng.normal(0, 3, (7, 4, 4)), 0).astype(np.float32)
    features[:, 0, 0] = 0
    layer = L2Norm(7)
    layer.weight.data = torch.from_numpy(rng.uniform(1, 30, 7).astype(np.float32))
    with torch.inference_mode():
        real = layer(torch.from_numpy(features)[None])[0].numpy()
    assert l2_normalised(features, layer.weight.detach().numpy()) == pytest.approx(real, rel=1e-5)


def test_every_cell_has_the_norm_that_l2norm_starts_with() -> None:
    features = np.random.default_rng(0).random((512, 3, 3)).astype(np.float32)
    scaled = l2_normalised(features, np.full(512, 20, np.float32))
    assert norms(scaled) == pytest.approx(np.full((3, 3), 20), rel=1e-5)


def test_heat_runs_from_the_weakest_to_the_strongest_cell() -> None:
    features = np.zeros((2, 2, 2), np.float32)
    features[0] = [[1, 2], [3, 4]]
    features[1, 0, 0] = 5
    assert heat(features, "mean").tolist() == [[1, 0], [0.25, 0.5]]
    assert heat(features, "strongest").ravel().tolist() == pytest.approx([1, 0, 1 / 3, 2 / 3])
    assert heat(features, "channel", 1).tolist() == [[1, 0], [0, 0]]
    assert not heat(np.full((3, 1, 1), 2.0, np.float32), "mean").any()


def test_loud_cells_at_the_border_do_not_darken_the_map() -> None:
    features = np.random.default_rng(0).random((1, 19, 19)).astype(np.float32)
    features[0, :2] = features[0, :, -2:] = 1000
    shown = heat(features, "mean")
    assert shown[0, 0] == 1
    assert np.median(shown) > 0.3


def test_channels_are_chosen_evenly() -> None:
    assert len(sampled(512)) == 52
    assert sampled(512)[[0, -1]].tolist() == [0, 511]
    assert sampled(3).tolist() == [0, 1, 2]


def test_the_table_of_levels(vgg_reaches: tuple[Reach, ...]) -> None:
    table = map_facts(CONFIG, vgg_reaches)
    assert [row.sees for row in table] == [92, 420, 452, 516, 644, 772]
    assert [row.step for row in table] == [8, 16, 32, 64, 100, 300]
    assert sum(row.boxes for row in table) == 8732
    assert (table[0].smallest, round(table[0].largest)) == (30, 42)
    assert all(len(names) == 6 for names in SOURCE_NAMES.values())


def test_the_cell_of_a_place_is_the_nearest_one() -> None:
    for level, cells in enumerate(CONFIG.feature_maps):
        centres = (np.arange(cells) + 0.5) * CONFIG.steps[level] / 300
        for place in (0.0, 0.3, 0.517, 0.999, 1.0):
            row, column = cell_at(CONFIG, level, place, 0.1)
            assert abs(centres[column] - place) == pytest.approx(abs(centres - place).min())
            assert abs(centres[row] - 0.1) == pytest.approx(abs(centres - 0.1).min())


def test_a_cell_of_the_finest_map_sees_92_pixels(vgg_reaches: tuple[Reach, ...]) -> None:
    facts = cell_facts(CONFIG, vgg_reaches[0], 0, 10, 30)
    left, top, right, bottom = (300 * value for value in facts.field)
    assert (right - left, bottom - top) == pytest.approx((92, 92))
    # Its centre is that of its DBoxes: three poolings by two, and no layer is off the middle.
    assert (left + right) / 2 == pytest.approx(30.5 * 8)
    assert [box.index for box in facts.boxes] == [1640, 1641, 1642, 1643]
    assert facts.place == pytest.approx((240 / 300, 80 / 300, 248 / 300, 88 / 300))
    with pytest.raises(ValueError, match="38"):
        cell_facts(CONFIG, vgg_reaches[0], 0, 38, 0)


def test_the_object_under_a_place_is_the_smallest() -> None:
    truth = truth_of((0.1, 0.1, 0.9, 0.9), (0.3, 0.3, 0.5, 0.5))
    assert [object_at(truth, x, x) for x in (0.05, 0.2, 0.4)] == [-1, 0, 1]
    assert object_at(GroundTruth.none(), 0.5, 0.5) == -1


@pytest.mark.parametrize(
    ("side", "level"), [(30, 0), (60, 1), (120, 2), (170, 3), (230, 4), (290, 5)]
)
def test_larger_objects_are_answered_by_coarser_levels(side: int, level: int) -> None:
    half = side / 600
    box = np.array([0.5 - half, 0.5 - half, 0.5 + half, 0.5 + half], np.float32)
    found, overlap = answering_level(box, DBOXES)
    assert found == level
    assert overlap >= 0.5
