"""Selections that would hold the window up are made elsewhere; sliders never wait for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import drop, end, files, make_app, run_events, wait_until
from PySide6.QtWidgets import QApplication

from gui.app import App
from ssd_core.bundled import sample_paths
from ssd_core.detection import select
from ssd_core.types import NmsMethod, Selection, Thresholds

EVERYTHING = Thresholds(confidence=0.0, top_k=8732)


@pytest.fixture
def looking(app: QApplication, tmp_path: Path) -> Iterator[App]:
    viewer = make_app(app, tmp_path)
    viewer.window.show()
    viewer.start()
    drop(viewer.window, files(sample_paths()[:1]))
    wait_until(lambda: viewer.session.selection is not None)
    yield viewer
    end(viewer)


def assert_is_selected(viewer: App, thresholds: Thresholds) -> None:
    expected = select(viewer.session.looked_at.candidates, thresholds)
    assert viewer.session.selection.funnel == expected.funnel
    np.testing.assert_array_equal(
        viewer.session.selection.detections.dbox, expected.detections.dbox
    )


@pytest.mark.parametrize(
    "thresholds", [EVERYTHING, replace(EVERYTHING, top_k=600, method=NmsMethod.SOFT_GAUSSIAN)]
)
def test_a_slow_selection_arrives_later_and_the_old_one_stays(
    looking: App, thresholds: Thresholds
) -> None:
    before, busy = looking.session.selection, []
    looking.session.busy_changed.connect(busy.append)
    looking.session.set_thresholds(thresholds)
    assert looking.session.selection is before
    assert busy == [True]
    wait_until(lambda: looking.session.selection is not before)
    assert busy == [True, False]
    assert_is_selected(looking, thresholds)


def test_a_quick_selection_answers_in_the_same_turn(looking: App) -> None:
    for confidence in (0.02, 0.5):
        thresholds = Thresholds(confidence=confidence)
        looking.session.set_thresholds(thresholds)
        assert_is_selected(looking, thresholds)


def test_the_last_of_many_places_of_a_slider_is_what_is_shown(looking: App) -> None:
    told: list[Selection] = []
    looking.session.selection_changed.connect(told.append)
    for overlap in (0.1, 0.2, 0.3, 0.4, 0.5):
        looking.session.set_thresholds(replace(EVERYTHING, overlap=overlap))
        run_events(10)
    wait_until(lambda: told)
    assert len(told) == 1
    assert_is_selected(looking, replace(EVERYTHING, overlap=0.5))
    # What that run found out serves the confidence slider at once.
    looking.session.set_thresholds(replace(EVERYTHING, overlap=0.5, confidence=0.4))
    assert len(told) == 2
    assert_is_selected(looking, replace(EVERYTHING, overlap=0.5, confidence=0.4))


def test_a_slow_answer_that_nobody_wants_any_more_changes_nothing(looking: App) -> None:
    looking.session.set_thresholds(EVERYTHING)
    wanted = Thresholds(confidence=0.5)
    looking.session.set_thresholds(wanted)
    run_events(1_000)
    assert_is_selected(looking, wanted)
    looking.session.set_thresholds(EVERYTHING)
    drop(looking.window, files(sample_paths()[1:2]))  # another picture meanwhile
    wait_until(lambda: looking.session.picture.name == sample_paths()[1].name)
    wait_until(lambda: looking.session.selection is not None)
    assert_is_selected(looking, EVERYTHING)


def test_the_program_ends_in_the_middle_of_one(looking: App) -> None:
    looking.session.set_thresholds(EVERYTHING)
    run_events(5)
