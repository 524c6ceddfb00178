"""Lesson 4: objects are dragged, and the loss, its two sorts and who is kept follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from driving import wait_until
from lesson_scenes import DBOXES, random_raw, truth_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.lessons.frame.words import Words
from gui.lessons.mining.lesson import MiningLesson
from gui.lessons.mining.shown import KEEP, LOSS, MATCH, SORT
from ssd_core.lessons.scene import LessonScene
from ssd_core.loss import multibox_loss
from ssd_core.matching import learning_targets
from ssd_core.types import GroundTruth

GREY = np.full((60, 60, 3), 200, np.uint8)
RAW = random_raw(np.random.default_rng(0))
TRUTH = truth_of((0.1, 0.1, 0.4, 0.4), (0.55, 0.5, 0.9, 0.95))
SCENE = LessonScene(GREY, TRUTH, raw=RAW)


@pytest.fixture
def lesson(app: QApplication) -> Iterator[MiningLesson]:
    made = MiningLesson(Words("04-mining"))
    made.retranslate()
    made.canvas.resize(700, 700)
    made.panel.resize(344, 900)
    made.set_scene(SCENE)
    made.canvas.grab()
    made.panel.grab()
    yield made
    for part in (made.canvas, made.panel, made.tools):
        part.deleteLater()


def at(lesson: MiningLesson, x: float, y: float) -> QPoint:
    return lesson.canvas.area.point(x, y).toPoint()


def real_loss(truth: GroundTruth, *, ratio: int = 3) -> float:
    offsets, labels = learning_targets(truth, DBOXES)
    tensors = [torch.from_numpy(np.array(a))[None] for a in (RAW.loc, RAW.conf, offsets, labels)]
    return multibox_loss(*tensors, neg_pos_ratio=ratio).total.item()


def test_the_sum_on_the_panel_is_the_loss_that_trains(lesson: MiningLesson) -> None:
    assert lesson.shown.sums.total == pytest.approx(real_loss(TRUTH), rel=1e-5)
    assert lesson.parts.formula.accessibleName().endswith(f"{real_loss(TRUTH):.2f}")
    lesson.parts.ratio.spin.setValue(7)
    assert lesson.shown.sums.total == pytest.approx(real_loss(TRUTH, ratio=7), rel=1e-5)


@pytest.mark.window
def test_dragging_an_object_matches_and_mines_anew(lesson: MiningLesson) -> None:
    before = lesson.shown.losses.labels
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(lesson.canvas, left, pos=at(lesson, 0.25, 0.25))
    QTest.mouseMove(lesson.canvas, at(lesson, 0.3, 0.3))
    QTest.mouseMove(lesson.canvas, at(lesson, 0.45, 0.3))
    QTest.mouseRelease(lesson.canvas, left, pos=at(lesson, 0.45, 0.3))
    moved = lesson.shown.truth
    assert moved.boxes[0, 0] == pytest.approx(0.3, abs=0.01)
    assert not np.array_equal(before, lesson.shown.losses.labels)
    assert lesson.shown.sums.total == pytest.approx(real_loss(moved), rel=1e-5)
    assert lesson.shown.forgotten == (0,)


@pytest.mark.window
def test_without_an_object_the_loss_is_nothing_and_that_is_said(lesson: MiningLesson) -> None:
    for _ in range(2):
        QTest.keyClick(lesson.canvas, Qt.Key.Key_Return)
        QTest.keyClick(lesson.canvas, Qt.Key.Key_Delete)
    assert lesson.shown.sums.positives == lesson.shown.wanted == 0
    assert lesson.shown.sums.total == 0
    assert lesson.parts.notice.is_solid
    assert lesson.shown.positive == -1
    lesson.canvas.grab()
    lesson.panel.grab()
    assert [question.key for question in lesson.questions()] == ["kept", "share"]


@pytest.mark.window
def test_a_dot_is_the_worst_box_of_its_cell(lesson: MiningLesson) -> None:
    values = lesson.shown.values
    worst = int(lesson.shown.sorts.order[4])
    x, y = DBOXES.cxcywh[worst, :2].tolist()
    QTest.mouseMove(lesson.canvas, at(lesson, x, y))
    QTest.mouseClick(lesson.canvas, Qt.MouseButton.LeftButton, pos=at(lesson, x, y))
    seen = lesson.shown.negative
    same = np.abs(DBOXES.cxcywh[:, :2] - DBOXES.cxcywh[seen, :2]).max(axis=1) < 1e-6
    level = DBOXES.level == DBOXES.level[seen]
    assert values[seen] == values[same & level].max()


@pytest.mark.window
def test_rows_and_links_of_the_table_lead_to_boxes(lesson: MiningLesson) -> None:
    table = lesson.parts.table
    rows = table.rows
    assert [told.dbox for told in rows[:3]] == [0, 1, 2]
    assert [told.words[3] for told in rows[3:6]] == ["0", "1", "2"]
    assert [told.words[4] for told in rows[3:6]] == ["kept"] * 3
    link = table._places()[1][1].center()
    QTest.mouseClick(
        table,
        Qt.MouseButton.LeftButton,
        pos=QPoint(16 + round(0.58 * (table.width() - 32)), round(link.y())),
    )
    assert lesson.shown.negative == int(lesson.shown.sorts.order[1])
    wait_until(lambda: not lesson.following)  # the table follows the picture
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert lesson.shown.negative == int(lesson.shown.sorts.order[2])


@pytest.mark.window
def test_n_and_p_lead_through_the_ranks(lesson: MiningLesson) -> None:
    QTest.keyClick(lesson.canvas, Qt.Key.Key_N)
    assert lesson.shown.sorts.rank[lesson.shown.negative] == 1
    QTest.keyClick(lesson.canvas, Qt.Key.Key_P)
    QTest.keyClick(lesson.canvas, Qt.Key.Key_P)
    assert lesson.shown.sorts.rank[lesson.shown.negative] == 0


def test_the_walk_fills_the_table_column_by_column(lesson: MiningLesson) -> None:
    lesson.go_to(MATCH)
    assert lesson.parts.table.rows[0].words[1:] == ("", "", "", "")
    lesson.go_to(LOSS)
    assert lesson.parts.table.rows[0].words[1] != ""
    lesson.go_to(SORT)
    assert lesson.parts.table.rows[0].words[2] == str(lesson.shown.sorts.order[0])
    assert lesson.parts.table.rows[0].words[3] == ""
    lesson.go_to(KEEP)
    assert all(told.words[4] for told in lesson.parts.table.rows)
    assert lesson.steps()[KEEP].label == f"keep {lesson.shown.wanted}"
    for step in range(KEEP + 1):
        lesson.go_to(step)
        lesson.canvas.grab()


def test_untrained_nearly_all_that_is_heard_is_background(lesson: MiningLesson) -> None:
    lesson.choices.network.part("untrained").click()
    assert lesson.shown.all_sums.share_of_negatives > 0.97
    assert [row.value for row in lesson.parts.hears.rows][1] in ("98 %", "99 %", "100 %")
    lesson.choices.kind.part("box").click()
    assert lesson.shown.values.max() == lesson.shown.losses.localisation.max()
    lesson.canvas.grab()


def test_questions_know_the_answer_and_hide_it(lesson: MiningLesson) -> None:
    kept, share, forgotten = lesson.questions()
    assert kept.answers[kept.right] == str(lesson.shown.wanted)
    percent = 100 * lesson.shown.all_sums.share_of_negatives
    low, high = (int(x) for x in share.answers[share.right].removesuffix(" %").split("–"))
    assert low <= percent <= high
    one = GroundTruth(TRUTH.boxes[1:], TRUTH.labels[1:], TRUTH.difficult[1:])
    rises = real_loss(one) > real_loss(TRUTH)
    assert forgotten.right == (2 if rises else 0)
    lesson.hide_answer("kept")
    assert lesson.parts.negatives.figure.text() == "?"
    assert lesson.steps()[KEEP].label == "keep ?"
    lesson.hide_answer("")
    assert lesson.parts.negatives.figure.text() == f"{lesson.shown.wanted:,}"


def test_a_prepared_lesson_comes_back(lesson: MiningLesson) -> None:
    lesson.parts.ratio.spin.setValue(5)
    lesson.look_at(int(lesson.shown.sorts.order[7]))
    lesson.choices.kind.part("box").click()
    lesson.go_to(2)
    state = lesson.state()
    lesson.set_truth(GroundTruth.none())
    lesson.restore(state)
    again = lesson.state()
    assert again == state
    for wrong in ({"ratio": 11}, {"kind": "x"}, {"step": 6}, {"focus": [9000, 0]},
                  {"labels": [99, 1]}, {"boxes": [[0, 0, 1, float("inf")]] * 2}):  # fmt: skip
        with pytest.raises(ValueError, match=r".+"):
            lesson.restore({**state, **wrong})


def test_before_the_network_answers_nothing_is_claimed(app: QApplication) -> None:
    lesson = MiningLesson(Words("04-mining"))
    lesson.retranslate()
    lesson.set_scene(replace(SCENE, raw=None))
    assert lesson.shown is None
    assert lesson.questions() == lesson.code() == ()
    lesson.canvas.resize(400, 400)
    lesson.canvas.grab()


def test_the_code_is_that_which_trains(lesson: MiningLesson) -> None:
    names = [sample.name for sample in lesson.code()]
    assert names == ["learning_targets", "cross_entropy", "smooth_l1", "mine", "multibox_loss"]
