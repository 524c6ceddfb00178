"""A drag moves the picture first; what stands beside it follows, for the newest change alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from driving import wait_until
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QScrollBar, QWidget

from gui import fonts
from gui.lessons.augmentation.lesson import AugmentationLesson
from gui.lessons.bugs.lesson import BugsLesson
from gui.lessons.frame.lesson import Step
from gui.lessons.frame.resting import WhenAtRest
from gui.lessons.frame.scrubber import Scrubber
from gui.lessons.frame.turns import InTurns
from gui.lessons.matching.lesson import MatchingLesson
from gui.workspaces.learn import LearnWorkspace
from ssd_core.lessons.bugs.visit import Visit
from ssd_core.lessons.lab import BuiltInScene, Lab

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(app: QApplication) -> Iterator[LearnWorkspace]:
    """Lesson 2 in its frame, with a question open."""
    page = LearnWorkspace()
    page.resize(1368, 900)
    page.show()
    *_, scene = BuiltInScene(42).run(Lab())
    page.set_scene(scene)
    page.show_lesson("matching")
    app.processEvents()
    yield page
    page.close()


def best_overlaps(lesson: MatchingLesson) -> list[str]:
    return [row.cells[1] for row in lesson.sections.truths.table._rows]


def test_the_picture_goes_first_while_a_button_is_held(page: LearnWorkspace) -> None:
    lesson = page.lesson
    assert isinstance(lesson, MatchingLesson)
    told = []
    lesson.sections.rules.show_rules = lambda *_: told.append(1)  # type: ignore[method-assign]
    QTest.mousePress(page.windowHandle(), LEFT, PLAIN, QPoint(page.head.x() + 4, 4))
    before = best_overlaps(lesson)
    for threshold in (0.3, 0.35, 0.4):
        lesson.set_threshold(threshold)
        assert lesson.canvas.shown is not None
        assert lesson.canvas.shown.threshold == threshold
    assert (told, best_overlaps(lesson)) == ([], before)
    QApplication.sendPostedEvents()  # which paints
    assert told == []
    QApplication.processEvents()
    assert told == [1]
    QTest.mouseRelease(page.windowHandle(), LEFT, PLAIN, QPoint(page.head.x() + 4, 4))
    lesson.set_threshold(0.6)
    assert told == [1, 1], "without a drag there is nothing to wait for"


def test_pieces_take_turns_and_none_starves(app: QApplication) -> None:
    owner, done = QObject(), []

    class Page:
        def table(self) -> None:
            done.append("table")

        def plot(self) -> None:
            done.append("plot")

    page = Page()
    turns = InTurns(owner)
    for _ in range(4):  # each move asks for all of it again
        turns.ask((page.table, page.plot))
        before = len(done)
        while len(done) == before:
            app.processEvents()
        assert len(done) == before + 1, "one piece a turn"
    assert done == ["table", "plot", "table", "plot"]
    turns.ask((page.table, page.plot))
    turns.forget()
    assert not turns.pending
    for _ in range(4):
        app.processEvents()
    assert len(done) == 4


def test_a_question_waits_for_a_drag_to_rest(app: QApplication) -> None:
    owner, due = QObject(), []
    rest = WhenAtRest(owner)
    rest.due.connect(lambda: due.append(1))
    for _ in range(5):
        rest.touch()
        app.processEvents()
    wait_until(lambda: due)
    assert due == [1]


def test_a_drag_that_does_not_rest_is_asked_about_all_the_same(app: QApplication) -> None:
    owner, due = QObject(), []
    rest = WhenAtRest(owner)
    rest.due.connect(lambda: due.append(1))

    def touched() -> list[int]:
        rest.touch()
        return due

    wait_until(touched)


KEYS = ("default-boxes", "matching", "mining", "funnel", "suppression", "augmentation")


@pytest.mark.parametrize("key", KEYS)
def test_a_drag_leaves_nothing_stale(app: QApplication, page: LearnWorkspace, key: str) -> None:
    page.resize(1368, 1600)  # the whole panel is in sight
    page.show_lesson(key)
    page.quiz.close()
    page.lesson.go_to(len(page.lesson.steps()) - 1)
    app.processEvents()
    for slider in sliders(page):
        QTest.mousePress(page.windowHandle(), LEFT, PLAIN, QPoint(page.head.x() + 4, 4))
        for share in (0.1, 0.35, 0.7):
            slider.setValue(slider.minimum() + round(share * (slider.maximum() - slider.minimum())))
            settle(app)
            painted = on_screen(page)
            for widget in (page, *page.findChildren(QWidget)):
                widget.update()
            settle(app)
            assert on_screen(page) == painted, (slider.accessibleName(), share)
        QTest.mouseRelease(page.windowHandle(), LEFT, PLAIN, QPoint(page.head.x() + 4, 4))


def settle(app: QApplication) -> None:
    """A turn for each piece beside the picture, then what they had painted."""
    for _ in range(8):
        app.processEvents()
        app.sendPostedEvents()


def sliders(page: LearnWorkspace) -> list[QAbstractSlider]:
    found = page.findChildren(QAbstractSlider)
    shown = [w for w in found if w.isVisible() and w.isEnabled()]
    return [w for w in shown if not isinstance(w, (QScrollBar, Scrubber))]


def on_screen(page: LearnWorkspace) -> list[QImage]:
    """Centre and panel as they were painted last; the frame's own words follow at rest."""
    window = page.screen().grabWindow(page.winId()).toImage()
    parts = (page.lesson.centre, page.lesson.panel.parentWidget())
    return [window.copy(QRect(part.mapTo(page, QPoint()), part.size())) for part in parts]


