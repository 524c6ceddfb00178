"""Nobody's plan: thousands of clicks, drags, keys, drops and commands in any order.

What the program must not do meanwhile or afterwards – raise, warn, leave a thread, a timer or a
window – is watched by ``conftest``.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from driving import drop, files, make_app, run_events, wait_until
from file_managers import file_manager
from moving_pictures import write_video
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from gui.app import App
from ssd_core.bundled import sample_paths, weights_path

pytestmark = pytest.mark.window

KEYS = [
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab),
    *(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Plus, Qt.Key.Key_Minus),
    *(Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_Comma, Qt.Key.Key_Period),
    *(Qt.Key(key) for key in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)),
]
MODIFIERS = [
    *[Qt.KeyboardModifier.NoModifier] * 4,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
]
LEFT_ALONE = {"quit"}


def hostile_files(folder: Path) -> list[Path]:
    """What should be refused in a sentence."""
    contents = {
        "zero.jpg": b"",
        "cut.jpg": sample_paths()[0].read_bytes()[:5000],
        "text.png": b"hello",
        "cut.mp4": b"\0\0\0\x18ftypmp42",
        "pickle.pth": b"\x80\x02}q\x00.",
        "cut.safetensors": weights_path().read_bytes()[:9000],
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    (folder / "folder.jpg").mkdir()
    os.mkfifo(folder / "pipe.png")
    return [*(folder / name for name in contents), folder / "folder.jpg", folder / "pipe.png"]


class Monkey:
    """Does anything that a person could do, drawn from ``seed``."""

    def __init__(self, viewer: App, folder: Path, seed: int) -> None:
        self.viewer = viewer
        self.random = random.Random(seed)
        video = folder / "film.mp4"
        write_video(video, range(12))
        gone = folder / "gone.png"
        self.sources = [*sample_paths(), *hostile_files(folder), gone, video, folder]
        self.weights = [weights_path(), folder / "pickle.pth", folder / "cut.safetensors"]
        self.actions: list[tuple[Callable[[], object], int]] = [
            (self.drop_files, 6),
            (self.drop_weights, 1),
            (self.drop_link, 1),
            (self.click, 26),
            (self.move, 16),
            (self.drag, 10),
            (self.press_key, 22),
            (self.wheel, 5),
            (self.resize, 2),
            (self.paste, 2),
            (self.run_command, 9),
        ]

    def act(self, times: int) -> None:
        doings, weights = zip(*self.actions, strict=True)
        for number in range(times):
            self.random.choices(doings, weights)[0]()
            self.close_dialogs()
            if number % 5 == 0:
                run_events(1)

    def widgets(self) -> list[QWidget]:
        everything = self.viewer.window.findChildren(QWidget)
        return [w for w in everything if w.isVisible() and w.isEnabled()]

    def somewhere(self) -> tuple[QWidget, QPoint]:
        widget = self.random.choice([self.viewer.window, *self.widgets()])
        return widget, self.place(widget)

    def place(self, widget: QWidget) -> QPoint:
        size = widget.size()
        return QPoint(
            self.random.randrange(max(size.width(), 1)),
            self.random.randrange(max(size.height(), 1)),
        )

    def click(self) -> None:
        widget, position = self.somewhere()
        if isinstance(widget, QMenu) or (isinstance(widget, QToolButton) and widget.menu()):
            return  # a menu has a loop of its own that nobody would end
        how = self.random.choice([QTest.mouseClick, QTest.mouseClick, QTest.mouseDClick])
        how(widget, Qt.MouseButton.LeftButton, pos=position)

    def move(self) -> None:
        widget, position = self.somewhere()
        QTest.mouseMove(widget, position)

    def drag(self) -> None:
        widget, position = self.somewhere()
        if isinstance(widget, QToolButton | QMenu):
            return
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=position)
        for _ in range(3):
            QTest.mouseMove(widget, self.place(widget))
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=self.place(widget))

    def press_key(self) -> None:
        key, modifier = self.random.choice(KEYS), self.random.choice(MODIFIERS)
        if modifier == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Q:
            return
        QTest.keyClick(QApplication.focusWidget() or self.viewer.window, key, modifier)

    def wheel(self) -> None:
        widget, position = self.somewhere()
        event = QWheelEvent(
            QPointF(position),
            QPointF(widget.mapToGlobal(position)),
            QPoint(),
            QPoint(0, self.random.choice([-1200, -120, 120, 1200])),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    def resize(self) -> None:
        self.viewer.window.resize(self.random.randint(880, 1500), self.random.randint(560, 950))

    def drop_files(self) -> None:
        drop(self.viewer.window, files(self.random.sample(self.sources, self.random.randint(1, 3))))

    def drop_weights(self) -> None:
        drop(self.viewer.window, files([self.random.choice(self.weights)]))

    def drop_link(self) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl("https://example.org/dog.jpg")])
        drop(self.viewer.window, mime)

    def paste(self) -> None:
        size = self.random.randint(1, 700), self.random.randint(1, 700)
        QGuiApplication.clipboard().setImage(QImage(*size, QImage.Format.Format_ARGB32))
        self.viewer.commands["paste"].action.trigger()

    def run_command(self) -> None:
        chosen = self.random.choice([c for c in self.viewer.commands if c.key not in LEFT_ALONE])
        chosen.action.trigger()

    def close_dialogs(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window is not self.viewer.window and window.isVisible():
                window.close()


@pytest.fixture
def viewer(app: QApplication, tmp_path: Path) -> Iterator[App]:
    program = make_app(app, tmp_path)
    choices = replace(program.settings.train_choices, parent=str(tmp_path / "runs"))
    program.settings.set_train_choices(choices)  # Start is a button like any other
    program.window.show()
    program.start()
    wait_until(lambda: program.session.weights is not None)
    with file_manager():  # and not a window of the desktop's for each click on "Show folder"
        yield program
    program.window.close()
    program.themes.set_text_size(1.0)  # the application's, which goes on
    program.close()
    program.window.deleteLater()


def still_answers(viewer: App) -> bool:
    """A picture that is dropped on Inspect now is looked at."""
    viewer.window.show_workspace("inspect")
    drop(viewer.window, files([sample_paths()[0]]))
    wait_until(
        lambda: (
            viewer.session.picture is not None
            and viewer.session.picture.path == str(sample_paths()[0])
            and viewer.session.selection is not None
        )
    )
    return True


def test_hundreds_of_random_actions(viewer: App, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    Monkey(viewer, folder, seed=1).act(300)
    assert still_answers(viewer)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4])
def test_ten_thousand_random_actions(viewer: App, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    Monkey(viewer, folder, seed).act(10_000)
    assert still_answers(viewer)
