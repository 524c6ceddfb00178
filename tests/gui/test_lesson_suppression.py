"""Lesson 6: NMS in steps, driven by real clicks, keys and drags."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from driving import wait_until
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.lessons.frame.words import Words
from gui.lessons.suppression.lesson import SuppressionLesson
from ssd_core.lessons.scene import LessonScene
from ssd_core.lessons.suppression import State
from ssd_core.lessons.suppression_questions import as_candidates
from ssd_core.nms import nms
from ssd_core.types import Candidates, GroundTruth, NmsMethod

BOXES = np.array([[0.1, 0.1, 0.4, 0.4], [0.5, 0.5, 0.9, 0.9], [0.5, 0.1, 0.8, 0.3]], np.float32)
TRUTH = GroundTruth(BOXES, np.array([4, 4, 1], np.int64), np.zeros(3, np.bool_))
GREY = np.full((60, 60, 3), 200, np.uint8)
FOUND = as_candidates(BOXES, [0.9, 0.8, 0.7], [4, 4, 1], num_classes=9)
SCENE = LessonScene(GREY, TRUTH, candidates=FOUND)


@pytest.fixture
def lesson(app: QApplication) -> SuppressionLesson:
    made = SuppressionLesson(Words("06-suppression"))
    made.retranslate()
    made.centre.resize(784, 780)
    made.panel.resize(344, made.panel.sizeHint().height())
    made.set_scene(SCENE)
    made.panel.resize(344, made.panel.sizeHint().height())
    for part in (made.centre, made.panel):
        part.grab()
    yield made
    for part in (made.centre, made.panel, made.tools):
        part.deleteLater()


def on_picture(lesson: SuppressionLesson, x: float, y: float) -> QPoint:
    return lesson.picture.area.point(x, y).toPoint()


def test_every_step_is_told_and_back_is_free(lesson: SuppressionLesson) -> None:
    told = []
    for step in range(len(lesson.steps())):
        lesson.go_to(step)
        told.append(lesson.shown.states)
        lesson.centre.grab()
        lesson.panel.grab()
    for step in reversed(range(len(lesson.steps()))):
        lesson.go_to(step)
        assert lesson.shown.states == told[step]
    marks = [number for number, step in enumerate(lesson.steps()) if step.mark]
    assert marks == lesson.shown.state.trace.winners()
    assert told[0].count(State.WINNER) == 1


def test_the_survivors_are_those_of_detection(lesson: SuppressionLesson) -> None:
    lesson.panel.label_chosen.emit(4)
    for overlap in (0.1, 0.45, 0.8, 1.0):
        lesson.overlap.setValue(overlap)
        lineup = lesson.shown.state.lineup
        kept = nms(lineup.boxes, lineup.scores, overlap=overlap)
        assert np.flatnonzero(lesson.shown.state.trace.kept).tolist() == sorted(kept.tolist())
        assert lesson.panel.overlap.threshold == overlap


@pytest.mark.window
def test_dragging_a_box_runs_nms_anew(lesson: SuppressionLesson) -> None:
    changes = []
    lesson.changed.connect(lambda: changes.append(1))
    row = 0
    index = lesson.shown.state.index_of(row)
    box = lesson.shown.state.lineup.boxes[row]
    start = on_picture(lesson, float(box[0]), float(box[1] + box[3]) / 2)
    QTest.mousePress(lesson.picture, Qt.MouseButton.LeftButton, pos=start)
    assert lesson.shown.selected == row
    drag_to(lesson, start + QPoint(30, 0))
    moved = lesson.shown.state.boxes.xyxy[index]
    assert moved[0] > box[0] + 0.02
    assert moved[2] - moved[0] == pytest.approx(box[2] - box[0], abs=1e-5)
    assert changes
    QTest.keyClick(lesson.picture, Qt.Key.Key_Delete)
    assert len(lesson.steps()) == len(lesson.shown.state.boxes) == 14


def drag_to(lesson: SuppressionLesson, place: QPoint) -> None:
    point_at(lesson.picture, place, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(lesson.picture, Qt.MouseButton.LeftButton, pos=place)


def point_at(
    widget: QWidget, place: QPoint, buttons: Qt.MouseButton = Qt.MouseButton.NoButton
) -> None:
    """A move of the pointer; QTest's own holds no button, and is lost where no window is shown."""
    at, nothing = QPointF(place), Qt.KeyboardModifier.NoModifier
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    QApplication.sendEvent(widget, QMouseEvent(kind, at, at, none, buttons, nothing))


