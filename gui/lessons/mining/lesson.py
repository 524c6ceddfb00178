"""Lesson 4: why the loss is not taken over all 8,732 DBoxes."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from gui.lessons.mining.asking import questions
from gui.lessons.mining.canvas import MiningCanvas
from gui.lessons.mining.panel import MiningPanel
from gui.lessons.mining.shown import KEEP, KINDS, NETWORKS, Kind, Network, Shown
from gui.lessons.mining.tools import MiningTools
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.matching import OverlapTable
from ssd_core.lessons.mining import cross_entropy, smooth_l1, untrained
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import LessonScene
from ssd_core.matching import learning_targets
from ssd_core.mining import mine
from ssd_core.types import GroundTruth, RawOutput

_FORGOTTEN = slice(1, 3)
"""Of a scene's objects by falling size: these nobody has annotated, to begin with."""
_FEWEST = 5
"""A scene of fewer objects keeps all."""
_MOST_RATIO = 10


class MiningLesson(Lesson):
    """Objects to drag, every DBox's loss, and who is kept of the negatives."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.canvas = MiningCanvas(words)
        self.parts = MiningPanel(words)
        self.centre, self.panel = self.canvas, self.parts.widget
        self.tools = self.choices = MiningTools(words)
        self.step = KEEP
        self._scene: LessonScene | None = None
        self._truth = GroundTruth.none()
        self._ratio, self._focus = 3, (-1, -1)
        self._kind: Kind = "class"
        self._network: Network = "trained"
        self._shown: Shown | None = None
        self._hidden = False
        self._table: OverlapTable | None = None
        self.canvas.truth_changed.connect(self._on_truth)
        self.canvas.dbox_chosen.connect(self.look_at)
        self.canvas.dbox_pointed.connect(self._on_pointed)
        self.parts.table.chosen.connect(self.look_at)
        self.parts.ratio.value_changed.connect(self._on_ratio)
        self.choices.kind.chosen.connect(self._on_kind)
        self.choices.network.chosen.connect(self._on_network)

    @property
    def shown(self) -> Shown | None:
        """What is on the canvas; None while the network has not answered."""
        return self._shown

    # What is shown

    def set_scene(self, scene: LessonScene) -> None:
        if self._scene is None or scene.rgb is not self._scene.rgb:
            self._truth, self._focus = _with_some_forgotten(scene.truth), (-1, -1)
            self.canvas.set_picture(scene.rgb)
        self._scene = scene
        self._show()

    def _raw(self, scene: LessonScene) -> RawOutput | None:
        if self._network == "trained":
            return scene.raw
        return untrained(scene.dboxes, len(scene.classes) + 1)

    def _show(self) -> None:
        scene = self._scene
        raw = None if scene is None else self._raw(scene)
        if scene is None or raw is None:
            self._shown = None
            return
        focus, table = self._focus, self._overlaps(scene)
        self._shown = Shown(
            scene, self._truth, raw, self._ratio, self._kind, self.step, focus, table
        )
        self._render()
        self.changed.emit()

    def _overlaps(self, scene: LessonScene) -> OverlapTable:
        """Of the objects with all DBoxes: a drag computes the row of one object anew."""
        if self._table is None or self._table.dboxes is not scene.dboxes:
            self._table = OverlapTable.of(self._truth, scene.dboxes)
        elif self._table.truth is not self._truth:
            self._table = self._table.moved(self._truth)
        return self._table

    def _render(self) -> None:
        if self._shown is not None:
            self.canvas.show_state(self._shown)
            self.follow_beside()

    def beside(self) -> tuple[Piece, ...]:
        return self._show_sorts, self._show_kept, self._show_one, self._show_sum

    def _show_sorts(self) -> None:
        if self._shown is not None:
            self.parts.show_sorts(self._shown, hidden=self._hidden)

    def _show_kept(self) -> None:
        if self._shown is not None:
            self.parts.show_kept(self._shown, hidden=self._hidden)

    def _show_one(self) -> None:
        if self._shown is not None:
            self.parts.show_one(self._shown)

    def _show_sum(self) -> None:
        if self._shown is not None:
            self.parts.show_sum(self._shown, hidden=self._hidden)

    def look_at(self, dbox: int) -> None:
        """Show the loss of this DBox, in the place of the negative or of the positive."""
        self._focus = self._focus_with(dbox)
        self._show()

    def _focus_with(self, dbox: int) -> tuple[int, int]:
        if dbox < 0 or self._shown is None:
            return self._focus
        if self._shown.losses.positive[dbox]:
            return self._focus[0], dbox
        return dbox, self._focus[1]

    def set_truth(self, truth: GroundTruth) -> None:
        """Annotate the picture with ``truth``."""
        self._truth = truth
        self._show()

    # Signals

    def _on_truth(self, truth: GroundTruth) -> None:
        self.set_truth(truth)

    def _on_pointed(self, dbox: int) -> None:
        """What is under the pointer is looked at while it stays there."""
        if self._shown is None:
            return
        focus = self._focus_with(dbox)
        if focus != self._shown.focus:
            # The losses stay: only the looked-at boxes are others.
            self._shown = _refocused(self._shown, focus)
            self._render()

    def _on_ratio(self, ratio: float) -> None:
        self._ratio = round(ratio)
        self._show()

    def _on_kind(self, key: str) -> None:
        self._kind = "box" if key == "box" else "class"
        self._show()

    def _on_network(self, key: str) -> None:
        self._network = "untrained" if key == "untrained" else "trained"
        self._focus = (-1, -1)
        self._show()

    # The frame

    def steps(self) -> tuple[Step, ...]:
        kept = "" if self._shown is None else f"{self._shown.wanted:,}"
        told = "?" if self._hidden else kept
        labels = [self.words(f"steps.{k}", count=told) for k in range(KEEP + 1)]
        return tuple(Step(label.strip()) for label in labels)

    def go_to(self, step: int) -> None:
        super().go_to(step)
        self._show()

    def questions(self) -> tuple[Question, ...]:
        return () if self._shown is None else questions(self._shown, self.words)

    def hide_answer(self, key: str) -> None:
        self._hidden = bool(key)
        self.canvas.set_hidden(self._hidden)
        self._render()

    def code(self) -> tuple[CodeSample, ...]:
        shown = self._shown
        if shown is None:
            return ()
        losses = shown.losses
        labels, positive = losses.labels, losses.positive
        samples = [
            CodeSample(learning_targets, {"truth": f"{len(shown.truth)}", "labels": labels}),
            CodeSample(
                cross_entropy,
                {"conf": shown.raw.conf, "labels": labels, "returns": losses.confidence},
            ),
            CodeSample(smooth_l1, {"error": losses.errors[positive]}),
            CodeSample(
                mine,
                {
                    "confidence_loss": losses.confidence,
                    "positive": positive,
                    "neg_pos_ratio": shown.ratio,
                    "rank": losses.mining.rank,
                    "negatives": losses.mining.negatives,
                },
            ),
        ]
        if "torch" in sys.modules:  # imported by whoever ran the network, never by the window
            from ssd_core.loss import multibox_loss

            samples.append(CodeSample(multibox_loss, {"total": shown.sums.total}))
        return tuple(samples)

    def state(self) -> State:
        return {
            "boxes": self._truth.boxes.tolist(),
            "labels": self._truth.labels.tolist(),
            "ratio": self._ratio,
            "kind": self._kind,
            "network": self._network,
            "step": self.step,
            "focus": list(self._focus),
        }

    def restore(self, state: State) -> None:
        truth = _truth_of(state["boxes"], state["labels"])
        ratio, step = int(state["ratio"]), int(state["step"])
        kind, network = state["kind"], state["network"]
        negative, positive = (int(dbox) for dbox in state["focus"])
        known = self._scene is None or truth.labels.max(initial=1) <= len(self._scene.classes)
        count = 0 if self._scene is None else len(self._scene.dboxes)
        sane = (
            0 <= ratio <= _MOST_RATIO
            and 0 <= step <= KEEP
            and kind in KINDS
            and network in NETWORKS
            and known
            and all(-1 <= dbox < max(count, 1) for dbox in (negative, positive))
        )
        if not sane:
            raise ValueError("a loss that no lesson wrote")
        self._truth, self._ratio, self.step = truth, ratio, step
        self._kind, self._network, self._focus = kind, network, (negative, positive)
        self.choices.kind.set_key(kind)
        self.choices.network.set_key(network)
        self._show()
        self.step_changed.emit()

    def retranslate(self) -> None:
        self.parts.retranslate()
        self.choices.retranslate()
        self.canvas.setAccessibleName(self.words("title"))
        self.canvas.update()
        self._render()

    def set_presenting(self, presenting: bool) -> None:
        self.canvas.set_presenting(presenting)


def _refocused(shown: Shown, focus: tuple[int, int]) -> Shown:
    """The same with other boxes looked at, and all that was computed of it."""
    other = replace(shown, focus=focus)
    for name in ("losses", "sorts", "sums", "all_sums"):
        if name in shown.__dict__:
            other.__dict__[name] = shown.__dict__[name]
    return other


def _with_some_forgotten(truth: GroundTruth) -> GroundTruth:
    """``truth`` as a careless annotator left it: what is missing makes the hardest negatives."""
    if len(truth) < _FEWEST:
        return truth
    sizes = (truth.boxes[:, 2:] - truth.boxes[:, :2]).prod(axis=1)
    gone = np.argsort(-sizes, kind="stable")[_FORGOTTEN]
    kept = np.setdiff1d(np.arange(len(truth)), gone)
    return GroundTruth(truth.boxes[kept], truth.labels[kept], truth.difficult[kept])


def _truth_of(boxes: object, labels: object) -> GroundTruth:
    """Objects as a file gives them. Raises ValueError for what are none."""
    rows = np.array(boxes, np.float32).reshape(-1, 4)
    if not np.isfinite(rows).all():
        raise ValueError("a box that is not finite")
    return GroundTruth(rows, np.array(labels, np.int64), np.zeros(len(rows), np.bool_))
