"""The ground truth that lies with the picture, held against its detections."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from gui.canvas.compare_marks import missed_marks
from gui.canvas.marks import Mark
from gui.canvas.truth_layer import TruthLayer
from gui.class_colors import ClassStyle
from gui.commands import Words
from gui.panels.truth_panel import TruthPanel
from gui.sides import Side
from gui.verdict_styles import verdict_styles
from gui.wiring.parts import Parts
from gui.workers.annotation import AnnotationAnswer, AnnotationRequest, AnnotationThread
from gui.workers.messages import Picture
from ssd_core.data.annotation import Annotation
from ssd_core.errors import shown_name
from ssd_core.types import Detections


class Truth(QObject):
    """Finds annotations, colours the detections by them, and counts."""

    changed = Signal()
    """There is another annotation, or none; another overlap counts; or colours tell otherwise."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._session = parts.session
        self._canvas = parts.window.inspect.canvas
        self.annotation: Annotation | None = None
        self.source: Path | None = None
        self.overlap = 0.5
        self._wanted = 0
        self._panel = TruthPanel()
        self._panel.hide()
        parts.window.inspect.inspector.add_section(self._panel)
        self._command = parts.commands.add(
            "ground-truth",
            "picture",
            self._on_switched,
            words=self._words,
            shortcuts=["T"],
            checkable=True,
        )
        self._command.setEnabled(False)
        self._panel.shown_changed.connect(self._command.setChecked)
        self._panel.overlap_changed.connect(self._set_overlap)
        # Sliders come first: counts follow when the canvas was repainted.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._count)
        parts.commands.changed.connect(self._render)  # another language: tags too
        parts.session.picture_changed.connect(self._on_picture)
        parts.session.selection_changed.connect(self._on_selection)
        self._thread = AnnotationThread()
        self._thread.answered.connect(self._on_answer)

    def close(self) -> None:
        """End the thread. An answer that is still on its way changes nothing any more."""
        self._late.stop()
        self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    @property
    def shown(self) -> bool:
        """Whether colours tell the ground truth: there is one, and it is asked for."""
        return self._command.isChecked() and self.annotation is not None

    def set_shown(self, shown: bool) -> None:
        """Let colours tell the ground truth, or the classes."""
        self._command.setChecked(shown)

    def side(self, detections: Detections, classes: tuple[str, ...], asked: object) -> Side:
        """``detections`` held against the annotation there is. asked: labels, None for all."""
        looked_for = asked if isinstance(asked, frozenset) else None
        return Side.of(
            detections, classes, self.annotation, overlap=self.overlap, looked_for=looked_for
        )

    def _words(self) -> Words:
        return Words(
            self.tr("Colour by ground truth"),
            self.tr("Where a VOC annotation lies with the picture"),
            (self.tr("annotation"), "TP", "FP", "FN"),
        )

    # Finding

    def _on_picture(self, picture: Picture) -> None:
        self._wanted = picture.id
        known = picture.annotation
        source = None if known is None else Path(picture.name)  # it lies in no file of its own
        self._use(AnnotationAnswer(picture.id, source, known))
        if picture.path is not None:
            size = (picture.image.width, picture.image.height)
            if not self._thread.isRunning():
                self._thread.start()
            self._thread.post(AnnotationRequest(picture.id, picture.path, size))

    def _on_answer(self, answer: AnnotationAnswer) -> None:
        if answer.id == self._wanted:
            self._use(answer)

    def _use(self, answer: AnnotationAnswer) -> None:
        nothing = answer.annotation is None and answer.error is None
        if nothing and self.annotation is None and self._panel.isHidden():
            return  # frame after frame of a video
        self.annotation, self.source = answer.annotation, answer.source
        name = "" if answer.source is None else shown_name(answer.source)
        note = "" if answer.error is None else answer.error.sentences
        if answer.annotation is not None and answer.annotation.problems:
            note = answer.annotation.problems[0]
        self._command.setEnabled(answer.annotation is not None)
        self._panel.set_source(name, note)
        self._panel.setVisible(bool(name or note))
        self.changed.emit()
        self._render()

    # Showing

    def _on_switched(self, _shown: bool) -> None:
        self._render()
        self.changed.emit()

    def _set_overlap(self, overlap: float) -> None:
        self.overlap = overlap
        self.changed.emit()
        self._render()

    def _on_selection(self, _selection: object) -> None:
        if self.annotation is not None or not self._panel.isHidden():
            self._render()

    def _render(self, _what: object = None) -> None:
        shown = self.shown
        self._panel.set_shown(self._command.isChecked(), self.overlap)
        self._canvas.set_styles("truth", self._styles if shown else None)
        self._canvas.set_under("truth", TruthLayer(self._missed()) if shown else None)
        self._late.start()

    def _styles(self, detections: Detections) -> list[ClassStyle]:
        side = self._side(detections)
        if side is None or side.verdicts is None:
            return []
        return verdict_styles(side.verdicts.verdict.tolist())

    def _side(self, detections: Detections) -> Side | None:
        weights = self._session.weights
        if weights is None:
            return None
        return self.side(detections, weights.config.classes, self._session.thresholds.classes)

    def _now(self) -> Side | None:
        """What is shown now, if the network has looked and there is an annotation."""
        selection = self._session.selection
        if selection is None or self.annotation is None:
            return None
        return self._side(selection.detections)

    def _missed(self) -> tuple[Mark, ...]:
        side = self._now()
        return () if side is None else missed_marks(side, self.tr("missed"))

    def _count(self) -> None:
        side = self._now()
        if side is None or self.annotation is None:
            self._panel.set_verdicts(None)
        else:
            left_out = len(self.annotation.truth) - len(side.truth)
            self._panel.set_verdicts(side.verdicts, left_out=left_out)
