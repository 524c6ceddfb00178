"""The session and what shows it: weights, device, thresholds, classes."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QObject

from gui.process import make_responsive
from gui.wiring.parts import Parts
from gui.workers.messages import Failure
from ssd_core.bundled import weights_path
from ssd_core.sentence import say


class Detecting(QObject):
    """Lines between the session, its presenter and the panels that change how it detects."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._inspect = parts.window.inspect
        self._session = parts.session
        self._settings = parts.settings
        self._fell_back = False
        self._responsive = False
        self._connect_session(parts)
        self._connect_panels(parts)

    def close(self) -> None:
        """Nothing runs here."""

    def _connect_session(self, parts: Parts) -> None:
        session, presenter = parts.session, parts.presenter
        session.picture_changed.connect(presenter.on_picture)
        session.picture_failed.connect(presenter.on_picture_failed)
        session.look_failed.connect(presenter.on_look_failed)
        session.weights_changed.connect(presenter.on_weights)
        session.weights_changed.connect(self._become_responsive)
        session.weights_failed.connect(presenter.on_weights_failed)
        session.weights_failed.connect(self._fall_back)
        session.looked.connect(presenter.on_looked)
        session.selection_changed.connect(presenter.on_selection)
        session.busy_changed.connect(parts.window.status.set_busy)

    def _connect_panels(self, parts: Parts) -> None:
        presenter, panels = parts.presenter, self._inspect.inspector
        panels.weights.device_chosen.connect(self._choose_device)
        panels.thresholds.thresholds_changed.connect(self._session.set_thresholds)
        panels.classes.classes_changed.connect(self._set_classes)
        panels.classes.confidence_changed.connect(self._set_class_confidence)
        # Whoever moved them: the panels stand where the session is.
        self._session.thresholds_changed.connect(panels.thresholds.set_thresholds)
        self._session.thresholds_changed.connect(panels.classes.set_thresholds)
        panels.detections.row_hovered.connect(presenter.hover_box)
        panels.detections.row_clicked.connect(presenter.select)
        panels.detections.best_requested.connect(self._let_best_through)
        panels.detections.classes_requested.connect(self._look_for_all)
        self._inspect.canvas.hovered.connect(presenter.hover_row)
        self._inspect.canvas.clicked.connect(presenter.select)

    def load_bundled(self) -> None:
        """Load the weights that come with the program."""
        panel = self._inspect.inspector.weights
        try:
            path = weights_path()
        except FileNotFoundError:
            sentence = say("The bundled weights are missing from this installation.")
            self._inspect.toast.show_message(sentence, kind="error")
            panel.set_ready("")
            return
        panel.set_loading(say("Loading the bundled weights"))
        self._session.load_weights(path)

    def _fall_back(self, failure: Failure) -> None:
        """Weights from the command line were refused: there are still the bundled ones."""
        if self._session.weights is None and not self._fell_back:
            self._fell_back = True
            self.load_bundled()

    def _set_classes(self, labels: frozenset[int] | None) -> None:
        self._session.set_thresholds(replace(self._session.thresholds, classes=labels))

    def _set_class_confidence(self, label: int, confidence: float | None) -> None:
        thresholds = self._session.thresholds.with_class_confidence(label, confidence)
        self._session.set_thresholds(thresholds)

    def _look_for_all(self) -> None:
        self._set_classes(None)

    def _let_best_through(self) -> None:
        """Lower the threshold of the best candidate to just below its score."""
        session = self._session
        if session.selector is None:
            return
        strongest = session.selector.strongest(session.thresholds.classes)
        if strongest is None:
            return
        label, score = strongest
        below = math.ceil(100 * score - 1) / 100
        if label in dict(session.thresholds.class_confidence):
            self._set_class_confidence(label, below)
        else:
            session.set_thresholds(replace(session.thresholds, confidence=below))

    def _choose_device(self, key: str) -> None:
        self._settings.set_device(key)
        self._session.device = key
        if self._session.loaded is not None:
            self._session.load_weights(self._session.loaded.path)

    def _become_responsive(self) -> None:
        """By now the worker has imported everything that is large."""
        if not self._responsive:
            self._responsive = True
            make_responsive()
