"""Full screen and presentation mode: what is hidden comes back, and a clicker works."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from driving import wait_until
from one_program import OneProgram, one_program
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.app import App
from gui.canvas.compare_view import CompareView
from gui.canvas.life_strokes import tag_images
from gui.canvas.overlay import OverlayContext
from gui.controls.blank import Blank
from gui.controls.laser import LaserRing
from gui.panels.presentation_bar import TYPE, PresentationBar
from gui.wiring.presenting import STROKES
from ssd_core.bundled import sample_paths

pytestmark = pytest.mark.window

Key = Qt.Key


@pytest.fixture(scope="module")
def one(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneProgram]:
    folder = tmp_path_factory.mktemp("presentation")
    with one_program(app, folder, *sample_paths()[:3]) as one:
        yield one
        one.program.commands["present"].action.setChecked(False)  # or all text stays large


@pytest.fixture
def program(one: OneProgram) -> App:
    return one.set_back()


def press(program: App, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or program.window, key)


def around(program: App) -> list[bool]:
    inspect = program.window.inspect
    parts = (program.window.rail, program.window.status, inspect.toolbar, inspect.inspector)
    return [part.isVisible() for part in parts]


def test_only_the_picture_is_left_and_everything_comes_back(program: App) -> None:
    press(program, Key.Key_F5)
    assert around(program) == [False] * 4
    assert program.window.isFullScreen()
    press(program, Key.Key_Escape)
    assert around(program) == [True] * 4
    assert not program.window.isFullScreen()


def test_full_screen_that_was_there_before_stays(program: App) -> None:
    press(program, Key.Key_F11)
    assert program.window.isFullScreen()
    press(program, Key.Key_F5)
    press(program, Key.Key_Escape)
    assert program.window.isFullScreen()
    press(program, Key.Key_F11)
    assert not program.window.isFullScreen()


def test_lines_and_tags_are_large(program: App) -> None:
    canvas = program.window.inspect.canvas
    usual = canvas._overlay()
    press(program, Key.Key_F5)
    large = canvas._overlay()
    assert large.ratio == pytest.approx(STROKES * usual.ratio)
    assert large.tags.height == pytest.approx(TYPE * usual.tags.height, abs=1)
    assert thickness(large) > thickness(usual)
    press(program, Key.Key_Escape)
    assert canvas._overlay().tags.height == usual.tags.height


def test_a_clicker_steps_and_blanks(program: App) -> None:
    press(program, Key.Key_F5)
    press(program, Key.Key_PageDown)
    wait_until(lambda: program.session.picture.place.index == 1)
    press(program, Key.Key_PageUp)
    wait_until(lambda: program.session.picture.place.index == 0)
    press(program, Key.Key_B)
    assert program.window.findChild(Blank).isVisible()
    assert is_black(program.window.grab().toImage())
    press(program, Key.Key_B)
    assert not program.window.findChild(Blank).isVisible()
    assert program.settings.overlays["boxes"], "B means boxes elsewhere only"


def test_leaving_takes_the_black_away(program: App) -> None:
    press(program, Key.Key_F5)
    press(program, Key.Key_B)
    press(program, Key.Key_Escape)
    assert not program.window.findChild(Blank).isVisible()


def test_the_pointer_hides_while_it_rests(program: App) -> None:
    handle = program.window.windowHandle()
    press(program, Key.Key_F5)
    wait_until(pointer_is_hidden)
    QTest.mouseMove(handle, QPoint(240, 240))
    QTest.mouseMove(handle, QPoint(260, 260))
    wait_until(lambda: not pointer_is_hidden())
    wait_until(pointer_is_hidden)
    press(program, Key.Key_Escape)
    assert not pointer_is_hidden()


def test_a_held_button_rings_the_pointer(program: App) -> None:
    handle, ring = program.window.windowHandle(), program.window.findChild(LaserRing)
    press(program, Key.Key_F5)
    middle = program.window.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    assert ring.isVisible()
    assert (ring.geometry().center() - middle).manhattanLength() <= 2
    QTest.mouseMove(handle, middle + QPoint(50, 20))
    wait_until(lambda: (ring.geometry().center() - middle - QPoint(50, 20)).manhattanLength() <= 2)
    image = program.window.grab().toImage()
    edge = (middle + QPoint(50 + 21, 20)) * image.devicePixelRatio()
    assert image.pixelColor(edge).name().upper() == theme.LIGHT.danger
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle + QPoint(50, 20))
    assert not ring.isVisible()
    press(program, Key.Key_Escape)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    assert not ring.isVisible(), "on a desk the pointer is enough"
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle)


def thickness(context: OverlayContext) -> int:
    """Device pixels across an outline, casings included."""
    return min(min(strip[2].width(), strip[2].height()) for strip in context.strips)


def pointer_is_hidden() -> bool:
    cursor = QApplication.overrideCursor()
    return cursor is not None and cursor.shape() == Qt.CursorShape.BlankCursor


def is_black(image: QImage) -> bool:
    points = [(i * image.width() // 9, i * image.height() // 9) for i in range(9)]
    return all(image.pixelColor(*point).lightness() == 0 for point in points)


def test_a_clicker_works_while_two_detectors_are_compared(program: App) -> None:
    program.commands["compare"].action.trigger()
    press(program, Key.Key_F5)
    shown = dict(program.settings.overlays)
    press(program, Key.Key_B)
    assert program.window.findChild(Blank).isVisible()
    assert program.settings.overlays == shown
    press(program, Key.Key_PageDown)
    assert program.window.findChild(Blank).isHidden()
    assert program.session.place.index == 1


def test_tags_of_what_is_compared_are_large(program: App) -> None:
    program.commands["compare"].action.trigger()
    view = program.window.inspect.findChild(CompareView)
    wait_until(lambda: view._context("a").marks and view._context("b").marks)
    usual = view._context("a").tags.height
    press(program, Key.Key_F5)
    wait_until(lambda: view._context("a").tags.height > 1.6 * usual)
    press(program, Key.Key_F5)
    wait_until(lambda: view._context("a").tags.height == usual)


def test_tags_of_a_life_grow_with_the_text(program: App) -> None:
    usual = tag_images(1.0).height
    press(program, Key.Key_F5)
    assert tag_images(1.0).height == pytest.approx(TYPE * usual, abs=1)
    press(program, Key.Key_F5)
    assert tag_images(1.0).height == usual


def test_a_life_that_is_told_does_not_take_the_keyboard(program: App) -> None:
    press(program, Key.Key_F5)
    program.commands["biography"].action.trigger()
    wait_until(lambda: program.window.inspect.side is not None)
    press(program, Key.Key_B)
    assert program.window.findChild(Blank).isVisible()
    press(program, Key.Key_B)
    press(program, Key.Key_Escape)
    assert program.window.inspect.side is None
    assert program.commands["present"].action.isChecked(), "one Escape leaves one thing"
    press(program, Key.Key_Escape)
    assert not program.commands["present"].action.isChecked()


def test_the_legend_tells_only_what_colours_stand_for(program: App) -> None:
    press(program, Key.Key_F5)
    bar = program.window.findChild(PresentationBar)
    classes = bar.grab().toImage()
    program.commands["by-level"].action.trigger()
    assert bar.grab().toImage() != classes
    program.commands["by-level"].action.trigger()
    assert bar.grab().toImage() == classes