class Painted(QObject):
    """Which widgets were painted, and of which kinds."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.kinds: set[str] = set()
        self.widgets: set[QObject] = set()
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.kinds.add(type(watched).__name__)
            self.widgets.add(watched)
        return False


def test_a_panel_of_another_height_is_not_painted_anew(
    app: QApplication, page: LearnWorkspace
) -> None:
    page.show_lesson("augmentation")
    lesson = page.lesson
    assert isinstance(lesson, AugmentationLesson)
    page.resize(1368, 700)  # the panel is higher, whatever it shows
    lesson.go_to(3)
    lesson.canvas.crop_changed.emit((0.0, 0.0, 0.3, 0.3))
    settle(app)
    before = lesson.panel.height()
    painted = Painted(app)
    lesson.canvas.crop_changed.emit((0.0, 0.0, 1.0, 1.0))
    settle(app)
    app.removeEventFilter(painted)
    assert lesson.panel.height() != before, "other objects are left"
    assert "StageCanvas" in painted.kinds
    assert lesson.panel._light.title not in painted.widgets


def test_a_threshold_leaves_the_gallery_of_mistakes_alone(
    app: QApplication, page: LearnWorkspace
) -> None:
    page.show_lesson("bugs")
    lesson = page.lesson
    assert isinstance(lesson, BugsLesson)
    job = Visit(lesson.exhibit.key, lesson._visit.seed)
    lesson.take(job, job.run(Lab()))
    settle(app)
    assert lesson.hung is not None
    painted = Painted(app)
    lesson._on_threshold(0.9)
    settle(app)
    app.removeEventFilter(painted)
    assert "Pictures" in painted.kinds
    assert painted.kinds.isdisjoint({"ExhibitCard", "Gallery"})


def test_a_live_text_size_leaves_the_transport_whole(
    app: QApplication, page: LearnWorkspace
) -> None:
    page.show_lesson("mining")
    page.quiz.close()
    settle(app)
    transport = page.bottom.transport
    before = transport.height(), transport._figures.width()
    try:
        fonts.rescale(app, 2.0)
        settle(app)
        assert page.bottom.height() == transport.height() == 2 * before[0]
        assert transport._figures.width() == pytest.approx(2 * before[1], abs=4)
    finally:
        fonts.rescale(app, 1.0)
        settle(app)
    assert page.bottom.height() == transport.height() == before[0]


def test_labels_of_steps_stay_clear_of_what_stands_beside_them(app: QApplication) -> None:
    scrubber = Scrubber()
    scrubber.resize(400, scrubber.height())
    scrubber.set_steps([Step("A long first label"), Step("A long last label")])
    image = scrubber.grab().toImage()
    ground = image.pixel(0, 0)
    for x in (*range(5), *range(395, 400)):
        assert {image.pixel(x, y) for y in range(image.height())} == {ground}
