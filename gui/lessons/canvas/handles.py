"""Moving and resizing boxes: pure functions from a box and a pointer to another box."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gui.canvas.hit import hit
from gui.lessons.canvas.area import Box
from ssd_core.types import FloatArray

Point = tuple[float, float]

HANDLES: tuple[Point, ...] = (
    (0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5),
)  # fmt: skip
"""Where the eight handles lie, in shares of the box's width and height, clockwise."""
BODY = -1
"""The grip that moves the whole box."""
REACH = 8.0
"""Logical pixels from the middle of a handle: it can be grabbed in a square of 16."""
SMALLEST = 4 / 300
"""No side becomes smaller than 4 px of the network's input."""


@dataclass(frozen=True, slots=True)
class Grip:
    """What the pointer holds: a handle (0..7) or the ``BODY`` of box ``index``."""

    index: int
    handle: int = BODY


def handle_points(box: Box) -> list[Point]:
    """The places of the eight handles, in the unit of ``box``."""
    left, top, right, bottom = box
    return [(left + x * (right - left), top + y * (bottom - top)) for x, y in HANDLES]


def grip_at(
    boxes: FloatArray, point: Point, *, selected: int = -1, unit: float = 1.0
) -> Grip | None:
    """What ``point`` would grab: a handle of the selected box first, then any box's border or body.

    boxes: [M, 4] xyxy. unit: how much of the boxes' unit a logical pixel is.
    """
    if 0 <= selected < len(boxes):
        box: Box = tuple(boxes[selected].tolist())
        distances = [max(abs(x - point[0]), abs(y - point[1])) for x, y in handle_points(box)]
        nearest = int(np.argmin(distances))
        if distances[nearest] <= REACH * unit:
            return Grip(selected, nearest)
    index = hit(boxes, point, reach=REACH / 2 * unit)
    return None if index < 0 else Grip(index)


def dragged(box: Box, grip: Grip, by: Point, *, keep_shape: bool = False) -> Box:
    """``box`` as it was when it was grabbed, after the pointer moved ``by`` in its unit.

    keep_shape: a corner keeps width : height. The box stays in 0..1; its body stops at the edge.
    """
    left, top, right, bottom = box
    if grip.handle == BODY:
        dx = min(max(by[0], -left), 1 - right)
        dy = min(max(by[1], -top), 1 - bottom)
        return left + dx, top + dy, right + dx, bottom + dy
    x, y = HANDLES[grip.handle]
    if keep_shape and x != 0.5 and y != 0.5:
        by = _along_diagonal(box, x, y, by)
    if x == 0:
        left = min(max(left + by[0], 0.0), right - SMALLEST)
    elif x == 1:
        right = max(min(right + by[0], 1.0), left + SMALLEST)
    if y == 0:
        top = min(max(top + by[1], 0.0), bottom - SMALLEST)
    elif y == 1:
        bottom = max(min(bottom + by[1], 1.0), top + SMALLEST)
    return left, top, right, bottom


def _along_diagonal(box: Box, x: float, y: float, by: Point) -> Point:
    """``by`` as a move of a corner that keeps the shape and goes no further than the picture."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    signs = (1 if x else -1, 1 if y else -1)
    grown = (signs[0] * by[0] / width + signs[1] * by[1] / height) / 2
    room_x = ((1 - right) if x else left) / width
    room_y = ((1 - bottom) if y else top) / height
    grown = max(min(grown, room_x, room_y), SMALLEST / min(width, height) - 1)
    return signs[0] * grown * width, signs[1] * grown * height


def resized(box: Box, by: Point) -> Box:
    """``box`` with its right and lower edge moved ``by``."""
    return dragged(box, Grip(0, HANDLES.index((1, 1))), by)
