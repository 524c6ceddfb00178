"""The pictures of the next run: named by dialog or drop, looked at in a thread, told of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.intake import Intake
from gui.panels.train.classes_sheet import ClassesSheet
from gui.panels.train.dataset_section import DatasetSection
from gui.panels.train.findings_sheet import FindingGroup, FindingsSheet
from gui.panels.train.preflight_card import DataFacts
from gui.wiring.data_counts import class_rows, size_rows
from gui.workers.preflight import (
    Looked,
    Looking,
    Pictures,
    PreflightRequest,
    PreflightThread,
    Refused,
)
from ssd_core.config import SHAPE_CLASSES, SHAPES
from ssd_core.data.findings import Finding, Kind, Repair
from ssd_core.errors import UserError, shown_name

_MOST_LINES = 2_000
"""Of one kind of finding; who has more does not read them one by one."""


class TrainData(QObject):
    """Shows what there is to learn from, and says what a person wants instead."""

    data_chosen = Signal(object)  # tuple[str, ...], as ``TrainConfig.data`` has it
    classes_chosen = Signal(object)  # tuple[str, ...]
    checked = Signal()
    """It is known now whether the data can be learnt from."""

    def __init__(self, window: QWidget, section: DatasetSection) -> None:
        super().__init__(window)
        self._window = window
        self._section = section
        self._thread = PreflightThread()
        self._request: PreflightRequest | None = None
        self._findings, self._classes = FindingsSheet(window), ClassesSheet(window)
        self.pictures: Pictures | None = None
        """What was found in the data, None for generated scenes or while that is not known."""
        self.error: UserError | None = None
        """Why nothing can be learnt from the data."""
        section.asked.connect(self._on_asked)
        section.details_requested.connect(self._show_findings)
        section.classes_requested.connect(self._ask_for_classes)
        self._classes.chosen.connect(self.classes_chosen)
        self._thread.told.connect(self._on_told)

    def close(self) -> None:
        self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def set_data(self, data: tuple[str, ...], classes: tuple[str, ...], preset: str) -> None:
        """Look at these pictures, unless that was done."""
        request = PreflightRequest(data, classes, preset)
        if request != self._request:
            self._request = request
            self.look_again()

    def look_again(self) -> None:
        """Look at the data that are chosen as they are now."""
        assert self._request is not None
        self.pictures = self.error = None
        self._show_source()
        if self._request.data == (SHAPES,):
            self._section.set_facts(DataFacts(SHAPE_CLASSES, None, None))
            self.checked.emit()
        else:
            self._section.set_progress(0, 0)
            self._thread.post(self._request)

    def take_drop(self, intake: Intake) -> str:
        """Learn from what was dropped; returns why not, "" if all is well."""
        wanted = [p for p in intake.paths if os.path.isdir(p) or p.lower().endswith(".json")]
        if not wanted:
            return self.tr("Drop a folder in VOC layout or a COCO file to learn from it.")
        self.data_chosen.emit(tuple(os.path.abspath(path) for path in wanted))
        return ""

    def retranslate(self) -> None:
        """Say it in another language."""
        if self._request is not None:
            self._show_source()

    # Answers

    def _on_told(self, answer: Looking | Looked | Refused) -> None:
        if answer.request != self._request:
            return
        if isinstance(answer, Looking):
            self._section.set_progress(answer.done, answer.total)
            return
        if isinstance(answer, Looked):
            self.pictures, self.error = answer.pictures, answer.pictures.report.nothing
            self._section.set_facts(_facts(answer.pictures))
        else:
            self.error = answer.error
            self._section.hide_facts()
        if self.error is not None:
            sentences = (self.error.reason,) if self.error.reason else ()
            self._section.show_error(self.error.headline, sentences, self.error.details)
        self.checked.emit()

    def _show_source(self) -> None:
        assert self._request is not None
        data, section = self._request.data, self._section
        if data == (SHAPES,):
            name, kind = self.tr("Generated shapes"), self.tr("offline")
            section.source.set_source(name, kind, icon="grid", can_add=False)
            return
        name = " + ".join(shown_name(path) for path in data)
        coco = all(path.lower().endswith(".json") for path in data)
        kind = self.tr("COCO file") if coco else self.tr("VOC folder")
        if len(data) > 1:
            kind = self.tr("%n source(s)", "", len(data))
        section.source.set_source(name, kind, icon="open", can_add=True)

    # Asking

    def _on_asked(self, source: str) -> None:
        if source == "shapes":
            self.data_chosen.emit((SHAPES,))
            return
        dialog = QFileDialog(self._window, self.tr("Pictures to learn from"))
        if source == "file":
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilters([self.tr("COCO annotations (*.json)"), self.tr("All files (*)")])
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        before = self._request.data if self._request is not None else (SHAPES,)
        if before != (SHAPES,):
            dialog.setDirectory(str(Path(before[-1]).parent))
        take = self._add if source == "add" else self._replace
        dialog.filesSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _replace(self, paths: Sequence[str]) -> None:
        self.data_chosen.emit(tuple(map(os.path.abspath, paths)))

    def _add(self, paths: Sequence[str]) -> None:
        assert self._request is not None
        added = map(os.path.abspath, paths)
        self.data_chosen.emit(tuple(dict.fromkeys((*self._request.data, *added))))

    def _ask_for_classes(self) -> None:
        if self.pictures is not None:
            self._classes.open_with([row.name for row in self.pictures.report.classes])

    def _show_findings(self) -> None:
        if self.pictures is None:
            return
        titles = self._titles()
        report = self.pictures.report
        groups = [
            FindingGroup(titles[kind], _lines(report.findings, kind)) for kind in report.counts
        ]
        by_class, by_size = class_rows(report), size_rows(report)
        classes = tuple(row.name for row in report.classes)
        left_over = len(classes) - len(by_class)
        self._findings.set_counts(by_class, by_size, classes, left_over)
        self._findings.set_groups(groups)
        self._findings.open()

    def _titles(self) -> dict[Kind, str]:
        return {
            Kind.UNREADABLE: self.tr("Files that cannot be read"),
            Kind.MISSING_PICTURE: self.tr("Pictures that are missing"),
            Kind.MISSING_ANNOTATION: self.tr("Annotations that are missing"),
            Kind.OTHER_SIZE: self.tr("Pictures of another size than annotated"),
            Kind.INVERTED: self.tr("Boxes with swapped corners"),
            Kind.OUT_OF_RANGE: self.tr("Boxes that reach past the picture"),
            Kind.DEGENERATE: self.tr("Boxes without an area"),
            Kind.NO_BOX: self.tr("Objects without a box"),
            Kind.NO_CLASS: self.tr("Objects without a class"),
            Kind.UNKNOWN_CLASS: self.tr("Objects of other classes"),
            Kind.DUPLICATE: self.tr("Objects that are there twice"),
            Kind.ALL_DIFFICULT: self.tr("Pictures with difficult objects alone"),
            Kind.NO_OBJECTS: self.tr("Pictures without objects"),
            Kind.IN_TWO_SPLITS: self.tr("Pictures in two splits"),
        }


def _lines(findings: Sequence[Finding], kind: Kind) -> tuple[str, ...]:
    return tuple(finding.summary for finding in findings if finding.kind is kind)[:_MOST_LINES]


def _facts(pictures: Pictures) -> DataFacts:
    report = pictures.report
    repairs = [finding.repaired for finding in report.findings]
    sizes = {split.name: split.pictures for split in report.splits}
    return DataFacts(
        classes=tuple(row.name for row in report.classes),
        train=sizes.get("train", 0),
        val=sizes.get("val", 0),
        repaired=sum(repair in (Repair.SWAPPED, Repair.CLIPPED) for repair in repairs),
        left_out=sum(repair is Repair.DROPPED for repair in repairs),
        findings=len(report.findings),
        ceiling=report.matched / report.objects if report.objects else None,
    )
