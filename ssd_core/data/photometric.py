"""Photometric distortion: the same objects under another light (SSD paper, section 2.2).

The ranges are those of the authors' code (``distort_param``), applied to 8-bit pixels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ssd_core.opencv import cv2
from ssd_core.types import ByteArray

_LEVELS = np.arange(256)
_CHANCE = 0.5
_BRIGHTNESS = 32.0
_CONTRAST = _SATURATION = (0.5, 1.5)
_HUE = 18.0
"""Degrees. The authors added up to 18 to OpenCV's halved hue, 36°; ssd.pytorch's 18° is kinder."""


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
    hsv = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV_FULL), np.uint8)
    turned = (_LEVELS + round(hue * 256 / 360)) % 256
    stretched = np.clip(np.rint(_LEVELS * saturation), 0, 255)
    table = np.stack([turned, stretched, _LEVELS], axis=-1).astype(np.uint8)
    changed = cv2.LUT(hsv, table[None])
    return np.asarray(cv2.cvtColor(changed, cv2.COLOR_HSV2RGB_FULL), np.uint8)


def swap_channels(rgb: ByteArray, order: Sequence[int]) -> ByteArray:
    """The channels in another order, e.g. (2, 1, 0)."""
    channels = cv2.split(rgb)  # five times as fast as indexing the inner axis
    return np.asarray(cv2.merge([channels[k] for k in order]), np.uint8)


def photometric_distort(rgb: ByteArray, rng: np.random.Generator) -> ByteArray:
    """Brightness, contrast, saturation, hue and channel order, each changed with chance 1/2.

    Contrast comes before or after the colours, with chance 1/2 as well. rgb: uint8 [H, W, 3].
    """

    def chance() -> bool:
        return bool(rng.random() < _CHANCE)

    if chance():
        rgb = change_brightness(rgb, rng.uniform(-_BRIGHTNESS, _BRIGHTNESS))
    contrast = rng.uniform(*_CONTRAST) if chance() else 1.0
    contrast_first = chance()
    if contrast != 1.0 and contrast_first:
        rgb = change_contrast(rgb, contrast)
    saturation = rng.uniform(*_SATURATION) if chance() else 1.0
    hue = rng.uniform(-_HUE, _HUE) if chance() else 0.0
    if (saturation, hue) != (1.0, 0.0):
        rgb = change_colour(rgb, saturation=saturation, hue=hue)
    if contrast != 1.0 and not contrast_first:
        rgb = change_contrast(rgb, contrast)
    return swap_channels(rgb, rng.permutation(3).tolist()) if chance() else rgb
