"""Runs that cannot go on: the card says why, where it can be seen, and nothing saved is lost."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from driving import wait_until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from train_driving import TINY, Trainee, tiny_recipes  # noqa: F401  a fixture

from gui.panels.train.run_log import LogLine
from gui.wiring.own_run import Phase
from gui.wiring.train_shown import log_lines
from ssd_core.training import folder as run_folder
from ssd_core.training import loop
from ssd_core.training.checkpoint import read_checkpoint
from ssd_core.training.events import LeftOut
from ssd_core.training.folder import STATE

pytestmark = pytest.mark.usefixtures("tiny_recipes", "narrow_networks")


@pytest.fixture
def trainee(app: QApplication, tmp_path: Path) -> Iterator[Trainee]:
    made = Trainee(app, tmp_path)
    yield made
    made.close()


def test_a_folder_that_cannot_be_written(app: QApplication, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    trainee = Trainee(app, tmp_path, replace(TINY, parent=str(tmp_path / "taken")))
    trainee.press("start")
    wait_until(trainee.page.form.error.isVisible)
    assert trainee.own.phase is Phase.NONE
    assert trainee.page.head.button("start").isEnabled()
    assert "could not be written" in trainee.page.form.error.accessibleName()
    assert not trainee.page.toast.isVisible()
    trainee.close()


def test_a_full_disk_ends_the_run_and_the_old_state_stays(
    trainee: Trainee, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainee.start()
    before = read_checkpoint(trainee.own.folder / STATE).trainer.position.step

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run_folder, "write_atomically", full)
    trainee.press("pause")
    trainee.wait(Phase.NONE)  # not paused: what was learnt since is not saved
    monkeypatch.undo()
    form = trainee.page.form
    assert form.error.isVisible()
    assert form.error.accessibleName() == "state.safetensors could not be written"
    assert "No space left on device" in form.error._sentences.text()
    assert "stays" in form.error._sentences.text()
    assert read_checkpoint(trainee.own.folder / STATE).trainer.position.step == before
    assert not trainee.page.toast.isVisible()
    QTest.mouseClick(form.error._toggle, Qt.MouseButton.LeftButton)
    form.error._details._on_copy()
    assert "state.safetensors" in QGuiApplication.clipboard().text()
    QTest.mouseClick(form.error._close, Qt.MouseButton.LeftButton)
    assert not form.error.isVisible()
    wait_until(lambda: trainee.page.head.chip.text.startswith("Broken off"))
    assert trainee.page.head.button("resume").isVisible()


def test_a_loss_that_is_lost_too_often_is_told(
    trainee: Trainee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "all_finite", lambda _network: False)
    trainee.press("start")
    trainee.wait(Phase.LEARNING)
    trainee.wait(Phase.NONE)
    card = trainee.page.form.error
    assert card.accessibleName() == "Training stopped: the loss is no longer finite"
    wait_until(lambda: trainee.page.head.chip.text.startswith("Given up"))
    assert not trainee.page.head.button("resume").isVisible()
    assert (trainee.own.folder / STATE).exists()


def test_weights_that_cannot_be_read_stop_a_run_before_it_begins(
    app: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "bad.pth").write_bytes(b"no weights")
    trainee = Trainee(app, tmp_path, replace(TINY, weights=str(tmp_path / "bad.pth")))
    trainee.press("start")
    wait_until(trainee.page.form.error.isVisible)
    assert trainee.page.form.error.accessibleName() == "bad.pth was not loaded"
    assert not trainee.runs.exists()
    assert trainee.page.head.chip.text == ""
    trainee.close()


def test_pictures_that_were_left_out_are_named_in_the_log() -> None:
    (line,) = log_lines((LeftOut(7, ("a.png", "b\n.png")),))
    assert line == LogLine(7, "left out, cannot be read: a.png, b\\n.png", "warning")
