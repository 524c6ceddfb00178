"""The panel of the lesson: the step in words, the thresholds, the boxes, the overlaps."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.choice import Choice
from gui.controls.choice_menu import ChoiceMenu
from gui.controls.histogram_slider import HistogramSlider
from gui.controls.labels import label
from gui.controls.switch import Switch
from gui.lessons.frame.words import Words
from gui.lessons.parts.formula_row import FormulaRow
from gui.lessons.parts.prose import Prose
from gui.lessons.parts.section import PanelSection
from gui.lessons.parts.slider import SliderRow
from gui.lessons.suppression import telling
from gui.lessons.suppression.candidates import CandidateList
from gui.lessons.suppression.matrix import OverlapMatrix
from gui.lessons.suppression.shown import Shown
from gui.lessons.suppression.step_bars import StepBars
from ssd_core.types import NmsMethod

_BINS = 40


class NmsPanel(QWidget):
    """Its signals tell what a person set."""

    overlap_changed = Signal(float)
    sigma_changed = Signal(float)
    across_changed = Signal(bool)
    label_chosen = Signal(int)
    source_chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._step, self._formula, self._worked = Prose(), FormulaRow(), Prose(fonts.SMALL)
        self._make_threshold()
        self._make_boxes()
        self.candidates, self.matrix = CandidateList(words), OverlapMatrix(words)
        self._saved = Prose(fonts.SMALL)
        self._list = PanelSection(self._saved, self.candidates)
        self._table = PanelSection(self.matrix)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        told = PanelSection(self._step, self._formula, self._worked, titled=False)
        self.tests = StepBars(words)
        self.tests.hide()  # beside the picture the strip tells of them
        for section in (told, self.tests, self._threshold, self._boxes, self._list, self._table):
            column.addWidget(section)
        column.addStretch(1)

    def _make_threshold(self) -> None:
        self.overlap = HistogramSlider(default=0.45, survivors="left")
        self.overlap.value_changed.connect(self.overlap_changed)
        self._stay, self._rule = Prose(fonts.SMALL), label(fonts.SMALL, tone="muted")
        self.sigma = SliderRow(0.1, 2.0, step=0.05, default=0.5)
        self.sigma.value_changed.connect(self.sigma_changed)
        self.across, self._across_words = Switch(), label(fonts.BODY)
        self._across_note = label(fonts.LABEL, tone="muted")
        self.across.clicked.connect(self.across_changed)
        self._twice = Prose(fonts.SMALL)
        switch = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._across_words)
        names.addWidget(self._across_note)
        switch.addLayout(names, 1)
        switch.addWidget(self.across)
        self._threshold = PanelSection(self.overlap, self._rule, self._stay, self.sigma)
        self._threshold.body.addLayout(switch)
        self._threshold.add(self._twice)

    def _make_boxes(self) -> None:
        self.source = Choice(["toy", "network"])
        self.source.chosen.connect(self.source_chosen)
        self.classes = ChoiceMenu(["0"])
        self.classes.chosen.connect(self._on_class)
        self._offered: tuple[tuple[str, str], ...] = ()
        row = QHBoxLayout()
        row.addWidget(self.source)
        row.addStretch(1)
        self._class_row = QHBoxLayout()
        self._class_row.addWidget(self.classes)
        self._class_row.addStretch(1)
        self._boxes = PanelSection()
        self._boxes.body.addLayout(row)
        self._boxes.body.addLayout(self._class_row)

    def _on_class(self, key: str) -> None:
        self.label_chosen.emit(int(key))

    # What follows the picture piece by piece

    def show_told(self, shown: Shown) -> None:
        """The step in words."""
        words = self._words
        self._step.set_text(telling.step_told(words, shown))
        self._formula.set_formula(telling.formula_of(words, shown))
        self._worked.set_text(telling.worked_out(shown))
        self.tests.show_tests(shown)

    def show_settings(self, shown: Shown) -> None:
        """The thresholds, and what they do."""
        words, state = self._words, shown.state
        method = state.thresholds.method
        self.overlap.set_value(state.thresholds.overlap)
        self.overlap.set_histogram(_overlap_counts(shown))
        self.overlap.setEnabled(method is not NmsMethod.SOFT_GAUSSIAN)
        rule = "panel.rule_gaussian" if method is NmsMethod.SOFT_GAUSSIAN else "panel.rule"
        self._rule.setText(words(rule))
        self._stay.set_text(telling.stay_told(words, shown))
        self._threshold.set_aside(f"{state.thresholds.overlap:.2f}")
        self.sigma.setVisible(method is NmsMethod.SOFT_GAUSSIAN)
        self.sigma.set_value(state.thresholds.sigma)
        self.across.setChecked(state.thresholds.class_agnostic)
        self._show(self._twice, telling.twice_told(words, shown))

    def show_boxes(self, shown: Shown) -> None:
        """Which boxes there are, and how they overlap."""
        words, state = self._words, shown.state
        self._show(self._saved, telling.saved_told(words, shown))
        self.source.set_key(state.source)
        self._offer_classes(shown)
        turn = shown.turn
        self._table.set_aside("" if turn is None else words("panel.row", row=turn.row + 1))
        self.matrix.set_shown(shown)

    @staticmethod
    def _show(part: Prose, text: str) -> None:
        part.set_text(text)
        part.setVisible(bool(text))

    def _offer_classes(self, shown: Shown) -> None:
        """All classes there are boxes of, with their counts."""
        words, labels = self._words, shown.state.boxes.labels
        offered = [("0", words("head.all", count=len(labels)))]
        for one in sorted(set(labels)):
            told = words("head.one", name=shown.classes[one - 1], count=labels.count(one))
            offered.append((str(one), told))
        if tuple(offered) != self._offered:
            self._offered = tuple(offered)
            menu = ChoiceMenu([key for key, _ in offered])
            menu.set_words(dict(offered), words("head.classes"))
            menu.chosen.connect(self._on_class)
            self._class_row.replaceWidget(self.classes, menu)
            self.classes.hide()
            self.classes.deleteLater()
            self.classes = menu
        self.classes.set_key(str(shown.state.label))

    def retranslate(self) -> None:
        words = self._words
        self._threshold.set_title(words("panel.overlap"))
        self.overlap.setAccessibleName(words("panel.overlap"))
        self.sigma.set_words(words("panel.sigma"))
        self._across_words.setText(words("panel.across"))
        self._across_note.setText(words("panel.across_note"))
        self.across.setAccessibleName(words("panel.across"))
        self._boxes.set_title(words("legend.source"))
        for key in ("toy", "network"):
            self.source.set_words(key, words(f"legend.{key}"))
        self._list.set_title(words("panel.candidates"))
        self._list.set_aside(words("panel.state"))
        self._table.set_title(words("panel.matrix"))
        self._offered = ()
        self.tests.retranslate()
        self.candidates.retranslate()
        self.matrix.retranslate()


def _overlap_counts(shown: Shown) -> list[int] | None:
    """How much the boxes that can act on one another overlap, as a histogram; None for no pair."""
    trace = shown.state.trace
    pairs = np.triu(trace.meet, k=1)
    values = trace.table[pairs]
    values = values[values > 0]
    if not len(values):
        return None
    return np.histogram(values, bins=_BINS, range=(0, 1))[0].tolist()
