"""What a picture file says of itself: its kind, its size, whether it is all there.

Read from the bytes, without decoding: a header of a few bytes can claim gigabytes of pixels.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ssd_core.sentence import say

Size = tuple[int, int]
"""(width, height) in pixels."""


@dataclass(frozen=True, slots=True)
class ImageKind:
    """A file format: how to know it, its size, and whether the data end too early.

    ``size`` and ``ends_early`` may raise struct.error or IndexError where the bytes run out.
    """

    name: str
    signature: re.Pattern[bytes]
    size: Callable[[bytes], Size | None]
    ends_early: Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """kind: "JPEG", "PNG" …; size: None where the header does not get that far."""

    kind: str
    size: Size | None
    ends_early: bool

    def __str__(self) -> str:
        if self.size is None:
            return say("{kind} by its first bytes", kind=self.kind)
        width, height = self.size
        return say(
            "{kind} by its first bytes, {width} × {height}",
            kind=self.kind,
            width=width,
            height=height,
        )


def read_header(data: bytes) -> ImageHeader | None:
    """The header of a picture file, or None if the bytes are no kind of picture that is read."""
    for kind in _KINDS:
        if kind.signature.match(data):
            size: Size | None = None
            try:
                size = kind.size(data)
                ends_early = kind.ends_early(data)
            except (struct.error, IndexError):
                ends_early = True
            return ImageHeader(kind.name, size, ends_early)
    return None


def tiff_tags(data: bytes) -> dict[int, int]:
    """Tags of the first directory that hold one whole number; Exif is laid out the same way.

    Empty where the bytes make no sense. BigTIFF is not read.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return {}
    tags: dict[int, int] = {}
    try:
        (at,) = struct.unpack_from(f"{order}I", data, 4)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, form, values = struct.unpack_from(f"{order}HHI", data, entry)
            if values == 1 and form in (3, 4):  # SHORT, LONG
                (tags[tag],) = struct.unpack_from(order + "HI"[form - 3], data, entry + 8)
    except struct.error:
        return tags
    return tags


_JPEG_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_JPEG_END = 0xD9
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg_markers(data: bytes) -> Iterator[tuple[int, int]]:
    """(marker, where what follows it starts) until the end of the picture.

    Skipping each segment by its length leaves out the thumbnail in Exif, which has its own markers;
    inside the compressed data a marker cannot occur.
    """
    at = 2
    while match := _JPEG_MARKER.search(data, at):
        marker, at = match[1][0], match.end()
        yield marker, at
        if marker == _JPEG_END:
            return
        (length,) = struct.unpack_from(">H", data, at)
        at += length


def _jpeg_size(data: bytes) -> Size | None:
    for marker, at in _jpeg_markers(data):
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 3)
            return width, height
    return None


def _jpeg_ends_early(data: bytes) -> bool:
    return all(marker != _JPEG_END for marker, _ in _jpeg_markers(data))


def _png_size(data: bytes) -> Size:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _png_ends_early(data: bytes) -> bool:
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if name == b"IEND":
            return bool(at > len(data))


def _gif_size(data: bytes) -> Size:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _gif_palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _gif_ends_early(data: bytes) -> bool:
    at = 13 + _gif_palette(data[10])
    while data[at] in b"!,":
        at += 2 if data[at] == ord("!") else 11 + _gif_palette(data[at + 9])
        while data[at]:
            at += 1 + data[at]
        at += 1
    return False


def _bmp_size(data: bytes) -> Size:
    (header,) = struct.unpack_from("<I", data, 14)
    width, height = struct.unpack_from("<HH" if header == 12 else "<ii", data, 18)
    return abs(width), abs(height)


def _bmp_ends_early(data: bytes) -> bool:
    offset, header = struct.unpack_from("<II", data, 10)
    bits_at = 24 if header == 12 else 28
    (bits,) = struct.unpack_from("<H", data, bits_at)
    compression = 0 if header == 12 else struct.unpack_from("<I", data, 30)[0]
    if compression not in (0, 3):  # run lengths: the size says nothing of the data
        return False
    width, height = _bmp_size(data)
    row = (width * bits + 31) // 32 * 4
    return bool(len(data) < offset + row * height)


def _webp_size(data: bytes) -> Size | None:
    chunk = data[12:16]
    if chunk == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _webp_ends_early(data: bytes) -> bool:
    (size,) = struct.unpack_from("<I", data, 4)
    return bool(len(data) < size + 8)


def _tiff_size(data: bytes) -> Size | None:
    tags = tiff_tags(data)
    return (tags[256], tags[257]) if {256, 257} <= tags.keys() else None


def _cannot_tell(_data: bytes) -> bool:
    return False


_KINDS = (
    ImageKind("JPEG", re.compile(rb"\xff\xd8\xff"), _jpeg_size, _jpeg_ends_early),
    ImageKind("PNG", re.compile(rb"\x89PNG\r\n\x1a\n"), _png_size, _png_ends_early),
    ImageKind("GIF", re.compile(rb"GIF8[79]a"), _gif_size, _gif_ends_early),
    ImageKind("BMP", re.compile(rb"BM"), _bmp_size, _bmp_ends_early),
    ImageKind("WebP", re.compile(rb"RIFF....WEBP", re.DOTALL), _webp_size, _webp_ends_early),
    ImageKind("TIFF", re.compile(rb"II[*+]\0|MM\0[*+]"), _tiff_size, _cannot_tell),
)
