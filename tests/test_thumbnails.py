"""Small pictures: the right part, the right way up, and no giant decoded for one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from corpus import encoded, exif

from ssd_core.bundled import sample_paths
from ssd_core.errors import ImageError
from ssd_core.image import read_image
from ssd_core.thumbnails import read_thumbnail


def halves(width: int, height: int) -> np.ndarray:
    """Red at the left, blue at the right."""
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[:, : width // 2, 0] = 255
    rgb[:, width // 2 :, 2] = 255
    return rgb


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
@pytest.mark.parametrize("size", [(40, 30), (640, 480), (1600, 500), (300, 1500), (1, 1)])
def test_it_has_the_size_that_was_asked_for(
    tmp_path: Path, suffix: str, size: tuple[int, int]
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(encoded(suffix, halves(*size)))
    assert read_thumbnail(path, width=104, height=76).shape == (76, 104, 3)


def test_the_middle_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "wide.jpg"
    path.write_bytes(encoded(".jpg", halves(2000, 400)))
    small = read_thumbnail(path, width=104, height=76).astype(int)
    assert small[:, :45, 0].min() > 200
    assert small[:, -45:, 2].min() > 200


def test_a_reduced_jpeg_looks_like_the_whole_picture(tmp_path: Path) -> None:
    jpeg = sample_paths()[0]
    png = tmp_path / "whole.png"
    png.write_bytes(encoded(".png", read_image(jpeg).rgb))
    small = [read_thumbnail(path, width=104, height=76).astype(int) for path in (jpeg, png)]
    assert np.abs(small[0] - small[1]).mean() < 8


def test_a_turned_picture_is_upright(tmp_path: Path) -> None:
    jpeg = encoded(".jpg", halves(800, 600))
    block = b"Exif\0\0" + exif(6)
    turned = jpeg[:2] + b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + jpeg[2:]
    path = tmp_path / "turned.jpg"
    path.write_bytes(turned)
    small = read_thumbnail(path, width=60, height=80).astype(int)
    assert small[:35, :, 0].min() > 200  # the left has become the top
    assert small[-35:, :, 2].min() > 200


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"not a picture")
    with pytest.raises(ImageError, match=r"a\.jpg could not be read"):
        read_thumbnail(path, width=104, height=76)
    with pytest.raises(ImageError, match="no such file"):
        read_thumbnail(tmp_path / "gone.jpg", width=104, height=76)
    path.write_bytes(encoded(".jpg", halves(800, 600))[:4_000])
    with pytest.raises(ImageError):
        read_thumbnail(path, width=104, height=76)


def test_a_giant_is_not_decoded_for_a_thumbnail(tmp_path: Path) -> None:
    png = bytearray(encoded(".png", halves(40, 30)))
    png[16:24] = (16_000).to_bytes(4, "big") * 2
    path = tmp_path / "giant.png"
    path.write_bytes(bytes(png))
    with pytest.raises(ImageError, match="too large for a thumbnail"):
        read_thumbnail(path, width=104, height=76)
