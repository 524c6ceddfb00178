"""Lesson 5: what happens to all 8,732 between the network and the screen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from gui.lessons.frame.lesson import Lesson, State, Step
from gui.lessons.frame.turns import Piece
from gui.lessons.frame.words import Words
from gui.lessons.funnel.asking import asked, questions
from gui.lessons.funnel.board import Board
from gui.lessons.funnel.head import ThreadMenu
from gui.lessons.funnel.panel import FunnelPanel
from gui.lessons.funnel.walked import STATIONS, Pair, Walked, walked
from gui.qimage import to_qimage
from ssd_core.coding import softmax
from ssd_core.fates import Fate
from ssd_core.lessons.code import CodeSample
from ssd_core.lessons.question import Question
from ssd_core.lessons.rivals import Rescue, rescue
from ssd_core.lessons.scene import LessonScene
from ssd_core.nms import nms
from ssd_core.ranking import over_confidence
from ssd_core.types import Thresholds

_TEMPERATURES = (0.25, 4.0)
_START = Thresholds(top_k=10)
_ASKED = {"threshold": frozenset({2, 3, 4}), "overlap": frozenset({4}), "top_k": frozenset({3, 4})}
"""What each question must not give away."""
_RESCUE_MS = 60


class FunnelLesson(Lesson):
    """Five stations, their sliders, and one candidate that is followed through all of them."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.centre = self.board = Board(words)
        self.panel = FunnelPanel(words)
        self.tools = self.menu = ThreadMenu(words)
        self._scene: LessonScene | None = None
        self._thresholds, self._temperature = _START, 1.0
        self._pair: Pair | None = None
        self._walked: Walked | None = None
        self._hidden = frozenset[int]()
        self._before: Thresholds | None = None
        self._asked_of: Walked | None = None
        self._rescue: Rescue | None = None
        self.step = len(STATIONS) - 1
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_RESCUE_MS)
        self._later.timeout.connect(self._look_for_rescue)
        self.board.set_by_hand.connect(self._on_set)
        self.board.picked.connect(self.follow)
        self.board.pointed.connect(self._on_pointed)
        self.board.pinned.connect(self._on_pinned)
        self.panel.picked.connect(self.follow)
        self.panel.tried.connect(self._on_tried)
        self.menu.picked.connect(self.follow)
        self.board.show_settings(self._thresholds, self._temperature)

    @property
    def shown(self) -> Walked | None:
        """What is on the board; None while the network has not answered."""
        return self._walked

    # What is shown

    def set_scene(self, scene: LessonScene) -> None:
        if self._scene is None or scene.rgb is not self._scene.rgb:
            self._pair = None
            self.board.set_picture(to_qimage(scene.rgb))
        self._scene = scene
        self._walk()

    def follow(self, dbox: int, label: int) -> None:
        """Lead the thread along the candidate (dbox, label)."""
        self._pair, self._before = (dbox, label), None
        self._walk()

    def set_thresholds(self, thresholds: Thresholds, temperature: float) -> None:
        """Set all sliders."""
        self._thresholds, self._temperature = thresholds, temperature
        self.board.show_settings(thresholds, temperature)
        self._walk()

    def _walk(self) -> None:
        self._asked_of = None
        self._walk_on()
        self.changed.emit()

    def _walk_on(self) -> None:
        scene = self._scene
        if scene is None:
            return
        self._walked = walked(
            scene, self._thresholds, self._temperature, self._pair, before=self._walked
        )
        if self._walked is not None:
            # From now on it is followed, wherever the sliders go.
            self._pair = self._walked.pair
        self._show()
        self._later.start()

    def _show(self) -> None:
        self.board.show_walk(self._walked, self._hidden)
        self.follow_beside()

    def beside(self) -> tuple[Piece, ...]:
        return self.board.show_plots, self.board.show_thread, self._show_panel, self._show_head

    def _show_panel(self) -> None:
        self.panel.show_walk(self._walked)
        self.panel.set_hidden(bool(self._hidden) or self._walked is None)

    def _show_head(self) -> None:
        self.menu.show_walk(self._walked)
        if self._scene is not None:
            columns, dboxes = len(self._scene.classes) + 1, f"{len(self._scene.dboxes):,}"
            words = self.words("stations.logits.control", columns=columns, dboxes=dboxes)
            self.board.set_first_words(words)

    def _look_for_rescue(self) -> None:
        """Tens of thresholds are tried for it: after a drag, not during it."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._later.start()
            return
        shown = self._walked
        if shown is None or shown.scene.raw is None:
            return
        self._rescue = rescue(shown.funnel, shown.scene.raw, shown.scene.config, shown.thread)
        self.panel.show_rescue(self._rescue, tried=self._before is not None)

    # Signals

    def _on_set(self, key: str, value: float) -> None:
        self._before = None
        if key == "temperature":
            self._temperature = value
        else:
            number = round(value) if key == "top_k" else round(value, 2)
            self._thresholds = replace(self._thresholds, **{key: number})
        self.board.show_settings(self._thresholds, self._temperature)
        self._walk()

    def _on_pointed(self, column: int) -> None:
        shown = column if column >= 0 else self.step
        self.board.set_current(shown)
        self.panel.show_station(shown, pointed=column >= 0)

    def _on_pinned(self, column: int) -> None:
        if column != self.step:
            self.go_to(column)
            self.step_changed.emit()

    def _on_tried(self) -> None:
        """Set what saves the thread, or put it back."""
        if self._before is not None:
            thresholds, self._before = self._before, None
        elif self._rescue is not None:
            self._before, thresholds = self._thresholds, self._rescue.change.thresholds
        else:
            return
        self.set_thresholds(thresholds, self._temperature)

    # The frame

    def set_active(self, active: bool) -> None:
        if not active:
            self._later.stop()

    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(self.words(f"steps.{k}")) for k in range(len(STATIONS)))

    def go_to(self, step: int) -> None:
        super().go_to(step)
        self.board.set_reached(step)
        self._on_pointed(-1)

    def questions(self) -> tuple[Question, ...]:
        of = self._asked_of or self._walked
        return () if of is None else questions(of, self.words)

    def hide_answer(self, key: str) -> None:
        """The sliders stand where the question puts them, what follows is hidden until the look."""
        self._hidden = _ASKED.get(key, frozenset())
        of = self._asked_of or self._walked
        if not key or of is None:
            self._show()
            return
        self._asked_of = of
        self._thresholds = asked(of.thresholds, key)
        self.board.show_settings(self._thresholds, self._temperature)
        self._walk_on()

    def code(self) -> tuple[CodeSample, ...]:
        shown = self._walked
        if shown is None or shown.scene.raw is None:
            return ()
        limits, candidates, label = shown.thresholds, shown.funnel.candidates, shown.thread.label
        line = [r.dbox for r in shown.line if r.fate > Fate.PAST_TOP_K]
        return (
            CodeSample(softmax, {"conf": shown.scene.raw.conf, "returns": candidates.scores}),
            CodeSample(
                over_confidence,
                {
                    "candidates.scores": candidates.scores,
                    "confidence": limits.confidence,
                    "returns": over_confidence(candidates, limits.confidence),
                },
            ),
            CodeSample(
                nms,
                {
                    "boxes_xyxy": candidates.boxes[line],
                    "scores": candidates.scores[line, label],
                    "overlap": limits.overlap,
                },
            ),
        )

    def state(self) -> State:
        limits = self._thresholds
        return {
            "confidence": limits.confidence,
            "top_k": limits.top_k,
            "overlap": limits.overlap,
            "temperature": self._temperature,
            "thread": list(self._pair) if self._pair else None,
            "step": self.step,
        }

    def restore(self, state: State) -> None:
        thresholds = Thresholds(
            confidence=float(state["confidence"]),
            top_k=int(state["top_k"]),
            overlap=float(state["overlap"]),
        )
        temperature, step = float(state["temperature"]), int(state["step"])
        if not _TEMPERATURES[0] <= temperature <= _TEMPERATURES[1]:
            raise ValueError(f"no temperature: {temperature}")
        if not 0 <= step < len(STATIONS):
            raise ValueError(f"no station: {step}")
        self._pair = self._checked_pair(state["thread"])
        self.set_thresholds(thresholds, temperature)
        self.go_to(step)
        self.step_changed.emit()

    def _checked_pair(self, given: object) -> Pair | None:
        """A (DBox, label) of the scene. Raises ValueError for another."""
        if given is None or self._scene is None:
            return None
        dbox, label = (int(value) for value in list(given))  # type: ignore[call-overload]
        if not (0 <= dbox < len(self._scene.dboxes) and 0 < label <= len(self._scene.classes)):
            raise ValueError(f"no candidate: {given}")
        return dbox, label

    def retranslate(self) -> None:
        self.board.retranslate()
        self.panel.retranslate()
        self.menu.retranslate()
        self._show()
        self._on_pointed(-1)
        self.panel.show_rescue(self._rescue, tried=self._before is not None)
