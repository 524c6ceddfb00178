"""Lesson 6: many boxes, one object: who stays?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.choice_menu import ChoiceMenu
from gui.controls.labels import label
from gui.controls.spin import DecimalSpin
from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from gui.lessons.suppression.panel import NmsPanel
from gui.lessons.suppression.picture import NmsPicture
from gui.lessons.suppression.questions import questions
from gui.lessons.suppression.shown import Shown
from gui.lessons.suppression.strip import StepStrip
from ssd_core.boxes import overlaps
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import LessonScene
from ssd_core.lessons.suppression import walk
from ssd_core.lessons.suppression_state import Boxes, NmsState
from ssd_core.nms import nms, survivors
from ssd_core.soft_nms import soften
from ssd_core.types import GroundTruth, NmsMethod, Thresholds

_LOW, _NARROW = 560, 700
"""A centre lower than this has no room for the strip of tests; a narrower one none for words."""
_EVERY = 5
_METHODS = ("standard", "soft-linear", "soft-gaussian", "diou")


class SuppressionLesson(Lesson):
    """The boxes are toys around the objects, or what the network found; all can be moved."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._scene: LessonScene | None = None
        self._shown = Shown(NmsState(), ())
        self.picture, self.strip = NmsPicture(words), StepStrip(words)
        self.panel: NmsPanel = NmsPanel(words)
        self.tools = self._make_tools()
        self.centre = _Centre(self.picture, self.strip, self._overlap_words)
        self._connect()

    def _make_tools(self) -> QWidget:
        self._overlap_words = label(fonts.BODY, tone="muted")
        self.overlap, self.method = DecimalSpin(), ChoiceMenu(_METHODS)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._overlap_words, self.overlap, self.method):
            row.addWidget(part)
        tools = QWidget()
        tools.setLayout(row)
        return tools

    def _connect(self) -> None:
        self.overlap.valueChanged.connect(self._set_overlap)
        self.method.chosen.connect(self._set_method)
        panel = self.panel
        panel.overlap_changed.connect(self._set_overlap)
        panel.sigma_changed.connect(self._set_sigma)
        panel.across_changed.connect(self._set_across)
        panel.label_chosen.connect(self._set_label)
        panel.source_chosen.connect(self._set_source)
        panel.candidates.scored.connect(self._set_score)
        panel.candidates.chosen.connect(self._select)
        for part in (panel.candidates, panel.matrix, self.strip):
            part.pointed.connect(self._hover)
        panel.tests.bars.pointed.connect(self._on_bar)
        self.picture.row_pointed.connect(self._hover)
        self.picture.truth_changed.connect(self._set_truth)
        self.picture.selected_changed.connect(self._on_selected)
        self.strip.variant_chosen.connect(self._set_variant)

    @property
    def shown(self) -> Shown:
        """What is in sight."""
        return self._shown

    # Scene, steps, questions

    def set_scene(self, scene: LessonScene) -> None:
        before, self._scene = self._scene, scene
        if not scene.shows_same(before):
            self.picture.set_picture(scene.rgb)
            state = replace(self._state, num_classes=scene.config.num_classes).with_label(0)
            self._shown = replace(self._shown, classes=scene.classes, selected=-1, hovered=-1)
            self._show(replace(state, source="toy").with_boxes(Boxes.toys(scene.truth)), step=0)
        self._offer_network(scene)

    def _offer_network(self, scene: LessonScene) -> None:
        """Say why there are no boxes of the network, or offer them."""
        refusal = ""
        if scene.candidates is None:
            refusal = self.words("legend.unseen")
        elif not len(Boxes.of_network(scene.candidates)):
            refusal = self.words("legend.nothing")
        self.panel.source.set_refusal("network", refusal)

    @property
    def _state(self) -> NmsState:
        return self._shown.state

    def steps(self) -> tuple[Step, ...]:
        trace = self._state.trace
        winners, last = set(trace.winners()), len(trace) - 1
        return tuple(
            Step(str(n + 1) if n in (0, last) or (n + 1) % _EVERY == 0 else "", n in winners)
            for n in range(len(trace))
        )

    def go_to(self, step: int) -> None:
        super().go_to(step)
        self._show(self._state, step=step)

    def questions(self) -> tuple[Question, ...]:
        return questions(self.words, self._state)

    def hide_answer(self, key: str) -> None:
        self._shown = replace(self._shown, hidden=key)
        self._render()

    def code(self) -> tuple[CodeSample, ...]:
        lineup, thresholds = self._state.lineup, self._state.thresholds
        values = {
            "boxes_xyxy": lineup.boxes,
            "scores": lineup.scores,
            "overlap": thresholds.overlap,
        }
        found = {"kept": self._state.trace.kept}
        samples = [CodeSample(nms, values), CodeSample(survivors, found), CodeSample(overlaps)]
        if thresholds.method.soft:
            samples.insert(0, CodeSample(soften, values))
        return (*samples, CodeSample(walk, {"turns": len(self._state.trace)}))

    # What a person changes

    def _show(self, state: NmsState, *, step: int | None = None) -> None:
        wanted = self._shown.step if step is None else step
        before, last = self.step, max(len(state.trace) - 1, 0)
        self.step = min(max(wanted, 0), last)
        self._shown = replace(self._shown, state=state, step=self.step)
        self._render()
        if self.step != before and step is None:
            self.step_changed.emit()
        self.changed.emit()

    def _render(self) -> None:
        self.picture.set_shown(self._shown)
        self.panel.candidates.set_shown(self._shown)  # a row that is dragged changes its place
        self.follow_beside()

    def beside(self) -> tuple[Piece, ...]:
        return self._show_strip, self._show_told, self._show_settings, self._show_boxes

    def _show_strip(self) -> None:
        self.strip.set_shown(self._shown)

    def _show_told(self) -> None:
        self.panel.show_told(self._shown)

    def _show_boxes(self) -> None:
        self.panel.show_boxes(self._shown)

    def _show_settings(self) -> None:
        thresholds = self._shown.state.thresholds
        blocked = self.overlap.blockSignals(True)
        self.overlap.setValue(thresholds.overlap)
        self.overlap.blockSignals(blocked)
        self.overlap.setEnabled(thresholds.method is not NmsMethod.SOFT_GAUSSIAN)
        self.method.set_key(str(thresholds.method))
        self.panel.show_settings(self._shown)

    def _change(self, **changes: Any) -> None:
        thresholds = replace(self._state.thresholds, **changes)
        self._show(replace(self._state, thresholds=thresholds))

    def _set_overlap(self, overlap: float) -> None:
        self._change(overlap=round(overlap, 2))

    def _set_sigma(self, sigma: float) -> None:
        self._change(sigma=round(sigma, 2))

    def _set_across(self, across: bool) -> None:
        self._change(class_agnostic=across)

    def _set_method(self, method: str) -> None:
        self._change(method=NmsMethod(method))

    def _set_variant(self, thresholds: Thresholds) -> None:
        self._show(replace(self._state, thresholds=thresholds))

    def _set_label(self, label_: int) -> None:
        self._unselect()
        self._show(self._state.with_label(label_), step=0)

    def _set_source(self, source: str) -> None:
        scene = self._scene
        if scene is None:
            return
        network = source == "network" and scene.candidates is not None
        boxes = Boxes.of_network(scene.candidates) if network else Boxes.toys(scene.truth)
        state = replace(self._state, source="network" if network else "toy")
        self._unselect()
        self._show(state.with_boxes(boxes), step=0)

    def _set_truth(self, truth: GroundTruth) -> None:
        """A box was moved, added or removed on the picture."""
        self._show(self._state.with_boxes(self._state.boxes.following(truth)))

    def _set_score(self, row: int, score: float) -> None:
        state = self._state
        index = state.index_of(row)
        self._show(state.with_boxes(state.boxes.scored(index, score)))
        self._shown = replace(self._shown, selected=self._state.row_of(index))
        self._render()

    def _hover(self, row: int) -> None:
        if row != self._shown.hovered:
            self._shown = replace(self._shown, hovered=row)
            self._render()

    def _on_bar(self, place: int) -> None:
        self._hover(self.panel.tests.rows[place] if place >= 0 else -1)

    def _select(self, row: int) -> None:
        """A row was picked in the list."""
        index = self._state.index_of(row) if row >= 0 else -1
        self.picture.set_truth(self.picture.truth, selected=index)

    def _on_selected(self, index: int) -> None:
        row = self._state.row_of(index) if index >= 0 else -1
        self._shown = replace(self._shown, selected=row)
        self._render()

    def _unselect(self) -> None:
        self.picture.set_truth(GroundTruth.none(), selected=-1)
        self._shown = replace(self._shown, selected=-1, hovered=-1)

    # Files and looks

    def state(self) -> State:
        return {**self._state.to_json(), "step": self.step}

    def restore(self, state: State) -> None:
        made = self._state.from_json(state)
        self._unselect()
        self._show(made, step=int(state["step"]))
        self.step_changed.emit()

    def retranslate(self) -> None:
        words = self.words
        self._overlap_words.setText(words("head.overlap"))
        self.overlap.setAccessibleName(words("panel.overlap"))
        methods = {key: words(f"head.{key}") for key in _METHODS}
        self.method.set_words(methods, words("head.method"))
        self.picture.setAccessibleName(words("picture.name"))
        self.strip.retranslate()
        self.panel.retranslate()
        self._render()

    def set_presenting(self, presenting: bool) -> None:
        self.picture.set_presenting(presenting)
        self.panel.tests.setVisible(presenting)


class _Centre(QWidget):
    """The picture, and the strip below it where there is room.

    wide: what stands over it in the head, where there is room for that.
    """

    def __init__(self, picture: NmsPicture, strip: StepStrip, wide: QWidget) -> None:
        super().__init__()
        self.setMinimumSize(280, 240)
        self._strip, self._wide = strip, wide
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(picture, 1)
        column.addWidget(strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strip.setVisible(self.height() >= fonts.scaled(_LOW))
        self._wide.setVisible(self.width() >= fonts.scaled(_NARROW))
