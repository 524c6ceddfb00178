"""Lesson 8: the film of the transforms, driven by real clicks, keys and drags."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from driving import wait_until
from lesson_scenes import truth_of
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.lessons.augmentation.lesson import AugmentationLesson
from gui.lessons.frame.words import Words
from ssd_core.data.stages import stages
from ssd_core.errors import UserError
from ssd_core.lessons.augmentation import MakeFilm, distortion_dials
from ssd_core.lessons.scene import LessonScene
from ssd_core.types import GroundTruth

RGB = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
TRUTH = truth_of((0.1, 0.1, 0.4, 0.4), (0.5, 0.5, 0.9, 0.9), (0.6, 0.1, 0.8, 0.3))
SCENE = LessonScene(RGB, TRUTH)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def lesson(app: QApplication) -> Iterator[AugmentationLesson]:
    made = AugmentationLesson(Words("08-augmentation"))
    made.jobs = []
    made.asked.connect(made.jobs.append)
    made.retranslate()
    made.centre.resize(784, 780)
    made.set_scene(SCENE)
    answer(made)
    made.panel.resize(344, made.panel.sizeHint().height())
    grab(made)
    yield made
    for part in (made.centre, made.panel, made.tools):
        part.deleteLater()


def answer(lesson: AugmentationLesson) -> None:
    """What the lessons' thread would answer to the last job."""
    lesson.take(lesson.jobs[-1], lesson.jobs[-1].run(None))


def grab(lesson: AugmentationLesson) -> None:
    lesson.centre.grab()
    lesson.panel.grab()


def pointer(widget: QWidget, kind: QEvent.Type, place: QPoint, button: Qt.MouseButton) -> None:
    at, nothing = QPointF(place), Qt.KeyboardModifier.NoModifier
    none = Qt.MouseButton.NoButton
    pressed = button if kind == QEvent.Type.MouseButtonPress else none
    QApplication.sendEvent(widget, QMouseEvent(kind, at, at, pressed, button, nothing))


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    pointer(widget, QEvent.Type.MouseButtonPress, start, LEFT)
    for share in (0.5, 1.0):
        pointer(widget, QEvent.Type.MouseMove, start + (end - start) * share, LEFT)
    QTest.mouseRelease(widget, LEFT, pos=end)


@pytest.mark.parametrize("seed", [3, 8, 21, 2935])
def test_boxes_are_those_of_training(lesson: AugmentationLesson, seed: int) -> None:
    lesson.seed.setValue(seed)
    answer(lesson)
    shown = lesson.shown
    real = stages(RGB, TRUTH, shown.augmentation, 300)
    for step, stage in enumerate(real):
        lesson.go_to(step)
        grab(lesson)
        assert shown.frames[step].rows.tolist() == stage.rows.tolist()
        assert shown.frames[step].boxes == pytest.approx(stage.truth.boxes)
    outside = [test.row for test in shown.tests if not test.inside]
    assert outside == [dropped.row for dropped in real[3].dropped]


@pytest.mark.window
def test_the_same_seed_draws_the_same_film_and_r_another(lesson: AugmentationLesson) -> None:
    first = lesson.shown.to_json()
    lesson.centre.show()
    lesson.centre.activateWindow()
    wait_until(lesson.centre.isActiveWindow)
    QTest.keyClick(lesson.centre, Qt.Key.Key_R)
    lesson.centre.hide()
    assert lesson.seed.value() == first["seed"] + 1
    assert lesson.shown.to_json() != first
    QTest.mouseClick(lesson.reseed, LEFT)
    lesson.seed.setValue(first["seed"])
    assert lesson.shown.to_json() == first


