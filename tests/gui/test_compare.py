"""Comparing: real weights beside perturbed ones, real keys and drags, and what is painted where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import run_events, wait_until
from one_program import OneProgram, one_program
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from safetensors.numpy import load_file, save_file

from gui.app import App
from gui.canvas.compare_view import CompareView
from gui.canvas.mark_lines import Line
from gui.canvas.marks import Mark
from gui.class_colors import ClassStyle
from gui.panels.compare.differences_model import CHANGE, SCORE_B
from gui.sides import Compared, Side
from gui.wiring.compare import Comparing
from ssd_core.bundled import sample_paths, weights_path
from ssd_core.types import Detections

SMALL_SHAPES = next(p for p in sample_paths() if p.stem == "small-shapes")
CIRCLES = next(p for p in sample_paths() if p.stem == "crowd-of-circles")


@pytest.fixture(scope="module")
def other_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled weights, a little shaken: they find nearly the same with other scores."""
    from safetensors import safe_open

    path = tmp_path_factory.mktemp("weights") / "shaken.safetensors"
    with safe_open(str(weights_path()), "numpy") as file:
        metadata = file.metadata()
    tensors = load_file(str(weights_path()))
    random = np.random.default_rng(0)
    for name, values in tensors.items():
        if values.ndim == 4:
            shaken = values + random.normal(0, 0.06 * values.std(), values.shape)
            tensors[name] = shaken.astype(values.dtype)
    save_file(tensors, str(path), metadata=metadata)
    return path


@pytest.fixture(scope="module")
def one(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneProgram]:
    with one_program(app, tmp_path_factory.mktemp("compare"), SMALL_SHAPES) as one:
        yield one


@pytest.fixture
def viewer(one: OneProgram) -> App:
    """Nothing is compared, and B is as it was at first."""
    subject = comparing(one.program)
    subject._use_same()
    subject.second.own = None
    subject._on_show_changed("split")
    subject.stage.view.set_split(0.5)
    return one.set_back()


def comparing(viewer: App) -> Comparing:
    return next(s for s in viewer._subjects if isinstance(s, Comparing))


def opened(viewer: App) -> Comparing:
    QTest.keyClick(viewer.window.inspect.canvas, Qt.Key.Key_K)
    run_events(50)
    subject = comparing(viewer)
    assert subject.is_open
    return subject


def with_own_confidence(viewer: App, confidence: float) -> Comparing:
    """Comparing with itself, B at another confidence threshold."""
    subject = opened(viewer)
    subject.panel.sides._spins[0].setValue(confidence)
    run_events(50)
    return subject


def test_the_same_weights_agree_with_themselves(viewer: App) -> None:
    subject = opened(viewer)
    found = len(viewer.session.selection.detections)
    assert subject.stage.view.isVisible()
    assert subject.panel.isVisible()
    assert subject.panel.agreement._bar.counts == (0, found, 0)
    table = subject.panel.differences.table
    assert {table.model().index(row, CHANGE).data() for row in range(found)} == {"0.00"}


def test_a_higher_confidence_of_b_leaves_boxes_to_a_alone(viewer: App) -> None:
    scores = viewer.session.selection.detections.scores
    subject = with_own_confidence(viewer, 0.9)
    alone = int((scores <= 0.9).sum())
    assert alone
    assert subject.panel.agreement._bar.counts == (alone, len(scores) - alone, 0)
    assert viewer.session.thresholds.confidence == pytest.approx(0.3)  # A stays as it was
    lines = [mark.line for mark in subject.stage.view._marks["a"]]
    assert lines.count(Line.DASHED) == alone
    assert len(subject.stage.view._marks["b"]) == len(scores) - alone
    subject.panel.sides._lock.click()
    run_events(50)
    assert subject.panel.agreement._bar.counts == (0, len(scores), 0)


