"""Lesson 9: famous mistakes, switched on and off beside the right way."""

from __future__ import annotations

from typing import Any

from gui.lessons.bugs.asking import questions
from gui.lessons.bugs.gallery import Gallery
from gui.lessons.bugs.heads import Heads
from gui.lessons.bugs.panel import Label
from gui.lessons.bugs.pictures import Pictures
from gui.lessons.bugs.samples import samples
from gui.lessons.bugs.score_chart import ScoreChart
from gui.lessons.bugs.side import SideView, TagWords
from gui.lessons.bugs.telling import chart_told, figures_told, heads_told, no_difference
from gui.lessons.bugs.tools import MuseumTools
from gui.lessons.bugs.view import View
from gui.lessons.bugs.wall import Wall
from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from gui.lessons.parts.wall import wall
from ssd_core.lessons.bugs.exhibits import EXHIBITS, Exhibit
from ssd_core.lessons.bugs.visit import CONFIDENCE, SEED, Hung, Visit
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.lab import Job
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import SEED as FIRST
from ssd_core.lessons.scene import LessonScene

_KEYS = [exhibit.key for exhibit in EXHIBITS]
_LARGEST_SEED = 2**31


class BugsLesson(Lesson):
    """The exhibits are the steps of the transport, and the cards under the list of lessons."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.heads, self.pictures, self.chart = Heads(), Pictures(), ScoreChart()
        self.centre = wall(
            self.heads, self.pictures, self.chart, margins=(18, 6, 18, 16), spacing=4, gap=14
        )
        self.panel = self.label = Label(words)
        self.tools = MuseumTools()
        self.aside = self.gallery = Gallery(_KEYS)
        self._threshold = CONFIDENCE
        self._visit = Visit(_KEYS[0], SEED)
        self._scene: LessonScene | None = None
        self._walls: dict[str, Wall] = {}
        self._sides: tuple[SideView, SideView] | None = None
        """What is shown: right, and what the mistake makes of the picture."""
        self._asked = ""
        self._active = False
        self.gallery.chosen.connect(self._on_chosen)
        self.tools.switched.connect(self._on_switched)
        self.tools.mode_chosen.connect(self._on_mode)
        self.chart.threshold_moved.connect(self._on_threshold)
        self.chart.pointed.connect(self._on_pointed)
        self.pictures.pointed.connect(self._on_pointed)
        self.pictures.moved.connect(self.changed)
        self.label.scene_wanted.connect(self._on_scene_wanted)
        self._stand_before()

    @property
    def exhibit(self) -> Exhibit:
        """The one that a person stands before."""
        return EXHIBITS[self.step]

    @property
    def hung(self) -> Hung | None:
        """Its figures, None until they are there."""
        wall = self._walls.get(self.exhibit.key)
        return None if wall is None else wall.hung

    # Scene and answers

    def set_scene(self, scene: LessonScene) -> None:
        before, self._scene = self._scene, scene
        # The museum makes shapes of its own, so it matters whose picture it is.
        if scene.shows_same(before) and (scene.source, scene.seed) == (before.source, before.seed):
            return
        yours = scene.source == "yours"
        # The first scene of the other lessons hides most mistakes.
        seed = SEED if scene.seed == FIRST else scene.seed
        self._look_at(Visit("", seed, scene.rgb if yours else None, scene.weights, scene.device))

    def set_active(self, active: bool) -> None:
        self._active = active
        if active:
            self._ask()
        else:
            self.chart.stop()

    def take(self, job: Job, answer: Any) -> None:
        here = isinstance(job, Visit) and job.is_beside(self._visit)
        if here and isinstance(answer, Hung):
            self._walls[answer.key] = Wall(answer)
            self._render(slide=False)

    def _look_at(self, visit: Visit) -> None:
        self._visit = visit
        self._walls.clear()
        self._ask()

    def _ask(self) -> None:
        if self._active and self.hung is None:
            visit = self._visit
            self.asked.emit(
                Visit(self.exhibit.key, visit.seed, visit.rgb, visit.weights, visit.device)
            )

    # Steps

    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(str(number)) for number in range(1, len(EXHIBITS) + 1))

    def go_to(self, step: int) -> None:
        super().go_to(step)
        self._stand_before()

    def _stand_before(self) -> None:
        self.gallery.show_key(self.exhibit.key)
        self.label.show_exhibit(self.exhibit)
        self._ask()
        self._render(slide=False)

    # What is shown

    def _render(self, *, slide: bool) -> None:
        wall = self._walls.get(self.exhibit.key)
        if wall is None:
            return
        on = self.tools.switch.isChecked()
        if self._active:
            self.gallery.mark_seen(wall.hung.key)
        right, real = (wall.side(wrong=wrong, threshold=self._threshold) for wrong in (False, True))
        self._sides = right, real
        self.pictures.set_sides(right, real if on else right)
        self.chart.set_on(on, slide=slide)
        self.follow_beside()
        self.changed.emit()

    def beside(self) -> tuple[Piece, ...]:
        return self._show_heads, self._show_chart, self._show_label

    def _show_heads(self) -> None:
        if self._sides is not None:
            right, real = self._sides
            wrong = real if self.tools.switch.isChecked() else right
            key, hidden = self.exhibit.key, bool(self._asked)
            self.heads.set_heads(*heads_told(self.words, key, right, wrong, hidden=hidden))

    def _show_chart(self) -> None:
        wall = self._walls.get(self.exhibit.key)
        if wall is not None and self._sides is not None:
            self.chart.set_rows(wall.rows)
            self.chart.set_words(chart_told(self.words, self._picture_name(), *self._sides))

    def _show_label(self) -> None:
        if self.hung is not None and self._sides is not None:
            same = no_difference(*self._sides) and not self.exhibit.same_boxes
            figures = figures_told(self.hung.comparison, *self._sides)
            self.label.set_figures(figures, hidden=bool(self._asked), no_difference=same)

    def _picture_name(self) -> str:
        if self._visit.rgb is not None and self._scene is not None:
            return self._scene.name
        return self.words("chart.scene", seed=self._visit.seed)

    # What a person does

    def _on_chosen(self, key: str) -> None:
        self.go_to(_KEYS.index(key))
        self.step_changed.emit()

    def _on_switched(self, _on: bool) -> None:
        self._render(slide=True)

    def _on_mode(self, mode: str) -> None:
        self.pictures.set_curtain(mode == "curtain")
        self.changed.emit()

    def _on_threshold(self, threshold: float) -> None:
        self._threshold = threshold
        self._render(slide=False)

    def _on_pointed(self, number: int | None) -> None:
        self.pictures.set_hot(number)
        self.chart.set_hot(number)

    def _on_scene_wanted(self) -> None:
        if self.exhibit.scene is not None:
            visit = self._visit
            self._look_at(Visit("", self.exhibit.scene, None, visit.weights, visit.device))

    # Questions, code, files, looks

    def questions(self) -> tuple[Question, ...]:
        return () if self.hung is None else questions(self.words, self.hung, self._threshold)

    def hide_answer(self, key: str) -> None:
        self._asked = key
        if key:
            self.tools.switch.setChecked(True)
        self.pictures.set_veiled(bool(key))
        self.chart.set_veiled(bool(key))
        self._render(slide=False)

    def code(self) -> tuple[CodeSample, ...]:
        if self.hung is None:  # then torch is not imported yet, and the window must not wait for it
            return ()
        return samples(self.exhibit, self.hung)

    def state(self) -> State:
        return {
            "exhibit": self.exhibit.key,
            "on": self.tools.switch.isChecked(),
            "mode": self.tools.mode.key,
            "confidence": self._threshold,
            "split": self.pictures.split,
            "zoom": self.pictures.view.zoom,
            "centre": list(self.pictures.view.centre),
            "seed": self._visit.seed,
        }

    def restore(self, state: State) -> None:
        step = _KEYS.index(state["exhibit"])
        mode, on = str(state["mode"]), bool(state["on"])
        if mode not in ("side", "curtain"):
            raise ValueError(f"there is no mode {mode!r}")
        threshold, split, zoom, *centre = (
            float(number)
            for number in (state["confidence"], state["split"], state["zoom"], *state["centre"])
        )
        x, y = centre
        seed = int(state["seed"])
        inside = 0 < threshold < 1 and 0 <= split <= 1 and 1 <= zoom <= 8
        if not (inside and 0 <= x <= 1 and 0 <= y <= 1 and 0 <= seed < _LARGEST_SEED):
            raise ValueError("a figure is out of its range")
        self._threshold = threshold
        self.chart.set_threshold(threshold)
        self.tools.mode.set_key(mode)
        self.pictures.set_curtain(mode == "curtain")
        self.pictures.set_split(split)
        self.tools.switch.setChecked(on)
        if seed != self._visit.seed and self._visit.rgb is None:
            visit = self._visit
            self._look_at(Visit("", seed, None, visit.weights, visit.device))
        self.go_to(step)
        self.pictures.set_view(View.within(zoom, x, y))
        self.step_changed.emit()

    def retranslate(self) -> None:
        self.gallery.set_names([self.words(f"exhibits.{key}.name") for key in _KEYS])
        self.chart.setAccessibleName(self.words("chart.title"))
        self.pictures.setAccessibleName(self.words("title"))
        self.pictures.handle.setAccessibleName(self.words("heads.curtain"))
        self.pictures.set_words(
            TagWords(
                **{
                    name: self.words(f"tags.{name}")
                    for name in ("missed", "wrong_class", "background", "no_name")
                }
            )
        )
        self.label.retranslate()
        self._render(slide=False)

    def set_presenting(self, presenting: bool) -> None:
        self.pictures.set_presenting(presenting)
