"""Lesson 3: what the network really predicts (paper section 2.2, equation 2)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log
from typing import Literal

import numpy as np

from ssd_core.boxes import cxcywh_to_xyxy, overlaps, xyxy_to_cxcywh
from ssd_core.coding import VARIANCES, decode, encode
from ssd_core.matching import OVERLAP
from ssd_core.types import DBoxes, FloatArray

NO_VARIANCES = (1.0, 1.0)
"""What leaving the variances out amounts to."""
TORCHVISION_LIMIT = log(1000 / 16)
"""torchvision clamps v₁ Δw and v₁ Δh here: no box grows to more than 62.5 times its DBox."""

Move = Literal["same", "right", "left", "down", "up", "wider", "narrower", "taller", "shorter"]
"""What one stage of the walk changes, as a person sees it."""
Four = tuple[float, float, float, float]
_MOVES: tuple[tuple[Move, Move], ...] = (
    ("right", "left"),
    ("down", "up"),
    ("wider", "narrower"),
    ("taller", "shorter"),
)
_LARGEST_POWER = 700.0
"""A Python float ends at about e^709."""


@dataclass(frozen=True, slots=True)
class Term:
    """One of the four offsets, as its formula reads.

    difference: g_cx - d_cx, or 0 for a size. ratio: g_w / d_w, or 0 for a centre.
    value: the offset. variance: what it is divided by.
    """

    name: str
    difference: float
    ratio: float
    variance: float
    value: float


@dataclass(frozen=True, slots=True)
class Encoded:
    """One box, one DBox, and what stands between them.

    target, dbox, decoded: (cx, cy, w, h) in 0..1. error: the largest coordinate difference between
    the target and what decoding its offsets gives. degenerate: a side of the target is not
    positive, so that its logarithm does not exist; it counts as 1e-6.
    """

    target: Four
    dbox: Four
    terms: tuple[Term, Term, Term, Term]
    decoded: Four
    error: float
    degenerate: bool

    @property
    def offsets(self) -> Four:
        dcx, dcy, dw, dh = (term.value for term in self.terms)
        return (dcx, dcy, dw, dh)


def encode_one(
    target_xyxy: FloatArray, dbox_cxcywh: FloatArray, *, variances: tuple[float, float] = VARIANCES
) -> Encoded:
    """The offsets of one target float32 [4] from one DBox float32 [4], and back again."""
    target_xyxy = np.asarray(target_xyxy, np.float32)
    dbox = np.asarray(dbox_cxcywh, np.float32)
    offsets = encode(target_xyxy[None], dbox[None], variances=variances)
    back = decode(offsets, dbox[None], variances=variances)[0]
    target = xyxy_to_cxcywh(target_xyxy)
    gcx, gcy, gw, gh = target.tolist()
    dcx, dcy, dw, dh = dbox.tolist()
    tcx, tcy, tw, th = offsets[0].tolist()
    return Encoded(
        target=(gcx, gcy, gw, gh),
        dbox=(dcx, dcy, dw, dh),
        terms=(
            Term("Δcx", gcx - dcx, 0.0, variances[0], tcx),
            Term("Δcy", gcy - dcy, 0.0, variances[0], tcy),
            Term("Δw", 0.0, gw / dw, variances[1], tw),
            Term("Δh", 0.0, gh / dh, variances[1], th),
        ),
        decoded=_four(xyxy_to_cxcywh(back)),
        error=float(np.abs(back - target_xyxy).max()),
        degenerate=gw <= 0 or gh <= 0,
    )


def decode_one(
    offsets: Four, dbox_cxcywh: FloatArray, *, variances: tuple[float, float] = VARIANCES
) -> FloatArray:
    """The box, xyxy float32 [4], that ``offsets`` make of one DBox."""
    rows = np.array([offsets], np.float32)
    dboxes = np.asarray(dbox_cxcywh, np.float32)[None]
    box: FloatArray = decode(rows, dboxes, variances=variances)[0]
    return box


def growth(delta: float, *, variance: float = VARIANCES[1], limit: float = inf) -> float:
    """How many times its DBox a box is wide: exp(v₁ Δw), with v₁ Δw no more than ``limit``.

    Infinite where even a float cannot hold it, which is what happens without a limit.
    """
    power = min(variance * delta, limit)
    return exp(power) if power < _LARGEST_POWER else inf


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the walk from a DBox to its target: what moved, and the box by then, xyxy."""

    move: Move
    box: Four


