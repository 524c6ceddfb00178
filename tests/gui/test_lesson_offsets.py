"""Lesson 3: the target is dragged, and four numbers follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from driving import wait_until
from lesson_scenes import truth_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import motion
from gui.lessons.frame.words import Words
from gui.lessons.offsets.lesson import OffsetsLesson
from gui.lessons.offsets.shown import FREE
from ssd_core.coding import VARIANCES, encode
from ssd_core.lessons.offsets import NO_VARIANCES
from ssd_core.lessons.scene import LessonScene
from ssd_core.types import GroundTruth

GREY = np.full((60, 60, 3), 200, np.uint8)
SCENE = LessonScene(GREY, truth_of((0.3, 0.35, 0.6, 0.8), (0.7, 0.1, 0.8, 0.2)))


@pytest.fixture
def lesson(app: QApplication) -> Iterator[OffsetsLesson]:
    made = OffsetsLesson(Words("03-offsets"))
    made.retranslate()
    made.canvas.resize(700, 700)
    made.panel.resize(344, 800)
    made.set_scene(SCENE)
    made.canvas.grab()
    made.panel.grab()
    yield made
    for part in (made.canvas, made.panel, made.tools):
        part.deleteLater()


def at(lesson: OffsetsLesson, x: float, y: float) -> QPoint:
    return lesson.canvas.area.point(x, y).toPoint()


def drag(lesson: OffsetsLesson, start: QPoint, end: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(lesson.canvas, left, pos=start)
    QTest.mouseMove(lesson.canvas, start + (end - start) / 2)
    QTest.mouseMove(lesson.canvas, end)
    QTest.mouseRelease(lesson.canvas, left, pos=end)
    wait_until(lambda: not lesson.following)  # what stands beside the picture follows


def told(lesson: OffsetsLesson) -> tuple[float, ...]:
    return lesson.shown.encoded.offsets


def test_it_begins_with_the_largest_object_and_a_dbox_that_just_matches(
    lesson: OffsetsLesson,
) -> None:
    assert lesson.shown.target == pytest.approx((0.3, 0.35, 0.6, 0.8))
    assert 0.5 <= lesson.shown.overlap < 0.6
    assert lesson.levels.choice.key == str((38, 19, 10, 5, 3, 1)[lesson.shown.level])


def test_dragging_the_body_changes_the_centre_alone(lesson: OffsetsLesson) -> None:
    before, box = told(lesson), lesson.shown.target
    drag(lesson, at(lesson, 0.45, 0.6), at(lesson, 0.55, 0.5))
    moved = lesson.shown.target
    assert moved[0] - box[0] == pytest.approx(0.1, abs=0.005)
    assert told(lesson)[2:] == pytest.approx(before[2:], abs=1e-4)
    dbox = lesson.shown.dbox_cxcywh
    real = encode(np.array([moved], np.float32), dbox[None])[0]
    assert told(lesson) == pytest.approx(real, abs=1e-5)
    assert lesson.parts.encode[0].accessibleName().endswith(f"{real[0]:+.2f}".replace("-", "−"))


def test_a_side_of_nothing_is_told_and_stays_finite(lesson: OffsetsLesson) -> None:
    assert lesson.parts.warning.isHidden()
    drag(lesson, at(lesson, 0.6, 0.575), at(lesson, 0.2, 0.575))
    assert lesson.shown.encoded.degenerate
    assert np.isfinite(told(lesson)).all()
    assert not lesson.parts.warning.isHidden()
    assert lesson.questions() == ()
    lesson.canvas.grab()
    lesson.panel.grab()


@pytest.mark.window
def test_escape_lays_the_target_on_its_dbox(lesson: OffsetsLesson) -> None:
    QTest.keyClick(lesson.canvas, Qt.Key.Key_Escape)
    assert told(lesson) == pytest.approx((0, 0, 0, 0), abs=1e-4)
    assert lesson.shown.overlap == pytest.approx(1, abs=1e-5)


def test_what_jumps_leaves_its_last_two_places_for_a_moment(lesson: OffsetsLesson) -> None:
    canvas, first = lesson.canvas, lesson.shown.target
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    second = lesson.shown.target
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.trail.boxes == (first, second)
    canvas.grab()
    canvas.trail.setCurrentTime(canvas.trail.duration())
    assert canvas.trail.boxes == ()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    lesson.go_to(2)
    assert canvas.trail.boxes == (), "the walk shows its own stages"
    try:
        motion.set_reduced(True)
        lesson.go_to(FREE)
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        assert canvas.trail.boxes == ()
    finally:
        motion.set_reduced(False)


@pytest.mark.window
def test_arrows_move_it_by_a_pixel_and_return_takes_another_dbox(lesson: OffsetsLesson) -> None:
    left = lesson.shown.target[0]
    QTest.keyClick(lesson.canvas, Qt.Key.Key_Right)
    assert lesson.shown.target[0] - left == pytest.approx(1 / 300, abs=1e-6)
    seen = set()
    for _ in range(8):
        QTest.keyClick(lesson.canvas, Qt.Key.Key_Return)
        seen.add(lesson.shown.dbox)
    assert len(seen) == 8


def test_a_dot_is_a_cell_and_pressed_again_its_next_shape(lesson: OffsetsLesson) -> None:
    lesson.levels.choice.part("10").click()
    dboxes = lesson.shown.scene.dboxes
    cell = (1, 8)
    rows = np.flatnonzero((dboxes.level == 2) & (dboxes.cell == cell).all(axis=1))
    spot = at(lesson, *dboxes.cxcywh[rows[0], :2].tolist())
    seen = []
    for _ in range(6):
        QTest.mouseClick(lesson.canvas, Qt.MouseButton.LeftButton, pos=spot)
        seen.append(lesson.shown.dbox)
    assert sorted(seen) == rows.tolist()


def test_walking_changes_one_offset_at_a_time_and_a_drag_leaves_the_walk(
    lesson: OffsetsLesson,
) -> None:
    steps: list[int] = []
    lesson.step_changed.connect(lambda: steps.append(lesson.step))
    lesson.go_to(0)
    assert told(lesson) == pytest.approx((0, 0, 0, 0), abs=1e-4)
    lesson.go_to(1)
    assert [abs(value) > 1e-3 for value in told(lesson)] == [True, False, False, False]
    lesson.go_to(4)
    assert lesson.shown.box == pytest.approx(lesson.shown.target, abs=1e-6)
    assert len(lesson.shown.ghosts) == 2
    assert len(lesson.steps()) == FREE + 1
    drag(lesson, at(lesson, 0.45, 0.6), at(lesson, 0.5, 0.6))
    assert (lesson.step, steps) == (FREE, [FREE])


def test_variances_scale_what_is_learnt(lesson: OffsetsLesson) -> None:
    before = told(lesson)
    lesson.parts.centre.spin.setValue(0.2)
    assert told(lesson)[0] == pytest.approx(before[0] / 2, abs=1e-4)
    lesson.parts.leave_out.click()
    assert lesson.shown.variances == NO_VARIANCES
    assert told(lesson)[2] == pytest.approx(before[2] * 0.2, abs=1e-4)
    lesson.parts.leave_out.click()
    assert lesson.shown.variances == VARIANCES


@pytest.mark.window
def test_a_dot_on_the_curve_can_be_dragged(lesson: OffsetsLesson) -> None:
    plot = lesson.parts.plot
    start = plot.point(told(lesson)[2])
    end = plot.point(4.0)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(plot, QPointF(end.x(), 20).toPoint())
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end.toPoint())
    assert told(lesson)[2] == pytest.approx(4.0, abs=0.1)
    assert lesson.shown.growths[0] == pytest.approx(np.exp(0.8), rel=0.03)
    lesson.parts.reach.part("25").click()
    plot.grab()


def test_questions_hide_what_they_ask_and_know_the_answer(lesson: OffsetsLesson) -> None:
    now, left_out, wild = lesson.questions()
    assert now.answers[now.right] == f"{told(lesson)[0]:+.2f}".replace("-", "−")
    value = float(np.log(lesson.shown.encoded.terms[2].ratio))
    assert left_out.answers[left_out.right] == f"{value:+.2f}".replace("-", "−")
    assert wild.answers[wild.right] == "×54.6"
    lesson.hide_answer("now")
    assert lesson.parts.encode[0].accessibleName().endswith("?")
    lesson.hide_answer("")
    assert not lesson.parts.encode[0].accessibleName().endswith("?")


@pytest.mark.window
def test_a_prepared_lesson_comes_back(lesson: OffsetsLesson) -> None:
    drag(lesson, at(lesson, 0.45, 0.6), at(lesson, 0.5, 0.5))
    lesson.parts.size.spin.setValue(0.5)
    lesson.go_to(2)
    state = lesson.state()
    QTest.keyClick(lesson.canvas, Qt.Key.Key_Escape)
    lesson.restore(state)
    assert lesson.state() == state
    for wrong in ({"dbox": 8732}, {"step": 6}, {"variances": [0, 1]}, {"label": 99},
                  {"target": [0, 0, 1, float("nan")]}):  # fmt: skip
        with pytest.raises(ValueError, match="no lesson"):
            lesson.restore({**state, **wrong})


def test_a_picture_without_objects_has_a_box_to_drag_all_the_same(lesson: OffsetsLesson) -> None:
    other = replace(SCENE, rgb=GREY.copy(), truth=GroundTruth.none())
    lesson.set_scene(other)
    assert lesson.shown.label == 0
    lesson.canvas.grab()
    assert len(lesson.questions()) == 3
    assert [sample.name for sample in lesson.code()] == ["encode", "decode"]