def test_tests_are_bars_by_overlap_while_it_is_presented(lesson: SuppressionLesson) -> None:
    tests = lesson.panel.tests
    assert tests.isHidden()
    lesson.set_presenting(True)
    assert not tests.isHidden()
    for step in range(len(lesson.steps())):
        lesson.go_to(step)
        if tests.bars.rows:
            break
    turn, limit = lesson.shown.turn, lesson.shown.state.thresholds.overlap
    shown = [float(bar.parts[0][0]) for bar in tests.bars.rows]
    assert shown == sorted(lesson.shown.tested.values(), reverse=True)
    assert {bar.mark for bar in tests.bars.rows} == {limit}
    going = {
        row for row, bar in zip(tests.rows, tests.bars.rows, strict=True) if bar.tone != "text"
    }
    assert going == set(turn.met[turn.hit].tolist())
    point_at(tests.bars, QPoint(20, 5))
    assert lesson.shown.hovered == tests.rows[0]
    lesson.set_presenting(False)
    assert tests.isHidden()


def test_a_box_that_is_gone_cannot_be_grabbed(lesson: SuppressionLesson) -> None:
    lesson.go_to(len(lesson.steps()) - 1)
    gone = next(r for r, s in enumerate(lesson.shown.states) if s is State.GONE)
    box = lesson.shown.state.lineup.boxes[gone]
    grip = lesson.picture.grip((float(box[0]), float(box[1] + box[3]) / 2))
    assert grip is None or grip.index != lesson.shown.state.index_of(gone)


def test_a_double_click_adds_a_box(lesson: SuppressionLesson) -> None:
    lesson.go_to(len(lesson.steps()) - 1)
    before = len(lesson.shown.state.boxes)
    QTest.mouseDClick(lesson.picture, Qt.MouseButton.LeftButton, pos=on_picture(lesson, 0.05, 0.9))
    assert len(lesson.shown.state.boxes) == before + 1
    assert lesson.shown.state.boxes.scores[-1] == 0.6


@pytest.mark.window
def test_scores_follow_the_pointer_and_the_keys(lesson: SuppressionLesson) -> None:
    table = lesson.panel.candidates
    first = lesson.shown.state.index_of(0)
    bar = table.bar_rect(0)
    at = QPoint(round(bar.left() + bar.width() * 0.4), round(bar.center().y()))
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=at)
    state = lesson.shown.state
    assert state.boxes.scores[first] == pytest.approx(0.4, abs=0.02)
    assert lesson.shown.selected == state.row_of(first) > 0
    before = state.boxes.scores[first]
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert lesson.shown.state.boxes.scores[first] == pytest.approx(before + 0.01)
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert lesson.shown.selected == lesson.shown.state.row_of(first)


def test_pointing_at_a_row_a_cell_or_a_card_points_at_its_box(lesson: SuppressionLesson) -> None:
    table, matrix = lesson.panel.candidates, lesson.panel.matrix
    point_at(table, QPoint(10, 5))
    last = len(lesson.shown.states) - 1
    point_at(table, table.bar_rect(last).center().toPoint())
    assert lesson.shown.hovered == last
    lesson.centre.grab()
    point_at(matrix, matrix.cell(0, 3).center().toPoint())
    assert lesson.shown.hovered == 3
    card = lesson.strip.cards.card(0).center().toPoint()
    point_at(lesson.strip.cards, card)
    assert lesson.shown.hovered == next(iter(lesson.shown.tested))


