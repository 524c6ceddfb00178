"""Lesson 10: one step of training in six stages, and a minute of training in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject

from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.words import Words
from gui.lessons.parts.wall import wall
from gui.lessons.training_step.asking import questions
from gui.lessons.training_step.callout import PAGES, Callout
from gui.lessons.training_step.film import Film
from gui.lessons.training_step.history_card import HistoryCard, Point
from gui.lessons.training_step.panel import StepPanel
from gui.lessons.training_step.prepared import LARGEST_BATCH, PreparedStep
from gui.lessons.training_step.samples import samples
from gui.lessons.training_step.told import Told
from gui.lessons.training_step.tools import STARTS, StepTools
from gui.lessons.training_step.wording import captions, view_words
from ssd_core.errors import UserError
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.lab import Job
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import SEED, LessonScene
from ssd_core.lessons.training_step.jobs import (
    FirstStep,
    Look,
    Minute,
    NextStep,
    OtherRate,
    Progress,
)
from ssd_core.lessons.training_step.values import STAGES, After, StepTrace

SECONDS = 60.0


class TrainingStepLesson(Lesson):
    """A step is recorded once in the lessons' thread; its stages are only shown, so Back works."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.film, self.callout, self.history = Film(), Callout(), HistoryCard()
        self.centre = wall(
            self.film, self.callout, self.history, margins=(22, 12, 22, 14), spacing=8, gap=4
        )
        self.centre.installEventFilter(self)
        self.panel = self.step_panel = StepPanel(words)
        self.tools = StepTools()
        self._told: Told | None = None
        self._points: list[Point] = []
        self._start, self._first, self._number = STARTS[0], 0, 0
        self._minute: Minute | None = None
        self._learnt = False
        """Whether the learner in the thread is the one that a minute was spent on."""
        self._broken_off = False
        """Whether a minute ended because nobody looked any more."""
        self._hidden, self._waiting, self._active = "", "waiting", False
        self.film.chosen.connect(self._on_stage)
        self.callout.page_chosen.connect(self._on_page)
        self.callout.view.level_pointed.connect(self._on_level)
        self.history.minute_wanted.connect(self._on_minute)
        self.history.stop_wanted.connect(self._on_stop)
        self.step_panel.rate_moved.connect(self.changed)
        self.step_panel.rate_set.connect(self._on_rate)
        self.step_panel.part_chosen.connect(self.changed)
        self.tools.start_chosen.connect(self._on_start)
        self.tools.next_wanted.connect(self._on_next)
        self.go_to(0)

    @property
    def told(self) -> Told | None:
        """The step that is shown; None while it is recorded for the first time."""
        return self._told

    @property
    def training(self) -> bool:
        """Whether the minute runs."""
        return self._minute is not None

    @property
    def stage(self) -> str:
        return STAGES[self.step]

    # Scene and answers

    def set_scene(self, scene: LessonScene) -> None:
        """Another scene is another first batch; a picture of one's own has no objects to learn."""
        first = (scene.seed - SEED) % LARGEST_BATCH
        if scene.source == "shapes" and first != self._first:
            self._first, self._number, self._learnt = first, first, False
            self._points = []
            self._end_minute()
            if self._active:
                self._ask_again()
            else:
                self._told = None

    def set_active(self, active: bool) -> None:
        self._active = active
        if not active:
            self.callout.stop()
            self._broken_off |= self.training
            self._end_minute()
        elif self._told is None or self._broken_off:
            self._broken_off = False
            self._ask_again()

    def _ask_again(self) -> None:
        rate = self.step_panel.rate
        if self._learnt:
            self.asked.emit(Look(self._number, rate))
        else:
            self.asked.emit(FirstStep(self._start, self._number, rate))

    def take(self, job: Job, answer: Any) -> None:
        if isinstance(answer, Progress):
            self._take_progress(job, answer)
        elif isinstance(answer, StepTrace):
            self._take_trace(answer)
        elif isinstance(answer, After) and self._told is not None:
            self._told = self._told.with_after(answer)
            self._render()

    def fail(self, job: Job, error: UserError) -> None:
        self._end_minute()
        if isinstance(job, Minute):
            self._ask_again()
        elif self._told is None:
            self._waiting = "failed"
            self._render()

    def _take_progress(self, job: Job, told: Progress) -> None:
        if job is not self._minute:
            return
        self._learnt = True
        self._points.append((told.step, told.localisation, told.confidence))
        left = max(round(self._minute.seconds - told.seconds), 0)
        self.history.set_training(True, seconds_left=left)
        self.history.set_points(self._points)

    def _take_trace(self, trace: StepTrace) -> None:
        self._end_minute()
        self._told, self._waiting = Told(trace), "waiting"
        if self._points and self._points[-1][0] > trace.step + 1:
            self._points = []
        point = (trace.step + 1, trace.loss.localisation, trace.loss.confidence)
        self._points = [p for p in self._points if p[0] <= trace.step] + [point]
        self._render()

    def _end_minute(self) -> None:
        self._minute = None
        self.history.set_training(False)

    # Steps

    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(self.words(f"steps.{stage}")) for stage in STAGES)

    def go_to(self, step: int) -> None:
        super().go_to(step)
        self.film.show_step(step)
        self.step_panel.show_stage(self.stage)
        self._point(slide=True)
        self._render()

    def _point(self, *, slide: bool) -> None:
        middle = self.film.middle_of(self.step) + self.film.x() - self.callout.x()
        self.callout.point_at(middle, slide=slide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._point(slide=False)
        return super().eventFilter(watched, event)

    # What is shown

    def _render(self) -> None:
        told, hidden = self._told, self._hidden
        self.film.set_told(told, captions(self.words, told, hidden))
        gradients = self.stage == "gradients"
        self.callout.set_words(
            self.words(f"stages.{self.stage}.title"),
            self.words(f"stages.{self.stage}.note"),
            paged=gradients,
        )
        page = self.callout.page.key
        view = self.callout.view
        view.set_veiled(_veiled(hidden, self.stage))
        waiting = self.words("training" if self.training else self._waiting)
        view.show_stage(self.stage, told, view_words(self.words, told, self.stage, page, waiting))
        self.step_panel.set_told(told, hidden=hidden)
        self.history.set_points(self._points)
        self.tools.next.setEnabled(told is not None and not self.training)
        self.changed.emit()

    # What a person does

    def _on_stage(self, place: int) -> None:
        self.go_to(place)
        self.step_changed.emit()

    def _on_page(self, _page: str) -> None:
        self._render()

    def _on_level(self, level: int) -> None:
        self.callout.view.set_level(level)

    def _on_rate(self, rate: float) -> None:
        if self._told is not None and not self.training:
            self.asked.emit(OtherRate(rate))
        self.changed.emit()

    def _on_start(self, start: str) -> None:
        self._start, self._learnt, self._number = start, False, self._first
        self._points = []
        self._end_minute()
        self._ask_again()

    def _on_next(self) -> None:
        if self._told is None or self.training:
            return
        self._number += 1
        rate = self.step_panel.rate
        self.asked.emit(NextStep(self._number, rate, rate))

    def _on_minute(self) -> None:
        self._number += 1
        self._points = []
        minute = Minute(SECONDS, self._number, self._number, self.step_panel.rate)
        self._minute, self._told, self._learnt = minute, None, False
        self.tools.start.set_key("untrained")
        self._start = "untrained"
        self.history.set_training(True, seconds_left=round(SECONDS))
        self._render()
        self.asked.emit(minute)

    def _on_stop(self) -> None:
        """What was learnt so far is looked at."""
        self._end_minute()
        self._ask_again()
        self._render()

    # Questions, code, files, looks

    def questions(self) -> tuple[Question, ...]:
        return () if self._told is None or self.training else questions(self.words, self._told)

    def hide_answer(self, key: str) -> None:
        self._hidden = key
        self._render()

    def code(self) -> tuple[CodeSample, ...]:
        if self._told is None:  # then torch is not imported yet, and the window must not wait
            return ()
        return samples(self._told, self.stage, self.step_panel.rate)

    def state(self) -> State:
        return {
            "stage": self.stage,
            "start": self._start,
            "batch": self._number,
            "rate": self.step_panel.rate,
            "part": self.step_panel.part,
            "page": self.callout.page.key,
        }

    def restore(self, state: State) -> None:
        prepared = PreparedStep.of(state)
        self._start, self._number, self._learnt = prepared.start, prepared.number, False
        self._points = []
        self.tools.start.set_key(prepared.start)
        self.callout.page.set_key(prepared.page)
        self.step_panel.set_rate(prepared.rate)
        self.step_panel.set_part(prepared.part)
        self._end_minute()
        self._told = None
        if self._active:
            self._ask_again()
        self.go_to(prepared.stage)
        self.step_changed.emit()

    def retranslate(self) -> None:
        self.film.set_names([self.words(f"stages.{stage}.name") for stage in STAGES])
        for page in PAGES:
            self.callout.page.set_words(page, self.words(f"pages.{page}"))
        self.history.set_empty_words(self.words("history.empty"))
        self.step_panel.retranslate()
        self._render()

    def set_presenting(self, presenting: bool) -> None:
        self.callout.view.set_presenting(presenting)


def _veiled(hidden: str, stage: str) -> bool:
    """Whether the enlarged stage would give the answer away."""
    return (hidden, stage) in {("level", "gradients"), ("unmined", "loss")}
