"""TensorBoard's event files, as bytes: records around the few protocol buffers that are needed.

A record is TensorFlow's TFRecord: length, checksum, data, checksum. The data are an ``Event``
message (tensorboard/compat/proto/event.proto and summary.proto), whose field numbers stand below.
Both have not changed since 2015, and the package that writes them weighs more than all of ours.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

_VARINT, _DOUBLE, _BYTES, _FLOAT = 0, 1, 2, 5
"""Wire types of protocol buffers."""


def header(wall_time: float) -> bytes:
    """The record that every event file begins with. wall_time: seconds since 1970."""
    return _event(wall_time, 0, _field(3, b"brain.Event:2"))


def restart(wall_time: float, step: int) -> bytes:
    """A record that takes back what was said before of ``step`` and later ones."""
    return _event(wall_time, step, _field(7, _number(1, 1)))


def summary(wall_time: float, step: int, values: Iterable[bytes]) -> bytes:
    """A record with what is known of a step: ``scalar`` and ``picture`` make the values."""
    return _event(wall_time, step, _field(5, b"".join(_field(1, value) for value in values)))


def scalar(tag: str, value: float) -> bytes:
    return _field(1, tag.encode()) + _key(2, _FLOAT) + struct.pack("<f", value)


def picture(tag: str, encoded: bytes, *, width: int, height: int) -> bytes:
    """encoded: the bytes of a JPEG or PNG file in RGB."""
    image = _number(1, height) + _number(2, width) + _number(3, 3) + _field(4, encoded)
    return _field(1, tag.encode()) + _field(4, image)


def _event(wall_time: float, step: int, what: bytes) -> bytes:
    return _record(_key(1, _DOUBLE) + struct.pack("<d", wall_time) + _number(2, step) + what)


def _record(data: bytes) -> bytes:
    length = struct.pack("<Q", len(data))
    return length + _checksum(length) + data + _checksum(data)


def _number(field: int, value: int) -> bytes:
    return _key(field, _VARINT) + _varint(value)


def _field(field: int, data: bytes) -> bytes:
    return _key(field, _BYTES) + _varint(len(data)) + data


def _key(field: int, wire_type: int) -> bytes:
    return _varint(field << 3 | wire_type)


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _crc_table() -> tuple[int, ...]:
    """CRC-32C (Castagnoli) of each byte."""
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return tuple(table)


_CRC = _crc_table()


def crc32c(data: bytes) -> int:
    """RFC 3720, appendix B.4."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _CRC[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def _checksum(data: bytes) -> bytes:
    """Turned and shifted, so that a record may hold records with checksums of their own."""
    crc = crc32c(data)
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)