def test_methods_side_by_side(lesson: SuppressionLesson) -> None:
    QTest.mouseClick(lesson.strip.kind.part("variants"), Qt.MouseButton.LeftButton)
    for place in (2, 3, 4, 1, 0):
        card = lesson.strip.cards.card(place).center().toPoint()
        QTest.mouseClick(lesson.strip.cards, Qt.MouseButton.LeftButton, pos=card)
        thresholds = lesson.shown.state.variants[place][0]
        assert lesson.shown.state.thresholds == thresholds
        kept = lesson.shown.state.variants[place][1].kept.tolist()
        assert lesson.shown.state.trace.kept.tolist() == kept
        wait_until(lambda: not lesson.following)  # the head follows the picture
        assert lesson.method.key == thresholds.method
        lesson.go_to(2)
        lesson.centre.grab()
        lesson.panel.grab()
    assert lesson.shown.state.thresholds.method is NmsMethod.STANDARD


def test_the_answers_are_right_and_hidden_while_they_are_asked(lesson: SuppressionLesson) -> None:
    asked = {question.key: question for question in lesson.questions()}
    assert set(asked) == {"survive", "raise", "saves"}
    survive = asked["survive"]
    lesson.overlap.setValue(0.6)
    kept = int(lesson.shown.state.trace.kept.sum())
    assert survive.answers[survive.right] == str(kept)
    for key in ("survive", "saves", "raise"):
        lesson.hide_answer(key)
        lesson.panel.grab()
        lesson.centre.grab()
    lesson.hide_answer("saves")
    assert "?" in lesson.panel._stay.text() or lesson.shown.hidden == "saves"
    lesson.hide_answer("")


def test_boxes_of_the_network(lesson: SuppressionLesson) -> None:
    QTest.mouseClick(lesson.panel.source.part("network"), Qt.MouseButton.LeftButton)
    assert lesson.shown.state.source == "network"
    assert lesson.shown.state.boxes.scores == (0.9, 0.8, 0.7)
    unseen = replace(SCENE, candidates=None, rgb=GREY.copy())
    lesson.set_scene(unseen)
    assert not lesson.panel.source.part("network").isEnabled()
    assert lesson.shown.state.source == "toy"


def test_an_empty_picture_says_what_to_do(lesson: SuppressionLesson) -> None:
    lesson.set_scene(LessonScene(GREY.copy(), GroundTruth.none()))
    assert lesson.steps() == ()
    assert lesson.questions() == ()
    assert "Double click" in lesson.panel._step.accessibleName()
    lesson.centre.grab()
    lesson.panel.grab()
    QTest.mouseDClick(lesson.picture, Qt.MouseButton.LeftButton, pos=on_picture(lesson, 0.5, 0.5))
    assert len(lesson.steps()) == 1


def test_what_a_teacher_prepared_comes_back(lesson: SuppressionLesson) -> None:
    lesson.overlap.setValue(0.3)
    lesson.panel.across_changed.emit(True)
    lesson.go_to(4)
    kept = json.loads(json.dumps(dict(lesson.state())))
    lesson.overlap.setValue(0.9)
    lesson.go_to(0)
    lesson.restore(kept)
    assert json.loads(json.dumps(dict(lesson.state()))) == kept
    assert (lesson.step, lesson.overlap.value()) == (4, 0.3)
    with pytest.raises((ValueError, TypeError, KeyError)):
        lesson.restore({**kept, "method": "magic"})


def test_it_shows_the_code_that_runs(lesson: SuppressionLesson) -> None:
    assert [sample.name for sample in lesson.code()][:2] == ["nms", "survivors"]
    lesson.panel.overlap_changed.emit(0.7)
    assert dict(lesson.code()[0].rows())["overlap"] == "0.7"
    lesson._set_method("soft-gaussian")
    assert lesson.code()[0].name == "soften"


def test_a_broken_network_is_no_trouble(lesson: SuppressionLesson) -> None:
    broken = Candidates(np.full((3, 4), np.nan, np.float32), FOUND.scores)
    lesson.set_scene(LessonScene(GREY.copy(), TRUTH, candidates=broken))
    part = lesson.panel.source.part("network")
    assert not part.isEnabled()
    assert "0.30" in part.toolTip()
    lesson.centre.grab()
