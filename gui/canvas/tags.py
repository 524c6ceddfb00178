"""Label tags: their text, their images, and where each goes so that none hides another."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from gui import fonts
from gui.class_colors import ClassStyle
from ssd_core.types import IntArray

HEIGHT = 20
PADDING = 6
RADIUS = 3
_LONGEST_NAME = 180
_KEPT_IMAGES = 4096


class Side(IntEnum):
    """Where a tag lies against its box. The values are the order in which places are tried."""

    ABOVE = 0
    BELOW = 1
    INSIDE = 2


_SIDES = tuple(Side)
_Span = tuple[int, int, int]
"""Left and right end of a tag, and its top."""


class Place(NamedTuple):
    """Top left corner of a tag in device pixels of the view, and its side of the box."""

    x: int
    y: int
    side: Side


def place_labels(
    bounds: IntArray, widths: IntArray, *, height: int, view: tuple[int, int]
) -> list[Place | None]:
    """A place for each tag: above-left, below-left or inside-top of its box, None if none is free.

    bounds: int [M, 4], outer edges of the strokes, xyxy device pixels, most important first.
    widths: int [M]. A place is free if it lies in the view and hits no earlier tag. A tag slides
    along its box as far as it takes to stay in the view; a box out of view gets no tag.
    """
    candidates, fits = _candidates(bounds, widths, height, view)
    taken: list[list[_Span]] = [[] for _ in range(view[1] // height + 3)]
    places: list[Place | None] = []
    tries = zip(candidates.tolist(), fits.tolist(), widths.tolist(), strict=True)
    for (x, *tops), free, width in tries:
        for side, y in enumerate(tops):
            if free[side] and _take(taken, x, y, width, height):
                places.append(Place(x, y, _SIDES[side]))
                break
        else:
            places.append(None)
    return places


def place_anyway(bounds: IntArray, width: int, *, height: int, view: tuple[int, int]) -> Place:
    """The first place of one tag that lies in the view, other tags or not.

    If none does, the one inside, moved into the view. bounds: int [4].
    """
    candidates, fits = _candidates(bounds[None], np.array([width]), height, view)
    side = Side(int(fits[0].argmax())) if fits[0].any() else Side.INSIDE
    x, *tops = candidates[0].tolist()
    y = tops[side]
    return Place(x, min(max(y, 0), max(view[1] - height, 0)), side)


def _candidates(
    bounds: IntArray, widths: IntArray, height: int, view: tuple[int, int]
) -> tuple[IntArray, NDArray[np.bool_]]:
    """[M, 4], left edge of each tag and its top on each side; bool [M, 3], whether in view."""
    left, top, right, bottom = bounds.T
    x = np.clip(left, 0, np.maximum(view[0] - widths, 0))
    inside = np.maximum(top, 0)
    y = np.stack([top - height, bottom, inside], 1)
    seen = (right > 0) & (bottom > 0) & (left < view[0]) & (top < view[1])
    fits = seen[:, None] & (y >= 0) & (y + height <= view[1])
    return np.column_stack([x, y]), fits


def _take(taken: list[list[_Span]], x: int, y: int, width: int, height: int) -> bool:
    """Claim a place in the view unless it hits a claimed one.

    taken: by bands of one tag's height, what begins in the band or in the one above or below, the
    only tags that can be hit from there.
    """
    band, end, above, below = y // height, x + width, y - height, y + height
    for other_x, other_end, other_y in taken[band + 1]:
        if x < other_end and other_x < end and above < other_y < below:
            return False
    for near in (band, band + 1, band + 2):
        taken[near].append((x, end, y))
    return True


class TagImages:
    """Measures and draws tags for one device pixel ratio, and keeps what it drew."""

    def __init__(self, pixel_ratio: float) -> None:
        self.pixel_ratio = pixel_ratio
        self._logical_height = fonts.scaled(HEIGHT)
        self.height = round(self._logical_height * pixel_ratio)
        self._font: QFont = fonts.font(fonts.SMALL, fonts.SEMIBOLD)
        self._metrics = QFontMetricsF(self._font)
        self._names: dict[str, str] = {}
        self._widths: dict[str, int] = {}
        self._images: dict[tuple[str, int, int], QImage] = {}

    def name(self, name: str) -> str:
        """A class name, shortened if it would make an overlong tag."""
        short = self._names.get(name)
        if short is None:
            elide = Qt.TextElideMode.ElideRight
            short = self._names[name] = self._metrics.elidedText(name, elide, _LONGEST_NAME)
        return short

    def width(self, text: str) -> int:
        """Device pixels of the tag for ``text``."""
        width = self._widths.get(text)
        if width is None:
            logical = self._metrics.horizontalAdvance(text) + 2 * PADDING
            width = self._widths[text] = math.ceil(logical * self.pixel_ratio)
        return width

    def image(self, text: str, style: ClassStyle, side: Side) -> QImage:
        """The tag, to be drawn in device pixels."""
        key = (text, style.color.rgba(), int(side))
        image = self._images.get(key)
        if image is None:
            if len(self._images) >= _KEPT_IMAGES:
                del self._images[next(iter(self._images))]
            image = self._images[key] = self._draw(text, style, side)
        return image

    def _draw(self, text: str, style: ClassStyle, side: Side) -> QImage:
        image = QImage(self.width(text), self.height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.pixel_ratio, self.pixel_ratio)
        area = QRectF(0, 0, image.width() / self.pixel_ratio, self._logical_height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color)
        painter.drawRoundedRect(_with_flush_sides_outside(area, side), RADIUS, RADIUS)
        painter.setPen(style.ink)
        painter.setFont(self._font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return image


def _with_flush_sides_outside(area: QRectF, side: Side) -> QRectF:
    """``area``, grown past the image wherever the tag lies against its box: corners stay square."""
    if side is Side.ABOVE:
        return area.adjusted(0, 0, 0, RADIUS)
    if side is Side.BELOW:
        return area.adjusted(0, -RADIUS, 0, 0)
    return area.adjusted(-RADIUS, -RADIUS, 0, 0)
