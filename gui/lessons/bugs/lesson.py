"""Lesson 9: famous mistakes, switched on and off beside the right way."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.class_colors import class_style
from gui.lessons.bugs.asking import questions
from gui.lessons.bugs.chart_values import ChartWords, Row
from gui.lessons.bugs.gallery import Gallery
from gui.lessons.bugs.heads import Head, Heads
from gui.lessons.bugs.panel import Label
from gui.lessons.bugs.pictures import Pictures
from gui.lessons.bugs.samples import samples
from gui.lessons.bugs.score_chart import ScoreChart
from gui.lessons.bugs.side import SideView, TagWords
from gui.lessons.bugs.tools import MuseumTools
from gui.lessons.bugs.wall import Wall
from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.words import Words
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
        self.centre = _wall(self.heads, self.pictures, self.chart)
        self.panel = self.label = Label(words)
        self.tools = MuseumTools()
        self.aside = self.gallery = Gallery(_KEYS)
        self._threshold = CONFIDENCE
        self._visit = Visit(_KEYS[0], SEED)
        self._scene: LessonScene | None = None
        self._walls: dict[str, Wall] = {}
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
        if self._scene is not None and scene.rgb is self._scene.rgb:
            return
        self._scene = scene
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
        same = isinstance(job, Visit) and (job.seed, job.rgb) == (
            self._visit.seed,
            self._visit.rgb,
        )
        if same and isinstance(answer, Hung):
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
        hung, on = wall.hung, self.tools.switch.isChecked()
        if self._active:
            self.gallery.mark_seen(hung.key)
        right, real = (wall.side(wrong=wrong, threshold=self._threshold) for wrong in (False, True))
        wrong = real if on else right
        self.pictures.set_sides(right, wrong)
        self.chart.set_on(on, slide=slide)
        names = hung.classes
        self.chart.set_rows(
            [
                Row(number, names[label - 1], class_style(label, names).color, float(a), float(b))
                for number, (label, a, b) in enumerate(
                    zip(hung.comparison.truth.labels.tolist(), *wall.scores, strict=True)
                )
            ]
        )
        self._tell(hung, right, wrong, real)
        self.changed.emit()

    def _tell(self, hung: Hung, right: SideView, wrong: SideView, real: SideView) -> None:
        """The figures in words: over the pictures, over the chart, and in the symptom.

        wrong: what is shown at the right; real: what the mistake makes of the picture.
        """
        hidden, compared = bool(self._asked), hung.comparison
        notes = self.words("heads.real"), self.words(f"exhibits.{hung.key}.note")
        self.heads.set_heads(
            self._head("check", "right", notes[0], right, hidden=False),
            self._head("close", "wrong", notes[1], wrong, hidden=hidden),
        )
        means = [_mean(side.scores) for side in (right, real)]
        self.chart.set_words(
            ChartWords(
                title=self.words("chart.title"),
                note=self._picture_name(),
                right=self.words("chart.right", mean=means[0]),
                wrong=self.words("chart.wrong", mean=means[1]),
                more=self.words("chart.more", count="{count}"),
            )
        )
        same = real.outcome.found == right.outcome.found
        same = same and real.outcome.extra == right.outcome.extra
        self.label.set_figures(
            {
                "objects": str(len(compared.truth)),
                "found": str(real.outcome.found),
                "extra": str(real.outcome.extra),
                "boxes": str(real.outcome.shown),
                "boxes_right": str(right.outcome.shown),
                "right": means[0],
                "wrong": means[1],
                "pairs": f"{compared.wrong.pairs:,}",
                "pairs_right": f"{compared.right.pairs:,}",
            },
            hidden=hidden,
            no_difference=same and not self.exhibit.same_boxes,
        )

    def _head(self, icon: str, name: str, note: str, side: SideView, *, hidden: bool) -> Head:
        told, objects = side.outcome, len(side.truth)
        extra = "heads.extra" if told.extra and not hidden else "heads.found"
        return Head(
            icon=icon,
            name=self.words(f"heads.{name}"),
            note=note,
            count="?" if hidden else str(told.found),
            of=self.words(extra, objects=objects, extra=told.extra),
            short=f"/ {objects}",
            bad=not hidden and (told.found < objects or bool(told.extra)),
        )

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
            "zoom": self.pictures.zoom,
            "centre": list(self.pictures.centre),
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
        self.pictures.set_view(zoom, (x, y))
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


def _wall(heads: Heads, pictures: Pictures, chart: ScoreChart) -> QWidget:
    wall = QWidget()
    wall.setObjectName("lessonWall")
    wall.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(wall)
    column.setContentsMargins(18, 6, 18, 16)
    column.setSpacing(4)
    column.addWidget(heads)
    column.addWidget(pictures, 7)
    column.addSpacing(14)
    column.addWidget(chart, 5)
    return wall


def _mean(scores: Any) -> str:
    return f"{float(scores.mean()):.2f}" if len(scores) else "–"