def test_other_weights_are_loaded_and_follow_the_pictures(viewer: App, other_weights: Path) -> None:
    subject = opened(viewer)
    subject.panel.sides.weights_chosen.emit(str(other_weights))
    run_events(0)
    assert "shaken.safetensors" in subject.panel.sides._loading.text()
    wait_until(lambda: not subject.second.is_same and subject.second.looked is not None)
    run_events(50)
    assert subject.panel.sides._loading.isHidden()
    assert subject.panel.sides._names[1].text() == "shaken"
    only_a, both, only_b = subject.panel.agreement._bar.counts
    assert both > 0
    a, b = viewer.session.selection.detections, subject.second.detections()
    assert (only_a + both, both + only_b) == (len(a), len(b))
    assert a.scores.tolist() != b.scores.tolist()
    viewer.session.open_files([str(CIRCLES)])
    wait_until(lambda: viewer.session.picture.name == CIRCLES.name)
    wait_until(lambda: viewer.session.selection is not None and subject.second.looked is not None)
    run_events(50)
    assert subject.second.looked.picture == viewer.session.picture.id
    assert sum(subject.panel.agreement._bar.counts) >= len(viewer.session.selection.detections)


def test_swapping_other_weights_swaps_the_sides(viewer: App, other_weights: Path) -> None:
    subject = opened(viewer)
    subject.panel.sides.weights_chosen.emit(str(other_weights))
    wait_until(lambda: not subject.second.is_same and subject.second.looked is not None)
    run_events(50)
    only_a, both, only_b = subject.panel.agreement._bar.counts
    first, second = viewer.session.weights, subject.second.weights
    kept = other_weights.rename(other_weights.with_name("moved away"))
    subject.panel.sides._swap.click()
    wait_until(lambda: viewer.session.weights.path == other_weights)
    wait_until(lambda: subject.second.weights.path == weights_path())
    wait_until(lambda: viewer.session.selection is not None and subject.second.looked is not None)
    run_events(50)
    kept.rename(other_weights)
    assert subject.panel.agreement._bar.counts == (only_b, both, only_a)
    assert viewer.session.weights.detector is second.detector, "no file was read again"
    assert subject.second.weights.detector is first.detector


def test_refused_weights_are_told_and_b_stays(viewer: App, tmp_path: Path) -> None:
    subject = with_own_confidence(viewer, 0.9)
    before = subject.panel.agreement._bar.counts
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"nothing of the kind")
    subject.panel.sides.weights_chosen.emit(str(broken))
    wait_until(subject.panel.sides._card.isVisible)
    assert "broken.safetensors" in subject.panel.sides._card.accessibleName()
    assert subject.second.is_same
    assert subject.panel.agreement._bar.counts == before
    assert subject.panel.sides._loading.isHidden()


def test_against_ground_truth(viewer: App) -> None:
    subject = with_own_confidence(viewer, 0.9)
    wait_until(lambda: subject.tools.color_choice.part("truth").isEnabled())
    subject.tools.color_choice.part("truth").click()
    run_events(50)
    assert subject.panel.against.isVisible()
    marks_b = subject.stage.view._marks["b"]
    assert any(mark.hatched and "missed by B" in mark.text for mark in marks_b)
    assert all(mark.text[0] in "✓✕○–" for mark in marks_b)
    rows = subject.panel.differences.table.model()
    assert rows.index(0, SCORE_B).data() == "○ FN"
    figures = [[label.text() for label in row] for row in subject.panel.against._figures]
    a_true, b_true, change = figures[1]
    assert change == f"−{int(a_true) - int(b_true)}"


@pytest.mark.window
def test_the_key_for_ground_truth_colours_the_comparison_too(viewer: App) -> None:
    viewer.session.set_thresholds(replace(viewer.session.thresholds, confidence=0.9))
    subject = opened(viewer)  # A misses something that faint
    wait_until(lambda: viewer.commands["ground-truth"].action.isEnabled())
    assert subject.tools.color_choice.key == "class"
    QTest.keyClick(subject.stage.view, Qt.Key.Key_T)
    run_events(50)
    assert subject.tools.color_choice.key == "truth"
    assert any(mark.hatched for mark in subject.stage.view._marks["a"])


def test_everything_fits_the_smallest_window(viewer: App) -> None:
    subject = opened(viewer)
    viewer.window.resize(viewer.window.minimumSize())
    run_events(50)
    assert viewer.window.size() == viewer.window.minimumSize()
    column = subject.panel.widget()
    assert column.minimumSizeHint().width() <= subject.panel.width()
    toolbar = viewer.window.inspect.toolbar
    assert toolbar.minimumSizeHint().width() <= toolbar.width()
    assert subject.tools.show_choice.isVisible()
    assert subject.tools.color_choice.isHidden()


