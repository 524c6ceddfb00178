"""The annotated picture to other programs: clipboard, a file of one's choice, drag-and-drop."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDrag, QGuiApplication, QPixmap
from PySide6.QtWidgets import QFileDialog

from gui.commands import Words
from gui.controls.drag_source import DragSource
from gui.wiring.parts import Parts
from gui.workers.annotating import Annotated, AnnotateRequest, AnnotatingThread
from gui.workers.messages import Picture
from ssd_core.export.names import safe_stem
from ssd_core.export.table import to_tsv
from ssd_core.export.values import Options, Record
from ssd_core.types import Detections

_THUMBNAIL = 160
"""Pixels of the longer side of what hangs at the pointer during a drag."""


class PictureOut(QObject):
    """Paints in a thread when it is asked to; a drag begins to paint when the button goes down.

    options: asked what is to be written at the boxes.
    """

    def __init__(self, parts: Parts, options: Callable[[], Options]) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._session = parts.session
        self._toast = parts.window.inspect.toast
        self._options = options
        self._ids = count(1)
        self._then: dict[int, Callable[[Annotated], None]] = {}
        self._folder: TemporaryDirectory[str] | None = None
        self._to_drag: Annotated | None = None
        self._thread = AnnotatingThread()
        self._thread.answered.connect(self._on_answered)
        self._actions = self._add_commands(parts)
        button, canvas = parts.window.inspect.toolbar.export_button, parts.window.inspect.canvas
        self._sources = (
            DragSource(button),
            DragSource(canvas, Qt.KeyboardModifier.ControlModifier),
        )
        for source in self._sources:
            source.pressed.connect(self._prepare_drag)
            source.dragged.connect(self._drag_if_ready)
        self._session.picture_changed.connect(self._on_picture)

    def close(self) -> None:
        self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)
        if self._folder is not None:
            self._folder.cleanup()

    def _add_commands(self, parts: Parts) -> tuple[QAction, ...]:
        add = parts.commands.add
        actions = (
            add("copy-picture", "picture", self.copy_picture, words=self._copy_words,
                shortcuts=["Ctrl+C"], icon="copy"),
            add("copy-table", "picture", self.copy_table, words=self._table_words,
                shortcuts=["Ctrl+Shift+C"]),
            add("save-picture", "file", self.ask_where_to_save, words=self._save_words,
                shortcuts=["Ctrl+S"]),
        )  # fmt: skip
        for action in actions:
            action.setAutoRepeat(False)
            action.setEnabled(False)
        return actions

    def _copy_words(self) -> Words:
        hint = self.tr("With its boxes, in its own resolution")
        return Words(self.tr("Copy picture"), hint, (self.tr("clipboard"),))

    def _table_words(self) -> Words:
        hint = self.tr("A row a detection, for a spreadsheet")
        return Words(self.tr("Copy table"), hint, (self.tr("clipboard"), "TSV"))

    def _save_words(self) -> Words:
        hint = self.tr("With its boxes, in its own resolution")
        return Words(self.tr("Save annotated picture as…"), hint, ("PNG", "JPEG"))

    def _on_picture(self) -> None:
        for action in self._actions:
            action.setEnabled(True)

    # Copy

    def copy_picture(self) -> None:
        """Put the picture with its boxes on the clipboard."""
        self._paint(self._to_clipboard)

    def copy_table(self) -> None:
        """Put the detections on the clipboard, for a spreadsheet."""
        picture = self._session.picture
        if picture is not None:
            record = record_of(picture, self.detections())
            QGuiApplication.clipboard().setText(to_tsv(record, self.classes()))
            rows = len(record.detections)
            self._toast.show_message(self.tr("Table with %n detection(s) copied.", "", rows))

    def _to_clipboard(self, answer: Annotated) -> None:
        QGuiApplication.clipboard().setImage(answer.pixels)
        self._toast.show_message(
            self.tr("Picture of {width} × {height} pixels copied.").format(
                width=answer.pixels.width(), height=answer.pixels.height()
            )
        )

    # Save

    def ask_where_to_save(self) -> None:
        """Let a person choose a file for the picture with its boxes."""
        picture = self._session.picture
        if picture is None:
            return
        dialog = QFileDialog(self._window, self.tr("Save annotated picture as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kinds = ("PNG (*.png)", "JPEG (*.jpg *.jpeg)", "WebP (*.webp)", "TIFF (*.tif *.tiff)")
        dialog.setNameFilters(kinds)
        dialog.setDefaultSuffix("png")
        if picture.path is not None:
            dialog.setDirectory(os.path.dirname(picture.path))
        dialog.selectFile(f"{safe_stem(source_of(picture))}-detections.png")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: str) -> None:
        """Write the picture with its boxes to ``path``, unless that is the picture itself."""
        picture = self._session.picture
        if picture is not None and picture.path is not None and _is_same(path, picture.path):
            sentence = self.tr("{name} is the picture itself. Choose another name.")
            self._toast.show_message(sentence.format(name=picture.name), kind="warning")
        else:
            self._paint(self._tell_saved, path)

    def _tell_saved(self, answer: Annotated) -> None:
        words = self.tr("{name} saved.").format(name=os.path.basename(answer.request.path))
        self._toast.show_message(words)

    # Drag

    def _prepare_drag(self) -> None:
        self._to_drag = None
        picture = self._session.picture
        if picture is not None:
            self._folder = self._folder or TemporaryDirectory(
                prefix="ssd-viewer-", ignore_cleanup_errors=True
            )
            path = Path(self._folder.name, f"{safe_stem(source_of(picture))}-detections.png")
            self._paint(self._keep_for_drag, str(path))

    def _keep_for_drag(self, answer: Annotated) -> None:
        self._to_drag = answer
        self._drag_if_ready()

    def _drag_if_ready(self) -> None:
        """Begin once there is a picture and the pointer has moved, whichever comes last."""
        source = next((source for source in self._sources if source.is_dragging), None)
        if source is None or self._to_drag is None:
            return
        drag = QDrag(source.widget)
        drag.setMimeData(mime_data(self._to_drag))
        thumbnail = QPixmap.fromImage(self._to_drag.pixels).scaled(
            _THUMBNAIL,
            _THUMBNAIL,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        drag.setPixmap(thumbnail)
        drag.setHotSpot(QPoint(thumbnail.width() // 2, thumbnail.height() // 2))
        self._to_drag = None
        drag.exec(Qt.DropAction.CopyAction)
        source.finish()

    # Painting

    def _paint(self, then: Callable[[Annotated], None], path: str = "") -> None:
        picture = self._session.picture
        if picture is None:
            return
        request = AnnotateRequest(
            next(self._ids),
            picture.image,
            self.detections(),
            self.classes(),
            self._options(),
            path,
        )
        self._then[request.id] = then
        self._thread.post(request)

    def _on_answered(self, answer: Annotated) -> None:
        then = self._then.pop(answer.request.id)
        if answer.error is not None:
            self._toast.show_message(answer.error.sentences, kind="error")
        else:
            then(answer)

    def detections(self) -> Detections:
        """What is shown on the picture."""
        selection = self._session.selection
        return Detections.none() if selection is None else selection.detections

    def classes(self) -> tuple[str, ...]:
        """Names, label 1 first; none before there are weights."""
        weights = self._session.weights
        return () if weights is None else weights.config.classes


def record_of(picture: Picture, detections: Detections) -> Record:
    """What is exported of the picture on the canvas."""
    width, height = picture.image.width, picture.image.height
    return Record(source_of(picture), width, height, detections)


def source_of(picture: Picture) -> str:
    """Its path, or a name in place of one; that of a frame tells its number as it is shown."""
    if picture.moment is None:
        return picture.path or picture.name
    return f"{os.path.splitext(picture.name)[0]}-frame-{picture.moment.index + 1}.png"


def mime_data(annotated: Annotated) -> QMimeData:
    """The picture as pixels and as a file: programs take one or the other."""
    mime = QMimeData()
    mime.setImageData(annotated.pixels)
    mime.setUrls([QUrl.fromLocalFile(annotated.request.path)])
    return mime


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):  # there is no such file yet
        return False