def stages(target_xyxy: FloatArray, dbox_cxcywh: FloatArray) -> tuple[Stage, ...]:
    """From the DBox to the target, one offset at a time: nothing, Δcx, Δcy, Δw, Δh.

    The last box is the target. An offset of 0 has the name of the positive one.
    """
    goal = _four(xyxy_to_cxcywh(np.asarray(target_xyxy, np.float32)))
    now = list(_four(np.asarray(dbox_cxcywh, np.float32)))
    walk = [Stage("same", _corners(now))]
    for place, (more, less) in enumerate(_MOVES):
        move = more if goal[place] >= now[place] else less
        now[place] = goal[place]
        walk.append(Stage(move, _corners(now)))
    return tuple(walk)


def round_trip_error(
    dboxes: DBoxes, *, variances: tuple[float, float] = VARIANCES, seed: int = 0
) -> float:
    """Largest error of decode(encode(box)) over a random box for every DBox, in float32.

    About 1e-7: one unit in the last place of a number near 1.
    """
    rng = np.random.default_rng(seed)
    shift = rng.uniform(-0.5, 0.5, (len(dboxes), 2)) * dboxes.cxcywh[:, 2:]
    grown = dboxes.cxcywh[:, 2:] * np.exp(rng.uniform(-0.7, 0.7, (len(dboxes), 2)))
    centres = dboxes.cxcywh[:, :2] + shift
    boxes = cxcywh_to_xyxy(np.concatenate([centres, grown], axis=1).astype(np.float32))
    offsets = encode(boxes, dboxes.cxcywh, variances=variances)
    back = decode(offsets, dboxes.cxcywh, variances=variances)
    return float(np.abs(back - boxes).max())


def telling_dbox(target_xyxy: FloatArray, dboxes: DBoxes, *, level: int | None = None) -> int:
    """A DBox with something to learn about the target: the least overlap that still matches.

    level: only of this one. Where none overlaps it by 0.5, the one that overlaps it most.
    """
    table = overlaps(np.asarray(target_xyxy, np.float32)[None], cxcywh_to_xyxy(dboxes.cxcywh))[0]
    if level is not None:
        table = np.where(dboxes.level == level, table, -1)
    matching = np.where(table >= OVERLAP, table, np.inf)
    best = matching.argmin() if np.isfinite(matching).any() else table.argmax()
    return int(best)


def spread(
    boxes_xyxy: FloatArray, dboxes_cxcywh: FloatArray, *, variances: tuple[float, float] = VARIANCES
) -> Four:
    """Standard deviation of each offset over matched pairs [P, 4] each; 0 where there are none.

    The variances make it about 1, so that localisation and confidence weigh alike in the loss.
    """
    if len(boxes_xyxy) == 0:
        return (0.0, 0.0, 0.0, 0.0)
    return _four(encode(boxes_xyxy, dboxes_cxcywh, variances=variances).std(axis=0))


def pull(
    boxes_xyxy: FloatArray, dboxes_cxcywh: FloatArray, *, variances: tuple[float, float] = VARIANCES
) -> float:
    """Mean gradient of smooth L1, 0..1, that a network which says 0 everywhere gets from pairs.

    The gradient is the error itself up to 1, so offsets that are small pull little; no pairs: 0.
    """
    if len(boxes_xyxy) == 0:
        return 0.0
    offsets = encode(boxes_xyxy, dboxes_cxcywh, variances=variances)
    return float(np.minimum(np.abs(offsets), 1).mean())


def _corners(cxcywh: list[float]) -> Four:
    return _four(cxcywh_to_xyxy(np.array(cxcywh, np.float64)))


def _four(row: FloatArray) -> Four:
    a, b, c, d = row.tolist()
    return (a, b, c, d)
