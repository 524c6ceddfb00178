"""Exporting: the sheet, the thread behind it, and what is told of its end."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from gui.commands import Words
from gui.panels.export_sheet import ExportChoice, ExportSheet
from gui.sentences import translated
from gui.wiring.file_manager import show_folder
from gui.wiring.parts import Parts
from gui.wiring.picture_out import PictureOut, record_of
from gui.workers.batch import BatchRequest
from gui.workers.export import ExportEnd, ExportRequest, ExportStep, ExportThread
from ssd_core.bundled import sample_paths
from ssd_core.errors import UserError, shown_name
from ssd_core.export.values import Options, Record
from ssd_core.types import Image


class Exporting(QObject):
    """One export at a time; it goes on when its sheet is closed."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._session = parts.session
        self._settings = parts.settings
        self._toast = parts.window.inspect.toast
        self._sheet = ExportSheet(parts.window)
        self._out = PictureOut(parts, self._options)
        self._thread: ExportThread | None = None
        self._errors: list[UserError] = []
        self._action = parts.commands.add(
            "export",
            "file",
            self.open_sheet,
            words=self._words,
            shortcuts=["Ctrl+E"],
            icon="export",
        )
        self._action.setEnabled(False)
        self._session.picture_changed.connect(self._on_picture)
        parts.window.inspect.toolbar.export_requested.connect(self.open_sheet)
        self._sheet.folder_requested.connect(self._ask_for_folder)
        self._sheet.export_requested.connect(self._start)
        self._sheet.cancel_requested.connect(self._cancel)

    def close(self) -> None:
        if self._thread is not None:
            self._thread.stop()
        self._out.close()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def open_sheet(self) -> None:
        """Ask what to export."""
        picture = self._session.picture
        if picture is None:
            return
        if not self._sheet.folder:
            self._sheet.set_folder(self._settings.export_folder or _default_folder(picture.path))
        looking = self._session.weights is not None
        self._sheet.set_pictures(len(picture.place.paths) if looking else 1)
        self._sheet.open()

    def _words(self) -> Words:
        return Words(
            self.tr("Export…"),
            self.tr("Detections as PNG, SVG, CSV, JSON, COCO, VOC or YOLO"),
            (self.tr("save"), "COCO", "VOC", "YOLO", "CSV", "SVG"),
        )

    def _options(self) -> Options:
        return self._sheet.options

    def _on_picture(self) -> None:
        self._action.setEnabled(True)

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Export into"), self._sheet.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._choose_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_folder(self, folder: str) -> None:
        self._sheet.set_folder(folder)
        self._settings.set_export_folder(folder)

    # One export

    def _start(self, choice: ExportChoice) -> None:
        request = self._request(choice)
        if self._thread is not None or request is None:
            return
        self._errors = []
        self._thread = ExportThread(request)
        self._thread.stepped.connect(self._on_step)
        self._thread.ended.connect(self._on_end)
        self._sheet.set_running(True)
        self._thread.start()

    def _request(self, choice: ExportChoice) -> ExportRequest | None:
        session, picture, weights = self._session, self._session.picture, self._session.weights
        if picture is None:
            return None
        paths = picture.place.paths
        what: tuple[Record, Image] | BatchRequest
        if choice.all_pictures and weights is not None:
            what = BatchRequest(paths, weights.path, session.device, session.thresholds)
        else:
            what = record_of(picture, self._out.detections()), picture.image
        return ExportRequest(
            folder=choice.folder,
            formats=choice.formats,
            options=choice.options,
            replace=choice.replace,
            classes=self._out.classes(),
            what=what,
            sources=paths or ((picture.path,) if picture.path else ()),
        )

    def _cancel(self) -> None:
        if self._thread is not None:
            self._thread.cancel()

    def _on_step(self, step: ExportStep) -> None:
        self._sheet.set_progress(step.done, step.total)
        if step.error is not None:
            self._errors.append(step.error)

    def _on_end(self, end: ExportEnd) -> None:
        assert self._thread is not None
        self._thread.wait()
        self._thread = None
        self._sheet.set_running(False)
        self._sheet.close()
        if end.error is not None:
            self._toast.show_message(end.error.sentences, kind="error")
        else:
            went_well = not self._errors and not end.cancelled
            self._toast.show_message(
                self._summary(end),
                kind="success" if went_well else "warning",
                action=self.tr("Show folder") if end.files else "",
                run=partial(show_folder, end.request.folder, self._toast),
            )

    def _summary(self, end: ExportEnd) -> str:
        folder = shown_name(end.request.folder)
        files = self.tr("%n file(s) written into {folder}.", "", end.files).format(folder=folder)
        if end.cancelled:
            return f"{self.tr('Cancelled.')} {files}"
        if not self._errors:
            return files
        left_out = self.tr("%n picture(s) left out:", "", len(self._errors))
        return f"{files} {left_out} {translated(self._errors[0].sentences)}"


def _default_folder(path: str | None) -> str:
    """A folder of its own beside the picture; where pictures are kept if that cannot be."""
    if path is not None and Path(path) not in sample_paths():
        beside = os.path.dirname(os.path.abspath(path))
        if os.access(beside, os.W_OK):
            return os.path.join(beside, "detections")
    pictures = QStandardPaths.StandardLocation.PicturesLocation
    return os.path.join(QStandardPaths.writableLocation(pictures), "detections")
