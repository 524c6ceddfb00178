"""Viewport: where the picture lies in its view. A pure value that maps one to the other."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from ssd_core.types import FloatArray

MIN_ZOOM = 0.02
MAX_ZOOM = 64.0
MARGIN = 28.0
"""Logical pixels left free around a fitted picture where nothing else is said."""
_PIXELS_FROM = 2.0
"""Enlarged more than this, logical, the single pixels are what one wants to see."""
_KEPT = 0.25
"""Share of the view that the picture must cover, unless all of it is in view."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Viewport:
    """Placement of a picture in a view.

    picture: (width, height) in picture pixels, ≥ 1.
    view: (width, height) in logical pixels.
    pixel_ratio: device pixels for a logical one.
    zoom: device pixels for a picture pixel; 1 is 100 %.
    offset: logical (x, y) of the picture's top left corner in the view.
    margin: logical pixels left free around a fitted picture.
    """

    picture: tuple[int, int]
    view: tuple[int, int]
    pixel_ratio: float = 1.0
    zoom: float = 1.0
    offset: Point = (0.0, 0.0)
    margin: float = MARGIN

    @property
    def scale(self) -> float:
        """Logical pixels for a picture pixel."""
        return self.zoom / self.pixel_ratio

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole picture just fits, its margin included."""
        room = (max(side - 2 * self.margin, 1.0) for side in self.view)
        fill = min(r / p for r, p in zip(room, self.picture, strict=True))
        return min(fill * self.pixel_ratio, MAX_ZOOM)

    @property
    def origin(self) -> tuple[int, int]:
        """Device pixel of the picture's top left corner: the offset, rounded for crisp painting."""
        return round(self.offset[0] * self.pixel_ratio), round(self.offset[1] * self.pixel_ratio)

    @property
    def device_size(self) -> tuple[int, int]:
        """(width, height) of the view in device pixels."""
        return math.ceil(self.view[0] * self.pixel_ratio), math.ceil(
            self.view[1] * self.pixel_ratio
        )

    @property
    def whole_in_view(self) -> bool:
        """Whether no part of the picture lies outside the view."""
        return all(
            start >= 0 and start + size * self.zoom <= room
            for start, size, room in zip(self.origin, self.picture, self.device_size, strict=True)
        )

    @property
    def shows_pixels(self) -> bool:
        """Whether to paint hard pixels. A picture that is seen whole is always painted smooth."""
        return self.scale > _PIXELS_FROM and not self.whole_in_view

    def to_picture(self, x: float, y: float) -> Point:
        """The picture point under the logical view point (x, y)."""
        return (x - self.offset[0]) / self.scale, (y - self.offset[1]) / self.scale

    def to_view(self, x: float, y: float) -> Point:
        """The logical view point where the picture point (x, y) is."""
        return x * self.scale + self.offset[0], y * self.scale + self.offset[1]

    def boxes_to_device(self, boxes_xyxy: FloatArray) -> FloatArray:
        """[M, 4] boxes in 0..1 of the picture as device pixels of the view, not rounded."""
        size = np.array(self.picture * 2) * self.zoom
        return (boxes_xyxy * size + np.array(self.origin * 2)).astype(np.float32)

    def fitted(self) -> Viewport:
        """The whole picture, centred, as large as it goes."""
        return replace(self, zoom=self.fit_zoom)._centred()

    def actual_size(self, around: Point | None = None) -> Viewport:
        """100 %: one picture pixel a device pixel, the point at ``around`` kept if given."""
        if around is None:
            around = self.view[0] / 2, self.view[1] / 2
        return self.zoomed(around, 1.0 / self.zoom)

    def zoomed(self, around: Point, factor: float) -> Viewport:
        """Zoom by ``factor`` within the limits, keeping the picture point under ``around``.

        The point gives way only where the picture would otherwise leave the view.
        """
        lowest = min(MIN_ZOOM, self.fit_zoom)
        zoom = min(max(self.zoom * factor, lowest), MAX_ZOOM)
        ratio = zoom / self.zoom
        offset = tuple(a - (a - o) * ratio for a, o in zip(around, self.offset, strict=True))
        return replace(self, zoom=zoom, offset=offset)._clamped()

    def panned(self, dx: float, dy: float) -> Viewport:
        """Move the picture by logical pixels, as far as it cannot be lost."""
        return replace(self, offset=(self.offset[0] + dx, self.offset[1] + dy))._clamped()

    def resized(self, view: tuple[int, int], pixel_ratio: float) -> Viewport:
        """The same picture point in the middle of another view, at the same logical scale."""
        x, y = self.to_picture(self.view[0] / 2, self.view[1] / 2)
        scale = self.scale
        moved = (view[0] / 2 - x * scale, view[1] / 2 - y * scale)
        zoom = scale * pixel_ratio
        return replace(self, view=view, pixel_ratio=pixel_ratio, zoom=zoom, offset=moved)._clamped()

    def _centred(self) -> Viewport:
        offset = tuple(
            (room - size * self.scale) / 2
            for room, size in zip(self.view, self.picture, strict=True)
        )
        return replace(self, offset=offset)

    def _clamped(self) -> Viewport:
        offset = tuple(
            _clamp(start, size * self.scale, room)
            for start, size, room in zip(self.offset, self.picture, self.view, strict=True)
        )
        return replace(self, offset=offset)


def _clamp(start: float, size: float, room: float) -> float:
    kept = min(size, room * _KEPT)
    return min(max(start, kept - size), room - kept)
