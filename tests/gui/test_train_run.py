"""Real runs in the real thread: begun, paused, resumed, stopped, measured, closed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from driving import end, make_app, run_events, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from run_lines import told
from small_training import narrow
from train_driving import TINY, Trainee, tiny_recipes  # noqa: F401  a fixture

from gui.panels.train.closing_sheet import ClosingSheet
from gui.wiring.own_run import Phase
from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.folder import STATE
from ssd_core.training.follow import RunReader, RunState

narrowly = narrow()  # where the bundled weights are not loaded meanwhile
pytestmark = pytest.mark.usefixtures("tiny_recipes")


@pytest.fixture
def trainee(app: QApplication, tmp_path: Path) -> Iterator[Trainee]:
    made = Trainee(app, tmp_path)
    yield made
    made.close()


def state_of(folder: Path) -> RunState:
    reader = RunReader(folder)
    while reader.poll():
        pass
    return reader.state()


def saved_step(folder: Path) -> int:
    return read_checkpoint(folder / STATE).trainer.position.step


@narrowly
def test_a_run_is_started_paused_resumed_and_stopped(trainee: Trainee) -> None:
    trainee.start()
    folder = trainee.own.folder
    assert folder == trainee.runs / "shapes-scratch-01"
    assert trainee.app.settings.running_run == str(folder)
    assert not trainee.page.form.schedule._batch.isEnabled()
    assert trainee.page.head.chip.text.startswith("Training")
    for language in ("ko", "en"):
        trainee.app.languages.set_choice(language)
        run_events(20)
    assert trainee.page.head.chip.text.startswith("Training")
    trainee.press("pause")
    trainee.wait(Phase.PAUSED)
    paused_at = saved_step(folder)
    wait_until(lambda: trainee.page.head.chip.text == f"Paused · step {paused_at}")
    assert state_of(folder) is RunState.STOPPED
    assert trainee.app.settings.running_run == ""
    assert not trainee.page.form.schedule._batch.isEnabled()
    trainee.press("resume")
    wait_until(lambda: trainee.step > paused_at)
    trainee.press("stop")
    trainee.wait(Phase.NONE)
    assert state_of(folder) is RunState.STOPPED
    assert saved_step(folder) > paused_at
    assert (folder / "last.safetensors").exists()
    assert not (folder / "best.safetensors").exists()
    assert trainee.page.form.schedule._batch.isEnabled()
    wait_until(lambda: trainee.page.head.button("resume").isVisible())
    assert trainee.page.head.button("start").isVisible()


def test_what_is_kept_was_measured_and_goes_to_inspect(trainee: Trainee) -> None:
    trainee.app.start()
    trainee.start()
    trainee.press("keep")
    trainee.wait(Phase.NONE)
    folder = trainee.own.folder
    assert (folder / "best.safetensors").exists()
    wait_until(lambda: any("mAP" in line.text for line in trainee.page.log.lines))
    assert any(line.best for line in trainee.page.log.lines)
    assert "was measured" in trainee.page.toast._words.text()
    QTest.mouseClick(trainee.page.toast._action, Qt.MouseButton.LeftButton)
    session = trainee.app.session
    wait_until(lambda: session.weights and session.weights.path == folder / "best.safetensors")
    assert trainee.app.window.workspace == "inspect"


@narrowly
def test_a_paused_run_can_be_measured_or_let_go_of(trainee: Trainee) -> None:
    trainee.start()
    trainee.press("pause")
    trainee.wait(Phase.PAUSED)
    trainee.press("keep")
    trainee.wait(Phase.NONE)
    assert (trainee.own.folder / "best.safetensors").exists()
    wait_until(lambda: trainee.page.head.button("resume").isVisible())
    trainee.press("resume")
    trainee.wait(Phase.LEARNING)
    trainee.press("pause")
    trainee.wait(Phase.PAUSED)
    trainee.press("stop")
    assert trainee.own.phase is Phase.NONE


@narrowly
def test_a_finished_run_says_so_and_another_gets_a_folder_of_its_own(
    app: QApplication, tmp_path: Path
) -> None:
    trainee = Trainee(app, tmp_path, replace(TINY, length=2))
    for number in (1, 2):
        trainee.press("start")
        trainee.wait(Phase.LEARNING)
        trainee.wait(Phase.NONE)
        wait_until(lambda: trainee.page.head.chip.text == "Finished")
        assert trainee.own.folder.name == f"shapes-scratch-0{number}"
        assert not trainee.page.head.button("resume").isVisible()
    assert "is finished" in trainee.page.toast._words.text()
    trainee.close()


@narrowly
def test_the_window_asks_before_it_closes_on_a_run(app: QApplication, tmp_path: Path) -> None:
    trainee = Trainee(app, tmp_path)
    window = trainee.app.window
    trainee.start()
    window.close()
    sheet = window.findChild(ClosingSheet)
    assert window.isVisible()
    assert sheet.isVisible()
    keep, stop = sheet._keep, sheet._stop
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    assert trainee.own.phase is Phase.LEARNING
    window.close()
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    wait_until(lambda: not window.isVisible())
    folder = trainee.own.folder
    assert state_of(folder) is RunState.STOPPED
    end(trainee.app)

    again = make_app(app, tmp_path)  # and the next start offers to go on
    again.window.show()
    again.window.show_workspace("train")
    resume = again.window.page("train").head.button("resume")
    wait_until(lambda: again.window.page("train").head.chip.text.startswith("Paused · step"))
    assert resume.isVisible()
    end(again)


@narrowly
def test_the_program_ended_from_outside_leaves_a_run_that_goes_on(
    app: QApplication, tmp_path: Path
) -> None:
    trainee = Trainee(app, tmp_path)
    trainee.start()
    folder = trainee.own.folder
    trainee.app.window.close_unasked()  # as after SIGTERM
    assert not trainee.app.window.isVisible()
    trainee.app.close()
    assert state_of(folder) is RunState.STOPPED
    assert saved_step(folder) >= 1
    assert trainee.app.settings.paused_run == str(folder)
    trainee.app.window.deleteLater()


def test_after_a_power_cut_the_run_is_there_to_be_resumed(
    app: QApplication, tmp_path: Path
) -> None:
    run = tmp_path / "cut"
    run.mkdir()
    (run / "config.json").write_text("{}")
    (run / "events.jsonl").write_bytes(told(range(1, 8)))
    program = make_app(app, tmp_path)
    program.settings.set_running_run(str(run))
    program.window.show()
    program.window.show_workspace("train")
    head = program.window.page("train").head
    wait_until(lambda: head.chip.text == "Broken off · step 7")
    assert head.button("resume").isVisible()
    end(program)


@narrowly
def test_a_run_that_another_window_goes_on_with_is_theirs(
    trainee: Trainee, app: QApplication, tmp_path: Path
) -> None:
    trainee.start()
    trainee.press("pause")
    trainee.wait(Phase.PAUSED)
    head, folder = trainee.page.head, trainee.own.folder
    wait_until(lambda: head.chip.text.startswith("Paused · step"))
    other = Trainee(app, tmp_path / "other")
    other.app._parts.runs.watch(folder)
    wait_until(lambda: other.page.head.button("resume").isVisible())
    other.press("resume")
    other.wait(Phase.LEARNING)
    trainee.wait(Phase.NONE)
    wait_until(lambda: head.chip.text.startswith("Training"))
    assert not head.button("resume").isVisible()
    trainee.own.adopt(folder)  # both pressed Resume at once
    trainee.own.resume("auto")
    trainee.wait(Phase.NONE)
    assert trainee.page.form.error.accessibleName() == f"{folder.name} is in use"
    wait_until(lambda: head.chip.text.startswith("Training"))
    other.press("stop")
    other.wait(Phase.NONE)
    wait_until(lambda: head.chip.text.startswith("Stopped"))
    other.close()


@narrowly
def test_a_run_of_another_program_is_followed_without_its_buttons(
    trainee: Trainee, tmp_path: Path
) -> None:
    trainee.start()
    mine = trainee.own.folder
    trainee.app._parts.runs.watch(tmp_path / "other")
    assert not trainee.page.head.button("pause").isVisible()
    trainee.press("back")
    assert trainee.page.head.button("pause").isVisible()
    assert trainee.app._parts.runs.watched == mine
    trainee.press("stop")
    trainee.wait(Phase.NONE)


def test_no_button_of_a_run_is_without_words(trainee: Trainee) -> None:
    run_events(10)
    for button in trainee.page.head.findChildren(QPushButton):
        assert button.text() or button.accessibleName()
