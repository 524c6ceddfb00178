"""The camera picker offers what the cameras can do, and starts what was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QVBoxLayout, QWidget

from gui import theme
from gui.controls.choice import Choice
from gui.controls.choice_menu import ChoiceMenu
from gui.controls.switch import Switch
from gui.panels.camera_picker import CameraPicker
from gui.panels.camera_row import CameraRow
from gui.panels.toolbar import Toolbar
from ssd_core.frames.source import CameraInfo

LAPTOP = CameraInfo(0, "Integrated camera", "/dev/video0", ((640, 480), (1280, 720), (1920, 1080)))
USB = CameraInfo(2, "USB capture", "/dev/video2", ((640, 480), (1280, 720)))
TINY = CameraInfo(4, "Endoscope", "/dev/video4", ((320, 240),))
UNKNOWN = CameraInfo(1, "Camera 2")


@pytest.fixture
def window(app: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(1048, 700)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Toolbar())
    column.addStretch(1)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.close()


@pytest.fixture
def picker(window: QWidget) -> CameraPicker:
    toolbar = window.findChild(Toolbar)
    made = CameraPicker()
    made.set_cameras([LAPTOP, USB])
    toolbar.camera_requested.connect(lambda: made.open_below(toolbar.camera_button))
    QTest.mouseClick(toolbar.camera_button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert made.isVisible()
    return made


def _told(signal: Any) -> list[tuple[Any, ...]]:
    told: list[tuple[Any, ...]] = []
    signal.connect(lambda *values: told.append(values))
    return told


def _rows(picker: CameraPicker) -> list[CameraRow]:
    return [row for row in picker.findChildren(CameraRow) if row.isVisible()]


def _named(picker: CameraPicker, words: str) -> QAbstractButton:
    buttons = picker.findChildren(QAbstractButton)
    (found,) = [b for b in buttons if words in (b.text(), b.accessibleName())]
    return found


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def _press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def test_it_opens_below_its_button_which_looks_pressed_as_long(picker: CameraPicker) -> None:
    button = picker.window().findChild(Toolbar).camera_button
    corner = button.mapTo(picker.window(), QPoint(0, button.height()))
    assert picker.card.geometry().top() == corner.y() + 4
    assert picker.card.width() == 384
    assert button.isDown()
    picker.dismiss()
    assert not button.isDown()


def test_a_click_on_start_tells_what_was_chosen(picker: CameraPicker) -> None:
    told = _told(picker.start_requested)
    _click(_rows(picker)[1])
    _click(_named(picker, "640×480"))
    _click(picker.findChild(Switch))
    _click(_named(picker, "Start camera"))
    assert told == [(2, 640, 480, 30, False)]
    assert picker.isHidden()


def test_the_frame_rate_is_chosen_from_a_menu(picker: CameraPicker) -> None:
    told = _told(picker.start_requested)
    rate = picker.findChild(ChoiceMenu)
    _click(rate)
    menu = rate.findChild(QMenu)
    place = menu.actionGeometry(menu.actions()[2]).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert rate.text() == "60 fps"
    _click(_named(picker, "Start camera"))
    assert told == [(0, 1280, 720, 60, True)]


def test_the_keyboard_does_all_of_it(picker: CameraPicker) -> None:
    told = _told(picker.start_requested)
    _press(Qt.Key.Key_Down)
    _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Left)
    for _ in range(2):
        _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Space)
    _press(Qt.Key.Key_Return)
    assert told == [(2, 640, 480, 30, False)]


@pytest.mark.window
def test_return_on_cancel_cancels(picker: CameraPicker) -> None:
    told = _told(picker.start_requested)
    _named(picker, "Cancel").setFocus()
    _press(Qt.Key.Key_Return)
    assert (told, picker.isHidden()) == ([], True)


def test_tab_stays_inside_and_stops_once_at_each_choice(picker: CameraPicker) -> None:
    stops = []
    for _ in range(14):
        stops.append(QApplication.focusWidget())
        _press(Qt.Key.Key_Tab)
    assert stops[:7] == stops[7:]
    assert len(set(stops)) == 7  # row, resolution, rate, mirror, start, cancel, refresh
    assert all(picker.card.isAncestorOf(stop) for stop in stops)


def test_what_a_camera_cannot_deliver_is_disabled_with_the_reason(picker: CameraPicker) -> None:
    _click(_named(picker, "1920×1080"))
    _click(_rows(picker)[1])
    large = _named(picker, "1920×1080")
    assert not large.isEnabled()
    assert large.toolTip() == "USB capture does not deliver 1920×1080."
    assert picker.findChild(Choice).key == "1280×720"
    _click(_rows(picker)[0])
    assert large.isEnabled()
    assert large.toolTip() == ""


def test_a_camera_with_other_sizes_starts_in_its_largest(picker: CameraPicker) -> None:
    told = _told(picker.start_requested)
    picker.set_cameras([TINY])
    _click(_named(picker, "Start camera"))
    assert told == [(4, 320, 240, 30, True)]


def test_a_camera_of_which_nothing_is_known_is_offered_everything(picker: CameraPicker) -> None:
    picker.set_cameras([UNKNOWN])
    assert all(_named(picker, words).isEnabled() for words in ("640×480", "1920×1080"))
    (row,) = _rows(picker)
    assert row.accessibleDescription() == ""


def test_rows_say_where_the_camera_is_and_how_large_its_picture(picker: CameraPicker) -> None:
    assert [row.accessibleDescription() for row in _rows(picker)] == [
        "/dev/video0 · up to 1920 × 1080",
        "/dev/video2 · up to 1280 × 720",
    ]


def test_the_chosen_camera_stays_chosen_when_another_is_plugged_in(picker: CameraPicker) -> None:
    _click(_rows(picker)[1])
    picker.set_cameras([UNKNOWN, USB, LAPTOP])
    assert [row.isChecked() for row in _rows(picker)] == [False, True, False]
    assert picker.card.isAncestorOf(QApplication.focusWidget())
    picker.set_cameras([LAPTOP])
    assert [row.isChecked() for row in _rows(picker)] == [True]


def test_without_a_camera_it_says_what_to_do(picker: CameraPicker) -> None:
    tall = picker.card.height()
    picker.set_cameras([])
    QApplication.processEvents()
    words = {label.text() for label in picker.findChildren(QLabel) if label.isVisible()}
    assert {"No camera found", "0 found"} <= words
    assert not _named(picker, "Start camera").isVisible()
    assert picker.card.height() < tall
    told = _told(picker.refresh_requested)
    _press(Qt.Key.Key_Return)
    assert len(told) == 1
    picker.set_cameras([LAPTOP])
    assert _named(picker, "Start camera").isVisible()


def test_refresh_asks_for_the_list_again(picker: CameraPicker) -> None:
    told = _told(picker.refresh_requested)
    _click(_named(picker, "Look for cameras again"))
    assert (len(told), picker.isVisible()) == (1, True)


@pytest.mark.parametrize("how", ["escape", "beside", "cancel", "resize"])
def test_it_closes_and_gives_the_focus_back(picker: CameraPicker, how: str) -> None:
    window, closed = picker.window(), _told(picker.closed)
    if how == "escape":
        _press(Qt.Key.Key_Escape)
    elif how == "beside":
        QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(900, 600))
    elif how == "cancel":
        _click(_named(picker, "Cancel"))
    else:
        window.resize(900, 600)
    QApplication.processEvents()
    assert (picker.isHidden(), len(closed)) == (True, 1)
    if how != "resize":
        assert QApplication.focusWidget() is window.findChild(Toolbar).camera_button
    assert not picker.isAncestorOf(QApplication.focusWidget() or window)


def test_a_press_on_the_card_keeps_it_open(picker: CameraPicker) -> None:
    QTest.mouseClick(picker.card, Qt.MouseButton.LeftButton, pos=QPoint(200, 12))
    assert picker.isVisible()


def test_ten_cameras_fit_into_the_window(picker: CameraPicker) -> None:
    picker.set_cameras([CameraInfo(i, f"Camera {i}", f"/dev/video{i}") for i in range(10)])
    QApplication.processEvents()
    assert picker.rect().contains(picker.card.geometry())


def test_the_switch_shows_which_side_it_is_on(picker: CameraPicker) -> None:
    switch = picker.findChild(Switch)
    assert switch.size().toTuple() == (28, 16)
    on = switch.grab().toImage()
    switch.click()
    off = switch.grab().toImage()
    accent, raised = theme.LIGHT.accent.lower(), theme.LIGHT.raised.lower()
    assert (on.pixelColor(8, 8).name(), on.pixelColor(20, 8).name()) == (accent, raised)
    assert off.pixelColor(8, 8).name() == raised
    assert off.pixelColor(20, 8).name() == theme.LIGHT.border2.lower()


def test_the_toolbar_folds_its_overlays_to_icons_where_it_is_narrow(window: QWidget) -> None:
    toolbar = window.findChild(Toolbar)
    toolbar.set_picture("a-picture-with-a-long-name.jpg", position=2, count=3)
    window.resize(488, 400)
    QApplication.processEvents()
    buttons = [b for b in toolbar.findChildren(QAbstractButton) if b.isVisible()]
    places = sorted((b.mapTo(toolbar, QPoint(0, 0)).x(), b.width()) for b in buttons)
    assert all(x + width <= 488 for x, width in places)
    assert all(a + width <= b for (a, width), (b, _) in pairwise(places))


def test_the_toolbar_exports_only_what_is_there(window: QWidget) -> None:
    toolbar = window.findChild(Toolbar)
    told = _told(toolbar.export_requested)
    (export,) = [b for b in toolbar.findChildren(QAbstractButton) if b.accessibleName() == "Export"]
    assert not export.isEnabled()
    toolbar.set_picture("a.jpg")
    _click(export)
    assert len(told) == 1
