"""Thresholds, the kind of NMS and the own thresholds of classes: from the controls to the boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from driving import end, make_app, wait_until
from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from gui.app import App
from gui.controls.buttons import LinkButton
from gui.controls.chip import ClassChip
from gui.controls.histogram_slider import HistogramSlider
from gui.controls.spin import DecimalSpin, WholeSpin
from gui.panels.class_confidence import ClassConfidence
from gui.panels.classes_panel import ClassesPanel
from gui.panels.nms_menu import NmsMenu
from gui.panels.thresholds_panel import ThresholdsPanel
from ssd_core.bundled import sample_paths
from ssd_core.detection import select
from ssd_core.types import NmsMethod, Thresholds

pytestmark = pytest.mark.window

CLASSES = tuple(f"class {i}" for i in range(1, 21))


@pytest.fixture
def shown(app: QApplication) -> Iterator[Any]:
    """Show a panel in a window of its own and close it after the test."""
    windows: list[QMainWindow] = []

    def show(panel: QWidget) -> Any:
        window = QMainWindow()
        window.setCentralWidget(panel)
        window.resize(320, 500)
        window.show()
        window.activateWindow()
        windows.append(window)
        QApplication.processEvents()
        return panel

    yield show
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture(scope="module")
def looking(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The program with a sample scene in it, as it stands after the first look."""
    running = make_app(app, tmp_path_factory.mktemp("thresholds"))
    running.window.resize(1440, 900)
    running.window.show()
    running.start([str(sample_paths()[0])])
    wait_until(lambda: running.session.selection is not None)
    yield running
    end(running)


@pytest.fixture(autouse=True)
def from_the_defaults(request: pytest.FixtureRequest) -> None:
    if "looking" in request.fixturenames:
        request.getfixturevalue("looking").session.set_thresholds(Thresholds())


def told_by(signal: SignalInstance) -> list[Any]:
    told: list[Any] = []
    signal.connect(lambda *values: told.append(values[0] if len(values) == 1 else values))
    return told


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(panel: QWidget, words: str) -> None:
    click(next(b for b in panel.findChildren(QAbstractButton) if b.text() == words))


def choose(panel: QWidget, words: str) -> None:
    """Pick ``words`` in the NMS menu."""
    actions = panel.findChild(NmsMenu).menu().actions()
    next(action for action in actions if action.text() == words).trigger()


def open_popover(chip: ClassChip) -> ClassConfidence:
    """As a right click does."""
    at = QPoint(5, 5)
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, chip.mapToGlobal(at))
    QApplication.sendEvent(chip, menu)
    return chip.window().findChild(ClassConfidence)


class TestPanel:
    def test_slider_and_spin_follow_each_other_and_tell_once(self, shown: Any) -> None:
        panel = shown(ThresholdsPanel())
        told = told_by(panel.thresholds_changed)
        slider, spin = panel.findChildren(HistogramSlider)[0], panel.findChildren(DecimalSpin)[0]
        QTest.keyClick(slider, Qt.Key.Key_Right)
        assert spin.value() == pytest.approx(0.31)
        QTest.keyClick(spin, Qt.Key.Key_Up)
        assert slider.threshold == pytest.approx(0.32)
        panel.findChild(WholeSpin).stepUp()
        assert [(t.confidence, t.overlap, t.top_k) for t in told] == [
            pytest.approx((0.31, 0.45, 200)),
            pytest.approx((0.32, 0.45, 200)),
            pytest.approx((0.32, 0.45, 201)),
        ]

    def test_what_it_does_not_show_is_told_as_it_was_set(self, shown: Any) -> None:
        """Nor does a slider that shows two decimals round what nobody moved."""
        panel = shown(ThresholdsPanel())
        told = told_by(panel.thresholds_changed)
        before = Thresholds(confidence=0.303, classes=frozenset({2}), class_confidence={2: 0.5})
        panel.set_thresholds(before)
        assert told == []
        choose(panel, "DIoU")
        assert told == [replace(before, method=NmsMethod.DIOU)]

    def test_set_thresholds_tells_nobody_and_reset_restores_all_but_the_classes(
        self, shown: Any
    ) -> None:
        panel = shown(ThresholdsPanel())
        told = told_by(panel.thresholds_changed)
        moved = Thresholds(
            confidence=0.8,
            overlap=0.2,
            top_k=7,
            classes=frozenset({3}),
            method=NmsMethod.SOFT_LINEAR,
            class_agnostic=True,
            class_confidence={1: 0.5},
        )
        panel.set_thresholds(moved)
        assert told == []
        assert panel.findChildren(HistogramSlider)[1].threshold == pytest.approx(0.2)
        assert panel.findChild(WholeSpin).value() == 7
        assert panel.findChild(NmsMenu).text() == "linear, across"
        press(panel, "Reset")
        assert told == [Thresholds(classes=frozenset({3}))]
        assert panel.findChild(NmsMenu).text() == "standard"

    def test_only_gaussian_has_a_sigma_and_it_has_no_overlap(self, shown: Any) -> None:
        panel = shown(ThresholdsPanel())
        told = told_by(panel.thresholds_changed)
        overlap = panel.findChildren(HistogramSlider)[1]
        sigma = next(s for s in panel.findChildren(DecimalSpin) if "Gaussian" in s.accessibleName())
        assert overlap.isVisible()
        assert not sigma.isVisible()
        choose(panel, "Soft, Gaussian")
        assert sigma.isVisible()
        assert not overlap.isVisible()
        QTest.keyClick(sigma, Qt.Key.Key_Up)
        assert told[-1] == Thresholds(method=NmsMethod.SOFT_GAUSSIAN, sigma=0.51)

    def test_top_k_stays_between_one_and_all_dboxes(self, shown: Any) -> None:
        spin = shown(ThresholdsPanel()).findChild(WholeSpin)
        assert (spin.minimum(), spin.maximum()) == (1, 8732)

    def test_every_choice_says_what_it_does(self, shown: Any) -> None:
        for action in shown(ThresholdsPanel()).findChild(NmsMenu).menu().actions():
            assert action.isSeparator() or action.toolTip() != action.text()


