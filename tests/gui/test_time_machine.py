"""The time machine in the whole program: a real run's probes at any step, and in Inspect."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from driving import end, make_app, run_events, wait_until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from small_training import KEPT, SLIM, begun, narrow

from gui.app import App
from gui.controls.track_slider import OVERHANG
from gui.panels.probe.class_bars import ClassBars
from gui.panels.probe.panel import ProbePanel
from gui.panels.probe.scrubber import Scrubber
from gui.panels.truth_panel import TruthPanel
from ssd_core.bundled import sample_paths
from ssd_core.detection import select
from ssd_core.training.event_lines import parse_event
from ssd_core.training.events import Evaluated
from ssd_core.training.probes import ProbeHistory
from ssd_core.verdicts import judge

PROBED = replace(KEPT, probe_every=2, probe_pictures=2, evaluate_every=3)
"""Five steps, with looks after 0, 2, 4 and 5 of them."""
HIGH = 0.9
"""So young a network is sure of everything."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    with narrow():
        list(begun(folder, PROBED))
    return folder


@pytest.fixture(scope="module")
def program(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    made = make_app(app, tmp_path_factory.mktemp("settings"))
    made.window.resize(1440, 900)
    made.window.show()
    made.start()
    wait_until(lambda: made.session.weights)
    yield made
    end(made)


@pytest.fixture
def run(program: App, whole: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the run, watched in the Train workspace."""
    folder = Path(shutil.copytree(whole, tmp_path / "run", symlinks=True))
    program.session.set_thresholds(replace(program.session.thresholds, confidence=HIGH))
    program.window.show_workspace("train")
    program._parts.runs.watch(folder)
    wait_until(lambda: shown(program) == 5)
    yield folder
    program._parts.runs.watch(None)
    program.window.show_workspace("train")
    wait_until(lambda: shown(program) == -1)  # or the next test would take it for its own run


def panel(program: App) -> ProbePanel:
    return program.window.page("train").findChild(ProbePanel)


def machine(program: App):
    return next(s for s in program._subjects if type(s).__name__ == "Following")._machine


def shown(program: App) -> int:
    look = machine(program)._look
    return -1 if look is None else look.step


def press(widget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def test_the_newest_look_is_shown_and_held_against_the_truth(program: App, run: Path) -> None:
    look, history = machine(program)._look, ProbeHistory(run)
    found = select(history.candidates(5, 0), program.session.thresholds).detections
    verdicts = judge(found, history.pictures[0].truth)
    assert (look.found, look.wrong) == (verdicts.true_positives, verdicts.false_positives)
    assert look.detections.dbox.tolist() == found.dbox.tolist()
    assert panel(program).machine._step.text() == "step 5"
    assert panel(program).machine._of.text() == "of 5"
    assert machine(program).step is None


def test_keys_and_pointer_go_back_and_forth(program: App, run: Path) -> None:
    scrubber: Scrubber = panel(program).machine.scrubber
    press(scrubber, Qt.Key.Key_Left)
    wait_until(lambda: shown(program) == 4)
    press(scrubber, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left)
    wait_until(lambda: shown(program) == 0)
    QTest.mouseClick(
        scrubber, Qt.MouseButton.LeftButton, pos=scrubber.rect().topLeft() + _at(scrubber, 2)
    )
    wait_until(lambda: shown(program) == 2)
    assert "step 2" in scrubber.accessibleDescription()
    press(scrubber, Qt.Key.Key_Escape)
    wait_until(lambda: shown(program) == 5)
    assert machine(program).step is None


def _at(scrubber: Scrubber, step: int) -> QPoint:
    return QPoint(round(scrubber.x_of(step)), round(scrubber.track_middle()))


def test_the_track_is_as_long_as_the_run_wherever_the_handle_stands(app: QApplication) -> None:
    scrubber = Scrubber()
    for steps, step, share in (((), None, 0.0), ((0,), None, 1.0), ((0, 10, 40), 10, 0.25)):
        scrubber.show_steps(steps, step)
        ends = scrubber.x_of(scrubber._low), scrubber.x_of(scrubber._high)
        assert ends == (OVERHANG, scrubber.width() - OVERHANG)
        assert scrubber.share_of(scrubber.number) == share


def test_a_click_in_the_chart_goes_to_the_nearest_kept_step(program: App, run: Path) -> None:
    charts = _charts(program)
    plot = charts.losses.plot
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.pixel(3.2, 1.0).toPoint())
    wait_until(lambda: shown(program) == 4)
    assert machine(program).step == 4
    assert plot._pinned == 4
    assert all(card.plot._pinned == 4 for card in charts.small.cards)
    QTest.mouseDClick(
        plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.pixel(2.0, 1.0).toPoint()
    )
    wait_until(lambda: shown(program) == 5)
    assert plot._pinned is None


def _charts(program: App):
    return next(s for s in program._subjects if type(s).__name__ == "Following")._charts


def test_a_replay_goes_through_every_step_and_ends_live(program: App, run: Path) -> None:
    steps = []
    machine(program).pinned.connect(steps.append)
    QTest.mouseClick(panel(program).machine._replay, Qt.MouseButton.LeftButton)
    wait_until(lambda: steps and steps[-1] is None)
    machine(program).pinned.disconnect(steps.append)
    assert steps == [0, 2, 4, 5, None]
    assert not machine(program)._replay.isActive()


@pytest.mark.window
def test_thresholds_are_those_of_inspect(program: App, run: Path) -> None:
    assert len(machine(program)._look.detections) > 0
    slider = panel(program).machine._confidence
    slider.setFocus()
    press(slider, *[Qt.Key.Key_Right] * 10)
    wait_until(lambda: len(machine(program)._look.detections) == 0)
    assert program.session.thresholds.confidence == 1
    assert program.window.inspect.inspector.thresholds._confidence.number == 1


def test_another_probe(program: App, run: Path) -> None:
    first = machine(program)._look.image.source
    menu = panel(program).probe._menu
    assert [action.text() for action in menu.actions()] == ["held out 0", "held out 1"]
    menu.actions()[1].trigger()
    wait_until(lambda: machine(program)._look.image.source != first)
    assert machine(program)._look.image.source == "held out 1"


def test_a_click_on_the_picture_tells_the_life_of_that_step_in_inspect(
    program: App, run: Path
) -> None:
    press(panel(program).machine.scrubber, Qt.Key.Key_Left)
    wait_until(lambda: shown(program) == 4)
    look, session = machine(program)._look, program.session
    canvas = panel(program).probe.canvas
    box = look.detections.boxes[0]
    at = canvas.viewport.boxes_to_device(box[None])[0].reshape(2, 2).mean(axis=0)
    ratio = canvas.viewport.pixel_ratio
    QTest.mouseClick(
        canvas, Qt.MouseButton.LeftButton, pos=QPoint(*(round(float(v / ratio)) for v in at))
    )
    inspect = program.window.inspect
    wait_until(lambda: inspect.side is not None)
    assert program.window.workspace == "inspect"
    assert session.picture.name == "held out 0"
    assert session.weights.path.name == "run · step 4"
    assert session.looked_at.candidates.scores.shape == look.candidates.scores.shape
    assert session.selection.detections.dbox.tolist() == look.detections.dbox.tolist()
    # Thresholds select from what was recorded.
    session.set_thresholds(replace(session.thresholds, confidence=1.0))
    wait_until(lambda: len(session.selection.detections) == 0)
    press(program.window, Qt.Key.Key_Escape)


def test_the_ground_truth_of_a_probe_colours_it_in_inspect(program: App, run: Path) -> None:
    look, inspect = machine(program)._look, program.window.inspect
    QTest.mouseClick(panel(program).probe._open, Qt.MouseButton.LeftButton)
    wait_until(lambda: program.session.picture and program.session.picture.annotation)
    inside = inspect.inspector.findChild(TruthPanel)
    colour = program.commands["ground-truth"].action
    assert inside.isVisibleTo(inspect)
    colour.trigger()
    wait_until(lambda: inside._verdicts is not None)
    verdicts = inside._verdicts
    assert (verdicts.true_positives, verdicts.false_positives) == (look.found, look.wrong)
    colour.trigger()
    program.session.open_files([str(sample_paths()[0])])
    wait_until(lambda: program.session.picture.annotation is None)
    assert not inside.isVisibleTo(inspect)


def test_classes_are_those_of_the_step_that_is_looked_at(program: App, run: Path) -> None:
    bars, charts = panel(program).classes, _charts(program)
    newest, first = (tuple(e.ap) for e in reversed(_measured(run)))
    wait_until(lambda: bars._when.text() == "epoch 2")
    assert _aps(bars) == pytest.approx(newest, nan_ok=True)
    press(panel(program).machine.scrubber, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert machine(program).step == 2
    assert bars._when.text() == "epoch 1"
    assert _aps(bars) == pytest.approx(first, nan_ok=True)
    charts.losses.plot.set_cross(5)
    assert bars._when.text() == "epoch 2"
    charts.losses.plot.set_cross(None)
    assert bars._when.text() == "epoch 1"
    press(panel(program).machine.scrubber, Qt.Key.Key_Escape)
    assert bars._when.text() == "epoch 2"


def _measured(run: Path) -> list[Evaluated]:
    lines = (run / "events.jsonl").read_bytes().splitlines(keepends=True)
    return [event for event in map(parse_event, lines) if isinstance(event, Evaluated)]


def _aps(bars: ClassBars) -> list[float]:
    return [value for _, value in bars._bars._rows]


def test_after_a_recorded_look_the_loaded_weights_look_again(program: App, run: Path) -> None:
    session, loaded = program.session, program.session.loaded
    told = []
    session.weights_changed.connect(told.append)
    session.show_recorded(
        machine(program)._look.image,
        machine(program)._look.raw,
        machine(program)._look.candidates,
        config=SLIM,
        name="then",
    )
    wait_until(lambda: session.weights is not loaded)
    wait_until(lambda: not session.due.any)
    session.open_files([str(sample_paths()[0])])
    wait_until(lambda: session.looked_at and session.picture.path == str(sample_paths()[0]))
    session.weights_changed.disconnect(told.append)
    assert session.weights is session.loaded is loaded
    assert [info.path.name for info in told] == ["then", loaded.path.name]
    assert session.looked_at.weights == loaded.id


def test_weights_that_are_loaded_look_at_a_recorded_picture(program: App, run: Path) -> None:
    session, look = program.session, machine(program)._look
    session.show_recorded(look.image, look.raw, look.candidates, config=SLIM, name="then")
    wait_until(lambda: session.weights.path.name == "then" and session.selection)
    session.load_weights(session.loaded.path)
    wait_until(lambda: session.weights is session.loaded and session.looked_at)
    assert session.picture.name == look.image.source
    assert session.looked_at.weights == session.loaded.id


def test_steps_that_vanish_and_a_folder_that_does(program: App, run: Path) -> None:
    scrubber = panel(program).machine.scrubber
    (run / "probes" / "4.safetensors").unlink()
    press(scrubber, Qt.Key.Key_Left)  # its place is there still
    wait_until(lambda: machine(program)._steps == (0, 2, 5))
    wait_until(lambda: shown(program) in (2, 5))
    (run / "probes" / "0.safetensors").write_bytes(b"nonsense")
    press(scrubber, Qt.Key.Key_Home)
    wait_until(lambda: "could not be read" in panel(program).probe._words.text())
    shutil.rmtree(run / "probes")
    machine(program).go_live()
    wait_until(lambda: machine(program)._steps == ())
    assert not scrubber.isEnabled()
    run_events(50)


def test_no_run_and_a_run_without_probes(program: App, tmp_path: Path) -> None:
    list(begun(tmp_path / "bare", replace(KEPT, steps=1, evaluate_every=5)))
    program.window.show_workspace("train")
    program._parts.runs.watch(tmp_path / "bare")
    charts = _charts(program)
    wait_until(lambda: charts.lines and len(charts.lines[0].curve))
    assert machine(program)._look is None
    machine(program).go_near(1)
    assert charts.losses.plot._pinned == 1
    program._parts.runs.watch(None)
    wait_until(lambda: charts._stack.currentWidget() is charts._empty)
