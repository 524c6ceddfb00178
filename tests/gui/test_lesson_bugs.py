"""Lesson 9: the museum, driven by real clicks, keys, drags and the wheel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import wait_until
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui import motion
from gui.lessons.bugs.chart_values import Row
from gui.lessons.bugs.diff_view import DiffView
from gui.lessons.bugs.lesson import BugsLesson
from gui.lessons.bugs.score_chart import ScoreChart
from gui.lessons.bugs.view import View
from gui.lessons.frame.words import Words
from ssd_core.lessons.bugs.exhibits import EXHIBITS, DiffLine
from ssd_core.lessons.bugs.visit import Hung, Visit
from ssd_core.lessons.lab import Lab
from ssd_core.lessons.scene import LessonScene
from ssd_core.lessons.texts import lesson_texts
from ssd_core.types import GroundTruth

GREY = np.full((60, 60, 3), 200, np.uint8)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def lab() -> Lab:
    return Lab()


@pytest.fixture
def lesson(app: QApplication, lab: Lab) -> Iterator[BugsLesson]:
    """A museum whose questions are answered at once."""
    motion.set_reduced(True)
    made = BugsLesson(Words("09-bugs"))
    made.asked.connect(lambda job: made.take(job, job.run(lab)))
    made.retranslate()
    parts = (made.centre, made.panel, made.tools, made.aside)
    for part, (width, height) in zip(
        parts, ((784, 760), (344, 760), (300, 40), (240, 300)), strict=True
    ):
        part.resize(width, height)
        part.show()
    made.set_active(True)
    made.set_scene(LessonScene(GREY, GroundTruth.none()))
    for part in parts:
        part.grab()
    yield made
    made.set_active(False)
    motion.set_reduced(False)
    for part in parts:
        part.hide()
        part.deleteLater()


def test_another_network_looks_at_the_same_picture_anew(lesson: BugsLesson) -> None:
    jobs: list[Visit] = []
    lesson.asked.disconnect()
    lesson.asked.connect(jobs.append)
    rgb = np.full((60, 60, 3), 90, np.uint8)
    scene = LessonScene(rgb, GroundTruth.none(), source="yours")
    for weights in (None, Path("a.safetensors"), Path("a.safetensors"), Path("b.safetensors")):
        lesson.set_scene(replace(scene, weights=weights))
    assert [job.weights and job.weights.name for job in jobs] == [
        None, "a.safetensors", "b.safetensors"
    ]  # fmt: skip


def test_an_answer_about_another_picture_comes_too_late(lesson: BugsLesson, lab: Lab) -> None:
    jobs: list[Visit] = []
    lesson.asked.disconnect()
    lesson.asked.connect(jobs.append)
    for width in (80, 50):
        rgb = np.full((60, width, 3), 90, np.uint8)
        lesson.set_scene(LessonScene(rgb, GroundTruth.none(), source="yours"))
    first, second = jobs[-2:]
    lesson.take(first, first.run(lab))
    assert lesson.hung is None
    lesson.take(second, second.run(lab))
    assert lesson.hung is not None
    assert lesson.hung.rgb.shape == (60, 50, 3)


def _point(widget: QWidget, at: QPoint) -> None:
    """Move the pointer there, with no button down."""
    place, none = QPointF(at), Qt.MouseButton.NoButton
    over = widget.mapToGlobal(place)
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, over, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, move)


def _at(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_before_there_are_figures_nothing_is_claimed(app: QApplication) -> None:
    made = BugsLesson(Words("09-bugs"))
    made.retranslate()
    assert made.label._none.isHidden()
    assert made.label._other.isHidden()
    for part in (made.centre, made.panel, made.tools, made.aside):
        part.deleteLater()


def test_it_opens_with_the_first_mistake_and_its_figures(lesson: BugsLesson) -> None:
    assert lesson.exhibit.key == "bgr"
    assert lesson.hung is not None
    told = lesson.heads.accessibleName()
    right, wrong = lesson.hung.comparison.outcomes(0.3)
    assert f"{right.found} of {len(lesson.hung.comparison.truth)} found" in told
    assert f": {wrong.found} of" in told


def test_every_exhibit_can_be_walked_to_and_paints(lesson: BugsLesson) -> None:
    assert len(lesson.steps()) == len(EXHIBITS)
    for step, exhibit in enumerate(EXHIBITS):
        if exhibit.key == "nms-first":  # a second of NMS; its figures are tested in the core
            continue
        lesson.go_to(step)
        assert lesson.hung is not None
        assert lesson.hung.key == exhibit.key
        assert lesson.gallery.card(exhibit.key).isChecked()
        lesson.centre.grab()
        lesson.panel.grab()
        assert len(lesson.code()) == 3
        assert all(sample.source for sample in lesson.code())
    assert len(lesson.gallery.seen) == len(EXHIBITS) - 1


@pytest.mark.window
def test_a_card_is_clicked_and_arrows_move_on(lesson: BugsLesson) -> None:
    heard = []
    lesson.step_changed.connect(lambda: heard.append(lesson.step))
    QTest.mouseClick(lesson.gallery.card("permute"), LEFT)
    assert lesson.exhibit.key == "permute"
    QTest.keyClick(lesson.gallery.card("permute"), Qt.Key.Key_Right)
    assert lesson.exhibit.key == "no-softmax"
    assert heard == [3, 4]


def test_switched_off_both_sides_are_the_same(lesson: BugsLesson) -> None:
    lesson.go_to(7)
    on = _at(lesson.pictures)
    QTest.mouseClick(lesson.tools.switch, LEFT)
    left, right = lesson.pictures.rooms()
    off = _at(lesson.pictures)
    assert off != on
    halves = [off.copy(room.toRect().adjusted(0, 0, -10, 0)) for room in (left, right)]
    # The link between the pictures lies over the inner edges.
    assert halves[0].copy(20, 0, 300, 300) == halves[1].copy(20, 0, 300, 300)
    QTest.mouseClick(lesson.tools.switch, LEFT)
    assert _at(lesson.pictures) == on


@pytest.mark.window
def test_the_threshold_is_dragged_in_the_chart(lesson: BugsLesson) -> None:
    chart, hung = lesson.chart, lesson.hung
    assert hung is not None
    y = chart.height() // 2
    start, end = (QPoint(round(chart.places.x(score)), y) for score in (0.3, 0.995))
    QTest.mousePress(chart, LEFT, pos=start)
    QTest.mouseMove(chart, end)
    QTest.mouseRelease(chart, LEFT, pos=end)
    assert lesson.state()["confidence"] == pytest.approx(0.99)
    right, _ = hung.comparison.outcomes(0.99)
    wait_until(lambda: not lesson.following)
    assert f": {right.found} of" in lesson.heads.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert lesson.state()["confidence"] == pytest.approx(0.89)


def test_a_row_and_its_box_light_up_together(lesson: BugsLesson) -> None:
    before = _at(lesson.pictures)
    chart = lesson.chart
    _point(chart, QPoint(40, round(chart.places.y(0))))
    lit = _at(lesson.pictures)
    assert lit != before
    box = lesson.hung.comparison.truth.boxes[chart._rows[0].number]
    placing = lesson.pictures.placing(lesson.pictures.rooms()[0])
    rect = placing.rect(box)
    _point(chart, QPoint(2, 2))
    assert _at(lesson.pictures) == before
    _point(lesson.pictures, rect.center().toPoint())
    assert chart._hot == lesson.pictures._hot is not None


@pytest.mark.window
def test_the_curtain_is_drawn_by_hand_and_keys(lesson: BugsLesson) -> None:
    QTest.mouseClick(lesson.tools.mode.part("curtain"), LEFT)
    pictures, handle = lesson.pictures, lesson.pictures.handle
    assert pictures.curtain
    before = _at(pictures)
    QTest.mousePress(handle, LEFT, pos=handle.rect().center())
    QTest.mouseMove(handle, handle.rect().center() + QPoint(60, 0))
    QTest.mouseRelease(handle, LEFT)
    assert 0.5 < pictures.split < 1
    assert _at(pictures) != before
    QTest.keyClick(handle, Qt.Key.Key_Left)
    moved = pictures.split
    QTest.mouseDClick(handle, LEFT)
    assert pictures.split == 0.5 != moved


@pytest.mark.window
def test_both_pictures_are_zoomed_together(lesson: BugsLesson) -> None:
    pictures = lesson.pictures
    at = QPointF(100, 100)
    wheel = QWheelEvent(
        at, pictures.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pictures, wheel)
    assert pictures.view.zoom == pytest.approx(1.44)
    left, right = (pictures.placing(room) for room in pictures.rooms())
    assert left.width == right.width
    pictures.setFocus()
    QTest.keyClick(pictures, Qt.Key.Key_Minus)
    assert pictures.view.zoom == pytest.approx(1.2)
    QTest.mouseDClick(pictures, LEFT)
    assert pictures.view.zoom == 1


def test_questions_are_about_this_picture_and_hide_their_answers(lesson: BugsLesson) -> None:
    for step in (0, 1, 7, 12):
        lesson.go_to(step)
        _, wrong = lesson.hung.comparison.outcomes(0.3)
        questions = {question.key: question for question in lesson.questions()}
        assert set(questions) == {"found", "boxes", "worst"}
        found = questions["found"]
        assert found.answers[found.right] == str(wrong.found)
    shown = _at(lesson.pictures)
    lesson.hide_answer("found")
    assert "?" in lesson.heads.accessibleName()
    assert _at(lesson.pictures) != shown
    lesson.hide_answer("")
    assert "?" not in lesson.heads.accessibleName()
    assert _at(lesson.pictures) == shown


def test_what_a_teacher_prepared_comes_back(lesson: BugsLesson) -> None:
    lesson.go_to(3)
    QTest.mouseClick(lesson.tools.mode.part("curtain"), LEFT)
    QTest.mouseClick(lesson.tools.switch, LEFT)
    lesson.pictures.set_split(0.25)
    lesson.pictures.set_view(View(2, (0.5, 0.4)))
    prepared = lesson.state()
    lesson.go_to(0)
    lesson.tools.switch.setChecked(True)
    lesson.restore(prepared)
    assert lesson.state() == prepared
    assert lesson.exhibit.key == "permute"


@pytest.mark.parametrize(
    "change",
    [
        {"exhibit": "nothing"},
        {"mode": "upside down"},
        {"confidence": 7},
        {"split": -1},
        {"centre": [0.5]},
        {"zoom": float("nan")},
        {"seed": -3},
    ],
)
def test_a_state_that_makes_no_sense_is_refused(lesson: BugsLesson, change: dict) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        lesson.restore({**lesson.state(), **change})


def test_ones_own_picture_takes_the_right_side_for_the_truth(lesson: BugsLesson, lab: Lab) -> None:
    scene = Visit("bgr", 97).run(lab).rgb[:, :400]
    yours = LessonScene(scene, GroundTruth.none(), name="mine.jpg", source="yours", seed=0)
    lesson.set_scene(yours)
    right, _ = lesson.hung.comparison.outcomes(0.3)
    assert right.found == len(lesson.hung.comparison.truth) > 0
    assert lesson.hung.rgb.shape == scene.shape


def test_a_picture_without_objects_asks_less_and_paints(lesson: BugsLesson) -> None:
    empty = LessonScene(GREY, GroundTruth.none(), name="grey", source="yours", seed=0)
    lesson.set_scene(empty)
    assert [question.key for question in lesson.questions()] == ["boxes"]
    lesson.centre.grab()
    told = lesson.words("chart.empty")
    assert lesson.label._symptom.text() == lesson.chart._words.empty == told
    assert lesson.label._none.isHidden()


def test_an_answer_for_another_picture_is_dropped(lesson: BugsLesson) -> None:
    shown = lesson.hung
    lesson.take(Visit("bgr", 12), Hung("bgr", GREY, None, shown.comparison, shown.classes))
    assert lesson.hung is shown


def test_many_objects_are_told_by_number(app: QApplication) -> None:
    chart = ScoreChart()
    chart.resize(500, 160)
    color = chart.palette().text().color()
    chart.set_rows([Row(n, f"thing {n}", color, 9.3, n / 40) for n in range(40)])
    assert len(chart.places.rows) < 40
    assert chart.places.top == 10
    chart.grab()
    chart.set_rows([])
    chart.grab()
    chart.deleteLater()


def test_a_diff_is_as_high_as_its_lines(app: QApplication) -> None:
    view = DiffView()
    view.resize(300, 10)
    view.set_lines((DiffLine("+", "a"),))
    low = view.height()
    view.set_lines((DiffLine("-", "x = " + "f(" * 60), DiffLine("+", "a")))
    assert view.height() > 2 * low
    view.grab()
    view.deleteLater()


def test_the_texts_of_both_languages_agree() -> None:
    english, korean = (lesson_texts("09-bugs", language) for language in ("en", "ko"))
    assert english.keys() == korean.keys()
    for key in sorted(english.keys()):
        assert english.placeholders(key) == korean.placeholders(key), key
    for exhibit in EXHIBITS:
        assert f"exhibits.{exhibit.key}.symptom" in english


def test_a_mistake_that_hides_here_offers_another_picture(lesson: BugsLesson) -> None:
    lesson.go_to([exhibit.key for exhibit in EXHIBITS].index("nms-classless"))
    assert lesson.label._other.isVisibleTo(lesson.label)
    QTest.mouseClick(lesson.label._other, LEFT)
    right, wrong = lesson.hung.comparison.outcomes(0.3)
    assert wrong.found < right.found
    assert not lesson.label._other.isVisibleTo(lesson.label)
