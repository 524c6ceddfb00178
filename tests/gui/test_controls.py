"""Controls answer real keys, wheels and clicks, and tell each move once."""

from __future__ import annotations

import math

import numpy as np
import pytest
from driving import wait_until
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from gui import theme
from gui.controls.busy import BusyRing
from gui.controls.chip import ClassChip
from gui.controls.details import Details
from gui.controls.flow import Flow
from gui.controls.focus import FocusRing
from gui.controls.histogram_slider import OVERHANG, HistogramSlider
from gui.controls.labels import ElidedLabel
from gui.controls.segment import MultiToggle
from gui.controls.track_slider import TrackSlider

pytestmark = pytest.mark.window


@pytest.fixture
def slider(app: QApplication):
    made = HistogramSlider(default=0.30, survivors="right")
    made.resize(200 + 2 * OVERHANG, made.height())
    made.show()
    yield made
    made.close()


def _moves(slider: HistogramSlider) -> list[float]:
    told: list[float] = []
    slider.value_changed.connect(told.append)
    return told


def _turn_wheel(slider: HistogramSlider, angle: int) -> None:
    centre = QPointF(slider.rect().center())
    event = QWheelEvent(
        centre,
        slider.mapToGlobal(centre),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)


def _colors(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_slider_keys_move_by_a_hundredth_and_with_shift_by_a_tenth(
    slider: HistogramSlider,
) -> None:
    told = _moves(slider)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert told == pytest.approx([0.31, 0.41, 0.40])


def test_slider_stops_at_its_ends(slider: HistogramSlider) -> None:
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert slider.threshold == 1.0
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.threshold == 1.0
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert slider.threshold == 0.0


def test_slider_follows_the_mouse_and_a_double_click_resets_it(slider: HistogramSlider) -> None:
    told = _moves(slider)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(OVERHANG + 100, 9))
    QTest.mouseMove(slider, QPoint(OVERHANG + 150, 9))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(OVERHANG + 150, 9))
    assert told == pytest.approx([0.5, 0.75])
    QTest.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(OVERHANG + 150, 9))
    assert slider.threshold == pytest.approx(0.30)


def test_slider_takes_the_wheel_only_when_it_has_the_focus(slider: HistogramSlider) -> None:
    slider.clearFocus()
    _turn_wheel(slider, 120)
    assert slider.threshold == pytest.approx(0.30)
    slider.activateWindow()
    slider.setFocus()
    QApplication.processEvents()
    _turn_wheel(slider, 120)
    assert slider.threshold == pytest.approx(0.31)


def test_slider_set_value_tells_nobody(slider: HistogramSlider) -> None:
    told = _moves(slider)
    slider.set_value(0.77)
    assert (slider.threshold, told) == (pytest.approx(0.77), [])


def test_slider_speaks_its_name_and_value(slider: HistogramSlider) -> None:
    slider.setAccessibleName("Confidence threshold")
    spoken = QAccessible.queryAccessibleInterface(slider)
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Confidence threshold"
    assert spoken.valueInterface().currentValue() == 30


def test_histogram_makes_the_slider_tall_and_darkens_the_surviving_side(
    slider: HistogramSlider,
) -> None:
    flat = slider.height()
    slider.set_histogram(np.full(40, 100))
    slider.resize(200 + 2 * OVERHANG, slider.height())
    assert (flat, slider.height()) == (28, 48)
    image = slider.grab().toImage()
    half = OVERHANG + 60
    active = theme.current()
    bars = 14  # a row of pixels through all bars, above the track
    left = {image.pixelColor(x, bars).name().upper() for x in range(OVERHANG, half - 5)}
    right = {image.pixelColor(x, bars).name().upper() for x in range(half + 8, OVERHANG + 200)}
    assert active.hist_off in left
    assert active.hist_on not in left
    assert active.hist_on in right
    assert active.hist_off not in right
    slider.set_histogram(None)
    assert slider.height() == 28


def test_histogram_of_nothing_draws_without_dividing_by_zero(slider: HistogramSlider) -> None:
    slider.set_histogram([0] * 40)
    assert not slider.grab().isNull()


