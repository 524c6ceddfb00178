"""Photometric distortion: the same objects under another light (SSD paper, section 2.2).

The ranges are those of the authors' code (``distort_param``), applied to 8-bit pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ssd_core.opencv import cv2
from ssd_core.types import ByteArray

Order = tuple[int, int, int]
"""Which channel of the old picture each of the new one is."""

BRIGHTNESS = 32.0
CONTRAST = SATURATION = (0.5, 1.5)
HUE = 18.0
"""Degrees. The authors added up to 18 to OpenCV's halved hue, 36°; ssd.pytorch's 18° is kinder."""
_CHANCE = 0.5
_SAME_ORDER: Order = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Distortion:
    """How light and colour change. The defaults change nothing.

    brightness: added to 0..255. contrast: factor of every channel. saturation: factor of HSV's.
    hue: degrees. contrast_first: contrast comes before saturation and hue, not after.
    order: of the channels.
    """

    brightness: float = 0.0
    contrast: float = 1.0
    saturation: float = 1.0
    hue: float = 0.0
    contrast_first: bool = True
    order: Order = _SAME_ORDER

    @classmethod
    def draw(cls, rng: np.random.Generator) -> Distortion:
        """Each change with chance 1/2 and within its range; contrast first with chance 1/2."""
        # One draw for all: twelve scalar ones would cost as much as a change of contrast.
        coins, values = rng.random((2, 6))
        bright, contrasted, saturated, turned, first, swapped = (coins < _CHANCE).tolist()
        part = values.tolist()
        return cls(
            brightness=_within((-BRIGHTNESS, BRIGHTNESS), part[0]) if bright else 0.0,
            contrast=_within(CONTRAST, part[1]) if contrasted else 1.0,
            saturation=_within(SATURATION, part[2]) if saturated else 1.0,
            hue=_within((-HUE, HUE), part[3]) if turned else 0.0,
            contrast_first=first,
            order=_ORDERS[int(part[5] * len(_ORDERS))] if swapped else _SAME_ORDER,
        )

    def applied(self, rgb: ByteArray) -> ByteArray:
        """uint8 [H, W, 3] under this light; ``rgb`` itself where nothing changes."""
        if self.brightness:
            rgb = change_brightness(rgb, self.brightness)
        if self.contrast != 1.0 and self.contrast_first:
            rgb = change_contrast(rgb, self.contrast)
        if (self.saturation, self.hue) != (1.0, 0.0):
            rgb = change_colour(rgb, saturation=self.saturation, hue=self.hue)
        if self.contrast != 1.0 and not self.contrast_first:
            rgb = change_contrast(rgb, self.contrast)
        return rgb if self.order == _SAME_ORDER else swap_channels(rgb, self.order)


_ORDERS: tuple[Order, ...] = (
    _SAME_ORDER, (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0),
)  # fmt: skip


def photometric_distort(rgb: ByteArray, rng: np.random.Generator) -> ByteArray:
    """A random distortion of uint8 [H, W, 3]."""
    return Distortion.draw(rng).applied(rgb)


def change_brightness(rgb: ByteArray, shift: float) -> ByteArray:
    """``shift`` added to every channel, 0..255, clipped."""
    level = (shift, shift, shift, 0.0)
    return np.asarray(cv2.add(rgb, level), np.uint8)  # type: ignore[call-overload]


def change_contrast(rgb: ByteArray, factor: float) -> ByteArray:
    """Every channel times ``factor``, clipped: what the authors call contrast."""
    return np.asarray(cv2.convertScaleAbs(rgb, alpha=factor), np.uint8)


def change_colour(rgb: ByteArray, *, saturation: float, hue: float) -> ByteArray:
    """Saturation times a factor, clipped, and hue turned by degrees; HSV's value stays."""
    # The "full" form has 256 hues, not 180: less is lost, and the circle closes by itself.
    h, s, v = cv2.split(cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV_FULL))
    if hue:
        h = np.asarray(h, np.uint8) + np.uint8(round(hue * 256 / 360) % 256)
    if saturation != 1.0:
        s = cv2.convertScaleAbs(s, alpha=saturation)
    return np.asarray(cv2.cvtColor(cv2.merge([h, s, v]), cv2.COLOR_HSV2RGB_FULL), np.uint8)


def swap_channels(rgb: ByteArray, order: Sequence[int]) -> ByteArray:
    """The channels in another order, e.g. (2, 1, 0)."""
    channels = cv2.split(rgb)  # five times as fast as indexing the inner axis
    return np.asarray(cv2.merge([channels[k] for k in order]), np.uint8)


def _within(limits: tuple[float, float], part: float) -> float:
    low, high = limits
    return low + (high - low) * part
