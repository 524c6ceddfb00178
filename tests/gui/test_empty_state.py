"""The empty state: what it offers, by mouse and by keyboard, at every size."""

from itertools import pairwise

import numpy as np
import pytest
from driving import run_events
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from gui import fonts
from gui.panels.empty_state import EmptyState
from gui.panels.illustration import Illustration
from gui.panels.thumbnails import Thumbnail
from gui.qimage import to_qimage

pytestmark = pytest.mark.window

SAMPLES = [(f"Scene {n}", None, f"/samples/{n}.png") for n in range(8)]
RED = to_qimage(np.full((30, 60, 3), (250, 10, 10), np.uint8))


@pytest.fixture
def empty(app: QApplication) -> EmptyState:
    empty = EmptyState()
    empty.resize(1008, 604)
    empty.set_samples(SAMPLES)
    empty.show()
    QTest.qWaitForWindowExposed(empty)
    yield empty
    empty.close()
    empty.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def button(empty: EmptyState, text: str) -> QAbstractButton:
    return next(b for b in empty.findChildren(QAbstractButton) if b.text() == text)


def thumbnails(empty: EmptyState) -> list[Thumbnail]:
    return [t for t in empty.findChildren(Thumbnail) if t.isVisible()]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_buttons_ask(empty: EmptyState) -> None:
    opened, tried = QSignalSpy(empty.open_requested), QSignalSpy(empty.try_sample_requested)
    click(button(empty, "Open…"))
    assert (opened.count(), tried.count()) == (1, 0)
    click(button(empty, "Try a sample"))
    assert (opened.count(), tried.count()) == (1, 1)
    camera = QSignalSpy(empty.camera_requested)
    click(button(empty, "Webcam"))
    assert (camera.count(), opened.count(), tried.count()) == (1, 1, 1)


def test_a_sample_is_picked_by_mouse_and_by_keyboard(empty: EmptyState) -> None:
    spy = QSignalSpy(empty.sample_requested)
    click(thumbnails(empty)[3])
    QTest.keyClick(thumbnails(empty)[5], Qt.Key.Key_Return)
    QTest.keyClick(thumbnails(empty)[6], Qt.Key.Key_Space)
    picked = [spy.at(i)[0] for i in range(spy.count())]
    assert picked == ["/samples/3.png", "/samples/5.png", "/samples/6.png"]


def test_every_control_is_on_the_tab_chain(empty: EmptyState) -> None:
    reached, widget = [], empty.nextInFocusChain()
    while widget is not empty:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.append(widget)
        widget = widget.nextInFocusChain()
    assert len(reached) == 3 + len(SAMPLES)


def test_thumbnails_arrive_later(empty: EmptyState) -> None:
    thumbnail = thumbnails(empty)[2]

    def colour() -> tuple[int, ...]:
        image: QImage = thumbnail.grab().toImage()
        return image.pixelColor(image.width() // 2, 20).getRgb()[:3]

    assert colour() != (250, 10, 10)
    empty.set_thumbnail(2, RED)
    assert colour() == (250, 10, 10)
    empty.set_thumbnail(99, RED)


@pytest.mark.parametrize("size", [(900, 440), (1008, 604), (1048, 796), (3800, 2000)])
def test_everything_fits_at_every_size(empty: EmptyState, size: tuple[int, int]) -> None:
    empty.resize(*size)
    run_events(20)
    assert empty.size().toTuple() == size, "the window may be made this small"
    shown = thumbnails(empty)
    for widget in (*shown, *empty.findChildren(QPushButton)):
        corner = widget.mapTo(empty, widget.rect().topLeft())
        assert empty.rect().contains(widget.rect().translated(corner))
        assert widget.width() >= 80
    for left, right in pairwise(shown):
        assert not left.geometry().intersects(right.geometry())


def test_the_drawing_gives_way_when_it_is_low(empty: EmptyState) -> None:
    drawing = empty.findChild(Illustration)
    assert drawing.isVisible()
    empty.resize(1008, 420)
    run_events(20)
    assert not drawing.isVisible()


@pytest.mark.parametrize("size", [(432, 528), (648, 528)])
def test_large_letters_are_never_cut_off(empty: EmptyState, size: tuple[int, int]) -> None:
    """What does not fit below one another is scrolled to; nothing widens the window."""
    fonts.rescale(QApplication.instance(), 2.0)
    try:
        empty.set_recent([f"/pictures/{n} a name that is longer than a line is.png" for n in "abc"])
        empty.resize(*size)
        run_events(20)
        assert empty.size().toTuple() == size
        words = [w for w in empty.findChildren(QLabel) if w.isVisible() and w.text()]
        for widget in (*words, *thumbnails(empty), *empty.findChildren(QAbstractButton)):
            if widget.isVisible():
                left = widget.mapTo(empty, widget.rect().topLeft()).x()
                assert left >= 0
                assert left + widget.width() <= size[0]
                need = widget.heightForWidth(widget.width())
                assert widget.height() >= max(need, widget.minimumSizeHint().height())
    finally:
        fonts.rescale(QApplication.instance(), 1.0)


def test_without_samples_nothing_is_offered_that_is_not_there(empty: EmptyState) -> None:
    empty.set_samples([])
    assert not thumbnails(empty)
    assert not button(empty, "Try a sample").isVisible()


def test_recent_files(empty: EmptyState) -> None:
    empty.set_recent(["/pictures/바다.png", "/pictures/b.jpg"])
    spy = QSignalSpy(empty.recent_requested)
    click(button(empty, "바다.png"))
    assert spy.at(0) == ["/pictures/바다.png"]
    empty.set_recent([])
    assert not any(
        b.text() == "b.jpg" and b.isVisible() for b in empty.findChildren(QAbstractButton)
    )


def test_the_drop_area_is_dashed_and_the_rest_is_backdrop(empty: EmptyState) -> None:
    image = empty.grab().toImage()
    edge = [image.pixelColor(x, 32).name() for x in range(100, 400)]
    assert len(set(edge)) > 1
    assert image.pixelColor(5, 5) == image.pixelColor(1000, 598)