def test_dragging_the_crop_tests_every_centre_live(lesson: AugmentationLesson) -> None:
    lesson.go_to(3)
    lesson.panel.demands[None].click()
    canvas = lesson.canvas
    asked = len(lesson.jobs)
    corner = canvas.crop_rect().topLeft().toPoint()
    middle = canvas.area().center().toPoint()
    drag(canvas, corner, middle)
    shown = lesson.shown
    assert canvas.crop_rect().topLeft().toPoint().x() == pytest.approx(middle.x(), abs=2)
    assert not shown.tests[0].inside
    assert shown.tests[0].outside_by > 0
    assert 0 not in shown.frames[3].rows
    assert len(lesson.jobs) > asked
    answer(lesson)
    grab(lesson)
    body = canvas.crop_rect().center().toPoint()
    before = shown.augmentation.crop.window
    drag(canvas, body, body - QPoint(20, 10))
    after = lesson.shown.augmentation.crop.window
    assert after[0] < before[0]
    assert after[2] - after[0] == pytest.approx(before[2] - before[0])


@pytest.mark.window
def test_the_crop_moves_with_the_keyboard(lesson: AugmentationLesson) -> None:
    lesson.go_to(3)
    lesson.canvas.crop_changed.emit((0.1, 0.1, 0.5, 0.5))
    before = lesson.shown.augmentation.crop.window
    QTest.keyClick(lesson.canvas, Qt.Key.Key_Right)
    assert lesson.shown.augmentation.crop.window[0] > before[0]
    QTest.keyClick(lesson.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert lesson.shown.augmentation.crop.window[3] > before[3]
    lesson.go_to(0)
    still = lesson.shown.augmentation
    QTest.keyClick(lesson.canvas, Qt.Key.Key_Right)
    assert lesson.shown.augmentation is still


@pytest.mark.window
def test_a_dial_turns_its_own_number(lesson: AugmentationLesson) -> None:
    before = {dial.name: dial.value for dial in distortion_dials(lesson.shown.augmentation)}
    track = lesson.panel.dials["hue"].track
    QTest.mouseClick(track, LEFT, pos=QPoint(round(track.x_of(1.0)), 9))
    after = {dial.name: dial.value for dial in distortion_dials(lesson.shown.augmentation)}
    assert after.pop("hue") == 18
    before.pop("hue")
    assert after == before
    track.setFocus()
    QTest.keyClick(track, Qt.Key.Key_Left)
    assert distortion_dials(lesson.shown.augmentation)[3].value == pytest.approx(18 - 36 / 200)
    QTest.mouseDClick(track, LEFT, pos=QPoint(3, 9))
    assert distortion_dials(lesson.shown.augmentation)[3].value == pytest.approx(0, abs=0.1)
    lesson.panel.dials["ratio"].turned.emit("ratio", 2.0)
    assert lesson.shown.frames[2].size == (128, 96)
    grab(lesson)


def test_another_demand_draws_another_crop(lesson: AugmentationLesson) -> None:
    for least in (0.1, 0.3, 0.0, None):
        QTest.mouseClick(lesson.panel.demands[least], LEFT)
        if lesson.shown.failed is None:
            assert lesson.shown.augmentation.crop.least_overlap == least
            assert lesson.panel.demands[least].isChecked()
        grab(lesson)
    lesson.set_scene(LessonScene(RGB.copy(), truth_of((0.5, 0.5, 0.505, 0.505))))
    QTest.mouseClick(lesson.panel.demands[0.9], LEFT)
    assert "another demand" in lesson.panel._verdict.accessibleName()
    lesson.canvas.crop_changed.emit((0.0, 0.0, 0.05, 1.0))
    assert lesson.shown.failed is None
    grab(lesson)


def test_the_mirror_switch(lesson: AugmentationLesson) -> None:
    before = lesson.shown.frames[-1].boxes.copy()
    was = lesson.shown.augmentation.mirrored
    QTest.mouseClick(lesson.panel.mirror, LEFT)
    assert lesson.shown.augmentation.mirrored is not was
    assert lesson.shown.frames[-1].boxes[:, 0] == pytest.approx(1 - before[:, 2], abs=1e-6)


def test_the_film_shows_and_enlarges(lesson: AugmentationLesson) -> None:
    for stage in range(6):
        at = lesson.film.card_rect(stage).center().toPoint()
        pointer(lesson.film, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
        lesson.film.grab()
        QTest.mouseClick(lesson.film, LEFT, pos=at)
        assert lesson.step == stage
    assert [step.label for step in lesson.steps()][3] == "crop"


def test_the_last_picture_is_the_very_one_that_training_gets(lesson: AugmentationLesson) -> None:
    real = stages(RGB, TRUTH, lesson.shown.augmentation, 300)[-1].rgb
    exact = lesson._pictures.exact
    for x, y in ((3, 7), (150, 150), (290, 20)):
        assert exact.pixelColor(x, y).getRgb()[:3] == tuple(real[y, x].tolist())
    stale = lesson.jobs[-1]
    lesson.set_scene(LessonScene(RGB.copy(), TRUTH))
    lesson.take(stale, stale.run(None))
    assert lesson._pictures is None
    lesson.fail(lesson.jobs[-1], UserError("broken"))
    grab(lesson)


def test_answers_are_computed_and_hidden(lesson: AugmentationLesson) -> None:
    asked = {question.key: question for question in lesson.questions()}
    assert asked["left"].answers[asked["left"].right] == str(lesson.shown.left)
    width, height = lesson.shown.frames[3].size
    assert asked["shape"].right == (1 if abs(height / width - 1) < 0.03 else 2 * (height < width))
    if "mirror" in asked:
        low, high = asked["mirror"].answers[asked["mirror"].right].split("–")
        box = lesson.shown.frames[-1].boxes[0] * 300
        assert (int(low), int(high)) == (300 - round(box[2]), 300 - round(box[0]))
    for key in ("left", "shape", "mirror", ""):
        lesson.hide_answer(key)
        lesson.go_to(3)
        grab(lesson)


def test_a_prepared_lesson_comes_back(lesson: AugmentationLesson) -> None:
    lesson.go_to(3)
    drawn = json.loads(json.dumps(dict(lesson.state())))
    lesson.canvas.crop_changed.emit((0.2, 0.1, 0.6, 0.7))
    kept = json.loads(json.dumps(dict(lesson.state())))
    assert (drawn["by_hand"], kept["by_hand"]) == (False, True)
    for wanted in (drawn, kept):
        lesson.draw_again()
        lesson.restore(wanted)
        assert json.loads(json.dumps(dict(lesson.state()))) == wanted
    for change in (
        {"seed": -1},
        {"step": 9},
        {"crop": [1]},
        {"dials": {"gamma": 1}},
        {"seed": None},
    ):
        with pytest.raises((ValueError, TypeError, KeyError)):
            lesson.restore({**kept, **change})


def test_a_picture_without_objects(lesson: AugmentationLesson) -> None:
    lesson.set_scene(LessonScene(RGB.copy(), GroundTruth.none()))
    answer(lesson)
    for step in range(6):
        lesson.go_to(step)
        grab(lesson)
    assert not lesson.panel._nothing.isHidden()
    assert lesson.panel._nothing.text() == lesson.words("panel.empty")
    assert [question.key for question in lesson.questions()] == ["shape"]


def test_a_small_window_keeps_the_stage(lesson: AugmentationLesson) -> None:
    lesson.centre.show()
    lesson.centre.resize(300, 400)
    QApplication.processEvents()
    assert not lesson.film.isVisibleTo(lesson.centre)
    assert lesson.canvas.area().width() > 200
    lesson.centre.hide()


def test_it_shows_the_code_that_runs(lesson: AugmentationLesson) -> None:
    lesson.go_to(3)
    assert lesson.code()[0].place.startswith("ssd_core/data/window.py")
    for sample in lesson.code():
        assert sample.source
        assert sample.rows() is not None


def test_the_same_picture_again_keeps_what_was_done(lesson: AugmentationLesson) -> None:
    lesson.canvas.crop_changed.emit((0.2, 0.1, 0.6, 0.7))
    lesson.set_scene(replace(SCENE, device="cpu"))
    assert lesson.shown.by_hand
    assert isinstance(lesson.jobs[-1], MakeFilm)
