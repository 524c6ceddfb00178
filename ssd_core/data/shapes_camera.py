"""What a camera does to a scene: light, lens, sensor and file format."""

from __future__ import annotations

import numpy as np

from ssd_core.data.shapes_paint import enlarged
from ssd_core.opencv import cv2
from ssd_core.types import ByteArray


def photographed(rgb: ByteArray, *, smallest: float, rng: np.random.Generator) -> ByteArray:
    """``rgb`` [H, W, 3] as a camera would hand it over.

    smallest: side of the smallest shape in pixels; the blur is kept within what it survives.
    """
    if rng.random() < 0.75:
        rgb = _lit(rgb, rng)
    if rng.random() < 0.6:
        rgb = _toned(rgb, rng)
    if rng.random() < 0.5:
        rgb = _blurred(rgb, min(2.2, smallest / 34), rng)
    if rng.random() < 0.6:
        rgb = _noisy(rgb, rng)
    if rng.random() < 0.5:
        rgb = _compressed(rgb, rng)
    return rgb


def _lit(rgb: ByteArray, rng: np.random.Generator) -> ByteArray:
    """Uneven, tinted light that falls off towards the corners."""
    span = np.linspace(-1.0, 1.0, 9)
    distance = span[:, None] ** 2 + span**2
    tilt = rng.normal(0.0, 0.12, 2)
    light = 1 - rng.uniform(0.0, 0.22) * distance + tilt[0] * span[:, None] + tilt[1] * span
    colour = np.clip(rng.normal(1.0, 0.05, 3), 0.85, 1.15) * rng.uniform(0.8, 1.1)
    # 180 stands for full light: a byte a channel leaves room for 1.4 of it.
    field = np.clip(light[..., None] * colour * 180, 50, 255).astype(np.uint8)
    full = enlarged(field, *rgb.shape[:2])
    return np.asarray(cv2.multiply(rgb, full, scale=1 / 180), np.uint8)


def _toned(rgb: ByteArray, rng: np.random.Generator) -> ByteArray:
    """Another contrast, brightness and gamma; sometimes pale colours."""
    level = np.arange(256) / 255
    gain = rng.uniform(0.6, 1.15)
    lift = rng.uniform(0.0, 1 - gain) if gain < 1 else 0.0
    curve = (level ** np.exp(rng.normal(0.0, 0.2)) * gain + lift) * 255
    rgb = np.asarray(cv2.LUT(rgb, np.clip(curve, 0, 255).astype(np.uint8)), np.uint8)
    if rng.random() < 0.1:
        gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
        gray = cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB)
        # Some colour stays: shapes and grounds may be told apart by nothing else.
        rgb = np.asarray(cv2.addWeighted(rgb, 0.4, gray, 0.6, 0.0), np.uint8)
    return rgb


def _blurred(rgb: ByteArray, most: float, rng: np.random.Generator) -> ByteArray:
    """A lens out of focus, or a hand that moved; ``most`` is the largest sigma in pixels."""
    sigma = rng.uniform(0.25, max(most, 0.3))
    if rng.random() < 0.8:
        return np.asarray(cv2.GaussianBlur(rgb, (0, 0), sigma), np.uint8)
    length = max(2, round(2 * sigma))
    shape = (length, 1) if rng.random() < 0.5 else (1, length)
    return np.asarray(cv2.blur(rgb, shape), np.uint8)


def _noisy(rgb: ByteArray, rng: np.random.Generator) -> ByteArray:
    """Sensor noise, gray or coloured, fine or smeared by the camera's own denoising."""
    height, width = rgb.shape[:2]
    channels = 3 if rng.random() < 0.6 else 1
    count = height * width * channels
    noise = np.frombuffer(rng.bytes(count), np.uint8).reshape(height, width, channels)
    strength = rng.uniform(0.02, 0.16)
    if rng.random() < 0.3:
        noise = np.asarray(cv2.blur(noise, (3, 3)), np.uint8).reshape(height, width, channels)
        strength *= 2
    if channels == 1:
        noise = np.asarray(cv2.cvtColor(noise, cv2.COLOR_GRAY2RGB), np.uint8)
    return np.asarray(cv2.addWeighted(rgb, 1.0, noise, strength, -127.5 * strength), np.uint8)


def _compressed(rgb: ByteArray, rng: np.random.Generator) -> ByteArray:
    quality = int(rng.integers(35, 96))
    _, packed = cv2.imencode(".jpg", rgb, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
