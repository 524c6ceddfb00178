"""The filmstrip by itself: where things lie, what it paints, and how it is moved through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from driving import run_events
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui import theme
from gui.lru import Bounded
from gui.panels.filmstrip import Filmstrip
from gui.panels.filmstrip_layout import PITCH, SIDE, FilmstripLayout, nearest_first

pytestmark = pytest.mark.window


class Pictures:
    """Flat pictures of one colour, and a note of which were asked for."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.asked: list[int] = []
        self.counts: dict[int, int] = {}
        self.refused: set[int] = set()
        self._picture = QImage(104, 76, QImage.Format.Format_RGB32)
        self._picture.fill(QColor("#00C000"))

    def __len__(self) -> int:
        return self._count

    def name(self, index: int) -> str:
        return f"img{index}.jpg"

    def picture(self, index: int) -> QImage | None:
        self.asked.append(index)
        return None if index in self.refused else self._picture

    def is_refused(self, index: int) -> bool:
        return index in self.refused

    def count(self, index: int) -> int | None:
        return self.counts.get(index)


@pytest.fixture
def strip(app: QApplication) -> Iterator[Filmstrip]:
    strip = Filmstrip()
    strip.resize(1000, 100)
    strip.show()
    QTest.qWaitForWindowExposed(strip)
    yield strip
    strip.close()
    strip.deleteLater()


def middle(strip: Filmstrip, index: int) -> QPoint:
    return strip.rect_of(index).center().toPoint()


def wheel(strip: Filmstrip, *, x: int = 0, y: int = 0) -> None:
    at = QPointF(100, 50)
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(x, y),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(strip.viewport(), event)


def test_a_place_and_its_thumbnail_find_each_other() -> None:
    layout = FilmstripLayout(5)
    for index in range(5):
        assert layout.at(layout.left(index)) == index == layout.at(layout.left(index) + 103)
        assert layout.at(layout.left(index) + 104) == -1  # the gap
    assert layout.at(SIDE - 1) == -1
    assert layout.at(layout.left(5)) == -1
    assert layout.width == layout.left(4) + 104 + SIDE
    assert list(layout.between(0, 10_000)) == [0, 1, 2, 3, 4]
    assert list(layout.between(SIDE + 103, SIDE + 113)) == [0, 1]
    assert not FilmstripLayout(0).between(0, 1000)


def test_what_is_in_view_is_wished_for_first() -> None:
    assert nearest_first(range(4, 6), 10, margin=2) == [4, 5, 6, 3, 7, 2]
    assert nearest_first(range(2), 3, margin=2) == [0, 1, 2]


def test_only_what_is_in_view_is_painted(strip: Filmstrip) -> None:
    pictures = Pictures(5_000)
    strip.set_source(pictures)
    strip.set_current(2_500)
    pictures.asked.clear()
    strip.grab()
    assert 2_500 in pictures.asked
    assert len(set(pictures.asked)) <= 11
    assert set(pictures.asked) == set(strip.shown)


def test_ring_badge_and_warning_are_where_they_belong(strip: Filmstrip) -> None:
    pictures = Pictures(4)
    pictures.counts = {1: 14}
    pictures.refused = {3}
    strip.set_source(pictures)
    strip.set_current(0)
    shot = strip.grab().toImage()
    first, second, last = strip.rect_of(0), strip.rect_of(1), strip.rect_of(3)
    ring = shot.pixelColor(int(first.left()) - 3, int(first.center().y()))
    assert ring == theme.current().color("accent")
    assert shot.pixelColor(second.center().toPoint()) == QColor("#00C000")
    badge = shot.pixelColor(int(second.right()) - 24, int(second.bottom()) - 14)
    assert badge.lightness() < 60
    assert shot.pixelColor(int(first.right()) - 14, int(first.bottom()) - 14) == QColor("#00C000")
    colors = {
        shot.pixelColor(x, int(last.center().y()) + 6).name()
        for x in range(int(last.center().x()) - 10, int(last.center().x()) + 10)
    }
    assert len(colors) > 1  # a warning, not an even blank


def test_the_range_in_view_is_told_when_it_changes(strip: Filmstrip) -> None:
    spy = QSignalSpy(strip.range_shown)
    strip.set_source(Pictures(100))
    assert spy.at(spy.count() - 1)[0] == range(9)
    wheel(strip, y=-SIDE - PITCH)
    assert spy.at(spy.count() - 1)[0] == range(1, 10)
    told = spy.count()
    wheel(strip, y=-1)  # the same thumbnails, elsewhere
    assert spy.count() == told
    strip.resize(500, 100)
    assert len(spy.at(spy.count() - 1)[0]) <= 6


