"""Pictures that are decoded as far as they are needed: the same as whole ones, for less."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from corpus import CMYK_JPEG, PICTURE, encoded, exif, palette_png, turned_jpeg, turned_png

from ssd_core.encoded_image import REDUCTIONS, EncodedImage
from ssd_core.errors import ImageError
from ssd_core.image import read_image
from ssd_core.opencv import cv2

FILES = {
    "plain.jpg": encoded(".jpg"),
    "gray.jpg": encoded(".jpg", PICTURE[..., 0]),
    "cmyk.jpg": CMYK_JPEG,
    "plain.png": encoded(".png"),
    "palette.png": palette_png(),
    "plain.webp": encoded(".webp"),
    "turned.png": turned_png(6),
    **{f"turned{k}.jpg": turned_jpeg(k) for k in range(1, 9)},
}


def held_sideways(suffix: str) -> bytes:
    """A picture with Exif's orientation 6, where the format has a place for it."""
    block = np.frombuffer(b"Exif\0\0" + exif(6), np.uint8)
    done, data = cv2.imencodeWithMetadata(suffix, PICTURE, [cv2.IMAGE_METADATA_EXIF], [block])
    assert done
    return bytes(data)


FILES["turned.webp"] = held_sideways(".webp")


@pytest.fixture(params=FILES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / request.param
    file.write_bytes(FILES[request.param])
    return file


def test_whole_it_is_what_inference_reads(path: Path) -> None:
    picture, expected = EncodedImage.read(path), read_image(path)
    assert picture.size == (expected.width, expected.height)
    assert (picture.decode() == expected.rgb).all()


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_smaller_it_has_the_size_that_is_promised(path: Path, reduction: int) -> None:
    picture = EncodedImage.read(path)
    width, height = picture.size
    small = picture.decode(reduction)
    assert small.shape == (-(-height // reduction), -(-width // reduction), 3)
    assert small.dtype == np.uint8


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_a_pixel_of_a_smaller_jpeg_is_the_mean_of_its_square(
    tmp_path: Path, reduction: int
) -> None:
    """So that a box divided by the reduction lies where it lay before."""
    rows, columns = np.mgrid[:200, :304]
    rgb = np.stack([columns * 255 // 304, rows * 255 // 200, (rows + columns) // 3], axis=2)
    file = tmp_path / "smooth.jpg"
    file.write_bytes(encoded(".jpg", rgb.astype(np.uint8)))
    picture = EncodedImage.read(file)
    whole = picture.decode().astype(float)
    blocks = whole.reshape(200 // reduction, reduction, 304 // reduction, reduction, 3)
    difference = np.abs(picture.decode(reduction) - blocks.mean(axis=(1, 3)))
    assert difference.mean() < 1.5


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "half.jpg"
    file.write_bytes(encoded(".jpg")[:-300])
    with pytest.raises(ImageError, match=r"half\.jpg could not be read"):
        EncodedImage.read(file)
    data = bytearray(encoded(".png"))
    data[60:90] = bytes(30)
    file = tmp_path / "bad.png"
    file.write_bytes(data)
    with pytest.raises(ImageError, match=r"bad\.png could not be read"):
        EncodedImage.read(file).decode(2)
