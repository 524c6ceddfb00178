"""The detector against the plain network: folding, Winograd, precision, batches, odd pictures."""

from __future__ import annotations

import copy
from functools import cache

import numpy as np
import pytest
import torch
from torch import nn

from ssd_core.coding import to_candidates
from ssd_core.config import PRESETS, preset
from ssd_core.data.shapes import make_scene
from ssd_core.dboxes import make_dboxes
from ssd_core.device import Device
from ssd_core.image import preprocess
from ssd_core.inference import Detector
from ssd_core.network import SSD, build_network
from ssd_core.training.starting import initialise
from ssd_core.types import RawOutput
from ssd_core.weights import read_weights, write_weights

FP32 = Device("cpu", "CPU", torch.float32)
BF16 = Device("cpu", "CPU", torch.bfloat16)


@cache
def lively(name: str) -> SSD:
    """A network in eval mode whose outputs spread like a trained one's, with used batch norms."""
    torch.manual_seed(7)
    network = build_network(preset(name)).eval()
    initialise(network)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.2)
            module.running_mean.normal_(0, 0.5)
            module.running_var.uniform_(0.5, 2.0)
    with torch.no_grad():
        for level, source in enumerate(network.sources(torch.from_numpy(prepared(0)))):
            for head, spread in ((network.loc[level], 1.0), (network.conf[level], 3.0)):
                head.weight *= spread / head(source).std()
    return network


def prepared(seed: int) -> np.ndarray:
    return preprocess(make_scene(seed).rgb, preset("ssd300_slim").preprocessing)


def plain_outputs(network: SSD, x: np.ndarray) -> list[RawOutput]:
    with torch.inference_mode():
        loc, conf = network(torch.from_numpy(x))
    return [RawOutput(a.numpy(), b.numpy()) for a, b in zip(loc, conf, strict=True)]


@pytest.mark.parametrize("name", PRESETS)
def test_in_float32_it_says_what_the_plain_network_says(name: str) -> None:
    network = lively(name)
    rgb = make_scene(3).rgb
    (raw,) = plain_outputs(network, preprocess(rgb, network.config.preprocessing))
    plain = to_candidates(raw, make_dboxes(network.config.dboxes))
    ours = Detector(network, FP32)(rgb).candidates
    assert plain.scores[:, 1:].max() > 0.9
    assert plain.scores.std(axis=0).min() > 0.01
    assert np.abs(ours.scores - plain.scores).max() < 1e-4
    assert np.abs(ours.boxes - plain.boxes).max() < 1e-4


def test_the_network_that_is_handed_over_stays_as_it_was() -> None:
    network = lively("ssd300_slim").train()
    before = copy.deepcopy(network.state_dict())
    Detector(network, FP32)(make_scene(0).rgb)
    assert network.training
    assert all(p.requires_grad for p in network.parameters())
    after = network.state_dict()
    assert before.keys() == after.keys()
    assert all(torch.equal(before[key], after[key]) for key in before)
    network.eval()


def test_bfloat16_differs_only_by_its_rounding() -> None:
    network, rgb = lively("ssd300_slim"), make_scene(3).rgb
    exact, short = (Detector(network, d)(rgb).candidates for d in (FP32, BF16))
    assert short.scores.dtype == np.float32
    assert np.isfinite(short.boxes).all()
    difference = np.abs(short.scores - exact.scores)
    assert 0 < difference.mean() < 0.01


def test_a_batch_is_its_pictures_one_by_one() -> None:
    detector = Detector(lively("ssd300_slim"), FP32)
    x = np.concatenate([prepared(seed) for seed in range(3)])
    together = detector.raw_outputs(x)
    assert len(together) == 3
    for row, one in enumerate(together):
        (alone,) = detector.raw_outputs(x[row : row + 1])
        np.testing.assert_allclose(one.loc, alone.loc, atol=1e-4)
        np.testing.assert_allclose(one.conf, alone.conf, atol=1e-4)
    assert np.abs(together[0].conf - together[1].conf).max() > 0.1


def test_everything_it_knows_of_a_picture() -> None:
    detector = Detector(lively("ssd300_slim"), FP32)
    seen = detector(make_scene(1).rgb)
    assert seen.raw.loc.shape == seen.candidates.boxes.shape == (8732, 4)
    assert seen.raw.conf.shape == seen.candidates.scores.shape == (8732, 9)
    np.testing.assert_allclose(seen.candidates.scores.sum(axis=1), 1, atol=1e-5)
    timings = seen.timings
    assert min(timings.preprocess, timings.network, timings.decode) > 0


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (30, 4000), (4000, 30), (300, 300)])
def test_every_size_of_picture_can_be_looked_at(shape: tuple[int, int]) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    candidates = Detector(lively("ssd300_slim"), FP32)(rgb).candidates
    assert candidates.boxes.shape == (8732, 4)
    assert np.isfinite(candidates.boxes).all()
    assert np.isfinite(candidates.scores).all()


def test_a_mirrored_view_is_looked_at_as_its_copy() -> None:
    detector, rgb = Detector(lively("ssd300_slim"), FP32), make_scene(2).rgb[:, ::-1]
    view, whole = detector(rgb), detector(rgb.copy())
    assert np.array_equal(view.candidates.scores, whole.candidates.scores)


def test_a_file_gives_the_same_detector_as_its_network(tmp_path) -> None:
    network, path = lively("ssd300_slim"), tmp_path / "w.safetensors"
    write_weights(path, network.state_dict(), network.config, provenance={}, half=False)
    rgb = make_scene(4).rgb
    direct = Detector(network, FP32)(rgb)
    for detector in (Detector.load(path, FP32), Detector.from_weights(read_weights(path), FP32)):
        assert detector.config == network.config
        assert np.array_equal(detector(rgb).raw.conf, direct.raw.conf)
