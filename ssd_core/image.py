"""Pictures in and out, and the one preprocessing that training and inference share.

OpenCV is never given a path: it crashes on names that are not UTF-8. Bytes are read and written
here and only decoded and encoded there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ssd_core.config import Preprocessing
from ssd_core.errors import FilePath, ImageError, Refusal, said_by_system, shown_name
from ssd_core.files import read_regular_file, write_atomically
from ssd_core.image_header import ImageHeader, read_header, tiff_tags
from ssd_core.opencv import MAX_PIXELS, cv2
from ssd_core.sentence import say
from ssd_core.types import ByteArray, FloatArray, Image

MAX_BYTES = 512 * 2**20
_FORMATS = say("JPEG, PNG, WebP, GIF, BMP or TIFF")
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"})
_ORIENTATION = 0x0112
_EXIF = b"Exif\0\0"
_EXIF_WITHIN = 1 << 16
"""Bytes that an Exif block can take at most; in a JPEG it comes first."""
_EXIF_OF = {
    "JPEG": (_EXIF, _EXIF_WITHIN),
    "PNG": (b"eXIf", MAX_BYTES),
    "WebP": (b"EXIF", MAX_BYTES),
}
"""How such a block is marked, and how many bytes of a file it can lie behind."""
_SIDEWAYS = frozenset({5, 6, 7, 8})
_STRIP = 256
"""Rows that are composited at a time, so that the intermediate values stay small."""


def read_image(path: FilePath) -> Image:
    """The picture in a file: upright RGB, 8 bits a channel, transparency over white.

    Reads JPEG (also CMYK), PNG, WebP, GIF (first frame), BMP and TIFF. 16 bits are scaled, not
    clipped; floating-point values count as 0..1. Raises ImageError.
    """
    with naming(path):
        rgb = decode(read_regular_file(path, limit=MAX_BYTES))
    return Image(rgb, os.fsdecode(path))


@contextmanager
def naming(path: FilePath) -> Iterator[None]:
    """Turn a Refusal from inside into an ImageError that names ``path``."""
    try:
        yield
    except Refusal as refusal:
        headline = say("{name} could not be read.", name=shown_name(path))
        raise ImageError(headline, refusal.reason, details=refusal.details(path)) from refusal


def lies_on_its_side(data: bytes, kind: str) -> bool:
    """Whether the bytes of a ``kind`` of file say that the picture must be turned by 90°."""
    if kind == "TIFF":
        return tiff_tags(data).get(_ORIENTATION) in _SIDEWAYS
    mark, within = _EXIF_OF.get(kind, (_EXIF, 0))
    start = data.find(mark, 0, within)
    if start < 0:
        return False
    block = data[start + len(mark) : start + _EXIF_WITHIN]
    return _orientation(block[4:] if kind == "WebP" else block) in _SIDEWAYS  # its length is first


def decode_image(data: bytes, *, source: str) -> Image:
    """As ``read_image``, for the bytes of a file; ``source`` names them for people."""
    try:
        return Image(decode(data), source)
    except Refusal as refusal:
        details = refusal.details(source) | {"file": source}
        raise ImageError(
            say("{name} could not be read.", name=source), refusal.reason, details=details
        ) from refusal


def resized(rgb: ByteArray, width: int, height: int) -> ByteArray:
    """uint8 [H, W, 3] at ``height`` × ``width``: the resize that training and detection share."""
    return np.asarray(cv2.resize(rgb, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def preprocess(rgb: ByteArray, preprocessing: Preprocessing) -> FloatArray:
    """A picture as the network's input (paper section 3: resize, subtract the mean).

    rgb: uint8 [H, W, 3]. Returns float32 [1, 3, S, S], a view of memory in the order [1, S, S, 3]:
    ``torch.from_numpy`` of it is channels_last without a copy.
    """
    size = preprocessing.size
    # One long row a line: numpy is 7 times slower on an inner axis of 3.
    rows = resized(rgb, size, size).reshape(size, -1).astype(np.float32)
    rows -= np.tile(np.array(preprocessing.mean, np.float32), size)
    if preprocessing.std != (1.0, 1.0, 1.0):
        rows /= np.tile(np.array(preprocessing.std, np.float32), size)
    return rows.reshape(1, size, size, 3).transpose(0, 3, 1, 2)


def encode_image(rgb: ByteArray, suffix: str) -> bytes:
    """uint8 RGB [H, W, 3] as the bytes of a file of the kind ``suffix`` names, e.g. ".png".

    Raises ImageError for a kind that cannot be written.
    """
    if suffix.lower() not in _SUFFIXES:
        raise ImageError(
            say(
                "Pictures cannot be written as {kind}.",
                kind=suffix or say("a file without a suffix"),
            ),
            details={
                "try": say("a name that ends in {suffixes}", suffixes=", ".join(sorted(_SUFFIXES)))
            },
        )
    try:
        done, encoded = cv2.imencode(suffix.lower(), cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    except cv2.error as error:
        done, reason = False, str(error)
    else:
        reason = say("the encoder gave no data")
    if not done:  # e.g. a WebP picture of more than 16,383 pixels a side
        height, width = rgb.shape[:2]
        raise ImageError(
            say(
                "A picture of {width} × {height} pixels cannot be written as {suffix}.",
                width=width,
                height=height,
                suffix=suffix,
            ),
            details={"reason": reason, "try": say("another kind of file, e.g. .png")},
        )
    return bytes(encoded)


def save_image(path: FilePath, rgb: ByteArray) -> None:
    """Write uint8 RGB [H, W, 3] to ``path``, whole or not at all. Raises ImageError."""
    data = encode_image(rgb, os.path.splitext(os.fsdecode(path))[1])
    try:
        write_atomically(path, data)
    except (OSError, ValueError) as error:
        refusal = Refusal(said_by_system(error), advice=say("another folder or another disk"))
        headline = say("{name} could not be written.", name=shown_name(path))
        raise ImageError(headline, refusal.reason, details=refusal.details(path)) from error


def decode(data: bytes) -> ByteArray:
    """Upright RGB of a picture file's bytes. Raises Refusal."""
    header = checked_header(data)
    buffer = np.frombuffer(data, np.uint8)
    # Only UNCHANGED keeps the alpha channel, and only it leaves the orientation to the caller.
    try:
        pixels, kinds, blobs = cv2.imdecodeWithMetadata(buffer, flags=cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise _damaged(header, str(error)) from error
    if pixels is None:
        raise _damaged(header)
    depth8 = _to_8_bits(pixels, header)
    if header.kind == "TIFF":  # the decoder has turned it and multiplied colour by alpha already
        return _to_rgb(depth8, premultiplied=pixels.dtype == np.uint8)
    exif = dict(zip(kinds, blobs, strict=True)).get(cv2.IMAGE_METADATA_EXIF)
    return _upright(_to_rgb(depth8), b"" if exif is None else exif.tobytes())


def checked_header(data: bytes) -> ImageHeader:
    """What the bytes of a picture file say of themselves. Raises Refusal where that is enough."""
    header = read_header(data)
    if header is None:
        raise Refusal(
            say("It is not a picture of a kind that can be opened: {kinds}.", kinds=_FORMATS),
            advice=say("open it where it was made and save it as JPEG or PNG"),
            kind=say("unknown; the first bytes are {bytes}", bytes=data[:8].hex(" ")),
        )
    if header.size and header.size[0] * header.size[1] > MAX_PIXELS:
        width, height = header.size
        raise Refusal(
            say(
                "It says it is {width:,} × {height:,} pixels; {limit:,} in all is the limit.",
                width=width,
                height=height,
                limit=MAX_PIXELS,
            ),
            advice=say("make it smaller in a picture editor, if it is what it says"),
            kind=str(header),
        )
    if header.ends_early:
        raise Refusal(
            say("It ends after {size:,} bytes.", size=len(data)),
            advice=say("copy it again from the camera or the cloud folder"),
            kind=str(header),
            technical=say(
                "the data stop before the end of the picture, after {size:,} bytes", size=len(data)
            ),
        )
    return header


def _damaged(header: ImageHeader, technical: str = "") -> Refusal:
    return Refusal(
        say("Its data are damaged or incomplete."),
        advice=say("copy it again, or open it elsewhere and save it as JPEG or PNG"),
        kind=str(header),
        technical=technical or say("the decoder gave up on the data"),
    )


def _to_8_bits(pixels: NDArray[Any], header: ImageHeader) -> ByteArray:
    if pixels.dtype == np.uint8:
        return pixels
    if pixels.dtype == np.uint16:
        return np.asarray(cv2.convertScaleAbs(pixels, alpha=1 / 257))
    if pixels.dtype == np.float32:
        limited = np.clip(np.nan_to_num(pixels, copy=False), 0.0, 1.0, out=pixels)
        return np.asarray(cv2.convertScaleAbs(limited, alpha=255))
    raise Refusal(
        say(
            "Its pixels are {kind} numbers, which have no agreed brightness.",
            kind=str(pixels.dtype),
        ),
        advice=say("save it with 8 or 16 bits a channel"),
        kind=str(header),
    )


def _to_rgb(pixels: ByteArray, *, premultiplied: bool = False) -> ByteArray:
    """Gray, BGR or BGRA of 8 bits as RGB; what is transparent shows white.

    White, because a drawing or logo with a transparent ground is made to be seen on paper.
    """
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    if channels == 1:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB))
    if channels == 3:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
    rgb = np.empty((*pixels.shape[:2], 3), np.uint8)
    for top in range(0, len(pixels), _STRIP):
        strip = pixels[top : top + _STRIP].astype(np.uint16)
        colour, alpha = strip[..., 2::-1], strip[..., 3:]
        weight = 255 if premultiplied else alpha
        rgb[top : top + _STRIP] = (colour * weight + 255 * (255 - alpha) + 127) // 255
    return rgb


def _upright(rgb: ByteArray, exif: bytes) -> ByteArray:
    """The picture as it was seen, from Exif's orientation 1..8 (Exif 2.32, section 4.6.4 A)."""
    orientation = _orientation(exif)
    if orientation in _SIDEWAYS:
        rgb = np.asarray(cv2.transpose(rgb))
    flip = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}.get(orientation)
    return rgb if flip is None else np.asarray(cv2.flip(rgb, flip))


def _orientation(exif: bytes) -> int:
    return tiff_tags(exif.removeprefix(_EXIF)).get(_ORIENTATION, 1)
