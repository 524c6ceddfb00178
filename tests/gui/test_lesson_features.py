"""Lesson 7: six maps of a small network, driven by real clicks, keys and hovers."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from lesson_scenes import truth_of
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.lessons.features.lesson import FeaturesLesson
from gui.lessons.frame.words import Words
from ssd_core.errors import UserError
from ssd_core.lessons.feature_maps import FeatureMaps, LookAtFeatures, norms
from ssd_core.lessons.scene import LessonScene
from ssd_core.network.receptive_field import Reach
from ssd_core.types import GroundTruth

CELLS, SEES = (38, 19, 10, 5, 3, 1), (92, 420, 452, 516, 644, 772)
GREY = np.full((60, 60, 3), 200, np.uint8)
SCENE = LessonScene(GREY, truth_of((0.1, 0.1, 0.2, 0.2), (0.2, 0.3, 0.9, 0.9)))


def made_up_maps() -> FeatureMaps:
    rng = np.random.default_rng(0)
    maps = tuple(rng.gamma(1, 2, (64, f, f)).astype(np.float32) for f in CELLS)
    strides = (8, 16, 32, 64, 64, 64)
    reaches = [Reach(s, j, j / 2, f) for s, j, f in zip(SEES, strides, CELLS, strict=True)]
    return FeatureMaps(maps, np.full(64, 20, np.float32), tuple(reaches))


MAPS = made_up_maps()


@pytest.fixture
def lesson(app: QApplication) -> FeaturesLesson:
    made = FeaturesLesson(Words("07-features"))
    made.jobs = []
    made.asked.connect(made.jobs.append)
    made.retranslate()
    made.centre.resize(784, 780)
    made.set_scene(SCENE)
    made.take(made.jobs[0], MAPS)
    made.panel.resize(344, made.panel.sizeHint().height())
    for part in (made.centre, made.panel):
        part.grab()
    yield made
    for part in (made.centre, made.panel, made.tools):
        part.deleteLater()


def point_at(widget: QWidget, place: QPointF) -> None:
    nothing, none = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    kind = QEvent.Type.MouseMove
    QApplication.sendEvent(widget, QMouseEvent(kind, place, place, none, none, nothing))


def test_it_asks_for_the_maps_once_a_picture(lesson: FeaturesLesson) -> None:
    assert [type(job) for job in lesson.jobs] == [LookAtFeatures]
    assert lesson.jobs[0].rgb is SCENE.rgb
    lesson.set_scene(replace(SCENE, truth=GroundTruth.none()))
    assert len(lesson.jobs) == 1
    lesson.set_scene(replace(SCENE, rgb=GREY.copy()))
    assert len(lesson.jobs) == 2
    assert lesson.shown is None
    lesson.take(lesson.jobs[0], MAPS)  # of the picture before
    assert lesson.shown is None
    lesson.centre.grab()
    lesson.panel.grab()
    lesson.take(lesson.jobs[1], MAPS)
    assert lesson.shown is not None


def test_a_network_that_fails_is_told(lesson: FeaturesLesson) -> None:
    lesson.set_scene(replace(SCENE, rgb=GREY.copy()))
    lesson.fail(lesson.jobs[-1], UserError("broken"))
    assert "could not" in lesson.panel._intro.accessibleName()
    assert lesson.questions() == ()
    assert lesson.code()


@pytest.mark.parametrize("level", range(6))
def test_every_level_tells_what_a_cell_sees(lesson: FeaturesLesson, level: int) -> None:
    lesson.go_to(level)
    for part in (lesson.centre, lesson.panel):
        part.grab()
    assert str(SEES[level]) in lesson.panel._intro.accessibleName()
    assert lesson.shown.facts.cells == CELLS[level]
    left, _, right, _ = lesson.shown.cell.field
    assert (right - left) * 300 == pytest.approx(SEES[level])


def test_a_level_is_chosen_in_film_table_and_bars(lesson: FeaturesLesson) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(lesson.film, left, pos=lesson.film.thumb_rect(2).center().toPoint())
    assert (lesson.step, lesson.shown.setup.level) == (2, 2)
    row = round(lesson.panel.table.height() / 7)
    QTest.mouseClick(lesson.panel.table, left, pos=QPoint(20, round(4.5 * row)))
    assert lesson.step == 3
    QTest.mouseClick(lesson.panel.norms, left, pos=QPoint(20, 5))
    assert lesson.step == 0


@pytest.mark.window
def test_hovering_shows_a_cell_and_a_click_keeps_it(lesson: FeaturesLesson) -> None:
    kept = lesson.shown.position
    point_at(lesson.canvas, lesson.canvas.area.point(0.5, 0.7))
    assert lesson.shown.position == (26, 18)
    assert lesson.shown.setup.cell == kept
    QApplication.sendEvent(lesson.canvas, QEvent(QEvent.Type.Leave))
    assert lesson.shown.position == kept
    at = lesson.canvas.area.point(0.5, 0.7).toPoint()
    QTest.mouseClick(lesson.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert lesson.shown.setup.cell == (26, 18)
    QTest.keyClick(lesson.canvas, Qt.Key.Key_Right)
    assert lesson.shown.setup.cell == (26, 19)


def test_another_level_stays_at_the_place(lesson: FeaturesLesson) -> None:
    lesson.canvas.cell_pinned.emit(26, 18)
    before = lesson.shown.centre
    lesson.go_to(2)
    left, top, right, bottom = lesson.shown.cell.place
    assert left <= before[0] <= right
    assert top <= before[1] <= bottom


def test_the_object_under_the_cell_is_told(lesson: FeaturesLesson) -> None:
    assert lesson.shown.object_under == 0
    assert "30 px" in lesson.side._under_text.accessibleName()
    lesson.canvas.cell_pinned.emit(22, 22)
    assert lesson.shown.object_under == 1
    assert "fit it better" in lesson.side._under_text.accessibleName()
    lesson.canvas.cell_pinned.emit(0, 37)
    assert "No object" in lesson.side._under_text.accessibleName()


def test_l2norm_makes_every_norm_20(lesson: FeaturesLesson) -> None:
    assert lesson.panel.norms.rows[0].value == "20.0"
    QTest.mouseClick(lesson.panel.switch, Qt.MouseButton.LeftButton)
    row, column = lesson.shown.place_in(0)
    raw = float(norms(MAPS.maps[0])[row, column])
    assert lesson.panel.norms.rows[0].value == f"{raw:.1f}"
    assert not lesson.shown.setup.normalised


def test_a_scale_that_has_not_learnt_yet_is_told_as_one_number(lesson: FeaturesLesson) -> None:
    assert lesson.panel._scale.text() == lesson.words("panel.scale_same", low="20.0")
    learnt = replace(MAPS, scale=np.linspace(5, 19, 64, dtype=np.float32))
    lesson.take(lesson.jobs[-1], learnt)
    assert lesson.panel._scale.text() == lesson.words("panel.scale", low="5.0", high="19.0")


@pytest.mark.window
def test_what_is_shown_can_be_chosen(lesson: FeaturesLesson) -> None:
    left = Qt.MouseButton.LeftButton
    for show in ("channel", "mean", "strongest"):
        QTest.mouseClick(lesson.side.parts[show], left)
        assert lesson.shown.setup.show == show
    QTest.mouseClick(lesson.side.parts["channel"], left)
    lesson.side.channel.setValue(5)
    assert lesson.shown.heat is MAPS.heat(0, "channel", 5, normalised=True)
    lesson.side.heat.setFocus()
    QTest.keyClick(lesson.side.heat, Qt.Key.Key_Right)
    assert lesson.shown.setup.heat == pytest.approx(0.61)
    for view in ("picture", "map", "over"):
        QTest.mouseClick(lesson.views.part(view), left)
        lesson.centre.grab()
        assert lesson.shown.setup.view == view


def test_answers_are_computed_and_hidden(lesson: FeaturesLesson) -> None:
    asked = {question.key: question for question in lesson.questions()}
    assert asked["sees"].answers[asked["sees"].right] == "92"
    assert asked["level"].answers[asked["level"].right] == "38×38"
    raw = lesson.shown.norm(0, normalised=False)
    assert asked["norm"].right == (0 if raw > 22 else 2 if raw < 18 else 1)
    for level in range(6):
        lesson.go_to(level)
        sees = next(q for q in lesson.questions() if q.key == "sees")
        assert sees.answers[sees.right] == str(SEES[level])
    lesson.hide_answer("sees")
    assert "772" not in lesson.panel._intro.accessibleName()
    for key in ("level", "norm", ""):
        lesson.hide_answer(key)
        lesson.panel.grab()


def test_a_prepared_lesson_comes_back(lesson: FeaturesLesson) -> None:
    lesson.go_to(1)
    lesson.canvas.cell_pinned.emit(4, 7)
    lesson.side.heat_changed.emit(0.8)
    kept = json.loads(json.dumps(dict(lesson.state())))
    lesson.go_to(4)
    lesson.restore(kept)
    assert dict(lesson.state()) == kept
    assert lesson.step == 1
    wrong = ({"level": 9}, {"view": "x"}, {"cell": [1]}, {"heat": 7}, {"show": None})
    for change in wrong:
        with pytest.raises((ValueError, TypeError, KeyError)):
            lesson.restore({**kept, **change})


def test_a_small_window_keeps_the_map(lesson: FeaturesLesson) -> None:
    lesson.centre.show()
    lesson.centre.resize(460, 440)
    QApplication.processEvents()
    assert not lesson.film.isVisibleTo(lesson.centre)
    assert not lesson.side.isVisibleTo(lesson.centre)
    assert lesson.canvas.area.side > 200
    lesson.centre.hide()


def test_it_shows_the_code_that_runs(lesson: FeaturesLesson) -> None:
    names = [sample.name for sample in lesson.code()]
    assert names == ["l2_normalised", "reach_of", "cell_facts"]
    assert dict(lesson.code()[0].rows())["features"].startswith("float32 [64, 38, 38]")
