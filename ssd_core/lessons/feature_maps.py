"""Lesson 7: what the six feature maps hold, and how much of the picture a cell of each sees.

Paper sections 2.1 ("Multi-scale feature maps") and 3.1 (L2Norm, after ParseNet).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.config import DBoxConfig
from ssd_core.lessons.default_boxes import CellBox, cell_boxes, level_facts
from ssd_core.types import ByteArray, DBoxes, FloatArray, GroundTruth, IntArray

if TYPE_CHECKING:  # it needs torch, and a window that only shows numbers does not
    from pathlib import Path

    from ssd_core.lessons.lab import Lab
    from ssd_core.network.receptive_field import Reach

Show = Literal["mean", "strongest", "channel"]
SHOWN: tuple[Show, ...] = ("mean", "channel", "strongest")

SOURCE_NAMES = {
    "vgg16": ("conv4_3", "conv7", "conv8_2", "conv9_2", "conv10_2", "conv11_2"),
    "slim": ("stem", "trunk", "extra 1", "extra 2", "extra 3", "extra 4"),
}
"""What the layers are called that the six maps come from, by backbone."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class FeatureMaps:
    """What a network makes of a picture before its heads.

    maps: float32 [C_k, f_k, f_k], finest first, the finest before L2Norm. scale: float32 [C_0],
    what L2Norm multiplies by. reaches: what a cell of each sees.
    """

    maps: tuple[FloatArray, ...]
    scale: FloatArray
    reaches: tuple[Reach, ...]
    _heats: dict[tuple[int, Show, int, bool], FloatArray] = field(default_factory=dict, repr=False)

    def sources(self, *, normalised: bool = True) -> tuple[FloatArray, ...]:
        """The maps that the heads read; normalised: with L2Norm on the finest, as they do."""
        return self._normalised if normalised else self.maps

    @cached_property
    def _normalised(self) -> tuple[FloatArray, ...]:
        return (l2_normalised(self.maps[0], self.scale), *self.maps[1:])

    def heat(self, level: int, show: Show, channel: int, *, normalised: bool) -> FloatArray:
        """``heat`` of one of the maps, kept; a channel past the last counts from the first."""
        source = self.sources(normalised=normalised)[level]
        key = (level, show, channel % len(source), normalised)
        if key not in self._heats:
            self._heats[key] = heat(source, show, key[2])
        return self._heats[key]


@dataclass(frozen=True, slots=True, eq=False)
class LookAtFeatures:
    """A job: the feature maps of ``rgb``, by the network of ``weights`` (None: the bundled one)."""

    rgb: ByteArray
    weights: Path | None = None
    device: str = "auto"

    def run(self, lab: Lab) -> FeatureMaps:
        """Raises UserError."""
        import torch

        from ssd_core.network import build_network
        from ssd_core.network.receptive_field import reaches

        detector = lab.detector(self.weights, self.device)
        with torch.device("meta"):  # the detector's own layers are folded, and some replaced
            plain = build_network(detector.config)
        return FeatureMaps(detector.features(self.rgb), detector.norm_scale, reaches(plain))


def l2_normalised(features: FloatArray, scale: FloatArray) -> FloatArray:
    """x / ‖x‖₂ over the channels of each cell, times the scale of each channel; [C, f, f]."""
    normalised: FloatArray = scale[:, None, None] * (features / (norms(features) + 1e-10))
    return normalised


def norms(features: FloatArray) -> FloatArray:
    """‖x‖₂ over the channels of each cell: [C, f, f] to [f, f]."""
    squares: FloatArray = np.sqrt((features * features).sum(axis=0))
    return squares


def heat(features: FloatArray, show: Show, channel: int = 0) -> FloatArray:
    """One number a cell, from 0 for the weakest to 1 for the strongest, float32 [f, f].

    All 0 where all respond alike. Cells at the border look at padding, and often respond to that
    alone: they do not set the scale, or they would outshine the picture. features: [C, f, f].
    """
    if show == "mean":
        response = features.mean(axis=0)
    elif show == "strongest":
        response = features.max(axis=0)
    else:
        response = features[channel]
    border = -(-len(response) // 10) if len(response) >= 5 else 0
    inner = response[border : len(response) - border, border : len(response) - border]
    low, high = float(inner.min()), float(inner.max())
    if not high > low:
        return np.zeros_like(response)
    scaled: FloatArray = np.clip((response - low) / (high - low), 0, 1).astype(np.float32)
    return scaled


def sampled(channels: int, count: int = 52) -> IntArray:
    """Evenly chosen channels, at most ``count``: as many bars as there is room for."""
    return np.linspace(0, channels - 1, min(count, channels)).round().astype(np.int64)


@dataclass(frozen=True, slots=True)
class MapFacts:
    """One level in numbers, pixels of the network's input.

    step: between DBox centres. stride: between the places that cells really look at. sees: side of
    the receptive field. smallest, largest: sides of its two square DBoxes.
    """

    level: int
    cells: int
    step: int
    stride: int
    sees: int
    smallest: float
    largest: float
    boxes: int


def map_facts(config: DBoxConfig, reaches: tuple[Reach, ...]) -> list[MapFacts]:
    """Every level in numbers, finest first."""
    return [
        MapFacts(
            level=facts.level,
            cells=facts.cells,
            step=facts.step,
            stride=reach.stride,
            sees=reach.size,
            smallest=facts.min_size,
            largest=facts.mean_scale * config.input_size,
            boxes=facts.count,
        )
        for facts, reach in zip(level_facts(config), reaches, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class CellFacts:
    """One cell. field: what it sees, xyxy in 0..1, reaching outside the picture. boxes: its DBoxes.

    place: the square of a step's side around the centre of its DBoxes.
    """

    level: int
    row: int
    column: int
    field: Box
    place: Box
    boxes: tuple[CellBox, ...]


def cell_at(config: DBoxConfig, level: int, x: float, y: float) -> tuple[int, int]:
    """(row, column) of the cell whose DBoxes are centred nearest to a place in 0..1."""
    cells, step = config.feature_maps[level], config.steps[level]
    row, column = (min(max(int(v * config.input_size / step), 0), cells - 1) for v in (y, x))
    return row, column


def cell_facts(config: DBoxConfig, reach: Reach, level: int, row: int, column: int) -> CellFacts:
    """What there is to say of one cell, before any network. Raises ValueError outside the map."""
    boxes = cell_boxes(config, level, row, column)
    (left, right), (top, bottom) = reach.field(column), reach.field(row)
    side, step = config.input_size, config.steps[level] / config.input_size
    return CellFacts(
        level=level,
        row=row,
        column=column,
        field=(left / side, top / side, right / side, bottom / side),
        place=(column * step, row * step, (column + 1) * step, (row + 1) * step),
        boxes=tuple(boxes),
    )


def object_at(truth: GroundTruth, x: float, y: float) -> int:
    """Row of the smallest object over a place, -1 if there is none."""
    low, high = truth.boxes[:, :2], truth.boxes[:, 2:]
    over = ((low <= (x, y)) & (high >= (x, y))).all(axis=1)
    areas = np.where(over, (high - low).prod(axis=1), np.inf)
    return int(areas.argmin()) if over.any() else -1


def answering_level(box_xyxy: FloatArray, dboxes: DBoxes) -> tuple[int, float]:
    """The level whose DBox fits a box float32 [4] best, and the overlap."""
    fit = overlaps(box_xyxy[None], cxcywh_to_xyxy(dboxes.cxcywh))[0]
    best = int(fit.argmax())
    return int(dboxes.level[best]), float(fit[best])