def test_segment_parts_switch_independently(app: QApplication) -> None:
    segment = MultiToggle({"boxes": "boxes", "labels": "labels"})
    told: list[tuple[str, bool]] = []
    segment.toggled.connect(lambda key, on: told.append((key, on)))
    segment.set_words("boxes", "Boxes", "Draw boxes")
    segment.set_on("boxes", True)
    segment.show()
    QTest.mouseClick(segment.part("labels"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(segment.part("boxes"), Qt.MouseButton.LeftButton)
    QTest.keyClick(segment.part("boxes"), Qt.Key.Key_Space)
    segment.close()
    assert told == [("labels", True), ("boxes", False), ("boxes", True)]


def test_chip_shows_its_colour_while_it_is_found(app: QApplication) -> None:
    chip = ClassChip(1, "star", QColor("#FDBA2F"))
    chip.resize(chip.sizeHint())
    unfound = _colors(chip.grab().toImage())
    width = chip.sizeHint().width()
    chip.set_count(3)
    chip.resize(chip.sizeHint())
    assert chip.sizeHint().width() > width
    assert "#FDBA2F" not in unfound
    assert "#FDBA2F" in _colors(chip.grab().toImage())


def test_flow_wraps_and_grows_in_height(app: QApplication) -> None:
    flow = Flow(6)
    flow.resize(100, 10)
    parts = [ClassChip(i, "abc", QColor("#123456")) for i in range(1, 6)]
    flow.set_widgets(parts)
    flow.show()
    tops = [part.y() for part in parts]
    assert tops == sorted(tops)
    assert len(set(tops)) > 1
    assert all(part.geometry().right() < 100 for part in parts)
    assert flow.height() == parts[-1].geometry().bottom() + 1
    flow.set_widgets(parts[:1])
    assert [part.isHidden() for part in parts] == [False, True, True, True, True]
    flow.close()


def test_elided_label_keeps_the_full_name_in_its_tooltip(app: QApplication) -> None:
    name = ElidedLabel()
    name.set_full_text("a-very-long-file-name-of-a-picture.jpg")
    name.resize(60, 20)
    assert name.minimumSizeHint().width() < 60 < name.sizeHint().width()
    assert name.toolTip() == "a-very-long-file-name-of-a-picture.jpg"


def test_details_are_copied_without_the_home_folder(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setenv("USERPROFILE", "/home/somebody")
    details = Details()
    details.set_rows("a.jpg failed.", {"file": "/home/somebody/a.jpg", "kind": "JPEG"})
    QTest.mouseClick(details.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "a.jpg failed.\nfile: ~/a.jpg\nkind: JPEG"


def test_busy_ring_turns_only_while_visible(app: QApplication) -> None:
    ring = BusyRing()
    ring.show()
    before = ring.grab().toImage()
    QTest.qWait(120)
    assert ring.grab().toImage() != before
    ring.hide()
    still = ring.grab().toImage()
    QTest.qWait(120)
    assert ring.grab().toImage() == still


def test_focus_ring_appears_for_the_keyboard_and_not_for_the_mouse(app: QApplication) -> None:
    rings = FocusRing(app)
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(20, 20, 20, 20)
    first, second = QPushButton("first"), QPushButton("second")
    row.addWidget(first)
    row.addWidget(second)
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)  # only then does anything have the focus
    first.setFocus()
    QApplication.processEvents()
    plain = window.grab().toImage()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    outside = second.geometry().topLeft() + QPoint(12, -3)
    ringed = window.grab().toImage()
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    clicked = window.grab().toImage()
    window.close()
    rings.setParent(None)
    rings.deleteLater()
    accent = theme.current().accent
    colors = [i.pixelColor(outside).name().upper() for i in (plain, ringed, clicked)]
    assert colors[1] == accent
    assert accent not in (colors[0], colors[2])


def test_a_logarithmic_slider_gives_small_numbers_as_much_room(app: QApplication) -> None:
    ticks = ((1, "1"), (200, "200"))
    slider = TrackSlider(1, 200, default=10, logarithmic=True, ticks=ticks, flush=True)
    slider.resize(216, 28)
    assert slider.number == pytest.approx(10, rel=0.03)
    assert slider.x_of(math.sqrt(200)) == pytest.approx(108, abs=0.01)
    slider.set_value(1000)
    assert slider.number == pytest.approx(200)
