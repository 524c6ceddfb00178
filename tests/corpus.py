"""Makers of picture and weights files, sound and hostile, from bytes.

``PICTURE`` is a small scene without symmetry: a white L on a coloured ground.
"""

from __future__ import annotations

import base64
import io
import os
import pickle
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ssd_core.opencv import cv2

Pixels = NDArray[Any]


def _picture() -> Pixels:
    rgb = np.empty((24, 40, 3), np.uint8)
    rgb[...] = (200, 100, 50)
    rgb[:, :8] = 255
    rgb[16:] = 255
    return rgb


PICTURE = _picture()

CMYK_JPEG = base64.b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAW"
    "EBETFBUVFQwPFxgWFBgSFBUU/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAoJCAL/xAAU"
    "EAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AKpuEqmzRV1ViqGhiqEqRV2eRV1ViqGhn//Z"
)
"""16×16: CMYK (0, 128, 255, 50), from column 8 on (255, 0, 0, 0); inverted, as Adobe does."""

CMYK_RGB = ((205, 102, 0), (0, 255, 255))


def encoded(suffix: str, rgb: Pixels = PICTURE, *options: int) -> bytes:
    """``rgb`` (or RGBA, or gray) as OpenCV writes it."""
    order = {3: cv2.COLOR_RGB2BGR, 4: cv2.COLOR_RGBA2BGRA}
    pixels = cv2.cvtColor(rgb, order[rgb.shape[2]]) if rgb.ndim == 3 else rgb
    done, data = cv2.imencode(suffix, pixels, list(options))
    assert done
    return bytes(data)


def exif(orientation: int, order: str = "<") -> bytes:
    """A TIFF directory with nothing but an orientation."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return mark + struct.pack(f"{order}IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def turned_jpeg(orientation: int) -> bytes:
    """A JPEG whose Exif block says how it was held, with a thumbnail's end marker inside."""
    plain = encoded(".jpg", PICTURE, cv2.IMWRITE_JPEG_QUALITY, 100)
    block = b"Exif\0\0" + exif(orientation, ">") + b"\xff\xd9"
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + plain[2:]


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def turned_png(orientation: int, rgb: Pixels = PICTURE) -> bytes:
    plain = encoded(".png", rgb)
    return plain[:33] + png_chunk(b"eXIf", exif(orientation)) + plain[33:]


