"""One shape, drawn with antialiasing into a patch of its own, with its exact extent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from ssd_core.data.shapes_outlines import Points, outline, skeleton
from ssd_core.data.shapes_pose import Pose, hand_drawn, posed, random_pose
from ssd_core.opencv import cv2
from ssd_core.types import ByteArray

_MARGIN = 2
_SHIFT = 4
"""Fractional bits of the coordinates handed to OpenCV."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is drawn.

    body: is the inside painted? pen: stroke width in pixels, 0 for no stroke.
    by_hand: does the stroke wobble like a marker's?
    """

    body: bool
    pen: float
    by_hand: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sprite:
    """A drawn shape. body, stroke: uint8 [h, w] alpha. box: xyxy pixels in the patch, tight."""

    body: ByteArray
    stroke: ByteArray
    box: tuple[float, float, float, float]

    @property
    def coverage(self) -> ByteArray:
        """uint8 [h, w], alpha of body and stroke together."""
        return np.maximum(self.body, self.stroke)


def draw_sprite(
    name: str, look: Look, *, side: float, unit: float, rng: np.random.Generator
) -> Sprite:
    """Draw a ``name`` whose box has about the area ``side``², in pixels.

    unit: pixels of the picture that stand for one of 300.
    """
    pose = random_pose(name, side / unit, rng)
    paths, closed = _paths(name, look, pose, rng)
    paths = _fitted(paths, look.pen, side=side, longest=298.0 * unit)
    ink = paths
    if look.by_hand:
        wobble = side * rng.uniform(0.004, 0.017)
        ink = [hand_drawn(path, closed=closed, wobble=wobble, rng=rng) for path in paths]
    return _rendered(paths if not look.by_hand else ink, look, closed=closed, rng=rng)


def _paths(
    name: str, look: Look, pose: Pose, rng: np.random.Generator
) -> tuple[list[Points], bool]:
    strokes = skeleton(name, rng) if look.by_hand and not look.body else None
    if strokes is None or rng.random() < (0.75 if name == "star" else 0.45):
        return [posed(outline(name, rng), pose)], True
    return [posed(stroke, pose) for stroke in strokes], False


def _fitted(paths: list[Points], pen: float, *, side: float, longest: float) -> list[Points]:
    """Scale ``paths`` so that the box of the inked drawing has area ``side``²."""
    everything = np.concatenate(paths)
    low, high = everything.min(axis=0), everything.max(axis=0)
    width, height = np.maximum(high - low, 1e-6)
    # (k·width + pen)(k·height + pen) = side², solved for k
    half = pen * (width + height) / 2
    area = width * height
    scale = (np.sqrt(half**2 + area * (side**2 - pen**2)) - half) / area
    scale = min(scale, (longest - pen) / max(width, height))
    return [(path - low) * scale for path in paths]


def _rendered(paths: list[Points], look: Look, *, closed: bool, rng: np.random.Generator) -> Sprite:
    everything = np.concatenate(paths)
    pad = look.pen / 2 + _MARGIN
    low = everything.min(axis=0) - pad - rng.random(2)
    width, height = np.ceil(everything.max(axis=0) + pad - low).astype(int)
    fine = 4 if max(width, height) < 100 else 2
    fixed = [np.rint((path - low) * fine * 2**_SHIFT - 2 ** (_SHIFT - 1)) for path in paths]
    corners = [path.astype(np.int32).reshape(-1, 1, 2) for path in fixed]
    masks = {}
    if look.body:
        masks["body"] = np.zeros((height * fine, width * fine), np.uint8)
        cv2.fillPoly(masks["body"], corners, 255, cv2.LINE_8, _SHIFT)
    if look.pen:
        masks["stroke"] = np.zeros((height * fine, width * fine), np.uint8)
        thickness = max(1, round(look.pen * fine))
        joined = closed and not look.by_hand
        cv2.polylines(masks["stroke"], corners, joined, 255, thickness, cv2.LINE_8, _SHIFT)
    x, y, w, h = cv2.boundingRect(reduce(cv2.max, masks.values()))
    box = (x / fine, y / fine, (x + w) / fine, (y + h) / fine)
    size = (int(width), int(height))
    nothing = np.zeros(size[::-1], np.uint8)
    coarse = {name: _coarse(mask, size) for name, mask in masks.items()}
    return Sprite(coarse.get("body", nothing), coarse.get("stroke", nothing), box)


def _coarse(mask: ByteArray, size: tuple[int, int]) -> ByteArray:
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)
