"""Boxes on a lesson's picture: handles as pure functions, then with real mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import fonts
from gui.class_colors import ClassStyle
from gui.lessons.canvas.area import Area
from gui.lessons.canvas.editable_canvas import MOST, EditableCanvas
from gui.lessons.canvas.handles import (
    BODY,
    HANDLES,
    SMALLEST,
    Grip,
    dragged,
    grip_at,
    handle_points,
)
from gui.lessons.canvas.strokes import paint_tag
from ssd_core.types import GroundTruth

pytestmark = pytest.mark.window

Key = Qt.Key
TWO = np.array([[0.1, 0.1, 0.4, 0.3], [0.5, 0.5, 0.9, 0.8]], np.float32)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[float, float, float, float]:
    left, top = (draw(st.floats(0, 0.9)) for _ in range(2))
    width, height = draw(st.floats(0.02, 1 - left)), draw(st.floats(0.02, 1 - top))
    return left, top, left + width, top + height


moves = st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5))


@given(boxes(), st.integers(BODY, len(HANDLES) - 1), moves, st.booleans())
def test_a_dragged_box_stays_a_box_in_the_picture(
    box: tuple[float, ...], handle: int, by: tuple[float, float], shift: bool
) -> None:
    left, top, right, bottom = dragged(box, Grip(0, handle), by, keep_shape=shift)
    assert left >= -1e-9
    assert top >= -1e-9
    assert right <= 1 + 1e-9
    assert bottom <= 1 + 1e-9
    assert min(right - left, bottom - top) >= SMALLEST - 1e-9
    if handle == BODY:
        assert right - left == pytest.approx(box[2] - box[0])
        assert bottom - top == pytest.approx(box[3] - box[1])


@given(boxes(), st.sampled_from([0, 2, 4, 6]), moves)
def test_shift_keeps_the_shape(
    box: tuple[float, ...], handle: int, by: tuple[float, float]
) -> None:
    left, top, right, bottom = dragged(box, Grip(0, handle), by, keep_shape=True)
    before = (box[2] - box[0]) / (box[3] - box[1])
    assert (right - left) / (bottom - top) == pytest.approx(before, rel=1e-6)


def test_a_handle_of_the_selected_box_comes_first() -> None:
    corner = (0.4, 0.3)
    assert grip_at(TWO, corner, selected=0, unit=0.002) == Grip(0, 4)
    assert grip_at(TWO, corner, unit=0.002) == Grip(0)  # its border
    assert grip_at(TWO, (0.41, 0.31), selected=0, unit=0.002) == Grip(0, 4)  # 16 px square
    assert grip_at(TWO, (0.45, 0.4), selected=0, unit=0.002) is None
    assert grip_at(TWO, (0.7, 0.6), selected=0, unit=0.002) == Grip(1)
    assert len(handle_points((0, 0, 1, 1))) == 8


def test_an_area_maps_there_and_back() -> None:
    area = Area(10, 20, 300, 2.0)
    assert area.place(area.point(0.25, 0.75)) == pytest.approx((0.25, 0.75))
    placed = area.boxes(TWO)
    assert np.array_equal(placed * 2, np.rint(placed * 2))  # whole device pixels


@pytest.fixture
def canvas(app: QApplication) -> Iterator[EditableCanvas]:
    canvas = EditableCanvas()
    canvas.resize(400, 400)
    canvas.set_picture(np.full((30, 60, 3), 200, np.uint8))
    canvas.set_truth(GroundTruth(TWO, np.array([3, 5]), np.zeros(2, np.bool_)))
    canvas.show()
    yield canvas
    canvas.close()
    canvas.deleteLater()


def at(canvas: EditableCanvas, x: float, y: float) -> QPoint:
    return canvas.area.point(x, y).toPoint()


def pull(canvas: EditableCanvas, start: QPoint, end: QPoint, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, button, modifier, start)
    QTest.mouseMove(canvas, end)
    canvas.dragged(canvas.area.place(end.toPointF()), shift=shift)  # offscreen drops the modifier
    QTest.mouseRelease(canvas, button, modifier, end)


def test_a_box_is_moved_and_resized_by_mouse(canvas: EditableCanvas) -> None:
    told: list[GroundTruth] = []
    canvas.truth_changed.connect(told.append)
    pull(canvas, at(canvas, 0.25, 0.1), at(canvas, 0.35, 0.2))
    assert canvas.selected == 0
    assert canvas.truth.boxes[0] == pytest.approx([0.2, 0.2, 0.5, 0.4], abs=0.01)
    pull(canvas, at(canvas, 0.5, 0.4), at(canvas, 0.6, 0.6))
    assert canvas.truth.boxes[0] == pytest.approx([0.2, 0.2, 0.6, 0.6], abs=0.01)
    assert told
    assert np.array_equal(told[-1].boxes, canvas.truth.boxes)
    assert np.array_equal(canvas.truth.boxes[1], TWO[1])


def test_boxes_are_added_and_deleted(canvas: EditableCanvas) -> None:
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 0.7, 0.2))
    assert len(canvas.truth) == 3
    assert canvas.selected == 2
    QTest.keyClick(canvas, Key.Key_Delete)
    assert len(canvas.truth) == 2
    for _ in range(MOST + 2):
        QTest.keyClick(canvas, Key.Key_Insert)
    assert len(canvas.truth) == MOST
    while len(canvas.truth):
        canvas.set_truth(canvas.truth, selected=0)
        QTest.keyClick(canvas, Key.Key_Backspace)
    assert canvas.selected == -1


def test_the_keyboard_selects_moves_and_resizes(canvas: EditableCanvas) -> None:
    QTest.keyClick(canvas, Key.Key_Return)
    QTest.keyClick(canvas, Key.Key_Return)
    assert canvas.selected == 1
    QTest.keyClick(canvas, Key.Key_Right)
    QTest.keyClick(canvas, Key.Key_Up)
    moved = TWO[1] + np.array([1, -1, 1, -1]) / 300
    assert canvas.truth.boxes[1] == pytest.approx(moved, abs=1e-6)
    QTest.keyClick(canvas, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert canvas.truth.boxes[1][3] == pytest.approx(moved[3] + 1 / 300, abs=1e-6)
    QTest.keyClick(canvas, Key.Key_Escape)
    assert canvas.selected == -1


def test_an_empty_picture_takes_everything(canvas: EditableCanvas) -> None:
    canvas.set_picture(None)
    canvas.set_truth(GroundTruth.none())
    for key in (Key.Key_Return, Key.Key_Delete, Key.Key_Left):
        QTest.keyClick(canvas, key)
    canvas.grab()
    assert len(canvas.truth) == 0


def test_a_tag_that_was_painted_before_follows_colours_and_text_size(app: QApplication) -> None:
    amber, blue = (ClassStyle(QColor(name), QColor("black"), False) for name in ("orange", "blue"))
    usual = tag_ground(amber)
    assert usual == tag_ground(amber)
    assert usual[1] == QColor("orange")
    assert tag_ground(blue)[1] == QColor("blue")
    try:
        fonts.set_scale(1.5)
        assert tag_ground(amber)[0].height() == pytest.approx(1.5 * usual[0].height())
    finally:
        fonts.set_scale(1.0)


def tag_ground(style: ClassStyle) -> tuple[QRectF, QColor]:
    """Where a tag at a crooked place lies, and the colour of its lower left."""
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    rect = paint_tag(painter, QPointF(10.3, 20.6), "star", style)
    painter.end()
    assert rect.topLeft() == QPointF(10, 21)
    assert image.pixelColor(9, 30) == QColor("black")
    return rect, image.pixelColor(12, int(rect.bottom()) - 4)
