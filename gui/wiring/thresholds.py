"""The thresholds by keyboard: figures for the palette, steps, reset, and their undo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from gui.commands import Value, Words
from gui.undo import History
from gui.wiring.parts import Parts
from gui.workers.messages import WeightsInfo
from ssd_core.types import Thresholds

_STEP = 0.01


class ThresholdHabits(QObject):
    """``history`` holds what can be undone."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._session = parts.session
        self._classes: tuple[str, ...] | None = None
        self.history = History(self._session.set_thresholds, self._session.thresholds, self)
        self._add_values(parts)
        self._add_steps(parts)
        self._add_undo(parts)
        # First, so that labels of other weights are forgotten before anything is noted.
        self._session.weights_changed.connect(self._on_weights)
        self._session.thresholds_changed.connect(self.history.note)

    def close(self) -> None:
        self.history.close()

    # Commands

    def _add_values(self, parts: Parts) -> None:
        for value in (
            Value("confidence", self._confidence_words, self._confidence, self._set_confidence,
                  0.0, 1.0, _STEP, 2),
            Value("overlap", self._overlap_words, self._overlap, self._set_overlap,
                  0.0, 1.0, _STEP, 2),
            Value("top-k", self._top_k_words, self._top_k, self._set_top_k, 1, 8732, 1, 0),
        ):  # fmt: skip
            parts.commands.add_value(value)

    def _add_steps(self, parts: Parts) -> None:
        for key, run, words, shortcut in (
            ("confidence-down", self._lower_confidence, self._confidence_down, "["),
            ("confidence-up", self._raise_confidence, self._confidence_up, "]"),
            ("overlap-down", self._lower_overlap, self._overlap_down, "{"),
            ("overlap-up", self._raise_overlap, self._overlap_up, "}"),
            ("reset-thresholds", self._reset, self._reset_words, "Shift+R"),
        ):
            parts.commands.add(key, "detection", run, words=words, shortcuts=[shortcut])

    def _add_undo(self, parts: Parts) -> None:
        add, stack = parts.commands.add, self.history.stack
        undo = add("undo", "detection", self.history.undo, words=self._undo_words,
                   shortcuts=[QKeySequence.StandardKey.Undo])  # fmt: skip
        redo = add("redo", "detection", self.history.redo, words=self._redo_words,
                   shortcuts=["Ctrl+Shift+Z", "Ctrl+Y"])  # fmt: skip
        for action, can in ((undo, stack.canUndoChanged), (redo, stack.canRedoChanged)):
            action.setEnabled(False)
            can.connect(action.setEnabled)

    # What they do

    def _confidence(self) -> float:
        return self._session.thresholds.confidence

    def _overlap(self) -> float:
        return self._session.thresholds.overlap

    def _top_k(self) -> float:
        return self._session.thresholds.top_k

    def _set_confidence(self, value: float) -> None:
        self._set(confidence=value)

    def _set_overlap(self, value: float) -> None:
        self._set(overlap=value)

    def _set_top_k(self, value: float) -> None:
        self._set(top_k=int(value))

    def _lower_confidence(self) -> None:
        self._nudge("confidence", -_STEP)

    def _raise_confidence(self) -> None:
        self._nudge("confidence", _STEP)

    def _lower_overlap(self) -> None:
        self._nudge("overlap", -_STEP)

    def _raise_overlap(self) -> None:
        self._nudge("overlap", _STEP)

    def _nudge(self, name: str, by: float) -> None:
        value = round(getattr(self._session.thresholds, name) + by, 2)
        self._set(**{name: min(max(value, 0.0), 1.0)})

    def _reset(self) -> None:
        """As the panel's link: everything but the classes to look for."""
        self._session.set_thresholds(Thresholds(classes=self._session.thresholds.classes))

    def _set(self, **values: float) -> None:
        self._session.set_thresholds(replace(self._session.thresholds, **values))

    def _on_weights(self, info: WeightsInfo) -> None:
        """Labels of other classes mean something else: no step leads back to them."""
        if info.config.classes != self._classes:
            self._classes = info.config.classes
            self.history.restart(self._session.thresholds)

    # Words

    def _confidence_words(self) -> Words:
        return Words(
            self.tr("Confidence"),
            self.tr("A box needs a score above it"),
            (self.tr("score threshold"),),
        )

    def _overlap_words(self) -> Words:
        return Words(
            self.tr("NMS overlap"),
            self.tr("More overlap with a better box, and NMS drops a box"),
            (self.tr("IoU threshold"),),
        )

    def _top_k_words(self) -> Words:
        return Words(self.tr("Top-k"), self.tr("Candidates a class that enter NMS"))

    def _confidence_down(self) -> Words:
        return Words(self.tr("Confidence − 0.01"))

    def _confidence_up(self) -> Words:
        return Words(self.tr("Confidence + 0.01"))

    def _overlap_down(self) -> Words:
        return Words(self.tr("NMS overlap − 0.01"))

    def _overlap_up(self) -> Words:
        return Words(self.tr("NMS overlap + 0.01"))

    def _reset_words(self) -> Words:
        return Words(
            self.tr("Reset the thresholds"),
            self.tr("Back to 0.30, 0.45, 200 and standard NMS, the same for every class"),
        )

    def _undo_words(self) -> Words:
        return Words(self.tr("Undo"), self.tr("The last change of thresholds or classes"))

    def _redo_words(self) -> Words:
        return Words(self.tr("Redo"))
