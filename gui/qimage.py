"""Pictures between numpy and Qt, one copy each way, without OpenCV."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from ssd_core.types import ByteArray


def to_qimage(rgb: ByteArray) -> QImage:
    """A picture as a QImage that owns its pixels; may be called in any thread.

    rgb: uint8 [H, W, 3], of any strides; contiguous ones are read without a copy in between.
    Returns Format_RGB32, which the raster painter copies without conversion.
    Raises ValueError for any other shape or type.
    """
    if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3:
        raise ValueError(f"expected uint8 [H, W, 3], not {rgb.dtype} {rgb.shape}")
    height, width, _ = rgb.shape
    rgb = np.ascontiguousarray(rgb)
    borrowed = QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)


def halved(image: QImage, *, smallest: int = 512) -> tuple[QImage, ...]:
    """The picture at a half, a quarter … of its size, while its longer side exceeds ``smallest``.

    For painting it shrunk; may be called in any thread.
    """
    copies: list[QImage] = []
    last = image
    while max(last.width(), last.height()) > smallest:
        last = half(last)
        copies.append(last)
    return tuple(copies)


def half(image: QImage) -> QImage:
    """The picture at half its size, at least one pixel, each pixel the mean of four."""
    return image.scaled(
        max(1, image.width() // 2),
        max(1, image.height() // 2),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def from_qimage(image: QImage) -> ByteArray:
    """A QImage as uint8 [H, W, 3], RGB, in memory of its own.

    What is transparent is laid on white, as a person sees it on paper.
    Raises ValueError if the picture is empty.
    """
    if image.isNull():
        raise ValueError("the picture is empty")
    if image.hasAlphaChannel():
        image = _on_white(image)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    # Qt pads each row to a multiple of four bytes.
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _on_white(image: QImage) -> QImage:
    opaque = QImage(image.size(), QImage.Format.Format_RGB32)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(0, 0, image)
    painter.end()
    return opaque
