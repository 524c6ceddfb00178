"""Lesson 2: drag an object, and see which DBoxes must learn it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from gui.controls.choice import Choice
from gui.lessons.frame.lesson import Lesson, State
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from gui.lessons.matching.match_canvas import MatchCanvas
from gui.lessons.matching.panel import MatchingPanel
from gui.lessons.matching.questions import questions, smallest
from gui.lessons.matching.shown import VIEWS, Shown, View
from ssd_core.config import SHAPE_CLASSES, DBoxConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.matching import Matching, OverlapTable, explain_table, few
from ssd_core.lessons.prepared import truth_as_json, truth_from_json
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import LessonScene
from ssd_core.matching import OVERLAP, match
from ssd_core.types import GroundTruth


class MatchingLesson(Lesson):
    """Everything that is shown follows from the objects and the threshold."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.threshold = OVERLAP
        self._view: View = "positives"
        self._offered = GroundTruth.none()
        self._classes: tuple[str, ...] = SHAPE_CLASSES
        self._config = DBoxConfig()
        self._asked_key = ""
        self._known: tuple[OverlapTable, float, Matching] | None = None
        self._table = OverlapTable.of(GroundTruth.none(), make_dboxes(self._config))
        self.centre = self.canvas = MatchCanvas()
        self.panel = self.sections = MatchingPanel()
        self.tools = self.views = Choice(VIEWS)
        self._connect()

    def _connect(self) -> None:
        canvas, panel = self.canvas, self.sections
        canvas.truth_changed.connect(self.set_truth)
        canvas.selected_changed.connect(self.follow_beside)
        canvas.hovered_dbox.connect(self._on_dbox)
        canvas.hovered_truth.connect(panel.truths.table.set_lit)
        self.views.chosen.connect(self._on_view)
        panel.threshold.threshold_changed.connect(self.set_threshold)
        panel.threshold.bin_pointed.connect(self._on_bin)
        panel.levels.bars.pointed.connect(self._on_level)
        panel.truths.table.pointed.connect(self._on_row)
        panel.truths.table.chosen.connect(self._on_chosen)
        panel.truths.all_wanted.connect(self.show_all)
        panel.truths.few_wanted.connect(self._show_few)

    # Scene, state, questions, code

    def set_scene(self, scene: LessonScene) -> None:
        self.canvas.set_picture(scene.rgb)
        same = scene.truth is self._offered and scene.classes == self._classes
        self._classes, self._config = scene.classes, scene.config.dboxes
        if not same:  # the same scene comes again, with what the network says of it
            self._offered = scene.truth
            self._use(few(scene.truth), selected=-1)

    def state(self) -> State:
        truth = truth_as_json(self._table.truth)
        return {"truth": truth, "threshold": self.threshold, "view": self._view}

    def restore(self, state: State) -> None:
        truth = truth_from_json(state["truth"], classes=len(self._classes))
        threshold, view = float(state["threshold"]), state["view"]
        if not 0 <= threshold <= 1 or view not in VIEWS:
            raise ValueError(f"there is no threshold {threshold} or view {view}")
        self.threshold, self._view = threshold, view
        self.views.set_key(view)
        self._use(truth, selected=-1)

    def questions(self) -> tuple[Question, ...]:
        return questions(self.words, replace(self.shown, hidden=-1), self._config)

    def hide_answer(self, key: str) -> None:
        self._asked_key = key
        if key == "smallest" and len(self._table.truth):
            self.canvas.set_truth(self._table.truth, selected=smallest(self.shown))
        self.show()

    def code(self) -> tuple[CodeSample, ...]:
        shown = self.shown
        values = {
            "truth.boxes": shown.table.truth.boxes,
            "dboxes.cxcywh": shown.table.dboxes.cxcywh,
            "table": shown.table.values,
            "overlap": self.threshold,
            "gt_index": shown.told.match.gt_index,
            "forced": shown.told.match.forced,
        }
        return (CodeSample(match, values), CodeSample(explain_table))

    # What a person does

    def set_truth(self, truth: GroundTruth) -> None:
        """Objects were moved, added or deleted."""
        self._table = self._table.moved(truth)
        self.show()
        self.changed.emit()

    def set_threshold(self, threshold: float) -> None:
        self.threshold = round(threshold, 2)
        self.show()
        self.changed.emit()

    def _use(self, truth: GroundTruth, *, selected: int) -> None:
        self._table = OverlapTable.of(truth, make_dboxes(self._config))
        self.canvas.set_truth(truth, selected=selected)
        self.show()
        self.changed.emit()

    def show_all(self) -> None:
        """Match all objects of the scene, not only a few."""
        self._use(self._offered, selected=-1)

    def _show_few(self) -> None:
        self._use(few(self._offered), selected=-1)

    def _on_view(self, view: str) -> None:
        self._view = cast(View, view)
        self.show()

    def _on_level(self, level: int) -> None:
        self.canvas.lit_level = level
        self.canvas.update()

    def _on_bin(self, index: int) -> None:
        self.canvas.lit_bin = index
        self.canvas.update()

    def _on_row(self, row: int) -> None:
        self.canvas.lit_truth = row
        self.canvas.update()

    def _on_chosen(self, row: int) -> None:
        self.canvas.set_truth(self._table.truth, selected=row)

    def _on_dbox(self, dbox: int) -> None:
        level = -1 if dbox < 0 else int(self._table.dboxes.level[dbox])
        row = -1 if dbox < 0 else int(self.shown.told.match.gt_index[dbox])
        self.sections.levels.bars.set_lit(level)
        self.sections.truths.table.set_lit(row)

    # What is shown

    @property
    def shown(self) -> Shown:
        """All of it as one value."""
        shown = Shown(self._table, self._told, self.threshold, self._classes, self._view)
        if self._asked_key == "smallest" and len(self._table.truth):
            return replace(shown, hidden=smallest(shown))
        return replace(shown, hidden_levels=self._asked_key == "largest")

    @property
    def _told(self) -> Matching:
        """Found once for each table and threshold; question and figures ask for it, too."""
        if self._known is None or self._known[:2] != (self._table, self.threshold):
            told = explain_table(self._table, overlap=self.threshold)
            self._known = (self._table, self.threshold, told)
        return self._known[2]

    def show(self) -> None:
        """Everything, as it is now."""
        shown = self.shown
        self.canvas.words = self._canvas_words(shown)
        self.canvas.show_matching(shown)
        self.follow_beside()

    def beside(self) -> tuple[Piece, ...]:
        return self._show_rules, self._show_levels, self._show_truths, self._show_stolen

    def _show_rules(self) -> None:
        self.sections.rules.show_rules(self.words, self.threshold)
        self.sections.threshold.show_threshold(self.words, self.shown)

    def _show_levels(self) -> None:
        self.sections.levels.show_levels(self.words, self.shown, self._config)

    def _show_truths(self) -> None:
        selected, offered = self.canvas.selected, len(self._offered)
        self.sections.truths.show_truths(self.words, self.shown, selected=selected, offered=offered)

    def _show_stolen(self) -> None:
        self.sections.stolen.show_stolen(self.words, self.shown)

    def _canvas_words(self, shown: Shown) -> dict[str, str]:
        words = {key: self.words.texts.template(f"canvas.{key}") for key in _CANVAS}
        words["positive"] = words["positive"].format(threshold=f"{self.threshold:.2f}")
        hidden = shown.hidden
        text = "" if hidden < 0 else words["hidden"].format(name=shown.name(hidden))
        return words | {"hidden": text}

    def retranslate(self) -> None:
        for view in VIEWS:
            self.views.set_words(view, self.words(f"views.{view}"))
        self.show()

    def set_presenting(self, presenting: bool) -> None:
        self.canvas.set_presenting(presenting)


_CANVAS = (
    "truth", "positive", "forced", "centre", "hidden", "tag", "unmatched", "size", "positives",
    "stolen", "dbox", "empty",
)  # fmt: skip