def test_other_pictures_are_told_of_even_where_the_range_is_the_same(strip: Filmstrip) -> None:
    strip.set_source(Pictures(100))
    spy = QSignalSpy(strip.range_shown)
    strip.hide()
    strip.set_source(Pictures(100))
    strip.show()
    assert spy.count() == 1


def test_wheels_of_either_axis_scroll(strip: Filmstrip) -> None:
    strip.set_source(Pictures(100))
    bar = strip.horizontalScrollBar()
    wheel(strip, y=-240)
    assert bar.value() == 240
    wheel(strip, x=120)
    assert bar.value() == 120
    wheel(strip, y=10_000)
    assert bar.value() == 0


def test_a_drag_scrolls_and_picks_nothing(strip: Filmstrip) -> None:
    strip.set_source(Pictures(100))
    picked = QSignalSpy(strip.picked)
    view = strip.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle(strip, 5))
    QTest.mouseMove(view, middle(strip, 5) - QPoint(200, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle(strip, 5))
    assert strip.horizontalScrollBar().value() == 200
    assert not picked.count()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(strip, 4))
    assert picked.at(0)[0] == 4
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 4))  # above all
    assert picked.count() == 1


@pytest.mark.parametrize(
    ("key", "target"),
    [
        (Qt.Key.Key_Left, 49),
        (Qt.Key.Key_Right, 51),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 99),
        (Qt.Key.Key_PageUp, 43),
        (Qt.Key.Key_PageDown, 57),
    ],
)
def test_keys_pick(strip: Filmstrip, key: Qt.Key, target: int) -> None:
    strip.set_source(Pictures(100))
    strip.set_current(50)
    picked = QSignalSpy(strip.picked)
    QTest.keyClick(strip, key)
    assert picked.at(0)[0] == target


def test_keys_stay_at_the_ends(strip: Filmstrip) -> None:
    strip.set_source(Pictures(3))
    strip.set_current(2)
    picked = QSignalSpy(strip.picked)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_PageDown):
        QTest.keyClick(strip, key)
    assert not picked.count()


def test_the_current_one_is_brought_into_view_with_a_neighbour(strip: Filmstrip) -> None:
    strip.set_source(Pictures(100))
    for index in (0, 99, 40, 39, 48):
        strip.set_current(index)
        for near in {max(index - 1, 0), index, min(index + 1, 99)}:
            rect = strip.rect_of(near)
            assert rect.left() >= 0
            assert rect.right() <= strip.viewport().width()


def test_the_tooltip_is_the_name(strip: Filmstrip) -> None:
    strip.set_source(Pictures(3))
    at = middle(strip, 1)
    event = QHelpEvent(QEvent.Type.ToolTip, at, strip.viewport().mapToGlobal(at))
    QApplication.sendEvent(strip.viewport(), event)
    assert QToolTip.text() == "img1.jpg"
    QToolTip.hideText()
    run_events(400)  # it fades


def test_it_says_aloud_where_one_is(strip: Filmstrip) -> None:
    pictures = Pictures(3)
    pictures.counts = {1: 4}
    strip.set_source(pictures)
    strip.set_current(1)
    assert strip.accessibleName() == "Pictures"
    assert strip.accessibleDescription().startswith("img1.jpg, picture 2 of 3, 4 detection")


def test_the_scroll_bar_lies_at_the_lower_edge(strip: Filmstrip) -> None:
    strip.set_source(Pictures(3))
    assert not strip._bar.isVisible()
    strip.set_source(Pictures(100))
    assert strip._bar.isVisible()
    assert strip._bar.geometry().bottom() == strip.height() - 1
    strip._bar.setValue(300)
    assert strip.horizontalScrollBar().value() == 300


def test_the_bounded_memory_forgets_what_was_not_used() -> None:
    memory: Bounded[str, bytes] = Bounded(10, len)
    memory.put("a", b"1234")
    memory.put("b", b"1234")
    assert memory.get("a") == b"1234"
    memory.put("c", b"1234")
    assert "b" not in memory
    assert "a" in memory
    assert memory.nbytes == 8
    memory.put("a", b"12")
    assert memory.nbytes == 6
    memory.put("huge", b"x" * 100)
    assert len(memory) == 1
    memory.clear()
    assert memory.nbytes == 0
