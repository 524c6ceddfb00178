"""A picture file that is read but not decoded yet: its size is known, a part of it may do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssd_core.errors import FilePath
from ssd_core.files import read_regular_file
from ssd_core.image import MAX_BYTES, checked_header, decode, lies_on_its_side, naming, resized
from ssd_core.image_header import ImageHeader, Size
from ssd_core.opencv import cv2
from ssd_core.types import ByteArray

REDUCTIONS = (8, 4, 2)
"""How many times smaller a JPEG can be decoded, for less than the whole costs."""

_RGB = {
    1: cv2.IMREAD_COLOR_RGB,
    # OpenCV names these for BGR, and takes one of the two orders.
    **{
        factor: flag & ~cv2.IMREAD_COLOR_BGR | cv2.IMREAD_COLOR_RGB
        for factor, flag in zip(
            REDUCTIONS,
            (cv2.IMREAD_REDUCED_COLOR_8, cv2.IMREAD_REDUCED_COLOR_4, cv2.IMREAD_REDUCED_COLOR_2),
            strict=True,
        )
    },
}


@dataclass(frozen=True, slots=True, eq=False)
class EncodedImage:
    """The bytes of a picture file. Made by ``read``.

    header: what they say of themselves. size: (width, height) in pixels of the upright picture.
    """

    path: FilePath
    header: ImageHeader
    size: Size
    _data: bytes
    _pixels: ByteArray | None = None
    """Where only decoding told the size."""

    @classmethod
    def read(cls, path: FilePath) -> EncodedImage:
        """The file at ``path``. Decodes only where the first bytes do not tell the size.

        Raises ImageError for what can be seen to be no picture, or to end too early.
        """
        with naming(path):
            data = read_regular_file(path, limit=MAX_BYTES)
            header = checked_header(data)
            if header.size is None:
                pixels = decode(data)
                return cls(path, header, (pixels.shape[1], pixels.shape[0]), data, pixels)
        width, height = header.size
        size = (height, width) if lies_on_its_side(data, header.kind) else (width, height)
        return cls(path, header, size, data)

    @property
    def reducible(self) -> bool:
        """Whether decoding it smaller costs less."""
        return self.header.kind == "JPEG"

    def decode(self, reduction: int = 1) -> ByteArray:
        """Upright RGB, uint8 [⌈height / reduction⌉, ⌈width / reduction⌉, 3]. Raises ImageError.

        reduction: 1, 2, 4 or 8. A pixel of the result is the mean of so many squared.
        """
        shape = (-(-self.size[1] // reduction), -(-self.size[0] // reduction), 3)
        if self.reducible:
            pixels = self._jpeg(_RGB[reduction])
            if pixels is not None and pixels.shape == shape:
                return pixels
        with naming(self.path):  # also tells what is wrong with a JPEG
            whole = decode(self._data) if self._pixels is None else self._pixels
        return whole if reduction == 1 else resized(whole, shape[1], shape[0])

    def _jpeg(self, flags: int) -> ByteArray | None:
        try:
            pixels = cv2.imdecode(np.frombuffer(self._data, np.uint8), flags)
        except cv2.error:
            return None
        return None if pixels is None else np.asarray(pixels, np.uint8)
