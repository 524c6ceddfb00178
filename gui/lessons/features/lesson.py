"""Lesson 7: who sees how much?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.choice import Choice
from gui.controls.scrolling import OverlayScrollBar
from gui.lessons.features.film import MapFilm
from gui.lessons.features.map_canvas import MapCanvas
from gui.lessons.features.panel import FeaturesPanel
from gui.lessons.features.questions import questions
from gui.lessons.features.shown import VIEWS, Setup, Shown, View
from gui.lessons.features.side import WIDTH as SIDE_WIDTH
from gui.lessons.features.side import MapSide
from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from ssd_core.errors import UserError
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.feature_maps import (
    FeatureMaps,
    LookAtFeatures,
    cell_facts,
    l2_normalised,
)
from ssd_core.lessons.lab import Job
from ssd_core.lessons.question import Question
from ssd_core.lessons.scene import LessonScene

_LOW, _NARROW = 520, 560
"""A centre lower than this has no room for the film, and a narrower one none for the side."""


class FeaturesLesson(Lesson):
    """The maps are asked of the lessons' thread; all else follows from them at once."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._scene: LessonScene | None = None
        self.job: LookAtFeatures | None = None
        """What was asked last."""
        self._setup, self._hidden = Setup(), ""
        self._shown: Shown | None = None
        self._failed = self._cell_chosen = False
        self.canvas, self.film, self.side = MapCanvas(words), MapFilm(words), MapSide(words)
        self.centre = _Centre(self.film, self.canvas, self.side)
        self.panel: FeaturesPanel = FeaturesPanel(words)
        self.tools = self.views = Choice(VIEWS)
        self._connect()

    def _connect(self) -> None:
        self.views.chosen.connect(self._on_view)
        self.film.chosen.connect(self._on_level)
        self.panel.level_chosen.connect(self._on_level)
        self.panel.normalised_changed.connect(self._on_normalised)
        self.side.heat_changed.connect(self._on_heat)
        self.side.show_changed.connect(self._on_show)
        self.side.channel_changed.connect(self._on_channel)
        self.canvas.cell_changed.connect(self._on_cell)
        self.canvas.cell_pinned.connect(self._on_pinned)

    @property
    def shown(self) -> Shown | None:
        """What is in sight; None before the network has looked."""
        return self._shown

    # Scene and answers

    def set_scene(self, scene: LessonScene) -> None:
        before, self._scene = self._scene, scene
        if scene.shows_same(before):
            if self._shown is not None:
                self._show(replace(self._shown, scene=scene))
            return
        self.canvas.set_picture(scene.rgb)
        self._shown, self._failed = None, False
        self._render()
        self.job = LookAtFeatures(scene.rgb, scene.weights, scene.device)
        self.asked.emit(self.job)

    def take(self, job: Job, answer: Any) -> None:
        if job is self.job and isinstance(answer, FeatureMaps) and self._scene is not None:
            shown = Shown(self._scene, answer, self._setup, hidden=self._hidden)
            if not self._cell_chosen and len(self._scene.truth):
                shown = shown.with_setup(cell=shown.cell_of_object(0))
            self._show(shown)
            self.step_changed.emit()

    def fail(self, job: Job, error: UserError) -> None:
        if job is self.job:
            self._failed = True
            self._render()

    # Steps, questions, code

    def steps(self) -> tuple[Step, ...]:
        cells = () if self._scene is None else self._scene.config.dboxes.feature_maps
        return tuple(Step(f"{one}×{one}") for one in cells)

    def go_to(self, step: int) -> None:
        super().go_to(step)
        if self._shown is None:
            self._change(level=step)
        else:  # the same place, as far as there is a cell at it
            self._change(level=step, cell=self._shown.place_in(step))

    def questions(self) -> tuple[Question, ...]:
        return () if self._shown is None else questions(self.words, self._shown)

    def hide_answer(self, key: str) -> None:
        self._hidden = key
        if self._shown is not None:
            self._shown = replace(self._shown, hidden=key)
        self._render()

    def code(self) -> tuple[CodeSample, ...]:
        from ssd_core.network.receptive_field import reach_of

        shown = self._shown
        if shown is None:
            return (CodeSample(l2_normalised),)
        norm = {"features": shown.maps.maps[0], "scale": shown.maps.scale}
        reach = shown.maps.reaches[shown.setup.level]
        row, column = shown.position
        cell = {"level": shown.setup.level, "row": row, "column": column}
        return (
            CodeSample(l2_normalised, norm),
            CodeSample(reach_of, {"returns": reach}),
            CodeSample(cell_facts, cell),
        )

    # What a person changes

    def _change(self, **changes: Any) -> None:
        self._setup = replace(self._setup, **changes)
        if self._shown is None:
            self.changed.emit()
        else:
            self._show(self._shown.with_setup(**changes))

    def _show(self, shown: Shown) -> None:
        self._shown, self._setup = shown, shown.setup
        self._render()
        self.changed.emit()

    def _render(self) -> None:
        shown = self._shown
        self.film.set_shown(shown)
        self.views.set_key(self._setup.view)
        if shown is None:
            words = self.words("side.failed" if self._failed else "side.waiting")
            self.canvas.forget()
            self.side.set_message(words)
            self.panel.set_message(words)
            return
        self.panel.set_known(True)
        self.canvas.set_shown(shown)
        self.follow_beside()

    def beside(self) -> tuple[Piece, ...]:
        return self._show_side, self._show_panel

    def _show_side(self) -> None:
        if self._shown is not None:
            self.side.set_shown(self._shown)

    def _show_panel(self) -> None:
        if self._shown is not None:
            self.panel.set_shown(self._shown)

    def _on_view(self, view: str) -> None:
        self._change(view=cast(View, view))

    def _on_level(self, level: int) -> None:
        self.go_to(level)
        self.step_changed.emit()

    def _on_normalised(self, on: bool) -> None:
        self._change(normalised=on)

    def _on_heat(self, heat: float) -> None:
        self._change(heat=round(heat, 2))

    def _on_show(self, show: str) -> None:
        self._change(show=show)

    def _on_channel(self, channel: int) -> None:
        self._change(channel=channel)

    def _on_cell(self, row: int, column: int) -> None:
        """The pointer is over a cell, or over none again."""
        if self._shown is not None:
            kept = (row, column) == self._shown.setup.cell
            self._shown = replace(self._shown, hovered=None if kept else (row, column))
            self.canvas.set_shown(self._shown)
            self.side.set_shown(self._shown)
            self.panel.set_shown(self._shown)

    def _on_pinned(self, row: int, column: int) -> None:
        self._cell_chosen = True
        self._change(cell=(row, column))

    # Files and looks

    def state(self) -> State:
        return self._setup.to_json()

    def restore(self, state: State) -> None:
        setup = Setup.from_json(state)
        self._cell_chosen = True
        self.step = setup.level
        self._change(**{name: getattr(setup, name) for name in setup.to_json()})
        self.step_changed.emit()

    def retranslate(self) -> None:
        for view in VIEWS:
            self.views.set_words(view, self.words(f"views.{view}"))
        self.canvas.setAccessibleName(self.words("canvas.name"))
        self.side.retranslate()
        self.panel.retranslate()
        self._render()

    def set_presenting(self, presenting: bool) -> None:
        self.canvas.set_presenting(presenting)


class _Centre(QWidget):
    """The film above, the map below, its controls at the right, where there is room for them."""

    def __init__(self, film: MapFilm, canvas: MapCanvas, side: MapSide) -> None:
        super().__init__()
        self.setMinimumSize(280, 240)
        self._film, self._side = film, QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setWidget(side)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        fonts.fix(self._side, width=SIDE_WIDTH)
        OverlayScrollBar(self._side)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(canvas, 1)
        below.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(film)
        column.addLayout(below, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._film.setVisible(self.height() >= fonts.scaled(_LOW))
        self._side.setVisible(self.width() >= fonts.scaled(_NARROW))
