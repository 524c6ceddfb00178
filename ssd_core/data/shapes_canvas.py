"""A picture in the making, with the ground truth of what was put on it."""

from __future__ import annotations

import numpy as np

from ssd_core.config import SHAPE_CLASSES
from ssd_core.data.shapes_layout import Box, Footprint, Occupancy, Wish, corner_for
from ssd_core.data.shapes_looks import Studio
from ssd_core.data.shapes_paint import blend
from ssd_core.data.shapes_sprite import Look, Sprite, draw_sprite
from ssd_core.opencv import cv2
from ssd_core.types import BoolArray, ByteArray, GroundTruth

_TRIES = 8
_DIFFICULT_BELOW = 0.5


class Canvas:
    """Places shapes one after another on ``rgb`` [size, size, 3], which it paints over."""

    def __init__(self, rgb: ByteArray, studio: Studio, rng: np.random.Generator) -> None:
        self.rgb = rgb
        self._size = rgb.shape[0]
        self._studio = studio
        self._rng = rng
        self._occupancy = Occupancy(self._size)

    def place(self, wish: Wish) -> None:
        """Draw ``wish`` where it hides nothing and shows up; leave it out if there is no room."""
        unit = self._studio.unit
        side = wish.side * unit
        look = self._studio.look(side, self._rng)
        name = SHAPE_CLASSES[wish.label - 1]
        sprite = draw_sprite(name, look, side=side, unit=unit, rng=self._rng)
        inked = sprite.coverage > 127
        total = int(np.count_nonzero(inked))
        x0, y0, x1, y1 = sprite.box
        tidy = self._studio.tidy and wish.near is None
        for _ in range(_TRIES):
            x, y = corner_for(wish, x1 - x0, y1 - y0, self._size, self._rng)
            spot = _Spot(x - round(x0), y - round(y0), inked.shape, self._size)
            ink = inked[spot.inside]
            shown = int(np.count_nonzero(ink))
            if not shown:
                continue
            box = spot.box(sprite, ink)
            shape = Footprint(ink, shown, spot.rows, spot.columns, total, box, wish.label)
            fits = self._occupancy.admits(shape, tidy=tidy)
            if fits and self._paint(sprite, look, spot):
                self._occupancy.add(shape)
                return

    def truth(self) -> GroundTruth:
        """The ground truth of everything placed so far."""
        shapes = self._occupancy.shapes
        if not shapes:
            return GroundTruth.none()
        boxes = np.array([shape.box for shape in shapes]) / self._size
        labels = np.array([shape.label for shape in shapes])
        difficult = self._occupancy.visible() < _DIFFICULT_BELOW
        return GroundTruth(boxes.astype(np.float32), labels, difficult)

    def _paint(self, sprite: Sprite, look: Look, spot: _Spot) -> bool:
        """Lay ``sprite`` down at ``spot``; False if no colour would show there."""
        ground = np.ascontiguousarray(self.rgb[spot.rows, spot.columns])
        layers = self._studio.layers(sprite, look, ground, self._rng)
        if not layers:
            return False
        if self._studio.shadows:
            self._cast_shadow(sprite.coverage, spot)
        target = self.rgb[spot.rows, spot.columns]
        for layer in layers:
            blend(target, layer.paint[spot.inside], layer.alpha[spot.inside])
        return True

    def _cast_shadow(self, coverage: ByteArray, spot: _Spot) -> None:
        unit = self._studio.unit
        reach = round(min(6 * unit, 0.12 * min(coverage.shape))) + 1
        soft = cv2.copyMakeBorder(coverage, reach, reach, reach, reach, cv2.BORDER_CONSTANT)
        soft = cv2.blur(cv2.blur(soft, (reach, reach)), (reach, reach))
        dx, dy = (int(d) for d in self._rng.integers(-reach, reach + 1, 2))
        under = _Spot(spot.x - reach + dx, spot.y - reach + dy, soft.shape, self._size)
        alpha = (soft[under.inside] * self._rng.uniform(0.2, 0.55)).astype(np.uint8)
        if alpha.size:
            target = self.rgb[under.rows, under.columns]
            blend(target, np.zeros_like(target), alpha)


def _inside(start: int, stop: int, size: int) -> slice:
    """What of start..stop lies in 0..size; empty at an end of that where nothing does."""
    return slice(min(max(start, 0), size), min(max(stop, 0), size))


class _Spot:
    """Where a patch of ``shape`` lies whose upper left pixel is at (x, y) of a picture.

    rows, columns: the part of the picture it covers. inside: the part of the patch that does so.
    """

    def __init__(self, x: int, y: int, shape: tuple[int, ...], size: int) -> None:
        self.x, self.y = x, y
        height, width = shape[:2]
        self.rows = _inside(y, y + height, size)
        self.columns = _inside(x, x + width, size)
        self.inside = (
            slice(self.rows.start - y, self.rows.stop - y),
            slice(self.columns.start - x, self.columns.stop - x),
        )
        self._size = size

    def box(self, sprite: Sprite, ink: BoolArray) -> Box:
        """Tight xyxy pixels of ``sprite``, of which ``ink`` lies inside the picture."""
        x0, y0, x1, y1 = sprite.box
        x0, y0, x1, y1 = x0 + self.x, y0 + self.y, x1 + self.x, y1 + self.y
        if x0 < 0 or y0 < 0 or x1 > self._size or y1 > self._size:
            # Clipping the whole box would be loose where the rest of the shape is narrower.
            x, y, w, h = cv2.boundingRect(ink.astype(np.uint8))
            x, y = x + self.columns.start, y + self.rows.start
            return (x, y, x + w, y + h)
        return (x0, y0, x1, y1)
