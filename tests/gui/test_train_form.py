"""The form of Train: what is chosen, how it is remembered, and what is refused meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import run_events, wait_until
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from train_driving import TINY, Trainee

from gui.controls.number_field import NumberField, exponent_form
from gui.train_choices import BUNDLED, TrainChoices
from gui.wiring.train_shown import seconds_left
from gui.workers.run_seen import Evaluations, RunSeen
from ssd_core.bundled import weights_path
from ssd_core.device import choose
from ssd_core.training.config import TrainConfig
from ssd_core.training.follow import RunState
from ssd_core.training.precision import fastest
from ssd_core.training.recipes import RECIPES


@pytest.fixture(scope="module")
def trainee(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trainee]:
    made = Trainee(app, tmp_path_factory.mktemp("trainee"))
    yield made
    made.close()


@pytest.fixture
def rate(app: QApplication) -> Iterator[NumberField]:
    field = NumberField(1e-6, 1.0)
    field.set_value(1e-3)
    field.show()
    QTest.qWaitForWindowExposed(field)
    yield field
    field.close()


def test_it_begins_as_its_recipe_says() -> None:
    assert TrainChoices().with_recipe(TrainChoices().recipe) == TrainChoices()


def test_the_automatic_device_says_what_it_comes_to(trainee: Trainee) -> None:
    session, button = trainee.app.session, trainee.page.form.machine._device
    trainee.app.start()
    wait_until(lambda: session.weights is not None)
    precision = fastest(choose())
    assert button._strong == f"Automatic ({choose().name}, {precision})"


@pytest.mark.parametrize("key", list(RECIPES))
def test_a_recipe_brings_its_own_choices_and_keeps_the_pictures(key: str) -> None:
    choices = TrainChoices(data=("/a", "/b"), classes=("x",)).with_recipe(key)
    wanted, config = RECIPES[key].config, choices.config()
    assert config == replace(wanted, data=("/a", "/b"))
    assert choices.classes == ("x",)
    assert TrainChoices.from_json(choices.to_json()) == choices


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"batch": "16"}', '{"recipe": "none"}', '{"unit": "weeks"}', '{"data": [1]}',
     '{"batch": 0}', '{"later": 1}', '{"data": 1}', '{"learning_rate": NaN}', '{"device": null}'],
)  # fmt: skip
def test_what_makes_no_sense_is_no_choice(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever it says
        TrainChoices.from_json(text)


def test_settings_that_make_no_sense_read_as_the_usual_ones(trainee: Trainee) -> None:
    settings = trainee.app.settings
    before = settings._store.value("train")
    settings._store.setValue("train", '{"batch": "many"}')
    assert settings.train_choices == TrainChoices()
    settings._store.setValue("train", before)


@pytest.mark.window
def test_what_is_chosen_is_remembered_and_becomes_the_run(trainee: Trainee) -> None:
    schedule = trainee.page.form.schedule
    schedule._recipe.chosen.emit("fine-tune")
    assert schedule._start.key == "bundled"
    schedule._batch.setValue(7)
    schedule._unit.chosen.emit("steps")
    schedule._length.setValue(123)
    schedule._freeze.click()
    assert not schedule._rows["freeze"]._trouble.text()
    schedule._start.chosen.emit("nothing")
    assert "knows nothing" in schedule._rows["freeze"]._trouble.text()
    assert "expects weights" in schedule._rows["start"]._trouble.text()
    schedule._start.chosen.emit("bundled")
    assert not schedule._rows["start"]._trouble.text()
    schedule._precision.chosen.emit("fp32")
    QTest.keyClicks(schedule._rate, "")
    schedule._rate.selectAll()
    QTest.keyClicks(schedule._rate, "2.5e-4")  # still typing: the focus is in there
    form = next(s for s in _subjects(trainee) if type(s).__name__ == "TrainFormWiring")
    request = form.request()
    config = request.config
    assert (config.batch, config.steps, config.epochs, config.minutes) == (7, 123, 0, 0)
    assert (config.frozen, config.precision, config.learning_rate) == (1.0, "fp32", 2.5e-4)
    assert request.weights == weights_path()
    assert request.name == "shapes-fine-tune"
    kept = trainee.app.settings.train_choices
    assert (kept.batch, kept.weights, kept.learning_rate) == (7, BUNDLED, 2.5e-4)
    form._set(replace(TINY, parent=str(trainee.runs)))


def _subjects(trainee: Trainee) -> tuple[object, ...]:
    training = next(s for s in trainee.app._subjects if type(s).__name__ == "Training")
    return training._subjects


@pytest.mark.window
def test_a_number_counts_when_it_is_typed_to_its_end(rate: NumberField) -> None:
    told: list[float] = []
    rate.changed.connect(told.append)
    rate.selectAll()
    QTest.keyClicks(rate, "5e-2")
    assert not told
    QTest.keyClick(rate, Qt.Key.Key_Return)
    assert told == [0.05]


@pytest.mark.window
@pytest.mark.parametrize("text", ["10", "-1", "0", "fast", "nan", "inf", "1e-9", ""])
def test_a_number_that_makes_no_sense_is_marked_and_the_old_one_stays(
    rate: NumberField, text: str
) -> None:
    told: list[object] = []
    rate.changed.connect(told.append)
    rate.selectAll()
    QTest.keyClick(rate, Qt.Key.Key_Delete)
    QTest.keyClicks(rate, text)
    QTest.keyClick(rate, Qt.Key.Key_Return)
    assert rate.is_refused
    assert (rate.value, told) == (1e-3, [])
    rate.set_value(1e-3)
    assert not rate.is_refused


@pytest.mark.window
def test_arrows_go_through_round_numbers(rate: NumberField) -> None:
    for wanted in (2e-3, 5e-3, 1e-2):
        QTest.keyClick(rate, Qt.Key.Key_Up)
        assert rate.value == pytest.approx(wanted)
    rate.set_value(3e-3)
    QTest.keyClick(rate, Qt.Key.Key_Down)
    assert rate.value == pytest.approx(2e-3)


@given(st.floats(1e-6, 1.0))
def test_the_short_form_reads_as_nearly_the_same_number(value: float) -> None:
    assert float(exponent_form(value)) == pytest.approx(value, rel=1e-3)


@pytest.mark.window
def test_the_line_below_says_what_is_used_meanwhile(trainee: Trainee) -> None:
    schedule = trainee.page.form.schedule
    schedule._rate.setFocus()
    schedule._rate.selectAll()
    QTest.keyClicks(schedule._rate, "10")
    trouble = schedule._rows["rate"]._trouble
    assert trouble.isVisible()
    assert trouble.text() == "Between 1e-6 and 1. Until then 0.002 is used."
    schedule._rate.set_value(2e-3)
    assert not trouble.isVisible()


@pytest.mark.window
def test_the_page_says_what_dropping_would_do(trainee: Trainee, tmp_path: Path) -> None:
    window = trainee.app.window
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    at, buttons = QPointF(300, 300).toPoint(), Qt.MouseButton.LeftButton
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(at, copy, mime, buttons, none))
    assert trainee.page.drop_hint.isVisible()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not trainee.page.drop_hint.isVisible()


def test_the_right_column_gives_way_in_a_narrow_window(trainee: Trainee) -> None:
    window = trainee.app.window
    window.resize(900, 600)
    run_events(20)
    assert not trainee.page.log.isVisible()
    assert trainee.page.form.horizontalScrollBar().maximum() == 0
    window.resize(1440, 900)
    run_events(20)
    assert trainee.page.log.isVisible()


def test_every_control_of_the_form_has_a_name(trainee: Trainee) -> None:
    for section in (trainee.page.form.dataset, trainee.page.form.schedule):
        for row in section.findChildren(type(trainee.page.form.schedule._rows["rate"])):
            assert row.control.accessibleName()


@pytest.mark.parametrize(
    ("config", "step", "seconds", "left"),
    [
        (TrainConfig(minutes=10.0), 2, 4.0, 596.0),  # the clock ends it, however slow it began
        (TrainConfig(minutes=1.0), 90, 61.0, 0.0),
        (TrainConfig(steps=100), 20, 10.0, 40.0),
        (TrainConfig(steps=1_000), 5, 10.0, None),
        (None, 20, 10.0, None),
    ],
)
def test_what_is_left_of_a_run(config, step: int, seconds: float, left: float | None) -> None:
    nothing = Evaluations(np.zeros(0), np.zeros(0), np.zeros(0), ())
    state, now = RunState.RUNNING, {"seconds": seconds}
    seen = RunSeen(Path("run"), state, step, 0.0, {}, {}, now, nothing, np.zeros(0), config=config)
    assert seconds_left(seen) == (left if left is None else pytest.approx(left))
