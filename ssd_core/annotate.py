"""A picture with labelled boxes painted on it, without a window: what SSDPredictShow showed."""

from __future__ import annotations

import numpy as np
from PIL import Image as PillowImage
from PIL import ImageDraw

from ssd_core.errors import printable
from ssd_core.fonts import Font, font_for
from ssd_core.palette import ClassColor, class_color
from ssd_core.types import ByteArray, Detections, Image

_REFERENCE_SIDE = 640.0
"""Strokes and letters have their nominal size on a picture whose shorter side is this."""


_LONGEST_TAG = 60
"""Letters of a tag; the names in a stranger's weights file may be longer than any picture."""


def annotate(
    image: Image,
    detections: Detections,
    classes: tuple[str, ...],
    *,
    labels: bool = True,
    scores: bool = True,
) -> ByteArray:
    """The picture in its own resolution with every detection on it: uint8 RGB [H, W, 3].

    labels, scores: what the tag at each box tells; without both there is none.
    The best detection is painted last, so that it lies on top.
    """
    canvas = PillowImage.fromarray(np.ascontiguousarray(image.rgb))
    scale = nominal_scale(image.width, image.height)
    draw = ImageDraw.Draw(canvas)
    stroke = max(1, round(2.5 * scale))
    size = np.array([image.width, image.height] * 2)
    for row in reversed(range(len(detections))):
        label = int(detections.labels[row])
        box = np.clip(detections.boxes[row] * size, 0, size - 1).round().astype(int)
        xmin, ymin, xmax, ymax = (int(v) for v in box)
        color = class_color(label, classes)
        draw.rectangle((xmin, ymin, max(xmin, xmax), max(ymin, ymax)), None, color.fill, stroke)
        text = tag_text(classes[label - 1], detections.scores[row], labels=labels, scores=scores)
        if text:
            font = font_for(text, max(10.0, 14.0 * scale))
            _tag(draw, (xmin, ymin), text, font, color, width=image.width)
    return np.asarray(canvas)


def nominal_scale(width: int, height: int) -> float:
    """How much larger than nominal strokes and letters are on a picture of this size."""
    return max(min(width, height) / _REFERENCE_SIDE, 0.5)


def tag_text(name: str, score: float, *, labels: bool, scores: bool) -> str:
    """What the tag of a detection says, in one line that can be shown; "" for nothing."""
    name = printable(name)
    if len(name) > _LONGEST_TAG:
        name = name[: _LONGEST_TAG - 1] + "…"
    return " ".join([name] * labels + [f"{score:.2f}"] * scores)


def _tag(
    draw: ImageDraw.ImageDraw,
    corner: tuple[int, int],
    text: str,
    font: Font,
    color: ClassColor,
    *,
    width: int,
) -> None:
    """The name tag above the box's corner, kept inside the upper and right edge of the picture."""
    x, y = corner
    left, top, right, bottom = (round(v) for v in draw.textbbox((0, 0), text, font=font))
    pad = round((bottom - top) * 0.35)
    height = bottom - top + 2 * pad
    length = right - left + 2 * pad
    x = max(min(x, width - 1 - length), 0)
    y = y - height if y >= height else y
    draw.rectangle((x, y, x + length, y + height), color.fill)
    draw.text((x + pad - left, y + pad - top), text, color.ink, font=font)
