"""Small pictures of picture files, read without decoding more than they show."""

from __future__ import annotations

import numpy as np

from ssd_core.errors import FilePath, ImageError, Refusal, shown_name
from ssd_core.files import read_regular_file
from ssd_core.image import MAX_BYTES, decode_image
from ssd_core.image_header import ImageHeader, read_header
from ssd_core.opencv import cv2
from ssd_core.sentence import say
from ssd_core.types import ByteArray

MAX_PIXELS = 2**26
"""67 megapixels. Nobody asked for a thumbnail: it must not cost the memory of a whole giant."""

_REDUCED = {
    8: cv2.IMREAD_REDUCED_COLOR_8,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    2: cv2.IMREAD_REDUCED_COLOR_2,
}


def read_thumbnail(path: FilePath, *, width: int, height: int) -> ByteArray:
    """The middle of a picture, as large as fits the shape ``width`` × ``height``, at that size.

    Returns uint8 RGB [height, width, 3], upright, transparency over white. A JPEG is decoded at a
    half, a quarter or an eighth of its size where that is enough. Raises ImageError.
    """
    try:
        data = read_regular_file(path, limit=MAX_BYTES)
        header = read_header(data)
        if header is not None and header.size and header.size[0] * header.size[1] > MAX_PIXELS:
            raise Refusal(
                say("It is too large for a thumbnail."), advice=say("open it"), kind=str(header)
            )
    except Refusal as refusal:
        headline = say("{name} could not be read.", name=shown_name(path))
        raise ImageError(headline, refusal.reason, details=refusal.details(path)) from refusal
    reduced = _reduced_jpeg(data, header, longest=max(width, height))
    whole = decode_image(data, source=shown_name(path)).rgb if reduced is None else reduced
    return _cover(whole, width, height)


def _reduced_jpeg(data: bytes, header: ImageHeader | None, *, longest: int) -> ByteArray | None:
    """The picture at a part of its size, neither side below ``longest``; None if that is no way."""
    if header is None or header.kind != "JPEG" or header.size is None or header.ends_early:
        return None
    factor = next((f for f in _REDUCED if min(header.size) >= f * longest), None)
    if factor is None:
        return None
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), _REDUCED[factor])
    except cv2.error:
        return None
    return None if pixels is None else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))


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
