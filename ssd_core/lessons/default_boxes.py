"""Lesson 1: where the 8,732 default boxes come from (paper section 2.2, "Choosing scales…")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor

import numpy as np

from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.config import DBoxConfig
from ssd_core.dboxes import ASPECT_NAMES, cell_shapes, make_dboxes
from ssd_core.matching import OVERLAP
from ssd_core.types import DBoxes, FloatArray

AUTHORS = DBoxConfig()
"""The sizes of the authors' code and of the book: the step between scales is floored."""

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """One level in numbers.

    cells: along one side. step, min_size, max_size: pixels of the network's input.
    scale: s_k of the paper, 0..1. mean_scale: s′_k = √(s_k · s_{k+1}). first: its first DBox.
    """

    level: int
    cells: int
    step: int
    min_size: float
    max_size: float
    scale: float
    mean_scale: float
    per_cell: int
    count: int
    first: int


@dataclass(frozen=True, slots=True)
class CellBox:
    """One DBox of a cell. unclamped, clamped: (cx, cy, w, h) in 0..1 of the picture.

    pixels: (w, h) in pixels of the network's input, before clamping. outside: whether it still
    reaches out of the picture, because it is (cx, cy, w, h) that is clamped and not its corners.
    """

    index: int
    aspect: str
    unclamped: tuple[float, float, float, float]
    clamped: tuple[float, float, float, float]
    pixels: Pair
    outside: bool

    @property
    def was_clamped(self) -> bool:
        """Whether clamping changed it by more than float32 rounds."""
        return any(abs(a - b) > 1e-6 for a, b in zip(self.unclamped, self.clamped, strict=True))


def paper_scales(levels: int = 6, *, smallest: float = 0.2, largest: float = 0.9) -> list[float]:
    """s_1 … s_{m+1} of SSD300 as the paper writes them, 0..1 of the input (equation 4).

    The finest level stands apart at half the smallest scale; the others rise evenly,
    s_k = s_min + (s_max - s_min) / (m - 1) · (k - 1) over the m = 5 that remain.
    """
    rising = levels - 1
    step = (largest - smallest) / (rising - 1) if rising > 1 else 0.0
    return [smallest / 2, *(smallest + step * k for k in range(rising + 1))]


def code_scales(levels: int = 6, *, smallest: float = 0.2, largest: float = 0.9) -> list[float]:
    """The same as the authors' code computes them: in whole percents, the step floored.

    That is why the coarsest level has 0.88 and not 0.9, and the size beyond it 1.05 and not 1.075.
    """
    low, high, rising = round(100 * smallest), round(100 * largest), levels - 1
    step = floor((high - low) / (rising - 1)) if rising > 1 else 0
    return [low / 200, *((low + step * k) / 100 for k in range(rising + 1))]


TORCHVISION_SCALES = (0.07, 0.15, 0.33, 0.51, 0.69, 0.87, 1.05)
"""Those of torchvision's ``ssd300_vgg16``: as many DBoxes of other sizes."""


def with_scales(config: DBoxConfig, scales: list[float] | tuple[float, ...]) -> DBoxConfig:
    """``config`` with s_1 … s_{m+1} for its m levels, 0..1 of the input."""
    sizes = [round(scale * config.input_size, 6) for scale in scales]
    return replace(config, min_sizes=tuple(sizes[:-1]), max_sizes=tuple(sizes[1:]))


def presets() -> dict[str, DBoxConfig]:
    """Three sets of sizes that all make 8,732 boxes: a network fits only the one it learnt with."""
    return {
        "authors": AUTHORS,
        "paper": with_scales(AUTHORS, paper_scales()),
        "torchvision": with_scales(AUTHORS, TORCHVISION_SCALES),
    }


def level_facts(config: DBoxConfig) -> list[LevelFacts]:
    """Every level in numbers, finest first."""
    facts, first = [], 0
    for level, cells in enumerate(config.feature_maps):
        low, high = config.min_sizes[level], config.max_sizes[level]
        per_cell = config.per_cell[level]
        count = cells * cells * per_cell
        facts.append(
            LevelFacts(
                level=level,
                cells=cells,
                step=config.steps[level],
                min_size=low,
                max_size=high,
                scale=low / config.input_size,
                mean_scale=(low * high) ** 0.5 / config.input_size,
                per_cell=per_cell,
                count=count,
                first=first,
            )
        )
        first += count
    return facts


def centre(config: DBoxConfig, level: int, index: int) -> float:
    """(index + 0.5) · step / input size: of 38 cells with step 8 the last one's is exactly 1.

    Cells are not picture / map apart: 300 / 8 is 37.5, so 38 · 8 is 304 and not 300.
    """
    return (index + 0.5) * config.steps[level] / config.input_size


