"""Ground truth beside detections: found out of the box, coloured, counted, and never in the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from driving import run_events, wait_until
from one_program import OneProgram, one_program, wait_for_look
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.controls.switch import Switch
from gui.panels.truth_panel import TruthPanel
from gui.verdict_styles import FALSE_POSITIVE, MISSED, TRUE_POSITIVE
from ssd_core.bundled import sample_paths
from ssd_core.data.beside import read_annotation_of
from ssd_core.data.voc_annotation import write_annotation
from ssd_core.verdicts import in_classes, judge

SMALL_SHAPES = next(p for p in sample_paths() if p.stem == "small-shapes")
CIRCLES = next(p for p in sample_paths() if p.stem == "crowd-of-circles")


@pytest.fixture(scope="module")
def one(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneProgram]:
    with one_program(app, tmp_path_factory.mktemp("truth"), SMALL_SHAPES) as one:
        yield one


@pytest.fixture
def viewer(one: OneProgram) -> App:
    panel(one.program)._spin.setValue(0.5)
    return one.set_back()


def panel(viewer: App) -> TruthPanel:
    return viewer.window.inspect.inspector.findChild(TruthPanel)


def look_at(viewer: App, picture: Path) -> None:
    viewer.session.open_files([str(picture)])
    wait_for_look(viewer, picture)


def command_is_on(viewer: App) -> bool:
    return viewer.commands["ground-truth"].action.isEnabled()


def styles_of(viewer: App) -> list[object]:
    return viewer.window.inspect.canvas._overlay().styles


def colors_on_canvas(viewer: App) -> set[str]:
    image = viewer.window.inspect.canvas.grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for y in range(0, image.height(), 1)
        for x in range(0, image.width(), 3)
    }


@pytest.mark.window
def test_a_sample_is_coloured_and_counted_out_of_the_box(viewer: App) -> None:
    look_at(viewer, SMALL_SHAPES)
    wait_until(lambda: command_is_on(viewer))
    viewer.session.set_thresholds(replace(viewer.session.thresholds, confidence=0.9))
    wait_until(lambda: viewer.session.selection.detections.scores.min() >= 0.9)
    before = colors_on_canvas(viewer)
    QTest.keyClick(viewer.window.inspect.canvas, Qt.Key.Key_T)
    run_events(50)
    assert viewer.commands["ground-truth"].action.isChecked()
    image = viewer.session.picture.image
    _, annotation = read_annotation_of(SMALL_SHAPES, (image.width, image.height))
    truth, _ = in_classes(
        annotation.truth, annotation.classes, viewer.session.weights.config.classes
    )
    verdicts = judge(viewer.session.selection.detections, truth)
    shown = [style.mark for style in styles_of(viewer)]
    assert shown.count(TRUE_POSITIVE.mark) == verdicts.true_positives > 0
    assert shown.count(FALSE_POSITIVE.mark) == verdicts.false_positives
    assert verdicts.false_negatives > 0
    after = colors_on_canvas(viewer)
    assert {TRUE_POSITIVE.color.name(), MISSED.color.name()} <= after
    assert TRUE_POSITIVE.color.name() not in before
    figures = panel(viewer)._figures.text()
    assert f"{verdicts.precision:.2f}" in figures
    assert f"{verdicts.recall:.2f}" in figures


def test_switching_it_off_brings_the_classes_back(viewer: App) -> None:
    look_at(viewer, SMALL_SHAPES)
    wait_until(lambda: command_is_on(viewer))
    by_class = [style.color.name() for style in styles_of(viewer)]
    switch = panel(viewer).findChild(Switch)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert {style.color.name() for style in styles_of(viewer)} == {TRUE_POSITIVE.color.name()}
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert [style.color.name() for style in styles_of(viewer)] == by_class
    assert not viewer.commands["ground-truth"].action.isChecked()


def test_a_stricter_overlap_makes_more_of_them_false(viewer: App) -> None:
    look_at(viewer, SMALL_SHAPES)
    wait_until(lambda: command_is_on(viewer))
    viewer.commands["ground-truth"].action.trigger()
    panel(viewer)._spin.setValue(1.0)
    run_events(50)
    assert {style.mark for style in styles_of(viewer)} == {FALSE_POSITIVE.mark}
    assert panel(viewer)._counts[0].text() == "0"


def test_sliders_are_followed(viewer: App) -> None:
    look_at(viewer, SMALL_SHAPES)
    wait_until(lambda: command_is_on(viewer))
    viewer.commands["ground-truth"].action.trigger()
    run_events(50)
    missed = int(panel(viewer)._counts[2].text())
    viewer.session.set_thresholds(replace(viewer.session.thresholds, confidence=0.97))
    run_events(50)
    found = len(viewer.session.selection.detections)
    assert len(styles_of(viewer)) == found
    assert int(panel(viewer)._counts[2].text()) > missed


def test_without_an_annotation_there_is_nothing_to_switch(viewer: App) -> None:
    look_at(viewer, SMALL_SHAPES)
    wait_until(lambda: command_is_on(viewer))
    viewer.commands["ground-truth"].action.trigger()
    look_at(viewer, CIRCLES)
    assert not command_is_on(viewer)
    assert panel(viewer).isHidden()
    assert not any(style.mark for style in styles_of(viewer))
    look_at(viewer, SMALL_SHAPES)  # and what was on is on again
    wait_until(lambda: command_is_on(viewer))
    assert all(style.mark for style in styles_of(viewer))


def test_a_broken_annotation_is_a_sentence_beside_the_picture(viewer: App, tmp_path: Path) -> None:
    picture = tmp_path / "shapes.jpg"
    shutil.copy(CIRCLES, picture)
    (tmp_path / "shapes.xml").write_text("<annotation><object>")
    look_at(viewer, picture)
    wait_until(panel(viewer).isVisible)
    said = panel(viewer)._said
    assert said.isVisible()
    assert "shapes.xml could not be read." in said.text().replace("\u200b", "")
    assert viewer.window.inspect.canvas.isVisible()
    assert viewer.window.inspect.banner.isHidden()
    assert not command_is_on(viewer)


def test_objects_of_classes_that_are_not_known_are_left_out(viewer: App, tmp_path: Path) -> None:
    picture = tmp_path / "shapes.jpg"
    shutil.copy(SMALL_SHAPES, picture)
    _, annotation = read_annotation_of(SMALL_SHAPES, (640, 640))
    renamed = ["unicorn", *annotation.classes[1:]]
    (tmp_path / "shapes.xml").write_bytes(
        write_annotation(
            "shapes.jpg", width=640, height=640, truth=annotation.truth, classes=renamed
        )
    )
    left_out = int((annotation.truth.labels == 1).sum())
    look_at(viewer, picture)
    wait_until(lambda: command_is_on(viewer))
    viewer.commands["ground-truth"].action.trigger()
    run_events(50)
    assert str(left_out) in panel(viewer)._said.text()
    kept = len(annotation.truth) - left_out
    counts = [int(count.text()) for count in panel(viewer)._counts]
    assert counts[0] + counts[2] == kept