class TestChips:
    def panel(self, shown: Any) -> ClassesPanel:
        panel = shown(ClassesPanel())
        panel.set_classes(CLASSES)
        panel.set_counts({4: 1})
        return panel

    def chip(self, panel: ClassesPanel, label: int) -> ClassChip:
        return next(c for c in panel.findChildren(ClassChip) if c.label == label)

    def labels(self, panel: ClassesPanel) -> set[int]:
        return {c.label for c in panel.findChildren(ClassChip) if c.isVisible()}

    @pytest.mark.parametrize(
        ("key", "modifier"),
        [
            (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
        ],
    )
    def test_the_menu_key_opens_it_and_escape_returns(
        self, shown: Any, key: Qt.Key, modifier: Qt.KeyboardModifier
    ) -> None:
        panel = self.panel(shown)
        chip = self.chip(panel, 4)
        chip.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(chip, key, modifier)
        QApplication.processEvents()
        popover = panel.window().findChild(ClassConfidence)
        assert popover.isVisible()
        QTest.keyClick(popover, Qt.Key.Key_Escape)
        assert not popover.isVisible()
        assert chip.hasFocus()

    def test_an_own_threshold_is_told_and_shown_on_the_chip(self, shown: Any) -> None:
        panel = self.panel(shown)
        panel.set_thresholds(Thresholds(confidence=0.4))
        told = told_by(panel.confidence_changed)
        chip = self.chip(panel, 4)
        width = chip.sizeHint().width()
        popover = open_popover(chip)
        slider = popover.findChild(HistogramSlider)
        assert slider.threshold == pytest.approx(0.4)
        QTest.keyClick(slider, Qt.Key.Key_Right)
        assert told == [(4, pytest.approx(0.41))]
        assert chip.sizeHint().width() > width
        assert chip.accessibleName() == "class 4, 1, confidence above 0.41"
        click(popover.findChild(LinkButton))
        assert told[-1] == (4, None)
        assert chip.sizeHint().width() == width
        assert slider.threshold == pytest.approx(0.4)
        popover.dismiss()

    def test_a_class_with_an_own_threshold_is_not_folded_away(self, shown: Any) -> None:
        panel = self.panel(shown)
        assert self.labels(panel) == {4}
        panel.set_thresholds(Thresholds(class_confidence={9: 0.7}))
        assert self.labels(panel) == {4, 9}
        panel.set_thresholds(Thresholds())
        assert self.labels(panel) == {4}

    def test_own_thresholds_stay_when_the_same_classes_are_set_anew(self, shown: Any) -> None:
        panel = self.panel(shown)
        panel.set_thresholds(Thresholds(class_confidence={9: 0.7}))
        open_popover(self.chip(panel, 4))
        panel.set_classes(CLASSES)
        QApplication.processEvents()
        chip = next(c for c in panel.findChildren(ClassChip) if c.label == 9 and c.isVisible())
        assert chip.has_own_confidence
        assert not panel.window().findChild(ClassConfidence).isVisible()


class TestProgram:
    def test_the_method_that_is_chosen_is_the_one_that_selects(self, looking: App) -> None:
        session, panel = looking.session, looking.window.inspect.inspector.thresholds
        for words, method in (
            ("Soft, linear", NmsMethod.SOFT_LINEAR),
            ("Soft, Gaussian", NmsMethod.SOFT_GAUSSIAN),
            ("DIoU", NmsMethod.DIOU),
            ("Standard", NmsMethod.STANDARD),
        ):
            choose(panel, words)
            assert session.thresholds == Thresholds(method=method)
            expected = select(session.looked_at.candidates, session.thresholds)
            assert session.selection.funnel == expected.funnel
            assert session.selection.detections.scores.tolist() == (
                expected.detections.scores.tolist()
            )

    def test_across_classes_keeps_no_two_boxes_in_one_place(self, looking: App) -> None:
        session, panel = looking.session, looking.window.inspect.inspector.thresholds
        session.set_thresholds(Thresholds(confidence=0.01))
        before = session.selection.funnel.after_nms
        choose(panel, "Across classes")
        assert session.thresholds == Thresholds(confidence=0.01, class_agnostic=True)
        assert session.selection.funnel.after_nms < before

    def test_an_own_threshold_takes_its_class_away_and_nothing_else(self, looking: App) -> None:
        session, panel = looking.session, looking.window.inspect.inspector.classes
        QApplication.processEvents()
        before = session.selection.detections
        label = int(before.labels[0])
        chip = next(c for c in panel.findChildren(ClassChip) if c.label == label and c.isVisible())
        popover = open_popover(chip)
        spin = popover.findChild(DecimalSpin)
        spin.setValue(1.0)
        assert session.thresholds == Thresholds(class_confidence={label: 1.0})
        assert session.selection.detections.dbox.tolist() == (
            before.dbox[before.labels != label].tolist()
        )
        popover.dismiss()
        press(looking.window.inspect.inspector.thresholds, "Reset")
        assert session.selection.detections.dbox.tolist() == before.dbox.tolist()
        assert not chip.has_own_confidence

    def test_where_nothing_passes_the_best_candidate_is_one_click_away(self, looking: App) -> None:
        session, panel = looking.session, looking.window.inspect.inspector.detections
        label, score = session.selector.strongest(None)
        own = {label: 1.0}
        for nothing in (Thresholds(confidence=1.0), Thresholds(1.0, class_confidence=own)):
            session.set_thresholds(nothing)
            wait_until(panel._show_best.isVisible)
            assert not panel._every_class.isVisible()
            press(panel, f"Show that {session.weights.config.classes[label - 1]}")
            found = session.selection.detections
            assert found.scores.max() == pytest.approx(score)
            assert found.scores.min() > score - 0.01

    def test_where_no_class_is_looked_for_all_are_one_click_away(self, looking: App) -> None:
        session, panel = looking.session, looking.window.inspect.inspector.detections
        before = session.selection.detections.dbox.tolist()
        session.set_thresholds(Thresholds(classes=frozenset()))
        wait_until(panel._every_class.isVisible)
        assert not panel._show_best.isVisible()
        press(panel, "Look for every class")
        assert session.thresholds == Thresholds()
        assert session.selection.detections.dbox.tolist() == before

    def test_each_kind_of_nms_is_a_command(self, looking: App) -> None:
        session, commands = looking.session, looking.commands
        for method in NmsMethod:
            commands[f"nms-{method.value}"].action.trigger()
            assert session.thresholds == Thresholds(method=method)
        commands["nms-standard"].action.trigger()
        commands["nms-across"].action.trigger()
        assert session.thresholds == Thresholds(class_agnostic=True)
        session.set_thresholds(Thresholds())
        assert not commands["nms-across"].action.isChecked()

    def test_the_panel_follows_thresholds_that_come_from_elsewhere(self, looking: App) -> None:
        panel = looking.window.inspect.inspector.thresholds
        looking.session.set_thresholds(Thresholds(confidence=0.7, method=NmsMethod.DIOU))
        assert panel.findChildren(HistogramSlider)[0].threshold == pytest.approx(0.7)
        assert panel.findChild(NmsMenu).text() == "DIoU"


def test_other_classes_forget_the_thresholds_of_the_old_ones(looking: App) -> None:
    """Labels are columns: those of another class list mean something else."""
    session = looking.session
    session.set_thresholds(Thresholds(class_confidence={1: 0.9}))
    info = session.weights
    config = replace(info.config, classes=tuple(f"other {name}" for name in info.config.classes))
    session._on_weights(replace(info, config=config))
    assert session.thresholds.class_confidence == ()
    session._on_weights(info)
