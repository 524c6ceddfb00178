"""Lessons 1 and 2 by real events: what is dragged, pointed at and chosen changes what is shown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.lessons.default_boxes.lesson import DefaultBoxesLesson
from gui.lessons.frame.words import Words
from gui.lessons.matching.lesson import MatchingLesson
from ssd_core.lessons.default_boxes import cell_boxes
from ssd_core.lessons.scene import LessonScene
from ssd_core.lessons.still_life import still_life
from ssd_core.matching import match

MADE = still_life(42, size=150)
SCENE = LessonScene(MADE.rgb, MADE.truth)


@pytest.fixture
def matching(app: QApplication) -> Iterator[MatchingLesson]:
    yield from shown(MatchingLesson(Words("02-matching")))


@pytest.fixture
def dboxes(app: QApplication) -> Iterator[DefaultBoxesLesson]:
    yield from shown(DefaultBoxesLesson(Words("01-default-boxes")))


def shown(lesson: MatchingLesson | DefaultBoxesLesson) -> Iterator:
    lesson.retranslate()
    lesson.centre.resize(700, 700)
    lesson.panel.resize(344, 900)
    lesson.set_scene(SCENE)
    for part in (lesson.centre, lesson.panel, lesson.tools):
        part.show()
    yield lesson
    for part in (lesson.centre, lesson.panel, lesson.tools, lesson.footer):
        if part is not None:
            part.close()
            part.deleteLater()


def click(canvas, x: float, y: float) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.area.point(x, y).toPoint())


# Matching


def test_what_is_shown_is_what_trains(matching: MatchingLesson) -> None:
    shown = matching.shown
    real = match(shown.table.truth, shown.table.dboxes, overlap=matching.threshold)
    assert np.array_equal(shown.told.match.gt_index, real.gt_index)
    assert len(shown.table.truth) == 3
    matching.sections.truths._all.click()
    assert len(matching.shown.table.truth) == len(SCENE.truth)


@pytest.mark.window
def test_dragging_an_object_matches_anew(matching: MatchingLesson) -> None:
    changes, canvas = [], matching.canvas
    matching.changed.connect(lambda: changes.append(1))
    before = matching.shown.told.match.gt_index
    left, top, right, bottom = canvas.box_of(2)
    start = canvas.area.point((left + right) / 2, top).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, canvas.area.point(0.85, 0.1).toPoint())
    canvas.dragged((0.85, 0.1), shift=False)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start)
    canvas.grab()
    assert not np.array_equal(before, matching.shown.told.match.gt_index)
    assert changes
    assert canvas.selected == 2
    assert bottom > top


@pytest.mark.window
def test_the_threshold_changes_positives(matching: MatchingLesson) -> None:
    before = matching.shown.told.positives
    matching.sections.threshold._slider.setFocus()
    QTest.keyClick(matching.sections.threshold._slider, Qt.Key.Key_Right)
    assert matching.threshold == pytest.approx(0.51)
    matching.set_threshold(0.9)
    assert matching.shown.told.positives < before
    assert matching.sections.threshold._spin.value() == pytest.approx(0.9)
    matching.set_threshold(0.0)  # everything that touches an object, and nobody hangs
    matching.canvas.grab()
    assert matching.shown.told.positives > before


def test_a_bar_of_the_histogram_shows_its_dboxes(matching: MatchingLesson) -> None:
    canvas, slider = matching.canvas, matching.sections.threshold._slider
    asked: list[np.ndarray] = []
    canvas._paint_outlines = lambda _painter, _area, _shown, rows: asked.append(rows)
    canvas._paint_negatives = lambda _painter, _area, _shown, rows: asked.append(rows)
    best = matching.shown.told.best
    filled = int(best.max() * 40)  # the last bar that has any
    first, last = slider.x_of(0), slider.x_of(1)
    over = QPoint(round(first + (filled + 0.5) * (last - first) / 40), 12)
    QTest.mouseMove(slider, over)
    move = QMouseEvent(
        QEvent.Type.MouseMove, over.toPointF(), slider.mapToGlobal(over).toPointF(),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(slider, move)
    assert canvas.lit_bin == filled
    asked.clear()
    canvas.grab()
    expected = np.flatnonzero((best >= filled / 40) & (best < (filled + 1) / 40))
    assert len(expected) > 0
    assert np.array_equal(np.sort(np.concatenate(asked)), expected)
    QApplication.sendEvent(slider, QEvent(QEvent.Type.Leave))
    assert canvas.lit_bin == -1


def test_an_open_question_hides_its_answer_everywhere(matching: MatchingLesson) -> None:
    first, *_ = matching.questions()
    matching.hide_answer(first.key)
    hidden = matching.shown.hidden
    assert hidden >= 0
    assert matching.canvas.selected == hidden
    assert matching.sections.truths.table._rows[hidden].cells[1:] == ("?", "?")
    assert matching.questions()[0] == first  # hiding does not change the answer
    positives = matching.canvas._positives
    assert not (matching.shown.told.match.gt_index[positives] == hidden).any()
    matching.hide_answer("largest")
    assert {row.value for row in matching.sections.levels.bars.rows} == {"?"}
    matching.hide_answer("")
    assert "?" not in {row.value for row in matching.sections.levels.bars.rows}


def test_the_answers_are_right(matching: MatchingLesson) -> None:
    smallest, higher, largest = matching.questions()
    assert higher.answers[higher.right] == str(
        int(
            match(
                matching.shown.table.truth, matching.shown.table.dboxes, overlap=0.6
            ).positive.sum()
        )
    )
    assert "×" in largest.answers[largest.right]
    assert len(set(higher.answers)) == len(higher.answers)
    assert smallest.reason


@pytest.mark.window
def test_without_objects_nothing_is_asked_and_nothing_breaks(
    matching: MatchingLesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes: list[str] = []
    monkeypatch.setattr(
        "gui.lessons.matching.match_canvas.paint_note",
        lambda _painter, _at, text: notes.append(text),
    )
    matching.canvas.set_truth(matching.canvas.truth, selected=0)
    while len(matching.canvas.truth):
        QTest.keyClick(matching.canvas, Qt.Key.Key_Delete)
    assert matching.questions() == ()
    for view in ("near", "all", "positives"):
        matching._on_view(view)
        matching.canvas.grab()
        matching.panel.grab()
    assert notes[-1] == matching.words("canvas.empty")


def test_pointing_lights_up_what_belongs_together(matching: MatchingLesson) -> None:
    shown = matching.shown
    dbox = int(np.flatnonzero(shown.told.match.positive)[0])
    matching.canvas.pointed(tuple(shown.table.dboxes.cxcywh[dbox, :2].tolist()))
    assert matching.canvas.lit_dbox >= 0
    level = int(shown.table.dboxes.level[matching.canvas.lit_dbox])
    assert matching.sections.levels.bars._lit == level
    matching.canvas.grab()
    matching.sections.levels.bars.pointed.emit(level)
    matching.canvas.grab()
    matching.sections.truths.table.pointed.emit(1)
    matching.canvas.grab()
    matching.canvas.pointed(None)
    assert matching.sections.levels.bars._lit == -1


def test_a_prepared_matching_comes_back(matching: MatchingLesson) -> None:
    matching.set_threshold(0.4)
    state = matching.state()
    matching.set_threshold(0.7)
    matching.sections.truths._all.click()
    matching.restore(state)
    assert matching.state() == state
    for wrong in ({}, state | {"threshold": 3}, state | {"view": "x"}, state | {"truth": [[1]]}):
        with pytest.raises((ValueError, KeyError, TypeError)):
            matching.restore(wrong)


# Default boxes


def test_a_click_pins_a_cell_and_hovering_does_not(dboxes: DefaultBoxesLesson) -> None:
    canvas = dboxes.canvas
    click(canvas, 0.05, 0.05)
    assert dboxes._cell == (0, 0)
    canvas.pointed((0.5, 0.5))
    assert canvas.cell == (4, 4)
    assert dboxes._cell == (0, 0)
    canvas.pointed(None)
    assert canvas.cell == (0, 0)
    assert [box.index for box in canvas.boxes] == [
        box.index for box in cell_boxes(dboxes.recipe.config, 2, 0, 0)
    ]
    canvas.grab()


@pytest.mark.window
def test_arrows_walk_through_the_cells_and_stop_at_the_edge(dboxes: DefaultBoxesLesson) -> None:
    canvas = dboxes.canvas
    for _ in range(12):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert dboxes._cell == (9, 9)
    assert "(1.013, 1.013)" in canvas.readout[0]
    dboxes.hide_answer("centre")
    assert "?" in canvas.readout[0]


def test_tiles_and_steps_choose_the_same_level(dboxes: DefaultBoxesLesson) -> None:
    dboxes.picker.tiles[5].click()
    assert dboxes.step == 5
    assert dboxes.canvas.level == 5
    dboxes.go_to(0)
    assert dboxes.picker.tiles[0].isChecked()
    for view in ("level", "all", "cell"):
        dboxes.show_view(view)
        dboxes.canvas.grab()


def test_the_recipe_changes_counts_and_answers(dboxes: DefaultBoxesLesson) -> None:
    dboxes.go_to(0)
    dboxes.sections.recipe._pills[3].click()
    assert dboxes.recipe.config.total == 8732 + 2 * 38**2
    assert dboxes.sections.count._total.text() == "11,620"
    dboxes.sections.recipe._rule.part("torchvision").click()
    assert not dboxes.sections.recipe._smallest.isEnabled()
    six = dboxes.questions()[0]
    assert six.answers[six.right] == f"{dboxes.recipe.config.total + 2 * 38**2:,}"


@pytest.mark.parametrize(("level", "right"), [(0, 1), (2, 2), (5, 0)])
def test_where_the_last_column_lies(dboxes: DefaultBoxesLesson, level: int, right: int) -> None:
    dboxes.go_to(level)
    assert dboxes.questions()[1].right == right
    assert len(dboxes.code()) == 3


def test_a_prepared_level_comes_back(dboxes: DefaultBoxesLesson) -> None:
    dboxes.go_to(1)
    click(dboxes.canvas, 0.9, 0.1)
    state = dboxes.state()
    dboxes.go_to(4)
    dboxes.restore(state)
    assert dboxes.state() == state
    with pytest.raises((ValueError, KeyError, TypeError)):
        dboxes.restore(state | {"level": 9})
