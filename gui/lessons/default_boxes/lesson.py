"""Lesson 1: hover a cell for its boxes, change the rule they follow from, and count them."""

from __future__ import annotations

from typing import Any, cast, get_args

from gui.controls.choice import Choice
from gui.lessons.default_boxes.cell_canvas import CellCanvas, View
from gui.lessons.default_boxes.level_picker import LevelPicker
from gui.lessons.default_boxes.panel import DefaultBoxesPanel
from gui.lessons.default_boxes.questions import questions
from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from ssd_core.dboxes import cell_shapes, make_dboxes
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.default_boxes import Coverage, centre, code_scales, level_facts
from ssd_core.lessons.lab import Job
from ssd_core.lessons.question import Question
from ssd_core.lessons.recipe import CoverageJob, Recipe, clamping
from ssd_core.lessons.scene import LessonScene

VIEWS: tuple[View, ...] = get_args(View)


class DefaultBoxesLesson(Lesson):
    """The transport's keys walk through the levels; the footer shows them as tiles."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.recipe = Recipe()
        self.step, self._cell, self._view = 2, (4, 6), "cell"
        self._coverage: Coverage | None = None
        self._asked_key = ""
        self.centre = self.canvas = CellCanvas()
        self.panel = self.sections = DefaultBoxesPanel()
        self.tools = self.views = Choice(VIEWS)
        self.footer = self.picker = LevelPicker()
        self.canvas.cell_changed.connect(self._on_cell)
        self.canvas.cell_pinned.connect(self._on_pinned)
        self.views.chosen.connect(self.show_view)
        self.picker.chosen.connect(self._on_level)
        self.sections.recipe.recipe_changed.connect(self.set_recipe)
        self.sections.cell.table.pointed.connect(self._on_row)
        self.sections.clamp.toggled.connect(self._on_unclamped)
        self.sections.count.bars.chosen.connect(self._on_level)

    # Scene, steps, state

    def set_scene(self, scene: LessonScene) -> None:
        self.canvas.set_picture(scene.rgb)
        if self._coverage is None:
            self.asked.emit(CoverageJob(self.recipe.config))

    def take(self, job: Job, answer: Any) -> None:
        self._coverage = answer
        self.sections.coverage.show_coverage(self.words, answer)

    def steps(self) -> tuple[Step, ...]:
        config = self.recipe.config
        return tuple(Step(f"{cells}×{cells}") for cells in config.feature_maps)

    def go_to(self, step: int) -> None:
        super().go_to(step)
        self.show()

    def state(self) -> State:
        row, column = self._cell
        return {
            "recipe": self.recipe.as_json(),
            "level": self.step,
            "cell": [row, column],
            "view": self._view,
        }

    def restore(self, state: State) -> None:
        recipe = Recipe.from_json(state["recipe"])
        level, (row, column), view = int(state["level"]), state["cell"], state["view"]
        if not 0 <= level < len(self.steps()) or view not in VIEWS:
            raise ValueError(f"there is no level {level} or view {view}")
        self._cell, self._view = (max(int(row), 0), max(int(column), 0)), view
        self.views.set_key(view)
        self.step = level
        self.set_recipe(recipe)

    # Questions and code

    def questions(self) -> tuple[Question, ...]:
        return questions(self.words, self.recipe.config, self.step, self.canvas.boxes)

    def hide_answer(self, key: str) -> None:
        self._asked_key = key
        self._show_readout()

    def code(self) -> tuple[CodeSample, ...]:
        config, level = self.recipe.config, self.step
        sizes = {
            "min_size": config.min_sizes[level],
            "max_size": config.max_sizes[level],
            "ratios": config.aspect_ratios[level],
        }
        ends = {"smallest": self.recipe.smallest, "largest": self.recipe.largest}
        return (
            CodeSample(code_scales, {**ends, "returns": self.recipe.scales}),
            CodeSample(cell_shapes, sizes),
            CodeSample(make_dboxes, {"returns.cxcywh": make_dboxes(config).cxcywh}),
        )

    # What a person does

    def set_recipe(self, recipe: Recipe) -> None:
        """Make the DBoxes another way."""
        self.recipe = recipe
        self.asked.emit(CoverageJob(recipe.config))
        self.show()
        self.changed.emit()

    def show_view(self, view: str) -> None:
        """Show one cell, a whole level, or all boxes: one of ``VIEWS``."""
        self._view = view
        self.views.set_key(view)
        self.show()

    def _on_level(self, level: int) -> None:
        self.go_to(level)
        self.step_changed.emit()

    def _on_cell(self) -> None:
        self._show_cell()

    def _on_pinned(self, row: int, column: int) -> None:
        self._cell = (row, column)
        self.show()
        self.changed.emit()

    def _on_row(self, row: int) -> None:
        self.canvas.lit = row
        self.canvas.update()

    def _on_unclamped(self, on: bool) -> None:
        self.canvas.shows_unclamped = on
        self.canvas.update()

    # What is shown

    def show(self) -> None:
        """Everything, as it is now."""
        view = cast(View, self._view)
        self.canvas.show_boxes(self.recipe.config, self.step, view, self._cell)
        self._show_readout()
        self.follow_beside()

    def beside(self) -> tuple[Piece, ...]:
        return self._show_level, self._show_recipe, self._show_counts, self._show_cell

    def _show_level(self) -> None:
        facts = level_facts(self.recipe.config)
        per_cell = [self.words("panel.per_cell", count=one.per_cell) for one in facts]
        self.picker.show_levels(facts, per_cell, self.step, self.canvas.cell)
        self.sections.scale.show_level(self.words, self.recipe, facts[self.step])

    def _show_recipe(self) -> None:
        self.sections.recipe.show_recipe(self.recipe, self.step)

    def _show_counts(self) -> None:
        config, level = self.recipe.config, self.step
        self.sections.count.show_counts(self.words, level_facts(config), level)
        cells = config.feature_maps[level]
        last = cells, centre(config, level, cells - 1)
        self.sections.clamp.show_clamping(self.words, clamping(config), last)

    def _show_cell(self) -> None:
        self.sections.cell.show_cell(self.words, self.canvas.cell, self.canvas.boxes)
        self._show_readout()

    def _show_readout(self) -> None:
        boxes, (row, column) = self.canvas.boxes, self.canvas.cell
        x, y = (centre(self.recipe.config, self.step, k) for k in (column, row))
        shown = "?" if self._asked_key == "centre" else f"({x:.3f}, {y:.3f})"
        first, last = (boxes[0].index, boxes[-1].index) if boxes else (0, 0)
        strong = self.words("canvas.cell", row=row, column=column, centre=shown)
        readout = (f"{strong} · ", self.words("canvas.boxes", first=first, last=last))
        if readout != self.canvas.readout:
            self.canvas.readout = readout
            self.canvas.update()

    def retranslate(self) -> None:
        for view in VIEWS:
            total = f"{self.recipe.config.total:,}"
            self.views.set_words(view, self.words(f"views.{view}", total=total))
        self.sections.recipe.set_words(self.words)
        self.sections.coverage.show_coverage(self.words, self._coverage)
        self.show()

    def set_presenting(self, presenting: bool) -> None:
        self.canvas.set_presenting(presenting)
