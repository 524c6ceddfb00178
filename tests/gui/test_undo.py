"""Undo and redo of thresholds: one gesture is one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from driving import wait_until
from PySide6.QtWidgets import QApplication

from gui.undo import DEPTH, History
from ssd_core.types import Thresholds


class Holder:
    """Thresholds in use, which tell the history of every change as the session does."""

    def __init__(self) -> None:
        self.thresholds = Thresholds()
        self.history = History(self.use, self.thresholds)

    def use(self, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self.history.note(thresholds)

    def change(self, **values: object) -> None:
        self.use(replace(self.thresholds, **values))


@pytest.fixture
def holder(app: QApplication) -> Iterator[Holder]:
    holder = Holder()
    yield holder
    holder.history.close()


def test_a_run_of_changes_of_one_threshold_is_one_step(holder: Holder) -> None:
    for value in (0.31, 0.35, 0.42):
        holder.change(confidence=value)
    holder.history.undo()
    assert holder.thresholds == Thresholds()
    assert not holder.history.stack.canUndo()
    holder.history.redo()
    assert holder.thresholds.confidence == 0.42


def test_another_threshold_begins_another_step(holder: Holder) -> None:
    holder.change(confidence=0.4)
    holder.change(overlap=0.6)
    holder.change(classes=frozenset({1}))
    holder.history.undo()
    assert holder.thresholds == Thresholds(confidence=0.4, overlap=0.6)
    holder.history.undo()
    assert holder.thresholds == Thresholds(confidence=0.4)
    holder.history.undo()
    assert holder.thresholds == Thresholds()


def test_a_pause_ends_a_gesture(holder: Holder) -> None:
    holder.change(confidence=0.4)
    wait_until(lambda: not holder.history.in_gesture, seconds=10)
    holder.change(confidence=0.5)
    holder.history.undo()
    assert holder.thresholds.confidence == 0.4


def test_a_gesture_that_leads_back_leaves_no_step(holder: Holder) -> None:
    holder.change(confidence=0.4)
    holder.change(confidence=Thresholds().confidence)
    assert not holder.history.stack.canUndo()


def test_what_is_held_together_is_one_step(holder: Holder) -> None:
    holder.history.hold()
    holder.change(confidence=0.4)
    holder.change(overlap=0.6)
    holder.history.let_go()
    holder.history.undo()
    assert holder.thresholds == Thresholds()


def test_a_change_after_undo_forgets_what_could_be_redone(holder: Holder) -> None:
    holder.change(confidence=0.4)
    holder.history.undo()
    holder.change(overlap=0.6)
    assert not holder.history.stack.canRedo()
    holder.history.undo()
    assert holder.thresholds == Thresholds()


def test_the_depth_is_limited(holder: Holder) -> None:
    for i in range(DEPTH + 50):
        holder.change(top_k=i + 1)
        holder.history.end_gesture()
    assert holder.history.stack.count() == DEPTH


def test_restart_forgets_every_step(holder: Holder) -> None:
    holder.change(confidence=0.4)
    holder.history.restart(holder.thresholds)
    assert not holder.history.stack.canUndo()