def cell_boxes(config: DBoxConfig, level: int, row: int, column: int) -> list[CellBox]:
    """The 4 or 6 DBoxes of one cell, in the order of the network's output."""
    facts = level_facts(config)[level]
    if not (0 <= row < facts.cells and 0 <= column < facts.cells):
        raise ValueError(f"level {level} has {facts.cells}×{facts.cells} cells")
    dboxes = make_dboxes(config)
    first = facts.first + (row * facts.cells + column) * facts.per_cell
    shapes = cell_shapes(facts.min_size, facts.max_size, config.aspect_ratios[level])
    middle = (centre(config, level, column), centre(config, level, row))
    boxes = []
    for aspect, (width, height) in enumerate(shapes):
        index = first + aspect
        clamped = dboxes.cxcywh[index]
        corners = cxcywh_to_xyxy(clamped)
        cx, cy, w, h = clamped.tolist()
        boxes.append(
            CellBox(
                index=index,
                aspect=aspect_name(aspect, config.aspect_ratios[level]),
                unclamped=(*middle, width / config.input_size, height / config.input_size),
                clamped=(cx, cy, w, h),
                pixels=(width, height),
                outside=bool((corners < -1e-6).any() or (corners > 1 + 1e-6).any()),
            )
        )
    return boxes


def aspect_name(aspect: int, ratios: tuple[int, ...]) -> str:
    """How the shape at ``aspect`` of a cell's list is called: 1, 1′, 2, 1/2 …"""
    if aspect < 2:
        return ASPECT_NAMES[aspect]
    ratio = ratios[(aspect - 2) // 2]
    return str(ratio) if aspect % 2 == 0 else f"1/{ratio}"


def unclamped(config: DBoxConfig) -> FloatArray:
    """All DBoxes before they are clamped, float32 [N, 4] (cx, cy, w, h)."""
    dboxes = make_dboxes(config)
    boxes = np.empty((len(dboxes), 4), np.float64)
    for facts in level_facts(config):
        rows = slice(facts.first, facts.first + facts.count)
        shapes = cell_shapes(facts.min_size, facts.max_size, config.aspect_ratios[facts.level])
        sides = np.array(shapes)[dboxes.aspect[rows]]
        boxes[rows, :2] = (dboxes.cell[rows][:, ::-1] + 0.5) * facts.step
        boxes[rows, 2:] = sides
    return (boxes / config.input_size).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """What objects of a size and shape find: the best overlap any DBox has with them.

    sides: √area in pixels of the input, [S]. ratios: width / height, [R].
    best: float32 [S, R], best overlap, the mean over places. found: share with a DBox ≥ 0.5.
    """

    sides: tuple[float, ...]
    ratios: tuple[float, ...]
    best: FloatArray
    found: FloatArray


_SIDES = (12.0, 16.0, 24.0, 32.0, 48.0, 64.0, 96.0, 128.0, 192.0, 256.0)
_RATIOS = (1 / 3, 1 / 2, 1.0, 2.0, 3.0)


def coverage(
    config: DBoxConfig,
    *,
    sides: tuple[float, ...] = _SIDES,
    ratios: tuple[float, ...] = _RATIOS,
    places: int = 9,
    seed: int = 0,
) -> Coverage:
    """How well the DBoxes cover objects of ``sides`` and ``ratios`` at ``places`` random places.

    An object that would be larger than the picture is made to fit it.
    """
    rng = np.random.default_rng(seed)
    side, ratio = (grid.ravel() for grid in np.meshgrid(sides, ratios, indexing="ij"))
    size = np.stack([side * np.sqrt(ratio), side / np.sqrt(ratio)], axis=1) / config.input_size
    size = np.minimum(np.repeat(size, places, axis=0), 1.0)
    low = rng.random((len(size), 2)) * (1 - size)
    objects = np.concatenate([low, low + size], axis=1).astype(np.float32)
    best = best_overlaps(objects, make_dboxes(config))
    table = best.reshape(len(sides), len(ratios), places)
    found = (table >= OVERLAP).mean(axis=2).astype(np.float32)
    return Coverage(sides, ratios, table.mean(axis=2).astype(np.float32), found)


def best_overlaps(objects_xyxy: FloatArray, dboxes: DBoxes) -> FloatArray:
    """The overlap of each object [G, 4] with the DBox that fits it best, float32 [G]."""
    best: FloatArray = overlaps(objects_xyxy, cxcywh_to_xyxy(dboxes.cxcywh)).max(axis=1, initial=0)
    return best
