"""Small pictures of picture files, read without decoding more than they show."""

from __future__ import annotations

import numpy as np

from ssd_core.encoded_image import REDUCTIONS, EncodedImage
from ssd_core.errors import FilePath, Refusal
from ssd_core.image import naming
from ssd_core.opencv import cv2
from ssd_core.sentence import say
from ssd_core.types import ByteArray

MAX_PIXELS = 2**26
"""67 megapixels. Nobody asked for a thumbnail: it must not cost the memory of a whole giant."""


def read_thumbnail(path: FilePath, *, width: int, height: int) -> ByteArray:
    """The middle of a picture, as large as fits the shape ``width`` × ``height``, at that size.

    Returns uint8 RGB [height, width, 3], upright, transparency over white. A JPEG is decoded at a
    half, a quarter or an eighth of its size where that is enough. Raises ImageError.
    """
    encoded = EncodedImage.read(path)
    with naming(path):
        if encoded.size[0] * encoded.size[1] > MAX_PIXELS:
            raise Refusal(
                say("It is too large for a thumbnail."),
                advice=say("open it"),
                kind=str(encoded.header),
            )
    longest = max(width, height)
    enough = (factor for factor in REDUCTIONS if min(encoded.size) >= factor * longest)
    reduction = next(enough, 1) if encoded.reducible else 1
    return _cover(encoded.decode(reduction), width, height)


def _cover(rgb: ByteArray, width: int, height: int) -> ByteArray:
    """The largest middle part of ``rgb`` in the shape of ``width`` × ``height``, at that size."""
    rows, columns = rgb.shape[:2]
    cut_width = max(1, min(columns, round(rows * width / height)))
    cut_height = max(1, min(rows, round(columns * height / width)))
    top, left = (rows - cut_height) // 2, (columns - cut_width) // 2
    middle = rgb[top : top + cut_height, left : left + cut_width]
    shrinks = cut_width >= width
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(middle, (width, height), interpolation=method))
