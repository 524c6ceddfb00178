"""Lesson 5: five stations, driven by real clicks, keys and drags."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from lesson_scenes import DBOXES, random_raw, random_truth
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.lessons.frame.words import Words
from gui.lessons.funnel.lesson import FunnelLesson
from gui.lessons.funnel.line_rows import LineRow
from ssd_core.coding import to_candidates
from ssd_core.detection import select
from ssd_core.fates import Fate
from ssd_core.lessons.scene import LessonScene
from ssd_core.types import RawOutput


def crowded_scene() -> LessonScene:
    """A grey picture on which some DBoxes shout the same thing as their neighbours."""
    rng = np.random.default_rng(0)
    quiet = random_raw(rng)
    conf = quiet.conf.copy()
    conf[:, 1:] -= 4
    for middle in (7000, 7500, 8200):
        conf[middle : middle + 12, 3] += np.linspace(11, 14, 12, dtype=np.float32)
    raw = RawOutput(quiet.loc * np.float32(0.2), conf)
    grey = np.full((60, 60, 3), 200, np.uint8)
    candidates = to_candidates(raw, DBOXES)
    return LessonScene(grey, random_truth(rng, 3), raw=raw, candidates=candidates)


SCENE = crowded_scene()


@pytest.fixture
def lesson(app: QApplication) -> FunnelLesson:
    made = FunnelLesson(Words("05-funnel"))
    made.retranslate()
    for part in (made.centre, made.panel):
        part.resize(784 if part is made.centre else 344, 800)
    made.set_scene(SCENE)
    made.centre.grab()
    made.panel.grab()
    yield made
    made.set_active(False)
    for part in (made.centre, made.panel, made.tools):
        part.deleteLater()


def counts(lesson: FunnelLesson) -> list[str]:
    return [label.text() for label in lesson.board._counts]


def test_counts_are_those_of_detection_at_every_slider(lesson: FunnelLesson) -> None:
    for key, value in (("confidence", 0.05), ("overlap", 0.2), ("top_k", 3), ("confidence", 0.6)):
        lesson.board.settings[key].spin.setValue(value)
        assert lesson.shown is not None
        real = select(SCENE.candidates, lesson.shown.thresholds).funnel
        numbers = (8732, 8732, real.over_confidence, real.top_k, real.after_nms)
        assert counts(lesson) == [f"{number:,}" for number in numbers]


def test_a_thread_that_moves_leaves_no_trace_and_the_cards_alone(
    app: QApplication, lesson: FunnelLesson
) -> None:
    board = lesson.board
    board.show()
    app.processEvents()
    painted = Paints(board.cards[0])
    paths = set()
    for temperature in (1.1, 1.4, 0.8):
        lesson.set_thresholds(lesson.shown.thresholds, temperature)
        app.processEvents()
        paths.add(board.plots[1].marker().x())
        moved = on_screen(board)
        board.widget().update()
        app.processEvents()
        assert on_screen(board) == moved, temperature
    assert len(paths) == 3
    painted.count = 0
    board.thread.set_last(2)
    app.processEvents()
    assert painted.count == 0, "the thread ends above the cards"


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def on_screen(widget: QWidget) -> QImage:
    """What was painted last, without painting it again."""
    return widget.screen().grabWindow(widget.winId()).toImage()


def test_scores_of_another_picture_are_not_those_before(lesson: FunnelLesson) -> None:
    other = replace(SCENE, raw=None, candidates=None)
    lesson.set_scene(other)
    assert lesson.shown is None
    raw = random_raw(np.random.default_rng(8))
    candidates = to_candidates(raw, DBOXES)
    lesson.set_scene(replace(SCENE, raw=raw, candidates=candidates))
    np.testing.assert_array_equal(lesson.shown.funnel.candidates.scores, candidates.scores)
    lesson.set_scene(SCENE)
    shown = lesson.shown.funnel
    np.testing.assert_array_equal(shown.candidates.scores, SCENE.candidates.scores)
    assert shown.stations[0].count == len(DBOXES)
    assert shown.stations[0].edges[1] == pytest.approx(float(SCENE.raw.conf[:, 1:].max()))


def test_a_click_in_a_miniature_follows_the_box_under_it(lesson: FunnelLesson) -> None:
    shown = lesson.shown
    dbox = int(shown.funnel.stations[4].alive[0, 0])
    picture = lesson.board.pictures[4]
    x1, y1, x2, y2 = (shown.funnel.candidates.boxes[dbox] * picture.width()).tolist()
    at = QPoint(round((x1 + x2) / 2), round((y1 + y2) / 2))
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at)
    followed = lesson.shown.thread
    assert followed.fate == Fate.SHOWN
    box = shown.funnel.candidates.boxes[followed.dbox] * picture.width()
    assert box[0] <= at.x() <= box[2]
    assert box[1] <= at.y() <= box[3]


def point_at(widget: QWidget, at: QPointF) -> None:
    plain, none = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), none, none, plain)
    QApplication.sendEvent(widget, event)


def middle_of(lesson: FunnelLesson, column: int, bar: int) -> QPointF:
    rect = lesson.board.plots[column].bar_rect(bar)
    return QPointF(rect.center().x(), rect.bottom() - 1)


@pytest.mark.parametrize("column", [0, 1, 2, 3, 4])
def test_a_bar_shows_whom_it_counts_in_its_picture_and_all_later_ones(
    monkeypatch: pytest.MonkeyPatch, lesson: FunnelLesson, column: int
) -> None:
    painted = []
    monkeypatch.setattr(
        "gui.lessons.funnel.miniature.paint_boxes",
        lambda _painter, rects, _line: painted.extend(rects),
    )
    plot, funnel = lesson.board.plots[column], lesson.shown.funnel
    bar = max(k for k, one in enumerate(plot.chart.bars) if one.height > 0)
    point_at(plot, middle_of(lesson, column, bar))
    for picture in lesson.board.pictures[:column]:
        assert picture._of_bar is None
    for later in range(column, 5):
        painted.clear()
        lesson.board.pictures[later].grab()
        counted = lesson.board.pictures[later]._of_bar
        alive = counted.among(funnel.stations[later].alive) if later >= 2 else counted.dboxes
        assert len(painted) == len(alive)
    if column < 2:
        assert len(counted.dboxes) == funnel.stations[column].histogram[bar]
    elif column > 2:
        survives = lesson.shown.line[bar].fate == Fate.SHOWN
        assert len(painted) == survives
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert all(picture._of_bar is None for picture in lesson.board.pictures)


def test_of_a_crowd_the_best_boxes_are_painted(
    monkeypatch: pytest.MonkeyPatch, lesson: FunnelLesson
) -> None:
    painted = []
    monkeypatch.setattr(
        "gui.lessons.funnel.miniature.paint_boxes",
        lambda _painter, rects, _line: painted.extend(rects),
    )
    lesson.board.settings["confidence"].spin.setValue(0.0)
    picture, shown = lesson.board.pictures[2], lesson.shown
    alive = shown.funnel.stations[2].alive
    assert len(alive) > 10 * 800
    painted.clear()
    picture.grab()
    assert len(painted) == 800
    scores = shown.funnel.candidates.scores[alive[:, 0], alive[:, 1]]
    corners = {(round(rect.left(), 2), round(rect.top(), 2)) for rect in painted}
    for row in np.argsort(-scores)[:700]:
        left, top, *_ = shown.funnel.candidates.boxes[alive[row, 0]] * picture.width()
        assert (round(float(left), 2), round(float(top), 2)) in corners


def test_a_bar_that_changes_under_the_pointer_is_let_go(lesson: FunnelLesson) -> None:
    point_at(lesson.board.plots[3], middle_of(lesson, 3, 0))
    assert lesson.board.pictures[3]._of_bar is not None
    lesson.board.settings["top_k"].spin.setValue(2)
    assert lesson.board.pictures[3]._of_bar is None


def test_a_block_of_the_funnel_counts_its_classes(lesson: FunnelLesson) -> None:
    band, shown = lesson.board.band, lesson.shown
    for column in range(5):
        left, right = band._column(column)
        point_at(band, QPointF((left + right) / 2, 20))
        assert sum(count for _, count in band.counts(column)) == shown.funnel.stations[column].count
        assert lesson.panel.station.title.text().startswith(f"Station {column + 1}")
        before = dict(band.counts(column))
        for name, label in (("background", 0), (shown.scene.class_name(3), 3)):
            assert (f"{name}  {before.get(label, 0):,}" in band._told(column)) == (label in before)
        band.grab()
    lesson.hide_answer("overlap")
    assert band.counts(4) == []
    assert band._told(4) == ""
    QApplication.sendEvent(band, QEvent(QEvent.Type.Leave))
    assert lesson.panel.station.title.text() == "Station 5: NMS"


def test_the_thread_stays_with_its_box_while_sliders_move(lesson: FunnelLesson) -> None:
    pair = lesson.shown.pair
    lesson.board.settings["overlap"].spin.setValue(1.0)
    assert lesson.shown.pair == pair
    assert lesson.shown.thread.fate == Fate.SHOWN
    lesson.board.settings["confidence"].spin.setValue(1.0)
    assert lesson.shown.pair == pair
    assert lesson.shown.last_column == 2
    assert lesson.board.cards[2].card.ended


@pytest.mark.window
def test_dragging_the_line_in_a_chart_moves_the_threshold(lesson: FunnelLesson) -> None:
    plot = lesson.board.plots[2]
    area = plot._area()
    y = round(area.center().y())

    def at(share: float) -> QPoint:
        return QPoint(round(area.left() + share * area.width()), y)

    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=at(0.3))
    QTest.mouseMove(plot, at(0.5))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=at(0.5))
    assert lesson.shown.thresholds.confidence == pytest.approx(0.5, abs=0.02)
    assert lesson.board.settings["confidence"].value == lesson.shown.thresholds.confidence


@pytest.mark.window
def test_the_line_is_chosen_from_by_mouse_and_arrows(lesson: FunnelLesson) -> None:
    rows = lesson.panel.rows.rows
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert lesson.shown.thread.dbox == rows[0].dbox
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert lesson.shown.thread.dbox == lesson.shown.line[1].dbox
    checked = [row for row in lesson.panel.findChildren(LineRow) if row.isChecked()]
    assert [row.dbox for row in checked] == [lesson.shown.thread.dbox]


def test_what_would_save_it_saves_it_and_can_be_put_back(lesson: FunnelLesson) -> None:
    assert lesson.shown.thread.fate == Fate.SUPPRESSED
    before = lesson.shown.thresholds
    lesson._look_for_rescue()
    lesson.panel.try_button.click()
    assert lesson.shown.thread.fate == Fate.SHOWN
    assert lesson.shown.thresholds.overlap > before.overlap
    lesson._look_for_rescue()
    lesson.panel.try_button.click()
    assert lesson.shown.thresholds == before


def test_where_stations_do_not_fit_the_walk_takes_the_view_along(lesson: FunnelLesson) -> None:
    lesson.centre.resize(400, 500)
    lesson.centre.grab()
    bar = lesson.board.horizontalScrollBar()
    lesson.go_to(0)
    assert bar.value() == 0 < bar.maximum()
    for step in range(5):
        lesson.go_to(step)
        plot, left = lesson.board.plots[step].geometry(), bar.value()
        assert left <= plot.left()
        assert plot.right() <= left + lesson.board.viewport().width()


def test_past_the_cap_is_told(lesson: FunnelLesson) -> None:
    for key, value in (("confidence", 0.0), ("overlap", 1.0), ("top_k", 200)):
        lesson.board.settings[key].spin.setValue(value)
    fates = lesson.shown.funnel.fates.fate
    dbox, label = np.argwhere(fates == Fate.PAST_CAP)[0].tolist()
    lesson.follow(dbox, label)
    assert lesson.board.cards[4].card.ended
    assert "200" in lesson.board.cards[4].card.note
    lesson._look_for_rescue()
    assert str(lesson.shown.thread.dbox) in lesson.panel._saves.text()
    lesson.centre.grab()


@pytest.mark.parametrize("fate", [Fate.BELOW_CONFIDENCE, Fate.PAST_TOP_K, Fate.SHOWN])
def test_every_fate_has_its_words(lesson: FunnelLesson, fate: Fate) -> None:
    lesson.board.settings["top_k"].spin.setValue(3)
    found = np.argwhere(lesson.shown.funnel.fates.fate == fate)
    dbox, label = found[len(found) // 2].tolist()
    lesson.follow(dbox, label)
    lesson._look_for_rescue()
    assert str(dbox) in lesson.panel._saves.text()
    for column in range(5):
        lesson._on_pointed(column)
        lesson.panel.grab()
    lesson.centre.grab()


def test_walking_back_hides_what_is_still_to_come(lesson: FunnelLesson) -> None:
    assert [step.label for step in lesson.steps()][-1] == "NMS"
    lesson.go_to(1)
    assert counts(lesson) == ["8,732", "8,732", "", "", ""]
    assert lesson.panel.station.title.text() == "Station 2: softmax"
    lesson.go_to(4)
    assert counts(lesson)[-1] == str(lesson.shown.funnel.stations[4].count)


def test_questions_are_answered_by_detection_and_hide_it_meanwhile(lesson: FunnelLesson) -> None:
    threshold, overlap, top_k = lesson.questions()
    now, before = lesson.shown.thresholds, lesson.shown.funnel.stations[4].count
    after = select(SCENE.candidates, replace(now, overlap=round(now.overlap + 0.2, 2))).funnel.shown
    real = int(np.sign(after - before)) + 1
    lesson.hide_answer("overlap")
    assert counts(lesson)[4] == "?"
    assert lesson.board.settings["overlap"].value == pytest.approx(now.overlap + 0.2)
    assert lesson.questions()[1] == overlap
    lesson.hide_answer("")
    assert counts(lesson)[4] == str(after)
    lesson.hide_answer("top_k")
    assert lesson.board.settings["overlap"].value == pytest.approx(now.overlap)
    lesson.hide_answer("")
    assert overlap.right == real
    one = select(SCENE.candidates, replace(now, top_k=1)).funnel.shown
    assert top_k.answers[top_k.right] == str(one)
    assert 0 <= threshold.right < len(threshold.answers)


def test_a_prepared_lesson_comes_back(lesson: FunnelLesson) -> None:
    lesson.board.settings["confidence"].spin.setValue(0.12)
    lesson.follow(7005, 3)
    lesson.go_to(3)
    state = lesson.state()
    lesson.board.settings["confidence"].spin.setValue(0.9)
    lesson.follow(0, 1)
    lesson.restore(state)
    assert lesson.state() == state
    for wrong in ({"thread": [9000, 1]}, {"temperature": 0}, {"step": 9}, {"confidence": 2}):
        with pytest.raises(ValueError, match=r".+"):
            lesson.restore({**state, **wrong})


def test_before_the_network_answers_nothing_is_claimed(app: QApplication) -> None:
    lesson = FunnelLesson(Words("05-funnel"))
    lesson.retranslate()
    lesson.set_scene(replace(SCENE, raw=None, candidates=None))
    assert lesson.questions() == ()
    assert lesson.code() == ()
    assert counts(lesson) == ["…"] * 5
    lesson.centre.resize(600, 500)
    lesson.centre.grab()


def test_the_code_is_real_and_has_this_scenes_shapes(lesson: FunnelLesson) -> None:
    names = [sample.name for sample in lesson.code()]
    assert names == ["softmax", "over_confidence", "nms"]
    assert "[8732, 9]" in dict(lesson.code()[0].rows())["conf"]
