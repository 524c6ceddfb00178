"""Learn in letters of twice the size, and in little room: nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui import fonts
from gui.lessons.funnel.lesson import FunnelLesson
from gui.lessons.registry import LESSONS
from gui.workspaces.learn import LearnWorkspace
from ssd_core.lessons.lab import BuiltInScene, Lab
from ssd_core.lessons.scene import LessonScene


@pytest.fixture(scope="module")
def scene() -> LessonScene:
    *_, scene = BuiltInScene(42).run(Lab())
    return scene


@pytest.fixture
def page(app: QApplication, scene: LessonScene) -> Iterator[LearnWorkspace]:
    page = LearnWorkspace()
    page.resize(1368, 900)
    page.show()
    page.set_scene(scene)
    page.show_lesson("default-boxes")
    yield page
    page.close()
    page.deleteLater()


@pytest.fixture
def large(app: QApplication, page: LearnWorkspace) -> Iterator[LearnWorkspace]:
    fonts.rescale(app, 2.0)
    settle(app)
    yield page
    fonts.rescale(app, 1.0)
    settle(app)


def settle(app: QApplication) -> None:
    for _ in range(5):
        app.processEvents()


@pytest.mark.parametrize("key", [entry.key for entry in LESSONS])
def test_panel_and_tools_are_whole(app: QApplication, large: LearnWorkspace, key: str) -> None:
    large.show_lesson(key)
    settle(app)
    panel, tools = large.lesson.panel, large.lesson.tools
    assert panel.minimumSizeHint().width() <= large.side._lesson.viewport().width()
    if tools is not None:
        assert tools.width() >= tools.sizeHint().width()
        assert tools.geometry().right() < large.head.width()


def test_a_title_is_whole_before_there_is_a_subtitle(
    app: QApplication, page: LearnWorkspace
) -> None:
    title, subtitle = page.head._title, page.head._subtitle
    page.show_lesson("suppression")
    settle(app)
    assert subtitle.isVisible()
    for width in range(1368, 900, -36):
        page.resize(width, 900)
        settle(app)
        assert not subtitle.isVisible() or title.width() >= title.sizeHint().width()


def test_a_folded_list_shows_numbers_alone(app: QApplication, large: LearnWorkspace) -> None:
    row = large.lessons.row("features")
    image = row.grab(QRect(0, 0, row.width(), row.height())).toImage()
    assert row.width() < 120
    inked = ink(image)
    middle = image.width() / 2
    assert inked[0] + inked[1] == pytest.approx(2 * middle, abs=4)
    assert inked[1] - inked[0] <= fonts.scaled(22) * image.devicePixelRatio()


def ink(image: QImage) -> tuple[int, int]:
    """The first and the last column that is not the ground."""
    ground = image.pixel(0, 0)
    columns = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    return columns[0], columns[-1]


def test_the_station_of_the_walk_is_in_sight_in_little_room(
    app: QApplication, page: LearnWorkspace
) -> None:
    page.show_lesson("funnel")
    lesson = page.lesson
    assert isinstance(lesson, FunnelLesson)
    assert lesson.step == 4
    page.resize(960, 640)
    settle(app)
    bar, plot = lesson.board.horizontalScrollBar(), lesson.board.plots[4].geometry()
    assert bar.maximum() > 0
    assert plot.right() <= bar.value() + lesson.board.viewport().width()
