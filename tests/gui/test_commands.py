"""The registry of commands, and what others may paint and ask of the canvas."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.canvas.canvas import Canvas
from gui.canvas.viewport import Viewport
from gui.commands import Commands, Words

pytestmark = pytest.mark.window


@pytest.fixture
def window(app: QApplication) -> Iterator[QWidget]:
    widget = QWidget()
    widget.resize(300, 200)
    widget.show()
    widget.activateWindow()
    QTest.qWaitForWindowActive(widget)
    yield widget
    widget.close()
    widget.deleteLater()


@pytest.fixture
def canvas(app: QApplication) -> Iterator[Canvas]:
    widget = Canvas()
    widget.resize(400, 300)
    picture = QImage(200, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor("#204060"))
    widget.set_picture(picture)
    widget.show()
    QTest.qWaitForWindowExposed(widget)
    yield widget
    widget.close()
    widget.deleteLater()


class Counter:
    """Counts, and is called by a title that can change."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.count = 0
        self.on: bool | None = None

    def run(self) -> None:
        self.count += 1

    def flip(self, on: bool) -> None:
        self.on = on

    def words(self) -> Words:
        return Words(self.title)


def test_a_shortcut_runs_its_command(window: QWidget) -> None:
    commands, counter = Commands(window), Counter("Count")
    commands.add("count", "view", counter.run, words=counter.words, shortcuts=["Ctrl+J"])
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert counter.count == 1


def test_a_checkable_command_tells_whether_it_is_on(window: QWidget) -> None:
    commands, counter = Commands(window), Counter("Flip")
    action = commands.add("flip", "view", counter.flip, words=counter.words, checkable=True)
    action.trigger()
    assert counter.on is True
    action.trigger()
    assert counter.on is False


def test_a_key_or_a_shortcut_is_given_only_once(window: QWidget) -> None:
    commands, counter = Commands(window), Counter("One")
    commands.add("one", "view", counter.run, words=counter.words, shortcuts=["Ctrl+J"])
    with pytest.raises(ValueError, match="'one'"):
        commands.add("one", "view", counter.run, words=counter.words)
    with pytest.raises(ValueError, match=r"Ctrl\+J"):
        commands.add("two", "view", counter.run, words=counter.words, shortcuts=["Ctrl+J"])
    assert [command.key for command in commands] == ["one"]


def test_titles_follow_the_language(window: QWidget) -> None:
    commands, counter = Commands(window), Counter("Count")
    action = commands.add("count", "view", counter.run, words=counter.words)
    changes = QSignalSpy(commands.changed)
    counter.title = "세기"
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    assert action.text() == "세기"
    assert changes.count() == 1


class Block:
    """Fills the view with one colour."""

    def __init__(self, color: str) -> None:
        self.color = color

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        painter.fillRect(0, 0, *viewport.device_size, QColor(self.color))


def middle(canvas: Canvas) -> str:
    return canvas.grab().toImage().pixelColor(canvas.rect().center()).name()


def test_an_extra_is_painted_until_it_is_taken_away(canvas: Canvas) -> None:
    block = Block("#aa0000")
    canvas.set_under("block", block)
    assert middle(canvas) == "#aa0000"
    block.color = "#00aa00"
    canvas.repaint_extras()
    assert middle(canvas) == "#00aa00"
    canvas.set_over("other", Block("#0000aa"))
    assert middle(canvas) == "#0000aa"
    canvas.set_over("other", None)
    canvas.set_under("block", None)
    assert middle(canvas) == "#204060"


def test_a_click_tells_where_on_the_picture(canvas: Canvas) -> None:
    spy = QSignalSpy(canvas.clicked_at)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))  # beside the picture
    assert spy.count() == 1
    assert spy.at(0) == pytest.approx([0.5, 0.5], abs=0.01)


def drag(canvas: Canvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def test_a_rectangle_is_drawn_by_one_drag(canvas: Canvas) -> None:
    spy, moved = QSignalSpy(canvas.rectangle_drawn), QSignalSpy(canvas.view_changed)
    canvas.ask_for_rectangle()
    drag(canvas, canvas.rect().center(), canvas.rect().bottomRight())
    assert spy.count() == 1
    assert spy.at(0) == pytest.approx([0.5, 0.5, 1.0, 1.0], abs=0.01)
    assert not moved.count()
    drag(canvas, canvas.rect().center(), canvas.rect().center() + QPoint(40, 0))
    assert spy.count() == 1
    assert moved.count()


def test_escape_gives_the_rectangle_up(canvas: Canvas) -> None:
    spy = QSignalSpy(canvas.rectangle_drawn)
    canvas.ask_for_rectangle()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.rectangle.active
    drag(canvas, canvas.rect().center(), canvas.rect().bottomRight())
    assert not spy.count()


def test_a_click_by_mistake_draws_no_rectangle(canvas: Canvas) -> None:
    spy = QSignalSpy(canvas.rectangle_drawn)
    canvas.ask_for_rectangle()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    assert not spy.count()


def test_colours_tell_one_thing_at_a_time(app: QApplication) -> None:
    window = QWidget()
    commands, told = Commands(window), []
    level = commands.add("level", "picture", told.append, words=lambda: Words("L"), checkable=True)
    truth = commands.add("truth", "picture", told.append, words=lambda: Words("T"), checkable=True)
    commands.exclude("level", "truth")
    level.trigger()
    truth.trigger()
    assert told == [True, True, False]
    assert (level.isChecked(), truth.isChecked()) == (False, True)
    truth.trigger()
    assert not truth.isChecked()
    window.deleteLater()