def palette_png() -> bytes:
    """2×1: an opaque colour and a half transparent black, by way of a palette."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 3, 0, 0, 0))
        + png_chunk(b"PLTE", bytes([200, 100, 50, 0, 0, 0]))
        + png_chunk(b"tRNS", bytes([255, 128]))
        + png_chunk(b"IDAT", zlib.compress(bytes([0, 0, 1])))
        + png_chunk(b"IEND", b"")
    )


def tiff(rgb: Pixels, orientation: int = 1) -> bytes:
    """An uncompressed TIFF of 8 or 16 bits, RGB or RGBA (alpha not multiplied in)."""
    height, width, channels = rgb.shape
    bits = rgb.dtype.itemsize * 8
    tags = {256: width, 257: height, 259: 1, 262: 2, 274: orientation, 277: channels, 278: height}
    tags |= {279: rgb.nbytes} | ({338: 2} if channels == 4 else {})
    data_at = 8 + 2 + 12 * (len(tags) + 2) + 4 + 8
    entries = {tag: (4 if tag == 279 else 3, 1, value) for tag, value in tags.items()}
    entries |= {258: (3, channels, data_at - 8), 273: (4, 1, data_at)}
    directory = b"".join(struct.pack("<HHII", tag, *entries[tag]) for tag in sorted(entries))
    head = b"II*\0" + struct.pack("<IH", 8, len(entries)) + directory + bytes(4)
    depths = struct.pack("<4H", *[bits] * 4)
    return head + depths + rgb.astype(rgb.dtype.newbyteorder("<")).tobytes()


def gif(rgb: Pixels = PICTURE) -> bytes:
    """A GIF of at most 128 colours whose "compression" is to clear the table all the time."""
    height, width, _ = rgb.shape
    colours, index = np.unique(rgb.reshape(-1, 3), axis=0, return_inverse=True)
    codes = index.astype(np.uint8).tobytes()
    data = b"".join(b"\x80" + codes[at : at + 100] for at in range(0, len(codes), 100)) + b"\x81"
    blocks = (data[at : at + 255] for at in range(0, len(data), 255))
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", width, height, 0x86, 0, 0)
        + colours.tobytes().ljust(3 * 128, b"\0")
        + struct.pack("<BHHHHBB", 0x2C, 0, 0, width, height, 0, 7)
        + b"".join(bytes([len(block)]) + block for block in blocks)
        + b"\0;"
    )


def png_bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A whole and valid PNG of 110 kB; all black, 1 bit a pixel."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )


def header_bombs() -> dict[str, bytes]:
    """The start of files of every kind that claim 30000×30000 pixels."""
    side = 30_000
    sof = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", side, side) + b"\x03" + bytes(9)
    webp = (side - 1).to_bytes(3, "little") * 2
    tags = struct.pack("<HHIIHHII", 256, 4, 1, side, 257, 4, 1, side)
    return {
        "jpeg": b"\xff\xd8\xff\xe0\x00\x02" + sof + b"\xff\xd9",
        "png": b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">II5B", side, side, *[8] * 5)),
        "gif": b"GIF89a" + struct.pack("<HH", side, side) + b"\0\0\0;",
        "bmp": b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, side, -side, 1, 24, *[0] * 6),
        "webp": b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + webp,
        "tiff": b"II*\0" + struct.pack("<IH", 8, 2) + tags + bytes(4),
    }


def sound_pictures() -> dict[str, bytes]:
    """One small file of every kind that can be opened."""
    rgba = np.dstack([PICTURE, np.full(PICTURE.shape[:2], 90, np.uint8)])
    return {
        "jpeg": turned_jpeg(6),
        "progressive": encoded(".jpg", PICTURE, cv2.IMWRITE_JPEG_PROGRESSIVE, 1),
        "cmyk": CMYK_JPEG,
        "png": turned_png(3),
        "png with alpha": encoded(".png", rgba),
        "png of 16 bits": encoded(".png", PICTURE.astype(np.uint16) * 257),
        "palette": palette_png(),
        "gif": gif(),
        "bmp": encoded(".bmp"),
        "webp": encoded(".webp"),
        "webp without loss": encoded(".webp", rgba, cv2.IMWRITE_WEBP_QUALITY, 101),
        "tiff": tiff(PICTURE),
        "tiff packed": encoded(".tiff"),
    }


def mutated(data: bytes, rng: np.random.Generator) -> bytes:
    """``data`` cut short, or with a few bytes changed, half of them near its start."""
    if rng.random() < 0.3:
        return data[: rng.integers(len(data))]
    changed = bytearray(data)
    for _ in range(rng.integers(1, 6)):
        end = len(data) if rng.random() < 0.5 else min(64, len(data))
        changed[rng.integers(end)] = rng.integers(256)
    return bytes(changed)


class Trap:
    """A pickle of it creates the file ``path`` when it is run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.mkdir, (str(self.path),)


def torch_file(value: object, *, legacy: bool = False) -> bytes:
    """What torch.save writes, today or before PyTorch 1.6."""
    buffer = io.BytesIO()
    torch.save(value, buffer, _use_new_zipfile_serialization=not legacy)
    return buffer.getvalue()


def traps(path: Path) -> dict[str, bytes]:
    """Files that run code when they are opened the unsafe way, as many containers as there are."""
    trap = Trap(path)
    return {
        "state dict": torch_file({"vgg.0.weight": torch.zeros(1), "x": trap}),
        "only a trap": torch_file(trap),
        "wrapped": torch_file({"state_dict": {"vgg.0.weight": trap}}),
        "legacy": torch_file({"x": trap}, legacy=True),
        "pickle 0": pickle.dumps(trap, 0),
        "pickle 2": pickle.dumps({"x": trap}, 2),
        "pickle 5": pickle.dumps([trap], 5),
    }


def safetensors_file(header: bytes, data: bytes = b"") -> bytes:
    """A safetensors container with any bytes as its header."""
    return struct.pack("<Q", len(header)) + header + data


def hollow_state(shapes: Mapping[str, tuple[int, ...]]) -> dict[str, torch.Tensor]:
    """Zeros of the right shapes that share one number each: a file of a few kilobytes."""
    return {key: torch.zeros(()).expand(shape) for key, shape in shapes.items()}


def random_state(shapes: Mapping[str, tuple[int, ...]], seed: int = 0) -> dict[str, torch.Tensor]:
    """A state dict of small random values; counters are whole numbers, variances positive."""
    generator = torch.Generator().manual_seed(seed)
    state: dict[str, torch.Tensor] = {}
    for key, shape in shapes.items():
        if key.endswith("num_batches_tracked"):
            state[key] = torch.tensor(7)
        else:
            state[key] = torch.rand(shape, generator=generator) * 0.1 + 0.01
    return state
