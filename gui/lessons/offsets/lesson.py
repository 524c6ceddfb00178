"""Lesson 3: what the network says instead of a box."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

import numpy as np

from gui.lessons.canvas.area import Box
from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from gui.lessons.offsets.asking import questions
from gui.lessons.offsets.canvas import OffsetsCanvas
from gui.lessons.offsets.panel import OffsetsPanel
from gui.lessons.offsets.shown import FREE, Shown
from gui.lessons.offsets.tools import LevelTools
from ssd_core.boxes import cxcywh_to_xyxy, overlaps
from ssd_core.coding import VARIANCES, decode, encode
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.offsets import NO_VARIANCES, growth, telling_dbox
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import LessonScene

_NOTHING: Box = (0.3, 0.35, 0.7, 0.65)
"""The target on a picture without objects."""
_LEAST = 0.01
_ANSWERED = "now"
_CHOICES = 8
"""DBoxes that Return leads through."""


class OffsetsLesson(Lesson):
    """A DBox, a target to drag, and the four numbers between them, there and back."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.canvas = OffsetsCanvas(words)
        self.parts = OffsetsPanel(words)
        self.levels = LevelTools(words)
        self.centre, self.panel, self.tools = self.canvas, self.parts.widget, self.levels
        self.step = FREE
        self._shown: Shown | None = None
        self._hidden = False
        self.canvas.target_moved.connect(self._on_target)
        self.canvas.dbox_chosen.connect(self._on_dot)
        self.canvas.let_go.connect(self._on_let_go)
        self.canvas.another_dbox.connect(self._on_another)
        self.levels.chosen.connect(self._on_level)
        self.parts.centre.value_changed.connect(self._on_variances)
        self.parts.size.value_changed.connect(self._on_variances)
        self.parts.leave_out.clicked.connect(self._on_leave_out)
        self.parts.plot.dragged.connect(self._on_grown)
        for rows in (self.parts.encode, self.parts.decode):
            for term, row in enumerate(rows):
                row.setProperty("term", term)
                row.pointed.connect(self._on_pointed)

    @property
    def shown(self) -> Shown | None:
        """What is on the canvas; None before there was a scene."""
        return self._shown

    # What is shown

    def set_scene(self, scene: LessonScene) -> None:
        before = self._shown
        if before is not None and before.scene.rgb is scene.rgb:
            self._show(replace(before, scene=scene))
            return
        self.canvas.set_picture(scene.rgb)
        self.levels.set_maps(scene.config.dboxes.feature_maps)
        target, label = _largest(scene)
        dbox = telling_dbox(np.array(target, np.float32), scene.dboxes)
        variances = VARIANCES if before is None else before.variances
        self._show(Shown(scene, dbox, target, label, variances, self.step))

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.canvas.show_state(shown)
        self.follow_beside()
        self.changed.emit()

    def beside(self) -> tuple[Piece, ...]:
        return self._show_encode, self._show_decode, self._show_variances, self._show_growth

    def _show_encode(self) -> None:
        if self._shown is not None:
            self.parts.show_encode(self._shown, hidden=self._hidden)

    def _show_decode(self) -> None:
        if self._shown is not None:
            self.parts.show_decode(self._shown, hidden=self._hidden)

    def _show_variances(self) -> None:
        if self._shown is not None:
            self.parts.show_variances(self._shown)

    def _show_growth(self) -> None:
        if self._shown is not None:
            self.parts.show_growth(self._shown)
            self.levels.set_level(self._shown.level)

    def _show_dbox(self, dbox: int) -> None:
        if self._shown is not None:
            self._show(replace(self._shown, dbox=dbox))

    # By hand

    def _on_target(self, box: Box) -> None:
        """The target was dragged: from the walk to the free stage, from where it stood."""
        if self._shown is None:
            return
        walking = self.step != FREE
        self.step = FREE
        self._show(replace(self._shown, target=box, step=FREE))
        if walking:
            self.step_changed.emit()

    def _on_dot(self, row: int, column: int) -> None:
        """Of the cell's DBoxes the one that overlaps best; pressed again, its next shape."""
        shown = self._shown
        if shown is None:
            return
        dboxes = shown.scene.dboxes
        here = (dboxes.level == shown.level) & (dboxes.cell == (row, column)).all(axis=1)
        own = np.flatnonzero(here)
        if shown.dbox in own:
            next_one = int(np.flatnonzero(own == shown.dbox)[0] + 1) % len(own)
            self._show_dbox(int(own[next_one]))
        else:
            self._show_dbox(int(own[self._overlaps(shown)[own].argmax()]))

    def _on_another(self) -> None:
        """The DBox that overlaps the target next best, then the best again."""
        shown = self._shown
        if shown is None:
            return
        best = np.argsort(-self._overlaps(shown), kind="stable")[:_CHOICES].tolist()
        place = best.index(shown.dbox) + 1 if shown.dbox in best else 0
        self._show_dbox(best[place % len(best)])

    @staticmethod
    def _overlaps(shown: Shown) -> np.ndarray:
        boxes = cxcywh_to_xyxy(shown.scene.dboxes.cxcywh)
        return overlaps(np.array([shown.target], np.float32), boxes)[0]

    def _on_let_go(self) -> None:
        """The target lies on its DBox again: all offsets are 0."""
        if self._shown is not None:
            self._on_target(self._shown.dbox_box)

    def _on_level(self, level: int) -> None:
        if self._shown is not None:
            target = np.array(self._shown.target, np.float32)
            self._show_dbox(telling_dbox(target, self._shown.scene.dboxes, level=level))

    def _on_variances(self) -> None:
        self.set_variances((self.parts.centre.value, self.parts.size.value))

    def _on_leave_out(self) -> None:
        left_out = self._shown is not None and self._shown.variances == NO_VARIANCES
        self.set_variances(VARIANCES if left_out else NO_VARIANCES)

    def set_variances(self, variances: tuple[float, float]) -> None:
        """Encode and decode with these."""
        if self._shown is not None:
            self._show(replace(self._shown, variances=variances))

    def _on_grown(self, term: int, delta: float) -> None:
        """A dot on the curve was dragged: another side, the same centre."""
        shown = self._shown
        if shown is None:
            return
        left, top, right, bottom = shown.box
        grown = growth(delta, variance=shown.variances[1])
        half = shown.encoded.dbox[term] * grown / 2
        if term == 2:
            middle = (left + right) / 2
            self._on_target((middle - half, top, middle + half, bottom))
        else:
            middle = (top + bottom) / 2
            self._on_target((left, middle - half, right, middle + half))

    def _on_pointed(self, inside: bool) -> None:
        """The pointer is on a formula: what it is about stands out on the canvas."""
        term = self.sender().property("term") if inside else -1
        self.canvas.set_strong(term)
        for rows in (self.parts.encode, self.parts.decode):
            for index, row in enumerate(rows):
                row.set_strong(index == term)

    # The frame

    def steps(self) -> tuple[Step, ...]:
        usual = ("same", "right", "up", "narrower", "taller")
        told = usual if self._shown is None else [stage.move for stage in self._shown.stages]
        return tuple(Step(self.words(f"moves.{move}")) for move in (*told, "free"))

    def go_to(self, step: int) -> None:
        super().go_to(step)
        if self._shown is not None:
            self._show(replace(self._shown, step=step))

    def questions(self) -> tuple[Question, ...]:
        shown = self._shown
        if shown is None or shown.encoded.degenerate:
            return ()
        return questions(shown, self.words)

    def hide_answer(self, key: str) -> None:
        self._hidden = key == _ANSWERED
        self.canvas.set_hidden(self._hidden)
        self.follow_beside()

    def code(self) -> tuple[CodeSample, ...]:
        shown = self._shown
        if shown is None:
            return ()
        box, dbox = np.array([shown.box], np.float32), shown.dbox_cxcywh[None]
        offsets = np.array([shown.encoded.offsets], np.float32)
        shared = {"dboxes_cxcywh": dbox, "variances": shown.variances}
        back = decode(offsets, dbox, variances=shown.variances)
        return (
            CodeSample(encode, {"boxes_xyxy": box, **shared, "returns": offsets}),
            CodeSample(decode, {"loc": offsets, **shared, "returns": back}),
        )

    def state(self) -> State:
        shown = self._shown
        if shown is None:
            return {}
        return {
            "dbox": shown.dbox,
            "target": list(shown.target),
            "label": shown.label,
            "variances": list(shown.variances),
            "step": self.step,
        }

    def restore(self, state: State) -> None:
        shown = self._shown
        if shown is None:
            return
        left, top, right, bottom = (float(value) for value in state["target"])
        target = (left, top, right, bottom)
        centre, size = (float(value) for value in state["variances"])
        dbox, label, step = (int(state[name]) for name in ("dbox", "label", "step"))
        sane = (
            all(map(isfinite, target))
            and all(_LEAST <= value <= 1 for value in (centre, size))
            and 0 <= dbox < len(shown.scene.dboxes)
            and 0 <= label <= len(shown.scene.classes)
            and 0 <= step <= FREE
        )
        if not sane:
            raise ValueError("offsets that no lesson wrote")
        self.step = step
        self._show(Shown(shown.scene, dbox, target, label, (centre, size), step))
        self.step_changed.emit()

    def retranslate(self) -> None:
        self.parts.retranslate()
        self.levels.retranslate()
        self.canvas.setAccessibleName(self.words("title"))
        self.canvas.update()
        if self._shown is not None:
            self._show(self._shown)

    def set_presenting(self, presenting: bool) -> None:
        self.canvas.set_presenting(presenting)


def _largest(scene: LessonScene) -> tuple[Box, int]:
    """The largest object and its label; a box in the middle where there is none."""
    boxes = scene.truth.boxes
    if not len(boxes):
        return _NOTHING, 0
    row = int((boxes[:, 2:] - boxes[:, :2]).prod(axis=1).argmax())
    left, top, right, bottom = boxes[row].tolist()
    return (left, top, right, bottom), int(scene.truth.labels[row])
