"""The smallest training there is: what tests of the loop and of the run folder share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
import torch

from ssd_core.config import preset
from ssd_core.device import Device
from ssd_core.network import SSD, build_network, slim
from ssd_core.training.config import TrainConfig
from ssd_core.training.config_file import read_config
from ssd_core.training.folder import STATE
from ssd_core.training.run import resume, train
from ssd_core.training.starting import initialise
from ssd_core.types import GroundTruth

SLIM = preset("ssd300_slim")
SLIM_WIDTHS, SLIM_EXTRAS = slim.WIDTHS, slim.EXTRA_WIDTHS
CPU = Device("cpu", "CPU", torch.float32)
SHORT = TrainConfig(
    steps=3, batch=2, workers=0, evaluate_every=2, evaluate_pictures=2, probe_every=0
)


@contextmanager
def narrow() -> Iterator[None]:
    """The small network with a quarter of its channels, for whoever builds or reads one meanwhile.

    What a run does, writes and takes up again is the same at any width, and a step of it is not
    where a test's time should go.
    """
    extras = tuple((thin // 4, wide // 4) for thin, wide in SLIM_EXTRAS)
    widths = tuple(width // 4 for width in SLIM_WIDTHS)
    with mock.patch.multiple(slim, WIDTHS=widths, EXTRA_WIDTHS=extras):
        yield


def network(seed: int = 0) -> SSD:
    torch.manual_seed(seed)
    fresh = build_network(SLIM)
    initialise(fresh)
    return fresh


class Dots:
    """Five pictures with one square each, drawn anew each time; ``spoilt`` ones hold NaN."""

    size = 5
    held_out_size = 2

    def __init__(self, spoilt: frozenset[tuple[int, int]] = frozenset()) -> None:
        self._spoilt = spoilt

    def training(self, index: int, draw: int) -> tuple[np.ndarray, GroundTruth]:
        rng = np.random.default_rng((index, draw))
        rgb, truth = self._drawn(rng)
        spoilt = (index, draw) in self._spoilt
        return (rgb * np.float32(np.nan) if spoilt else rgb), truth

    def held_out(self, index: int) -> tuple[np.ndarray, GroundTruth]:
        return self._drawn(np.random.default_rng(1000 + index))

    def name(self, index: int) -> str:
        return f"picture {index}"

    def held_out_name(self, index: int) -> str:
        return f"held out {index}"

    @staticmethod
    def _drawn(rng: np.random.Generator) -> tuple[np.ndarray, GroundTruth]:
        left, top, side = rng.integers(20, 140, 3)
        rgb = rng.integers(0, 256, (300, 300, 3), np.uint8)
        rgb[top : top + side, left : left + side] = rng.integers(0, 256, 3)
        box = np.array([[left, top, left + side, top + side]], np.float32) / 300
        return rgb, GroundTruth(box, np.array([1 + side % 8]), np.array([False]))


KEPT = TrainConfig(
    steps=5,
    batch=2,
    workers=0,
    evaluate_every=3,
    evaluate_pictures=1,
    save_every=2,
    probe_every=0,
)
"""Five steps, with states after 0, 2, 3, 4 and 5 of them."""


def begun(folder: Path, config: TrainConfig = KEPT, *, source: Dots | None = None, **options):
    """The events of a new run on dots."""
    facts = {"by": "a test"}
    dots = source or Dots()
    return train(network(), config, dots, folder, CPU, provenance=facts, **options)


def resumed(folder: Path, *, source: Dots | None = None, **options):
    """The events of a run on dots that goes on."""
    return resume(folder, read_config(folder), source or Dots(), CPU, **options)


def go_on(folder: Path) -> None:
    """Begin or resume a narrow run and end it: what a process that is killed was doing."""
    torch.set_num_threads(1)
    with narrow():
        for _ in resumed(folder) if (folder / STATE).exists() else begun(folder):
            pass
