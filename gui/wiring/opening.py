"""What brings pictures and weights in: dialogs, drops, clipboard, samples, recent files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QFileDialog

from gui.commands import Words
from gui.intake import Intake, take
from gui.opened_files import WEIGHTS_SUFFIXES
from gui.qimage import from_qimage
from gui.wiring.parts import Parts
from gui.workers.messages import Failure
from gui.workers.thumbnails import ThumbnailThread
from ssd_core.bundled import sample_paths
from ssd_core.folders import PICTURE_SUFFIXES
from ssd_core.frames.source import VIDEO_SUFFIXES

_SAMPLE_SIZE = (480, 312)


class Opening(QObject):
    """Hands what a person brings to the session, and offers the recent files.

    open_paths: opens files and folders in any mix.
    """

    def __init__(self, parts: Parts, open_paths: Callable[[Sequence[str]], None]) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._inspect = parts.window.inspect
        self._session = parts.session
        self._settings = parts.settings
        self._samples = sample_paths()
        self._open_paths = open_paths
        self._thumbnails = ThumbnailThread(_SAMPLE_SIZE)
        self._connect()
        self._add_commands(parts)
        names = [(_title(path), None, str(path)) for path in self._samples]
        self._inspect.empty.set_samples(names)
        self._show_recent()

    def start(self) -> None:
        """Make the samples' thumbnails."""
        self._thumbnails.want(str(path) for path in self._samples)

    def close(self) -> None:
        self._thumbnails.stop()

    def _connect(self) -> None:
        toolbar, empty = self._inspect.toolbar, self._inspect.empty
        self._window.dropped.connect(self._take_in)
        self._window.stepped.connect(self._session.step)
        toolbar.open_requested.connect(self.ask_for_files)
        toolbar.recent_chosen.connect(self._open_file)
        toolbar.previous_requested.connect(self._previous)
        toolbar.next_requested.connect(self._next)
        empty.open_requested.connect(self.ask_for_files)
        empty.try_sample_requested.connect(self._open_samples)
        empty.sample_requested.connect(self._open_sample)
        empty.recent_requested.connect(self._open_file)
        self._inspect.inspector.weights.change_requested.connect(self.ask_for_weights)
        self._thumbnails.made.connect(self._show_sample)
        self._session.picture_failed.connect(self._forget_picture)
        self._settings.changed.connect(self._show_recent)

    def _add_commands(self, parts: Parts) -> None:
        add, key = parts.commands.add, QKeySequence.StandardKey
        add(
            "open",
            "file",
            self.ask_for_files,
            words=self._open_words,
            shortcuts=[key.Open],
            icon="open",
        )
        add("paste", "file", self._paste, words=self._paste_words, shortcuts=[key.Paste])
        add("weights", "file", self.ask_for_weights, words=self._weights_words)
        add("samples", "file", self._open_samples, words=self._samples_words, icon="image")

    def _open_words(self) -> Words:
        return Words(self.tr("Open…"), self.tr("Pictures, a video or weights"))

    def _paste_words(self) -> Words:
        return Words(self.tr("Paste"), self.tr("A picture from the clipboard"))

    def _weights_words(self) -> Words:
        return Words(self.tr("Load weights…"))

    def _samples_words(self) -> Words:
        return Words(self.tr("Open the samples"))

    # Asking

    def ask_for_files(self) -> None:
        """Let a person choose pictures, a video, or weights."""
        pictures = " ".join(f"*.{suffix}" for suffix in PICTURE_SUFFIXES)
        videos = " ".join(f"*{suffix}" for suffix in VIDEO_SUFFIXES)
        self._ask(
            self.tr("Open pictures, a video or weights"),
            [
                self.tr("Pictures ({patterns})").format(patterns=pictures),
                self.tr("Videos ({patterns})").format(patterns=videos),
                self._weights_filter(),
                self.tr("All files (*)"),
            ],
        )

    def ask_for_weights(self) -> None:
        """Let a person choose a weights file."""
        self._ask(self.tr("Load weights"), [self._weights_filter(), self.tr("All files (*)")])

    def _weights_filter(self) -> str:
        patterns = " ".join(f"*{suffix}" for suffix in WEIGHTS_SUFFIXES)
        return self.tr("Weights ({patterns})").format(patterns=patterns)

    def _ask(self, title: str, filters: list[str]) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(filters)
        recent = self._settings.recent_files
        if recent:
            dialog.setDirectory(str(Path(recent[0]).parent))
        dialog.filesSelected.connect(self._open_paths)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Opening

    def _open_file(self, path: str) -> None:
        self._open_paths([path])

    def _open_samples(self) -> None:
        self._session.open_files([str(path) for path in self._samples])

    def _open_sample(self, path: str) -> None:
        names = [str(sample) for sample in self._samples]
        self._session.open_files(names, index=names.index(path))

    def _show_sample(self, path: str, picture: QImage) -> None:
        self._inspect.empty.set_thumbnail(self._samples.index(Path(path)), picture)

    def _paste(self) -> None:
        self._take_in(take(QGuiApplication.clipboard().mimeData()), self.tr("clipboard"))

    def _take_in(self, intake: Intake, name: str = "") -> None:
        self._inspect.toast.withdraw_warning()
        if intake.paths:
            self._open_paths(intake.paths)
        elif intake.image is not None:
            self._session.open_pixels(from_qimage(intake.image), name or self.tr("dropped picture"))
        else:
            self._inspect.toast.show_message(intake.refusal, kind="warning")

    def _previous(self) -> None:
        self._session.step(-1)

    def _next(self) -> None:
        self._session.step(1)

    # Recent files

    def _forget_picture(self, failure: Failure) -> None:
        if failure.path is not None:
            self._settings.forget_file(failure.path)

    def _show_recent(self) -> None:
        recent = self._settings.recent_files
        self._inspect.toolbar.set_recent(recent)
        self._inspect.empty.set_recent(recent)


def _title(path: Path) -> str:
    """A sample's file name as words."""
    return path.stem.replace("-", " ").capitalize()
