"""Lesson 8: what does the network really see?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.spin import WholeSpin
from gui.lessons.augmentation.canvas import StageCanvas
from gui.lessons.augmentation.film import StageFilm
from gui.lessons.augmentation.panel import AugmentationPanel
from gui.lessons.augmentation.pictures import Pictures
from gui.lessons.augmentation.questions import questions
from gui.lessons.augmentation.shown import MOST_SEEDS, Shown
from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from ssd_core.data.augment import Augmentation
from ssd_core.data.photometric import Distortion
from ssd_core.data.stages import STAGE_NAMES
from ssd_core.data.window import Crop, Window, centred_in, crops_that_show
from ssd_core.errors import UserError
from ssd_core.lessons.augmentation import MakeFilm, with_crop, with_dial
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.lab import Job
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import SIDE, LessonScene

_LOW, _NARROW = 520, 560
"""A centre lower than this has no room for the film; a narrower one none for words in the head."""
_SEED = 2935
"""Draws something in every stage of the first scene, and drops an object that is nearly inside."""


class AugmentationLesson(Lesson):
    """Boxes follow at once; pictures come from the lessons' thread a moment later."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._shown: Shown | None = None
        self._pictures: Pictures | None = None
        self.job: MakeFilm | None = None
        """What was asked last."""
        self.canvas, self.film = StageCanvas(words), StageFilm(words)
        self.panel: AugmentationPanel = AugmentationPanel(words)
        self.tools = self._make_tools()
        self.centre = _Centre(self.film, self.canvas, self._seed_words)
        self._connect()

    def _make_tools(self) -> QWidget:
        self._seed_words, self.seed = label(tone="muted"), WholeSpin(0, MOST_SEEDS)
        self.reseed = Button("refresh")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._seed_words, self.seed, self.reseed):
            row.addWidget(part)
        tools = QWidget()
        tools.setLayout(row)
        return tools

    def _connect(self) -> None:
        self.seed.setValue(_SEED)
        self.seed.valueChanged.connect(self._draw)
        self.reseed.clicked.connect(self.draw_again)
        self._key = QShortcut(QKeySequence("R"), self.centre)
        self._key.activated.connect(self.draw_again)
        self.film.chosen.connect(self._on_stage)
        self.canvas.crop_changed.connect(self._on_crop)
        self.panel.turned.connect(self._on_dial)
        self.panel.demanded.connect(self._on_demand)
        self.panel.mirrored.connect(self._on_mirrored)

    @property
    def shown(self) -> Shown | None:
        """What is in sight; None before there is a scene."""
        return self._shown

    # Scene and answers

    def set_scene(self, scene: LessonScene) -> None:
        before = self._shown
        if before is not None and scene.shows_same(before.scene):
            same = scene.truth is before.scene.truth
            self._show(replace(before, scene=scene), ask=not same)
            return
        self._pictures = None
        self._show(Shown.of(scene, self.seed.value(), self.step))
        self.step_changed.emit()

    def take(self, job: Job, answer: Any) -> None:
        shown = self._shown
        if isinstance(job, MakeFilm) and shown is not None and job.rgb is shown.scene.rgb:
            self._pictures = Pictures.of(job.augmentation, answer)
            self._render()

    def fail(self, job: Job, error: UserError) -> None:
        """The boxes stay without their pictures; the frame tells why."""

    # Steps, questions, code

    def steps(self) -> tuple[Step, ...]:
        if self._shown is None:
            return ()
        return tuple(Step(self.words(f"stages.{name}").lower()) for name in STAGE_NAMES)

    def go_to(self, step: int) -> None:
        super().go_to(step)
        if self._shown is not None:
            self._show(replace(self._shown, step=step), ask=False)

    def questions(self) -> tuple[Question, ...]:
        return () if self._shown is None else questions(self.words, self._shown)

    def hide_answer(self, key: str) -> None:
        if self._shown is not None:
            self._shown = replace(self._shown, hidden=key)
            self._render()

    def code(self) -> tuple[CodeSample, ...]:
        shown = self._shown
        if shown is None:
            return (CodeSample(Augmentation.draw),)
        drawn, truth = shown.augmentation, shown.scene.truth
        samples = {
            "distort": CodeSample(Distortion.draw, {"returns": drawn.distortion}),
            "crop": CodeSample(
                Crop.draw, {"window": drawn.canvas, "least": drawn.crop.least_overlap}
            ),
        }
        centred = {"boxes": truth.boxes, "windows": drawn.crop.window}
        first = samples.get(STAGE_NAMES[self.step])
        return (
            *((first,) if first else ()),
            CodeSample(Augmentation.draw, {"returns.expansion": drawn.expansion}),
            CodeSample(crops_that_show, {"window": drawn.canvas}),
            CodeSample(centred_in, centred),
            CodeSample(Augmentation.example, {"size": SIDE}),
        )

    # What a person changes

    def draw_again(self) -> None:
        """The next seed."""
        self.seed.setValue((self.seed.value() + 1) % (MOST_SEEDS + 1))

    def _draw(self, seed: int) -> None:
        if self._shown is not None:
            fresh = Shown.of(self._shown.scene, seed, self._shown.step)
            self._show(replace(fresh, hidden=self._shown.hidden))

    def _show(self, shown: Shown, *, ask: bool = True) -> None:
        """ask: the pictures are others, too."""
        self._shown, self.step = shown, shown.step
        self._render()
        if ask:
            scene = shown.scene
            self.job = MakeFilm(scene.rgb, scene.truth, shown.augmentation, SIDE)
            self.asked.emit(self.job)
        self.changed.emit()

    def _render(self) -> None:
        shown = self._shown
        if shown is not None:
            self.canvas.set_shown(shown, self._pictures)
            self.follow_beside()

    def beside(self) -> tuple[Piece, ...]:
        return self._show_film, self._show_dials, self._show_cut, self._show_left

    def _show_film(self) -> None:
        if self._shown is not None:
            self.film.set_shown(self._shown, self._pictures)

    def _show_dials(self) -> None:
        if self._shown is not None:
            self.panel.show_dials(self._shown)

    def _show_cut(self) -> None:
        if self._shown is not None:
            self.panel.show_cut(self._shown)

    def _show_left(self) -> None:
        if self._shown is not None:
            self.panel.show_left(self._shown)

    def _on_stage(self, stage: int) -> None:
        self.go_to(stage)
        self.step_changed.emit()

    def _on_dial(self, name: str, value: float) -> None:
        if self._shown is not None:
            changed = with_dial(self._shown.augmentation, name, value)
            self._show(self._shown.with_augmentation(changed))

    def _on_crop(self, window: Window) -> None:
        if self._shown is not None:
            changed = with_crop(self._shown.augmentation, window)
            self._show(self._shown.with_augmentation(changed))

    def _on_demand(self, least: float | None) -> None:
        if self._shown is not None:
            self._show(self._shown.with_demand(least))

    def _on_mirrored(self, mirrored: bool) -> None:
        if self._shown is not None:
            changed = replace(self._shown.augmentation, mirrored=mirrored)
            self._show(self._shown.with_augmentation(changed))

    # Files and looks

    def state(self) -> State:
        return {} if self._shown is None else self._shown.to_json()

    def restore(self, state: State) -> None:
        if self._shown is None:
            return
        shown = self._shown.from_json(state)
        blocked = self.seed.blockSignals(True)
        self.seed.setValue(shown.seed)
        self.seed.blockSignals(blocked)
        self._show(shown)
        self.step_changed.emit()

    def retranslate(self) -> None:
        words = self.words
        self._seed_words.setText(words("head.seed"))
        self.seed.setAccessibleName(words("head.seed"))
        self.reseed.setText(words("head.reseed"))
        self.reseed.setToolTip(words("head.reseed_tip"))
        self.canvas.setAccessibleName(words("canvas.name"))
        self.film.setAccessibleName(words("film.name"))
        self.panel.retranslate()
        self._render()

    def set_presenting(self, presenting: bool) -> None:
        self.canvas.set_presenting(presenting)


class _Centre(QWidget):
    """The film above, one stage of it below.

    wide: what stands over it in the head, where there is room for that.
    """

    def __init__(self, film: StageFilm, canvas: StageCanvas, wide: QWidget) -> None:
        super().__init__()
        self.setMinimumSize(280, 240)
        self._film, self._wide = film, wide
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(film)
        column.addWidget(canvas, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._film.setVisible(self.height() >= fonts.scaled(_LOW))
        self._wide.setVisible(self.width() >= fonts.scaled(_NARROW))
