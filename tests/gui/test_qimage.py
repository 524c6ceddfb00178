"""Pictures between numpy and Qt keep every pixel and share no memory."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from gui.qimage import from_qimage, to_qimage


def picture(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize(("height", "width"), [(1, 1), (5, 3), (7, 641), (300, 300)])
def test_a_picture_survives_the_way_to_qt_and_back(height: int, width: int) -> None:
    rgb = picture(height, width)
    np.testing.assert_array_equal(from_qimage(to_qimage(rgb)), rgb)


def test_pixels_keep_their_channels() -> None:
    rgb = np.array([[[255, 10, 20], [1, 254, 3]]], np.uint8)
    image = to_qimage(rgb)
    assert QColor(image.pixel(0, 0)).getRgb()[:3] == (255, 10, 20)
    assert QColor(image.pixel(1, 0)).getRgb()[:3] == (1, 254, 3)


def test_the_image_owns_its_pixels() -> None:
    rgb = picture(4, 4)
    image = to_qimage(rgb)
    before = from_qimage(image)
    rgb[:] = 0
    np.testing.assert_array_equal(from_qimage(image), before)


def test_the_array_owns_its_pixels() -> None:
    image = to_qimage(picture(4, 4))
    rgb = from_qimage(image)
    before = rgb.copy()
    image.fill(0)
    np.testing.assert_array_equal(rgb, before)


def test_cropped_mirrored_and_read_only_arrays_are_read_right() -> None:
    whole = picture(20, 30)
    whole.flags.writeable = False
    for rgb in (whole, whole[3:9, 4:11], whole[::-1], whole[:, ::-1], whole[::2, ::3]):
        np.testing.assert_array_equal(from_qimage(to_qimage(rgb)), rgb)


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 4), (4, 4, 1)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"uint8 \[H, W, 3\]"):
        to_qimage(np.zeros(shape, np.uint8))


def test_transparent_pixels_come_out_on_white() -> None:
    image = QImage(3, 1, QImage.Format.Format_ARGB32)
    image.setPixelColor(0, 0, QColor(0, 0, 0, 0))
    image.setPixelColor(1, 0, QColor(0, 0, 0, 128))
    image.setPixelColor(2, 0, QColor(9, 8, 7, 255))
    assert from_qimage(image).tolist() == [[[255] * 3, [127] * 3, [9, 8, 7]]]


@pytest.mark.parametrize(
    "format_", [QImage.Format.Format_Grayscale8, QImage.Format.Format_Indexed8]
)
def test_gray_and_palette_pictures_become_rgb(format_: QImage.Format) -> None:
    gray = to_qimage(np.full((3, 5, 3), 90, np.uint8)).convertToFormat(format_)
    assert (from_qimage(gray) == 90).all()


def test_an_empty_image_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        from_qimage(QImage())
