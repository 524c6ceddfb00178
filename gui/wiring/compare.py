"""Comparing: two detectors, or two sets of thresholds, on one picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from gui.canvas.compare_head import SideWords
from gui.canvas.compare_marks import compared_marks, plain_marks
from gui.canvas.compare_view import Show
from gui.commands import Words
from gui.opened_files import WEIGHTS_SUFFIXES
from gui.panels.compare.panel import ComparePanel
from gui.panels.compare.sides_section import SideFacts
from gui.panels.compare.stage import CompareStage
from gui.panels.compare.tools import CompareTools
from gui.sides import Compared, Side
from gui.wiring.parts import Parts
from gui.wiring.second_detector import SecondDetector
from gui.wiring.truth import Truth
from gui.workers.messages import Failure, Looked, Picture, WeightsInfo
from ssd_core.errors import shown_name
from ssd_core.sentence import say

_RECENT = 6


class Comparing(QObject):
    """Shows the compare view and its column in the places of canvas and inspector."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._inspect = parts.window.inspect
        self._session = parts.session
        self._truth = Truth(parts)
        self.second = SecondDetector(parts.session)
        self.stage, self.panel, self.tools = CompareStage(), ComparePanel(), CompareTools()
        for part in (self.stage, self.panel, self.tools):
            part.setParent(self._inspect)
            part.hide()
        self._recent: list[str] = []
        self._compared: Compared | None = None
        # Sliders come first: the column follows when the view was repainted.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._render_panel)
        self._command = parts.commands.add(
            "compare",
            "detection",
            self._set_open,
            words=self._words,
            shortcuts=["K", "C"],
            icon="compare",
            checkable=True,
        )
        self._command.setEnabled(False)
        parts.commands.changed.connect(self._render)  # another language: tags and pills too
        parts.window.escaped.connect(self._leave)
        self._connect_session()
        self._connect_parts()

    def close(self) -> None:
        """End both threads."""
        self._late.stop()
        self.second.close()
        self._truth.close()

    @property
    def is_open(self) -> bool:
        """Whether two sides are compared now."""
        return self._command.isChecked()

    def _words(self) -> Words:
        return Words(
            self.tr("Compare…"),
            self.tr("Two weights, or two sets of thresholds, on one picture"),
            ("A/B", self.tr("split")),
        )

    def _connect_session(self) -> None:
        session = self._session
        session.picture_changed.connect(self._on_picture)
        session.weights_changed.connect(self._on_weights)
        session.selection_changed.connect(self._render)
        self.second.changed.connect(self._render)
        self.second.failed.connect(self._on_failed)
        self.second.loading_changed.connect(self._on_loading)
        self._truth.changed.connect(self._render)

    def _connect_parts(self) -> None:
        view, sides, rows = self.stage.view, self.panel.sides, self.panel.differences
        sides.close_requested.connect(self._leave)
        sides.swap_requested.connect(self._swap)
        sides.same_weights_requested.connect(self._use_same)
        sides.weights_chosen.connect(self._load)
        sides.browse_requested.connect(self._browse)
        sides.lock_changed.connect(self._set_lock)
        sides.thresholds_changed.connect(self._set_own)
        self.tools.show_chosen.connect(self._set_show)
        self.tools.truth_chosen.connect(self._truth.set_shown)
        view.leave_requested.connect(self._leave)
        self._inspect.side_changed.connect(self._give_way)
        view.show_changed.connect(self._on_show_changed)
        view.row_hovered.connect(rows.table.set_hovered)
        view.row_clicked.connect(self._select)
        rows.row_hovered.connect(view.set_hovered)
        rows.row_clicked.connect(self._select)

    # Coming and going

    def _set_open(self, opened: bool) -> None:
        inspect = self._inspect
        inspect.set_stage(self.stage if opened else None)
        if opened or inspect.side is self.panel:
            inspect.set_side(self.panel if opened else None)
        inspect.toolbar.set_tools(self.tools if opened else None)
        self.second.follow(opened)
        if not opened:
            if inspect.side is None:
                inspect.canvas.setFocus()
            return
        if self.second.is_same and self.second.own is None:
            self.second.own = self._session.thresholds
        if self._session.picture is not None:
            self._show_picture(self._session.picture)
        self.stage.view.handle.setFocus()
        self._render()

    def _leave(self) -> None:
        self._command.setChecked(False)

    def _give_way(self) -> None:
        """What took the column's place tells of the canvas."""
        if self._inspect.side is not self.panel:
            self._leave()

    def _on_picture(self, picture: Picture) -> None:
        self._command.setEnabled(True)
        if self.is_open:
            self._show_picture(picture)
            self._render()

    def _show_picture(self, picture: Picture) -> None:
        self.stage.view.set_picture(picture.pixels, picture.copies)

    # Who is compared

    def _on_weights(self, info: WeightsInfo) -> None:
        self._remember(str(info.path))
        self._render()

    def _remember(self, path: str) -> None:
        others = [known for known in self._recent if known != path]
        self._recent = [path, *others][:_RECENT]
        self.panel.sides.set_recent(self._recent)

    def _use_same(self) -> None:
        self.panel.sides.set_error(None)
        if self.second.own is None:
            self.second.own = self._session.thresholds
        self.second.use_same()

    def _load(self, path: str) -> None:
        self.panel.sides.set_error(None)
        self.second.load(Path(path))

    def _browse(self) -> None:
        dialog = QFileDialog(self._inspect, self.tr("Choose the weights of B"))
        patterns = " ".join(f"*{suffix}" for suffix in WEIGHTS_SUFFIXES)
        weights = self.tr("Weights ({patterns})").format(patterns=patterns)
        dialog.setNameFilters([weights, self.tr("All files (*)")])
        if self._recent:
            dialog.setDirectory(str(Path(self._recent[0]).parent))
        dialog.fileSelected.connect(self._load)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _swap(self) -> None:
        first, second = self._session.loaded, self.second.weights
        shared, own = self._session.thresholds, self.second.own
        if own is not None:
            self.second.own = shared
            self._session.set_thresholds(
                replace(shared, confidence=own.confidence, overlap=own.overlap)
            )
        if first is not None and second is not None and not self.second.is_same:
            self.second.load(first.path, ready=first)
            self._session.load_weights(second.path, ready=second)
        self._render()

    def _on_loading(self, name: str) -> None:
        words = say("Loading {name}", name=name) if name else ""
        self.panel.sides.set_loading(words)
        if not name and not self.second.is_same and self.second.weights is not None:
            self._remember(str(self.second.weights.path))

    def _on_failed(self, failure: Failure) -> None:
        self.panel.sides.set_error(failure.error)

    # Thresholds

    def _set_lock(self, locked: bool) -> None:
        self.second.own = None if locked else self._session.thresholds
        self._render()

    def _set_own(self, confidence: float, overlap: float) -> None:
        shared = self._session.thresholds
        self.second.own = replace(shared, confidence=confidence, overlap=overlap)
        self._render()

    # What is shown

    def _set_show(self, show: Show) -> None:
        self.stage.set_show(show)

    def _on_show_changed(self, show: Show) -> None:
        self.stage.set_show(show)
        self.tools.show_choice.set_key(show)

    def _select(self, row: int) -> None:
        self.stage.view.set_selected(row)
        self.panel.differences.table.set_selected(row)
        if row >= 0:
            self.stage.view.reveal(row)

    def _render(self, _what: object = None) -> None:
        if not self.is_open:
            return
        a, b = self._sides()
        by_truth = self._truth.shown
        view = self.stage.view
        view.set_selected(-1)
        if a is None or b is None:
            self._compared = None
            view.set_marks(plain_marks(a) if a else (), plain_marks(b) if b else ())
        else:
            self._compared = Compared.of(a, b)
            view.set_marks(*compared_marks(self._compared, by_truth=by_truth))
        self.stage.head.set_by_truth(by_truth)
        self._late.start()

    def _sides(self) -> tuple[Side | None, Side | None]:
        """Both sides as far as they have looked at the picture in use."""
        session, second = self._session, self.second
        a = b = None
        if session.weights is not None and session.selection is not None:
            found = session.selection.detections
            a = self._truth.side(found, session.weights.config.classes, session.thresholds.classes)
        found_b = second.detections()
        if second.weights is not None and found_b is not None:
            classes = second.weights.config.classes
            b = self._truth.side(found_b, classes, second.thresholds.classes)
        return a, b

    def _render_panel(self) -> None:
        panel, session, truth = self.panel, self._session, self._truth
        panel.sides.set_facts(
            _facts(session.weights, session.looked_at),
            _facts(self.second.weights, self.second.looked),
        )
        panel.sides.set_thresholds(session.thresholds, self.second.own)
        there = truth.annotation is not None
        self.tools.set_truth(there=there, used=truth.shown)
        if truth.annotation is not None and truth.source is not None:
            name, objects = shown_name(truth.source), len(truth.annotation.truth)
            panel.against.set_source(name, objects=objects, overlap=truth.overlap)
        if self._compared is None:
            panel.show_nothing()
        else:
            panel.show_compared(self._compared)
        self._render_words()

    def _render_words(self) -> None:
        compared = self._compared
        a, b = (compared.a, compared.b) if compared else (None, None)
        self.stage.head.set_words(
            self._side_words(self._session.weights, a), self._side_words(self.second.weights, b)
        )

    def _side_words(self, info: WeightsInfo | None, side: Side | None) -> SideWords:
        boxes = self.tr("no answer yet")
        if side is not None:
            boxes = self.tr("%n box(es)", "", len(side.detections))
        return SideWords(_facts(info, None).name, boxes)


def _facts(info: WeightsInfo | None, looked: Looked | None) -> SideFacts:
    if info is None:
        return SideFacts()
    name = info.path.name.removesuffix(".safetensors")
    if looked is None:
        return SideFacts(name, len(info.config.classes))
    timings = looked.timings
    milliseconds = timings.preprocess + timings.network + timings.decode
    return SideFacts(name, len(info.config.classes), milliseconds)
