"""Lesson 10: one step in six stages, driven by real clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from small_training import network

from gui import motion
from gui.lessons.frame.words import Words
from gui.lessons.training_step.bar_chart import short
from gui.lessons.training_step.gradient_table import signed
from gui.lessons.training_step.lesson import TrainingStepLesson
from gui.lessons.training_step.told import Told
from ssd_core.errors import UserError
from ssd_core.lessons.scene import SEED, LessonScene
from ssd_core.lessons.texts import lesson_texts
from ssd_core.lessons.training_step.jobs import (
    FirstStep,
    Look,
    Minute,
    NextStep,
    OtherRate,
    Progress,
)
from ssd_core.lessons.training_step.recording import Learner, Recording, take_pictures
from ssd_core.lessons.training_step.source import QuietScenes
from ssd_core.lessons.training_step.start import SLOW
from ssd_core.lessons.training_step.values import STAGES, After, StepTrace
from ssd_core.sentence import say
from ssd_core.types import GroundTruth

LEFT = Qt.MouseButton.LeftButton
FIRST = FirstStep("trained", 0, 1e-3)


@pytest.fixture(scope="module")
def recorded() -> tuple[StepTrace, After]:
    """A step of an untrained network on two pictures."""
    config = replace(SLOW, batch=2)
    recording = Recording(Learner.of(network(), config), take_pictures(QuietScenes(), config, 0))
    return recording.trace, recording.apply(1e-3)[1]


@pytest.fixture
def lesson(app: QApplication, recorded: tuple[StepTrace, After]) -> Iterator[TrainingStepLesson]:
    motion.set_reduced(True)
    made = TrainingStepLesson(Words("10-training"))
    made.jobs = []  # type: ignore[attr-defined]
    made.asked.connect(made.jobs.append)  # type: ignore[attr-defined]
    made.retranslate()
    parts = (made.centre, made.panel, made.tools)
    for part, (width, height) in zip(parts, ((784, 780), (344, 900), (420, 40)), strict=True):
        part.resize(width, height)
        part.show()
    made.set_active(True)
    for answer in recorded:
        made.take(FIRST, answer)
    QApplication.processEvents()
    yield made
    made.set_active(False)
    motion.set_reduced(False)
    for part in parts:
        part.hide()
        part.deleteLater()


def _seen(widget: QWidget) -> QImage:
    QApplication.processEvents()  # other words are laid out anew
    return widget.grab().toImage()


def _point(widget: QWidget, at: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, at, widget.mapToGlobal(at), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, move)


def test_it_asks_for_a_step_when_it_is_looked_at(lesson: TrainingStepLesson) -> None:
    assert lesson.jobs == [FIRST]
    assert lesson.told is not None


def test_before_an_answer_it_waits_and_paints(app: QApplication) -> None:
    made = TrainingStepLesson(Words("10-training"))
    made.retranslate()
    for step in range(len(STAGES)):
        made.go_to(step)
        made.centre.grab()
        made.panel.grab()
    assert made.questions() == ()
    assert made.code() == ()
    assert not made.tools.next.isEnabled()
    for part in (made.centre, made.panel, made.tools):
        part.deleteLater()


@pytest.mark.window
def test_a_step_that_cannot_be_recorded_says_so(app: QApplication) -> None:
    made = TrainingStepLesson(Words("10-training"))
    made.retranslate()
    jobs: list[object] = []
    made.asked.connect(jobs.append)
    made.set_active(True)
    assert made.callout.view._words.waiting == made.words("waiting")
    made.fail(jobs[0], UserError(say("There are no weights.")))
    assert made.callout.view._words.waiting == made.words("failed")
    made.set_active(False)
    for part in (made.centre, made.panel, made.tools):
        part.deleteLater()


def test_every_stage_can_be_clicked_and_paints(lesson: TrainingStepLesson) -> None:
    heard, seen = [], []
    lesson.step_changed.connect(lambda: heard.append(lesson.stage))
    for place in range(len(STAGES)):
        QTest.mouseClick(lesson.film.card(place), LEFT)
        assert lesson.film.card(place).isChecked()
        seen.append(_seen(lesson.callout))
        lesson.panel.grab()
        assert lesson.code()
        assert all(sample.source for sample in lesson.code())
    assert heard == list(STAGES)
    assert all(a != b for a, b in pairwise(seen))
    QTest.keyClick(lesson.film.card(5), Qt.Key.Key_Left)
    assert lesson.stage == "gradients"


def test_back_shows_what_was_there(lesson: TrainingStepLesson) -> None:
    lesson.go_to(2)
    before = _seen(lesson.callout)
    lesson.go_to(4)
    lesson.go_to(2)
    assert _seen(lesson.callout) == before


def test_figures_add_up(lesson: TrainingStepLesson) -> None:
    told = lesson.told
    loss = told.trace.loss
    assert sum(told.loss_parts) == pytest.approx(loss.total, rel=1e-4)
    positives, negatives = (int(counts.sum()) for counts in told.counts)
    assert positives + negatives + told.silent == told.all_dboxes == 2 * 8732
    rows = lesson.step_panel._who.rows
    assert rows[0].value.startswith(f"{told.silent:,}")
    assert lesson.film.card(1).accessibleDescription().startswith(f"{positives:,} ")
    picture, dbox = told.hardest
    lines = told.lines(picture, dbox, background="background")
    assert lines[0].name == "background"
    assert lines[0].gradient == pytest.approx((lines[0].score - 1) / loss.positives, abs=1e-6)


@pytest.mark.window
def test_the_learning_rate_moves_one_weight_at_once_and_the_rest_later(
    lesson: TrainingStepLesson,
) -> None:
    panel = lesson.step_panel
    before = panel._value.accessibleName()
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    assert panel.rate > 1e-3
    assert panel._value.accessibleName() != before
    assert isinstance(lesson.jobs[-1], OtherRate)
    assert lesson.jobs[-1].learning_rate == panel.rate
    panel.field.setText("0.5")
    panel.field.textEdited.emit("0.5")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.rate == 0.5
    weight = next(w for w in lesson.told.trace.weights if w.name.startswith("conf"))
    assert f"{weight.next_value(0.5):.6g}".replace("-", "−") in panel._value.accessibleName()


@pytest.mark.window
def test_a_dragged_learning_rate_is_asked_for_once(lesson: TrainingStepLesson) -> None:
    slider = lesson.step_panel.slider
    middle, count = slider.height() // 2, len(lesson.jobs)
    QTest.mousePress(slider, LEFT, pos=QPoint(20, middle))
    for x in (40, 80, 160):
        QTest.mouseMove(slider, QPoint(x, middle))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(160, middle))
    assert len(lesson.jobs) - count <= 2
    assert lesson.jobs[-1].learning_rate == lesson.step_panel.rate


def test_another_part_shows_its_weight(lesson: TrainingStepLesson) -> None:
    lesson.step_panel.set_part("stem")
    assert lesson.step_panel._place.text().startswith("stem.")


def test_a_new_batch_takes_this_step_first(lesson: TrainingStepLesson) -> None:
    QTest.mouseClick(lesson.tools.next, LEFT)
    assert lesson.jobs[-1] == NextStep(1, 1e-3, 1e-3)


def test_the_minute_draws_its_losses_and_can_be_stopped(
    lesson: TrainingStepLesson, recorded: tuple[StepTrace, After]
) -> None:
    QTest.mouseClick(lesson.history.button, LEFT)
    minute = lesson.jobs[-1]
    assert isinstance(minute, Minute)
    assert lesson.training
    assert lesson.told is None
    assert not lesson.tools.next.isEnabled()
    assert lesson.questions() == ()
    for step in range(1, 6):
        lesson.take(minute, Progress(step, 3 / step, 9 / step, float(step)))
    assert "55" in lesson.history._state.text()
    assert len(lesson._points) == 5
    lesson.history.grab()
    QTest.mouseClick(lesson.history.button, LEFT)
    assert isinstance(lesson.jobs[-1], Look)
    assert not lesson.training
    lesson.take(minute, Progress(6, 1, 1, 6.0))
    assert len(lesson._points) == 5
    trace = replace(recorded[0], step=5)
    lesson.take(lesson.jobs[-1], trace)
    assert [step for step, *_ in lesson._points] == [1, 2, 3, 4, 5, 6]
    assert lesson.tools.next.isEnabled()


def test_leaving_ends_the_minute_and_coming_back_keeps_what_was_learnt(
    lesson: TrainingStepLesson,
) -> None:
    QTest.mouseClick(lesson.history.button, LEFT)
    lesson.take(lesson.jobs[-1], Progress(1, 1, 1, 1.0))
    lesson.set_active(False)
    assert not lesson.training
    count = len(lesson.jobs)
    lesson.set_active(True)
    assert isinstance(lesson.jobs[-1], Look)
    assert len(lesson.jobs) == count + 1


def test_questions_are_about_this_step(lesson: TrainingStepLesson) -> None:
    questions = {question.key: question for question in lesson.questions()}
    assert set(questions) == {"silent", "level", "unmined"}
    told = lesson.told
    level = questions["level"]
    assert level.answers[level.right].startswith(f"{(38, 19, 10, 5, 3, 1)[told.shares.argmax()]}×")
    lesson.go_to(STAGES.index("gradients"))
    shown = _seen(lesson.callout)
    lesson.hide_answer("level")
    assert _seen(lesson.callout) != shown
    lesson.hide_answer("silent")
    assert lesson.step_panel._who.rows[0].value == "?"
    lesson.hide_answer("")
    assert _seen(lesson.callout) == shown


def test_a_level_under_the_pointer_stands_out(lesson: TrainingStepLesson) -> None:
    view = lesson.callout.view
    for stage in ("match", "gradients"):
        lesson.go_to(STAGES.index(stage))
        before = _seen(view)
        _point(view, view._bands[2].center())
        assert view._level == 2
        assert _seen(view) != before
        _point(view, QPointF(1, 1))
        assert _seen(view) == before


def test_what_a_teacher_prepared_comes_back(
    lesson: TrainingStepLesson, recorded: tuple[StepTrace, After]
) -> None:
    lesson.go_to(3)
    lesson.step_panel.set_rate(0.01)
    lesson.step_panel.set_part("loc")
    lesson.callout.page.set_key("parts")
    prepared = lesson.state()
    lesson.go_to(0)
    lesson.step_panel.set_rate(1e-3)
    lesson.restore(prepared)
    assert lesson.state() == prepared
    assert lesson.jobs[-1] == FirstStep("trained", 0, 0.01)
    lesson.take(lesson.jobs[-1], recorded[0])
    lesson.centre.grab()


@pytest.mark.parametrize(
    "change",
    [
        {"stage": "dinner"},
        {"start": "half trained"},
        {"part": "wheel"},
        {"page": "third"},
        {"batch": -1},
        {"rate": 0},
        {"rate": float("nan")},
    ],
)
def test_a_state_that_makes_no_sense_is_refused(lesson: TrainingStepLesson, change: dict) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        lesson.restore({**lesson.state(), **change})


def test_another_scene_is_another_batch(lesson: TrainingStepLesson) -> None:
    grey = np.full((60, 60, 3), 200, np.uint8)
    lesson.set_scene(LessonScene(grey, GroundTruth.none(), seed=SEED))
    assert lesson.jobs == [FIRST]
    lesson.set_scene(LessonScene(grey, GroundTruth.none(), seed=SEED + 3))
    assert lesson.jobs[-1] == FirstStep("trained", 3, 1e-3)


def test_a_batch_without_objects_is_told_too(
    lesson: TrainingStepLesson, recorded: tuple[StepTrace, After]
) -> None:
    config = replace(SLOW, batch=1)
    pictures = replace(recorded[0].pictures, rgb=recorded[0].pictures.rgb[:1],
                       truths=(GroundTruth.none(),))  # fmt: skip
    lesson.take(FIRST, Recording(Learner.of(network(), config), pictures).trace)
    for step in range(len(STAGES)):
        lesson.go_to(step)
        lesson.centre.grab()
        lesson.panel.grab()
    assert [question.key for question in lesson.questions()] == ["silent"]


def test_another_rate_keeps_what_is_known_of_the_step(recorded: tuple[StepTrace, After]) -> None:
    trace, after = recorded
    told = Told(trace, after)
    shares = told.shares
    other = told.with_after(replace(after, learning_rate=0.5))
    assert other.shares is shares
    assert other.after.learning_rate == 0.5
    assert told.after is after


def test_figures_are_short() -> None:
    assert [short(value) for value in (0.0594, 0.0, 1.236)] == [".059", ".000", "1.24"]
    assert [signed(value) for value in (0.0049, -0.0076)] == ["+.0049", "−.0076"]


def test_the_texts_of_both_languages_agree() -> None:
    english, korean = (lesson_texts("10-training", language) for language in ("en", "ko"))
    assert english.keys() == korean.keys()
    for key in sorted(english.keys()):
        assert english.placeholders(key) == korean.placeholders(key), key


def test_a_minute_that_fails_leaves_a_step_to_look_at(lesson: TrainingStepLesson) -> None:
    QTest.mouseClick(lesson.history.button, LEFT)
    lesson.fail(lesson.jobs[-1], UserError("no memory"))
    assert not lesson.training
    assert lesson.jobs[-1] == FirstStep("untrained", 1, 1e-3)