@pytest.mark.window
def test_arrows_move_the_split_and_double_click_centres(viewer: App) -> None:
    view = opened(viewer).stage.view
    assert view.handle.hasFocus()
    for _ in range(3):
        QTest.keyClick(view.handle, Qt.Key.Key_Right)
    assert view.split == pytest.approx(0.53)
    QTest.keyClick(view.handle, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.split == pytest.approx(0.43)
    assert view.handle.geometry().center().x() == pytest.approx(0.43 * view.width(), abs=1)
    QTest.mouseDClick(view.handle, Qt.MouseButton.LeftButton)
    assert view.split == 0.5


@pytest.mark.window
def test_the_line_is_dragged_and_stops_at_the_edge(viewer: App) -> None:
    view = opened(viewer).stage.view
    middle = QPoint(view.width() // 2, 40)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, QPoint(100, 40))
    assert view.split == pytest.approx(100 / view.width())
    QTest.mouseMove(view, QPoint(-60, 40))
    assert view.split == 0.0
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(-60, 40))
    QTest.mouseMove(view, QPoint(300, 40))
    assert view.split == 0.0


def test_a_click_on_an_only_a_row_swings_the_split(viewer: App) -> None:
    subject = with_own_confidence(viewer, 0.9)
    view, table = subject.stage.view, subject.panel.differences.table
    view.set_split(0.0)
    centre = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    mark = next(mark for mark in view._marks["a"] if mark.row == 0)
    right, _ = view.viewport.to_view(mark.box[2] * view.viewport.picture[0], 0)
    assert view.split * view.width() > right
    subject.tools.show_choice.part("b").click()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert subject.tools.show_choice.key == "split"  # B alone does not show it


@pytest.mark.window
def test_rows_and_boxes_are_linked(viewer: App) -> None:
    subject = with_own_confidence(viewer, 0.9)
    view, table = subject.stage.view, subject.panel.differences.table
    view.set_split(1.0)
    mark = next(mark for mark in view._marks["a"] if mark.row == 0)
    width, height = view.viewport.picture
    x, y = view.viewport.to_view(mark.box[0] * width, (mark.box[1] + mark.box[3]) / 2 * height)
    QTest.mouseMove(view, QPoint(3, 3))
    QTest.mouseMove(view, QPoint(round(x), round(y)))
    wait_until(lambda: table.hovered == 0)
    second = table.visualRect(table.model().index(1, 0)).center()
    QTest.mouseMove(table.viewport(), second)
    wait_until(lambda: view._hovered == 1)


@pytest.mark.window
def test_closing_brings_canvas_and_inspector_back(viewer: App) -> None:
    subject = opened(viewer)
    QTest.keyClick(subject.stage.view.handle, Qt.Key.Key_Escape)
    run_events(20)
    assert not subject.is_open
    assert viewer.window.inspect.canvas.isVisible()
    assert viewer.window.inspect.inspector.isVisible()
    assert subject.tools.isHidden()


# The view by itself

RED, BLUE, BLACK = QColor(255, 0, 0), QColor(0, 0, 255), QColor(0, 0, 0)


@pytest.fixture
def view(app: QApplication) -> Iterator[CompareView]:
    """A white picture of 100 × 100 whose box is red for A and blue for B."""
    image = QImage(QSize(100, 100), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    shown = CompareView()
    shown.resize(400, 400)
    shown.show()
    shown.set_picture(image)
    box = (0.2, 0.3, 0.8, 0.7)
    shown.set_marks(
        [Mark(box, ClassStyle(RED, BLACK, dashed=False), "a", Line.SOLID, 0)],
        [Mark(box, ClassStyle(BLUE, BLACK, dashed=False), "b", Line.SOLID, 0)],
    )
    yield shown
    shown.close()
    shown.deleteLater()


def sides_of(view: CompareView, color: QColor) -> tuple[int, int]:
    """How many pixels of ``color`` lie left and right of the line."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    hits = rows[:, : image.width()] == color.rgba()
    line = round(view.split * image.width())
    return int(hits[:, :line].sum()), int(hits[:, line:].sum())


@pytest.mark.parametrize("split", [0.3, 0.5, 0.7])
def test_each_side_is_painted_on_its_side_only(view: CompareView, split: float) -> None:
    view.set_split(split)
    assert sides_of(view, RED)[0] > 100
    assert sides_of(view, RED)[1] == 0
    assert sides_of(view, BLUE)[0] == 0
    assert sides_of(view, BLUE)[1] > 100


def test_one_side_alone_fills_the_view(view: CompareView) -> None:
    view.set_show("b")
    assert sides_of(view, RED) == (0, 0)
    left, right = sides_of(view, BLUE)
    assert min(left, right) > 100
    assert view.handle.isHidden()


def test_differences_show_only_what_one_side_has(view: CompareView) -> None:
    view.set_show("differences")
    assert sides_of(view, RED) == sides_of(view, BLUE) == (0, 0)
    style = ClassStyle(RED, BLACK, dashed=False)
    view.set_marks([Mark((0.2, 0.3, 0.8, 0.7), style, "a", Line.DASHED, 0)], [])
    assert min(sides_of(view, RED)) > 50


def test_dashes_and_dots_leave_gaps(view: CompareView) -> None:
    view.set_show("a")
    style = ClassStyle(RED, BLACK, dashed=False)
    pieces = {}
    for line in Line:
        view.set_marks([Mark((0.2, 0.3, 0.8, 0.7), style, "", line, 0)], [])
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        _, top = view.viewport.to_view(20, 30)
        row = np.frombuffer(image.constScanLine(round(top)), np.uint32)[: image.width()]
        red = np.r_[False, row == RED.rgba()]
        pieces[line] = int((red[1:] & ~red[:-1]).sum())
    length = 60 * view.viewport.scale
    assert pieces[Line.SOLID] == 1
    assert pieces[Line.DASHED] == pytest.approx(length / 18, abs=2)
    assert pieces[Line.DOTTED] == pytest.approx(length / 6, abs=2)


def test_a_box_that_is_zoomed_far_past_the_view_is_painted_at_once(view: CompareView) -> None:
    style = ClassStyle(RED, BLACK, dashed=False)
    view.set_marks([Mark((-500.0, 0.5, 900.0, 900.0), style, "", Line.DOTTED, 0)], [])
    view.set_show("a")
    for _ in range(20):
        view.zoom_in()
    assert sides_of(view, RED)[0] > 50


def test_differences_come_first_and_tell_what_the_other_missed() -> None:
    def found(*rows: tuple[float, int, float]) -> Detections:
        boxes = np.array([(x, 0.0, x + 0.1, 0.1) for x, _, _ in rows], np.float32).reshape(-1, 4)
        scores = np.array([score for _, _, score in rows], np.float32)
        labels = np.array([label for _, label, _ in rows])
        return Detections(boxes, scores, labels, np.arange(len(rows)))

    a = Side.of(found((0.0, 1, 0.9), (0.4, 2, 0.5)), ("cat", "dog"))
    b = Side.of(found((0.8, 1, 0.8), (0.0, 2, 0.6)), ("dog", "cat"))
    rows = Compared.of(a, b).differences
    assert [(row.name, row.a, row.b) for row in rows] == [
        ("dog", -1, 0),
        ("dog", 1, -1),
        ("cat", 0, 1),
    ]
    assert rows[2].change == pytest.approx(-0.3)
    assert replace(rows[2], change=None).score == pytest.approx(0.9)


@pytest.mark.parametrize("key", ["biography", "why-not"])
def test_what_tells_of_the_canvas_takes_its_place(viewer: App, key: str) -> None:
    compare, inspect = opened(viewer), viewer.window.inspect
    viewer.commands[key].action.trigger()
    wait_until(lambda: inspect.side is not compare.panel)
    assert not compare.is_open
    assert inspect.canvas.isVisible()
    assert inspect.side is not None, "the column that came is not closed with the one that went"


@pytest.mark.window
def test_escape_leaves_wherever_the_keyboard_is(viewer: App) -> None:
    compare = opened(viewer)
    elsewhere = viewer.window.rail.findChild(QAbstractButton)
    elsewhere.setFocus()
    QTest.keyClick(elsewhere, Qt.Key.Key_Escape)
    assert not compare.is_open
    assert viewer.window.inspect.side is None
