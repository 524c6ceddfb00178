"""Pictures from strangers: what is sound opens upright, what is not gets one clear sentence."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import corpus
import numpy as np
import pytest
from corpus import PICTURE

from ssd_core.config import Preprocessing
from ssd_core.errors import ImageError
from ssd_core.image import decode_image, encode_image, preprocess, read_image, save_image
from ssd_core.opencv import cv2


def refusal(path: str | os.PathLike[str]) -> ImageError:
    with pytest.raises(ImageError) as caught:
        read_image(path)
    str(caught.value).encode()  # no surrogates
    assert caught.value.details["file"].isprintable()
    return caught.value


def close(found: np.ndarray, expected: np.ndarray, tolerance: int = 2) -> bool:
    return found.shape == expected.shape and bool(
        np.abs(found.astype(int) - expected.astype(int)).max() <= tolerance
    )


# What is sound


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".gif", ".tiff", ".webp"])
def test_kinds_without_loss_come_back_exactly(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"picture{suffix}"
    path.write_bytes(corpus.gif() if suffix == ".gif" else corpus.encoded(suffix))
    image = read_image(path)
    assert np.array_equal(image.rgb, PICTURE)
    assert image.source == str(path)
    assert not image.rgb.flags.writeable
    assert image.rgb.flags.c_contiguous


UPRIGHT = {  # Exif 2.32, section 4.6.4 A: where row 0 and column 0 of the stored picture belong
    1: PICTURE,  # top, left
    2: PICTURE[:, ::-1],  # top, right
    3: PICTURE[::-1, ::-1],  # bottom, right
    4: PICTURE[::-1],  # bottom, left
    5: PICTURE.transpose(1, 0, 2),  # left, top
    6: PICTURE[::-1].transpose(1, 0, 2),  # right, top
    7: PICTURE[::-1, ::-1].transpose(1, 0, 2),  # right, bottom
    8: PICTURE[:, ::-1].transpose(1, 0, 2),  # left, bottom
}


@pytest.mark.parametrize("orientation", UPRIGHT)
def test_exif_orientation_is_honoured(orientation: int) -> None:
    upright = UPRIGHT[orientation]
    jpeg = decode_image(corpus.turned_jpeg(orientation), source="jpeg")
    assert close(jpeg.rgb, upright, 90)  # edges ring, so its corners say more than its edges
    inner = (slice(2, -2, 4), slice(2, -2, 4))
    assert close(jpeg.rgb[inner], upright[inner], 30)
    opaque = np.dstack([PICTURE, np.full(PICTURE.shape[:2], 255, np.uint8)])
    for png in (corpus.turned_png(orientation), corpus.turned_png(orientation, opaque)):
        assert np.array_equal(decode_image(png, source="png").rgb, upright)
    for tiff in (PICTURE, PICTURE.astype(np.uint16) * 257, opaque):
        data = corpus.tiff(tiff, orientation)
        assert np.array_equal(decode_image(data, source="tiff").rgb, upright)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_senseless_orientation_counts_as_upright(orientation: int) -> None:
    assert np.array_equal(decode_image(corpus.turned_png(orientation), source="png").rgb, PICTURE)


def test_16_bits_are_scaled_not_clipped() -> None:
    deep = np.linspace(0, 65535, 512).round().astype(np.uint16).reshape(16, 32)
    expected = np.round(deep / 257).astype(np.uint8)
    for data in (corpus.encoded(".png", deep), corpus.tiff(np.dstack([deep] * 3))):
        rgb = decode_image(data, source="deep").rgb
        assert np.array_equal(rgb, np.dstack([expected] * 3))


def test_floating_point_counts_as_0_to_1() -> None:
    values = np.float32([[[-1, 0.5, 1], [2, np.nan, np.inf]]])
    rgb = decode_image(corpus.encoded(".tiff", values), source="float").rgb
    assert rgb.tolist() == [[[0, 128, 255], [255, 0, 255]]]


def test_gray_becomes_three_equal_channels() -> None:
    gray = PICTURE[..., 1]
    rgb = decode_image(corpus.encoded(".png", gray), source="gray").rgb
    assert np.array_equal(rgb, np.dstack([gray] * 3))


@pytest.mark.parametrize("make", [lambda p: corpus.encoded(".png", p), corpus.tiff])
def test_transparency_shows_white(make) -> None:
    alpha = np.arange(960, dtype=np.uint16).reshape(24, 40).clip(0, 255).astype(np.uint8)
    rgb = decode_image(make(np.dstack([PICTURE, alpha])), source="logo").rgb
    weight = alpha[..., None] / 255
    assert close(rgb, np.round(PICTURE * weight + 255 * (1 - weight)), 1)


def test_a_transparent_palette_shows_white_too() -> None:
    rgb = decode_image(corpus.palette_png(), source="palette").rgb
    assert rgb.tolist() == [[[200, 100, 50], [127, 127, 127]]]


def test_cmyk_of_a_print_shop() -> None:
    rgb = decode_image(corpus.CMYK_JPEG, source="cmyk").rgb
    left, right = corpus.CMYK_RGB
    assert close(rgb[2:-2, 2:6], np.broadcast_to(left, (12, 4, 3)), 4)
    assert close(rgb[2:-2, 10:14], np.broadcast_to(right, (12, 4, 3)), 4)


@pytest.mark.parametrize(
    "name", ["고양이 사진.png", "a\nb.png", "x" * 250 + ".png", b"\xff\xfe\xe9.png"]
)
def test_any_file_name_can_be_read(name: str | bytes, tmp_path: Path) -> None:
    path = os.fsdecode(os.path.join(os.fsencode(tmp_path), os.fsencode(name)))
    try:
        with open(path, "wb") as file:
            file.write(corpus.encoded(".png"))
    except OSError:
        pytest.skip("this file system does not take the name")
    assert np.array_equal(read_image(path).rgb, PICTURE)
    with open(path, "wb") as file:
        file.write(b"no picture")
    assert "\n" not in str(refusal(path))


# What is not


def test_a_korean_name_stands_in_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "고양이.jpg").write_bytes(b"")
    assert str(refusal(tmp_path / "고양이.jpg")) == (
        "고양이.jpg could not be read. It is empty (0 bytes)."
    )


def test_a_name_that_is_not_unicode_is_spelt_out(tmp_path: Path) -> None:
    error = refusal(os.path.join(tmp_path, os.fsdecode(b"caf\xe9.jpg")))
    assert str(error) == "caf\\udce9.jpg could not be read. There is no such file."


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "It is a folder" in str(refusal(tmp_path))
    assert "no such file" in str(refusal(tmp_path / "gone.jpg"))
    assert "No file can have that name" in str(refusal("a\0b.jpg"))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "The system says" in str(refusal(tmp_path / "loop"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this system's folders")
def test_pipes_devices_and_sockets_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert "It is a pipe" in str(refusal(tmp_path / "pipe.jpg"))
    assert "It is a device" in str(refusal("/dev/zero"))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "s"))
        assert "It is a socket" in str(refusal(tmp_path / "s"))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.png"
    with path.open("wb") as file:
        file.truncate(2**40)
    assert "1,099,511,627,776 bytes" in str(refusal(path))


@pytest.mark.parametrize("data", [b"hello", b"<svg/>", b"%PDF-1.7", bytes(5000), b"\xff\xd8"])
def test_what_is_no_picture(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "notes.jpg"
    path.write_bytes(data)
    error = refusal(path)
    assert str(error).startswith("notes.jpg could not be read. It is not a picture")
    assert list(error.details) == ["file", "kind", "reason", "try"]


def test_bytes_without_a_file_are_named_by_their_source() -> None:
    with pytest.raises(ImageError, match=r"^clipboard could not be read\. It is not") as caught:
        decode_image(b"text", source="clipboard")
    assert caught.value.details["file"] == "clipboard"


def test_a_truncated_picture_says_where_it_ends(tmp_path: Path) -> None:
    whole = corpus.encoded(
        ".jpg", np.random.default_rng(0).integers(0, 256, (300, 400, 3), np.uint8)
    )
    (tmp_path / "harbour.jpg").write_bytes(whole[:18_204])
    error = refusal(tmp_path / "harbour.jpg")
    assert str(error) == "harbour.jpg could not be read. It ends after 18,204 bytes."
    assert error.details["kind"] == "JPEG by its first bytes, 400 × 300"


@pytest.mark.parametrize("name", corpus.sound_pictures())
def test_a_truncated_picture_is_never_shown_in_part(name: str) -> None:
    whole = corpus.sound_pictures()[name]
    decode_image(whole, source=name)
    lengths = range(1, len(whole), max(1, len(whole) // 100))
    for length in (*lengths, len(whole) - 2, len(whole) - 1):
        with pytest.raises(ImageError):
            decode_image(whole[:length], source=name)


@pytest.mark.parametrize("kind", corpus.header_bombs())
def test_a_header_that_claims_gigabytes(kind: str) -> None:
    with pytest.raises(ImageError, match="It says it is 30,000 × 30,000 pixels"):
        decode_image(corpus.header_bombs()[kind], source=kind)


def test_a_bomb_is_refused_without_allocating() -> None:
    """900 megapixels would be 0.9 GB and more; what is counted is the memory of a new process."""
    code = (
        "import resource, sys, corpus; from ssd_core.image import *\n"
        "data = corpus.png_bomb()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: decode_image(data, source='bomb')\n"
        "except ImageError: pass\n"
        "else: sys.exit('not refused')\n"
        "grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before\n"
        "sys.exit(f'{grown} kB' if grown > 20_000 else 0)\n"
    )
    pytest.importorskip("resource")
    subprocess.run([sys.executable, "-c", code], check=True, env=_python_env())


def test_nothing_crashes_on_changed_bytes() -> None:
    rng = np.random.default_rng(2024)
    files = list(corpus.sound_pictures().values())
    refused = 0
    for turn in range(1500):
        data = corpus.mutated(files[turn % len(files)], rng)
        try:
            assert decode_image(data, source="fuzz").rgb.ndim == 3
        except ImageError:
            refused += 1
    assert 300 < refused < 1500


# The environment


def _python_env() -> dict[str, str]:
    path = os.pathsep.join(p for p in sys.path if p)
    return {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "OPENCV_"))} | {
        "PYTHONPATH": path
    }


def test_importing_leaves_qt_alone_limits_opencv_and_spares_torch() -> None:
    code = (
        "import os, sys, ssd_core.image\n"
        "assert not [k for k in os.environ if k.startswith('QT_')], 'Qt'\n"
        "assert os.environ['OPENCV_IO_MAX_IMAGE_PIXELS'] == str(2**28), 'limit'\n"
        "assert 'torch' not in sys.modules, 'torch'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=_python_env())


# Preprocessing


@pytest.mark.parametrize("shape", [(1080, 1920, 3), (7, 3, 3), (1, 1, 3), (40_000, 2, 3)])
@pytest.mark.parametrize(
    "rule",
    [Preprocessing(), Preprocessing(320, (127.5, 127.5, 127.5), (127.5, 100.0, 1.0))],
)
def test_preprocessing_is_resize_minus_mean_over_std(shape, rule: Preprocessing) -> None:
    rgb = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    x = preprocess(rgb, rule)
    size = rule.size
    assert x.shape == (1, 3, size, size)
    assert x.dtype == np.float32
    resized = cv2.resize(rgb, (size, size), interpolation=cv2.INTER_LINEAR).astype(float)
    expected = (resized - rule.mean) / rule.std
    np.testing.assert_allclose(x[0].transpose(1, 2, 0), expected, rtol=1e-6, atol=1e-6)


def test_preprocessed_memory_is_channels_last() -> None:
    torch = pytest.importorskip("torch")
    x = torch.from_numpy(preprocess(PICTURE, Preprocessing()))
    assert x.is_contiguous(memory_format=torch.channels_last)


# Writing


@pytest.mark.parametrize("name", ["out.png", "결과.PNG", os.fsdecode(b"caf\xe9.bmp")])
def test_a_picture_that_was_saved_reads_back(name: str, tmp_path: Path) -> None:
    save_image(tmp_path / name, PICTURE)
    assert np.array_equal(read_image(tmp_path / name).rgb, PICTURE)
    assert len(os.listdir(tmp_path)) == 1


def test_saving_over_a_link_leaves_its_target_alone(tmp_path: Path) -> None:
    target, link = tmp_path / "precious.png", tmp_path / "out.png"
    target.write_bytes(b"precious")
    link.symlink_to(target)
    save_image(link, PICTURE)
    assert target.read_bytes() == b"precious"
    assert not link.is_symlink()


def test_a_failed_save_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(ImageError, match=r"folder\.png could not be written"):
        save_image(tmp_path / "folder.png", PICTURE)
    assert os.listdir(tmp_path) == ["folder.png"]


def test_what_cannot_be_encoded() -> None:
    with pytest.raises(ImageError, match=r"cannot be written as \.txt"):
        encode_image(PICTURE, ".txt")
    with pytest.raises(ImageError, match="20000 × 1 pixels"):
        encode_image(np.zeros((1, 20_000, 3), np.uint8), ".webp")
