"""The one place where parts are wired to each other, and where a person's wishes are decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from gui.controls.focus import FocusRing
from gui.intake import Intake, take
from gui.main_window import MainWindow
from gui.presenter import Presenter
from gui.process import make_responsive
from gui.qimage import from_qimage
from gui.session import WEIGHTS_SUFFIXES, Session
from gui.state import Settings
from gui.theme import ThemeManager
from gui.workers.inference import Failure, InferenceThread, Picture
from gui.workers.thumbnails import ThumbnailThread
from ssd_core.bundled import sample_paths, weights_path

PICTURE_SUFFIXES = ("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff", "gif", "ppm", "pgm")


class App(QObject):
    """The program: a window, a session, a presenter, and the lines between them."""

    def __init__(self, qt: QApplication, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.themes = ThemeManager(qt, self.settings.theme)
        self._focus_ring = FocusRing(qt)
        self.window = MainWindow()
        self.session = Session(InferenceThread())
        self.presenter = Presenter(self.window, self.session)
        self._samples = sample_paths()
        self._thumbnails = ThumbnailThread(self._samples)
        self._fell_back = False
        self._responsive = False
        self._overlays = {"boxes": True, "labels": True, "dboxes": False}
        self._wire_window()
        self._wire_session()
        self._wire_inspector()
        self._prepare()

    def start(self, files: Sequence[str] = (), *, device: str | None = None) -> None:
        """Load the bundled weights and open ``files``; returns at once."""
        self.session.device = device or self.settings.device
        if files:
            self.session.open_files([str(Path(name).absolute()) for name in files])
        if not any(name.lower().endswith(WEIGHTS_SUFFIXES) for name in files):
            self._load_bundled()
        self.session.start()
        self._thumbnails.start()

    def close(self) -> None:
        """End every thread; the window is closed by then."""
        self._thumbnails.stop()
        self.session.close()
        self.presenter.close()

    # Wiring

    def _wire_window(self) -> None:
        window, parts = self.window, self.window.inspect
        window.open_requested.connect(self.ask_for_files)
        window.paste_requested.connect(self._paste)
        window.dropped.connect(self._take_in)
        window.stepped.connect(self.session.step)
        window.closing.connect(self._remember_geometry)
        window.rail.theme_toggled.connect(self._toggle_theme)
        parts.toolbar.open_requested.connect(self.ask_for_files)
        parts.toolbar.recent_chosen.connect(self._open_file)
        parts.toolbar.previous_requested.connect(self._previous)
        parts.toolbar.next_requested.connect(self._next)
        parts.toolbar.overlay_toggled.connect(self._toggle_overlay)
        parts.empty.open_requested.connect(self.ask_for_files)
        parts.empty.try_sample_requested.connect(self._open_samples)
        parts.empty.sample_requested.connect(self._open_sample)
        parts.empty.recent_requested.connect(self._open_file)
        parts.canvas.zoom_changed.connect(window.status.set_zoom)
        window.status.zoom_chosen.connect(self._zoom)
        parts.canvas.cursor_moved.connect(window.status.set_cursor)
        parts.canvas.set_readout(self.presenter.readout)
        self._thumbnails.made.connect(parts.empty.set_thumbnail)
        self.settings.changed.connect(self._show_recent)

    def _wire_session(self) -> None:
        session, presenter = self.session, self.presenter
        session.picture_changed.connect(presenter.on_picture)
        session.picture_changed.connect(self._remember_picture)
        session.picture_failed.connect(presenter.on_picture_failed)
        session.picture_failed.connect(self._forget_picture)
        session.look_failed.connect(presenter.on_look_failed)
        session.weights_changed.connect(presenter.on_weights)
        session.weights_changed.connect(self._become_responsive)
        session.weights_failed.connect(presenter.on_weights_failed)
        session.weights_failed.connect(self._fall_back)
        session.looked.connect(presenter.on_looked)
        session.selection_changed.connect(presenter.on_selection)
        session.busy_changed.connect(self.window.status.set_busy)

    def _wire_inspector(self) -> None:
        parts, panels = self.window.inspect, self.window.inspect.inspector
        panels.weights.change_requested.connect(self.ask_for_weights)
        panels.weights.device_chosen.connect(self._choose_device)
        panels.thresholds.thresholds_changed.connect(self._set_thresholds)
        panels.classes.classes_changed.connect(self._set_classes)
        panels.detections.row_hovered.connect(self.presenter.hover_box)
        panels.detections.row_clicked.connect(self.presenter.select)
        parts.canvas.hovered.connect(self.presenter.hover_row)
        parts.canvas.clicked.connect(self.presenter.select)

    def _prepare(self) -> None:
        parts = self.window.inspect
        if self.settings.geometry is not None:
            self.window.restoreGeometry(self.settings.geometry)
        parts.toolbar.set_overlays(**self._overlays)
        parts.canvas.set_layers(**self._overlays)
        parts.empty.set_samples([(_title(path), None, str(path)) for path in self._samples])
        parts.set_picture_shown(False)
        self.presenter.show_title()
        self._show_recent()

    # Opening

    def ask_for_files(self) -> None:
        """Let a person choose pictures, or weights."""
        pictures = " ".join(f"*.{suffix}" for suffix in PICTURE_SUFFIXES)
        self._ask(
            self.tr("Open pictures or weights"),
            [
                self.tr("Pictures ({patterns})").format(patterns=pictures),
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
        dialog = QFileDialog(self.window, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(filters)
        recent = self.settings.recent_files
        if recent:
            dialog.setDirectory(str(Path(recent[0]).parent))
        dialog.filesSelected.connect(self.session.open_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_file(self, path: str) -> None:
        self.session.open_files([path])

    def _open_samples(self) -> None:
        self.session.open_files([str(path) for path in self._samples])

    def _open_sample(self, path: str) -> None:
        names = [str(sample) for sample in self._samples]
        self.session.open_files(names, index=names.index(path))

    def _paste(self) -> None:
        self._take_in(take(QGuiApplication.clipboard().mimeData()), self.tr("clipboard"))

    def _take_in(self, intake: Intake, name: str = "") -> None:
        if intake.paths:
            self.session.open_files(intake.paths)
        elif intake.image is not None:
            self.session.open_pixels(from_qimage(intake.image), name or self.tr("dropped picture"))
        else:
            self.window.inspect.toast.show_message(intake.refusal, kind="warning")

    def _previous(self) -> None:
        self.session.step(-1)

    def _next(self) -> None:
        self.session.step(1)

    def _fall_back(self, failure: Failure) -> None:
        """Weights from the command line were refused: there are still the bundled ones."""
        if self.session.weights is None and not self._fell_back:
            self._fell_back = True
            self._load_bundled()

    def _load_bundled(self) -> None:
        try:
            path = weights_path()
        except FileNotFoundError:
            sentence = self.tr("The bundled weights are missing from this installation.")
            self.window.inspect.toast.show_message(sentence, kind="error")
            self.window.inspect.inspector.weights.set_ready("")
            return
        self.window.inspect.inspector.weights.set_loading(self.tr("Loading the bundled weights"))
        self.session.load_weights(path)

    # What a person changes

    def _set_thresholds(self, confidence: float, overlap: float, top_k: int) -> None:
        self.session.set_thresholds(
            replace(self.session.thresholds, confidence=confidence, overlap=overlap, top_k=top_k)
        )

    def _set_classes(self, labels: frozenset[int] | None) -> None:
        self.session.set_thresholds(replace(self.session.thresholds, classes=labels))

    def _zoom(self, how: str) -> None:
        canvas = self.window.inspect.canvas
        {
            "fit": canvas.fit,
            "actual": canvas.actual_size,
            "in": canvas.zoom_in,
            "out": canvas.zoom_out,
        }[how]()

    def _toggle_overlay(self, key: str, on: bool) -> None:
        self._overlays[key] = on
        self.window.inspect.canvas.set_layers(**self._overlays)

    def _choose_device(self, key: str) -> None:
        self.settings.set_device(key)
        self.session.device = key
        if self.session.weights is not None:
            self.session.load_weights(self.session.weights.path)

    def _toggle_theme(self) -> None:
        self.themes.toggle()
        self.settings.set_theme(self.themes.mode)

    def _become_responsive(self) -> None:
        """By now the worker has imported everything that is large."""
        if not self._responsive:
            self._responsive = True
            make_responsive()

    # What is remembered

    def _remember_picture(self, picture: Picture) -> None:
        if picture.path is not None and Path(picture.path) not in self._samples:
            self.settings.remember_file(picture.path)

    def _forget_picture(self, failure: Failure) -> None:
        if failure.path is not None:
            self.settings.forget_file(failure.path)

    def _remember_geometry(self) -> None:
        self.settings.set_geometry(self.window.saveGeometry())

    def _show_recent(self) -> None:
        recent = self.settings.recent_files
        self.window.inspect.toolbar.set_recent(recent)
        self.window.inspect.empty.set_recent(recent)


def _title(path: Path) -> str:
    """A sample's file name as words."""
    return path.stem.replace("-", " ").capitalize()
