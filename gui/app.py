"""The one place where parts are wired to each other: session to panels, panels to session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from gui.controls.focus import FocusRing
from gui.intake import Intake, take
from gui.main_window import MainWindow
from gui.panels.rows import DetectionRows
from gui.panels.timing_bar import StageTimes
from gui.qimage import from_qimage
from gui.readout import readout
from gui.session import WEIGHTS_SUFFIXES, Session
from gui.state import Settings
from gui.theme import ThemeManager
from gui.workers.inference import Failure, InferenceThread, Looked, Picture, WeightsInfo
from gui.workers.thumbnails import ThumbnailThread
from ssd_core.bundled import DEFAULT_WEIGHTS, sample_paths, weights_path
from ssd_core.config import VOC_CLASSES
from ssd_core.dboxes import make_dboxes
from ssd_core.histograms import overlap_histogram, score_histogram
from ssd_core.types import Selection

PICTURE_SUFFIXES = ("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff", "gif", "ppm", "pgm")


class App(QObject):
    """The program: a window, a session, and the lines between them."""

    def __init__(self, qt: QApplication, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.themes = ThemeManager(qt, self.settings.theme)
        self._focus_ring = FocusRing(qt)
        self.window = MainWindow()
        self.session = Session(InferenceThread())
        self._samples = sample_paths()
        self._thumbnails = ThumbnailThread(self._samples)
        self._overlays = {"boxes": True, "labels": True, "dboxes": False}
        self._times: Looked | None = None
        self._wire_window()
        self._wire_session()
        self._wire_inspector()
        self._prepare()

    def start(self, files: Sequence[str] = (), *, device: str | None = None) -> None:
        """Load the bundled weights and open ``files``; returns at once."""
        self._thumbnails.start()
        self.session.start()
        wanted = device or self.settings.device
        if not any(name.lower().endswith(WEIGHTS_SUFFIXES) for name in files):
            self._load_bundled(wanted)
        if files:
            self.session.open_files([str(Path(name).absolute()) for name in files])

    def close(self) -> None:
        """End every thread; the window is closed by then."""
        self._thumbnails.stop()
        self.session.close()

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
        parts.canvas.cursor_moved.connect(window.status.set_cursor)
        parts.canvas.set_readout(self._readout)
        self._thumbnails.made.connect(parts.empty.set_thumbnail)
        self.settings.changed.connect(self._show_recent)

    def _wire_session(self) -> None:
        session = self.session
        session.picture_changed.connect(self._on_picture)
        session.picture_failed.connect(self._on_picture_failed)
        session.weights_changed.connect(self._on_weights)
        session.weights_failed.connect(self._on_weights_failed)
        session.looked.connect(self._on_looked)
        session.selection_changed.connect(self._on_selection)
        session.busy_changed.connect(self.window.status.set_busy)

    def _wire_inspector(self) -> None:
        parts, panels = self.window.inspect, self.window.inspect.inspector
        panels.weights.change_requested.connect(self.ask_for_weights)
        panels.weights.device_chosen.connect(self._choose_device)
        panels.thresholds.thresholds_changed.connect(self._on_thresholds)
        panels.classes.classes_changed.connect(self._on_classes)
        panels.detections.row_hovered.connect(parts.canvas.set_hovered)
        panels.detections.row_clicked.connect(parts.canvas.set_selected)
        parts.canvas.hovered.connect(panels.detections.set_hovered)
        parts.canvas.clicked.connect(self._on_box_clicked)

    def _prepare(self) -> None:
        parts = self.window.inspect
        if self.settings.geometry is not None:
            self.window.restoreGeometry(self.settings.geometry)
        parts.toolbar.set_overlays(**self._overlays)
        parts.canvas.set_layers(**self._overlays)
        parts.empty.set_samples([(_title(path), None, str(path)) for path in self._samples])
        parts.inspector.weights.set_loading(self.tr("Loading the bundled weights"))
        parts.set_picture_shown(False)
        self._show_recent()
        self._show_title()

    # Asking for files

    def ask_for_files(self) -> None:
        """Let a person choose pictures, or weights."""
        pictures = " ".join(f"*.{suffix}" for suffix in PICTURE_SUFFIXES)
        weights = " ".join(f"*{suffix}" for suffix in WEIGHTS_SUFFIXES)
        self._ask(
            self.tr("Open pictures or weights"),
            [
                self.tr("Pictures ({patterns})").format(patterns=pictures),
                self.tr("Weights ({patterns})").format(patterns=weights),
                self.tr("All files (*)"),
            ],
        )

    def ask_for_weights(self) -> None:
        """Let a person choose a weights file."""
        weights = " ".join(f"*{suffix}" for suffix in WEIGHTS_SUFFIXES)
        self._ask(
            self.tr("Load weights"), [self.tr("Weights ({patterns})").format(patterns=weights)]
        )

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

    # What the session says

    def _on_picture(self, picture: Picture) -> None:
        parts, status = self.window.inspect, self.window.status
        parts.banner.clear()
        parts.set_picture_shown(True)
        parts.canvas.set_picture(picture.pixels)
        self._show_position()
        self._clear_detections()
        status.set_ready("")
        status.set_device("")
        status.set_picture_size((picture.image.width, picture.image.height))
        if picture.path is not None and Path(picture.path) not in self._samples:
            self.settings.remember_file(picture.path)
        self._show_title()

    def _on_picture_failed(self, failure: Failure) -> None:
        message = str(failure.error)
        if self.session.picture is not None:
            stays = self.tr("{name} stays.").format(name=self.session.picture.name)
            message = f"{message} {stays}"
        self.window.inspect.banner.show_error(message, failure.error.details)
        self._show_position()

    def _on_weights(self, info: WeightsInfo) -> None:
        panels = self.window.inspect.inspector
        panels.weights.clear_error()
        panels.weights.set_weights(
            name=info.path.name, preset=_badge(info), num_classes=len(info.config.classes)
        )
        panels.weights.set_devices(info.devices, info.device)
        panels.weights.set_device(info.device_name, info.precision)
        panels.weights.set_time(None)
        bundled = info.path.name == DEFAULT_WEIGHTS
        ready = self.tr("Bundled weights are loaded and ready") if bundled else ""
        panels.weights.set_ready(ready if self.session.picture is None else "")
        panels.classes.set_classes(info.config.classes)
        if self.session.picture is None:
            took = self.tr("weights loaded in {seconds} s").format(seconds=f"{info.seconds:.1f}")
            self.window.status.set_ready(self.tr("Ready"), took)
            self.window.status.set_device(f"{info.device_name} · {info.precision}")

    def _on_weights_failed(self, failure: Failure) -> None:
        title, _, rest = str(failure.error).partition(". ")
        panel = self.window.inspect.inspector.weights
        panel.set_ready("")
        panel.show_error(title.rstrip("."), [rest] if rest else [], failure.error.details)

    def _on_looked(self, looked: Looked) -> None:
        self._times = looked
        panel = self.window.inspect.inspector.weights
        panel.set_ready("")
        timings = looked.timings
        panel.set_time(timings.preprocess + timings.network + timings.decode)

    def _on_selection(self, selection: Selection) -> None:
        parts, panels = self.window.inspect, self.window.inspect.inspector
        picture, weights, selector = (
            self.session.picture, self.session.weights, self.session.selector,
        )  # fmt: skip
        if picture is None or weights is None or selector is None or self._times is None:
            return
        classes, found = weights.config.classes, selection.detections
        parts.canvas.set_detections(found, classes, make_dboxes(weights.config.dboxes).cxcywh)
        panels.funnel.set_funnel(selection.funnel, found.labels, classes)
        panels.classes.set_counts(Counter(found.labels.tolist()))
        width, height = picture.image.width, picture.image.height
        panels.detections.set_detections(
            DetectionRows.of(found, classes, width=width, height=height)
        )
        panels.thresholds.set_histograms(
            score_histogram(self._times.candidates),
            overlap_histogram(selector, self.session.thresholds),
        )
        timings = self._times.timings
        self.window.status.set_times(
            StageTimes(
                timings.preprocess,
                timings.network,
                timings.decode,
                self.session.select_seconds * 1e3,
            )
        )

    # What a person asks of the detections

    def _on_thresholds(self, confidence: float, overlap: float, top_k: int) -> None:
        self.session.set_thresholds(
            replace(self.session.thresholds, confidence=confidence, overlap=overlap, top_k=top_k)
        )

    def _on_classes(self, labels: frozenset[int] | None) -> None:
        self.session.set_thresholds(replace(self.session.thresholds, classes=labels))

    def _on_box_clicked(self, index: int) -> None:
        parts = self.window.inspect
        parts.canvas.set_selected(index)
        parts.inspector.detections.set_selected(index)

    def _toggle_overlay(self, key: str, on: bool) -> None:
        self._overlays[key] = on
        self.window.inspect.canvas.set_layers(**self._overlays)

    def _readout(self, index: int) -> tuple[str, ...]:
        session = self.session
        assert session.selection is not None
        assert session.weights is not None
        assert session.picture is not None
        return readout(
            session.selection.detections,
            index,
            config=session.weights.config,
            image=session.picture.image,
        )

    # Smaller things

    def _load_bundled(self, device: str) -> None:
        try:
            path = weights_path()
        except FileNotFoundError:
            self.window.inspect.toast.show_message(
                self.tr("The bundled weights are missing from this installation."), kind="error"
            )
            return
        self.session.load_weights(path, device)

    def _choose_device(self, key: str) -> None:
        self.settings.set_device(key)
        if self.session.weights is not None:
            self.session.load_weights(self.session.weights.path, key)

    def _toggle_theme(self) -> None:
        self.themes.toggle()
        self.settings.set_theme(self.themes.mode)

    def _remember_geometry(self) -> None:
        self.settings.set_geometry(self.window.saveGeometry())

    def _show_recent(self) -> None:
        recent = self.settings.recent_files
        self.window.inspect.toolbar.set_recent(recent)
        self.window.inspect.empty.set_recent(recent)

    def _show_position(self) -> None:
        picture, session = self.session.picture, self.session
        if picture is not None:
            self.window.inspect.toolbar.set_picture(
                picture.name, position=session.index + 1, count=max(len(session.paths), 1)
            )

    def _show_title(self) -> None:
        picture = self.session.picture
        self.window.setWindowTitle(f"{picture.name} – SSD Viewer" if picture else "SSD Viewer")

    def _clear_detections(self) -> None:
        panels = self.window.inspect.inspector
        panels.funnel.set_funnel(None)
        panels.classes.set_counts({})
        panels.detections.set_detections(DetectionRows.none())
        panels.thresholds.set_histograms(None, None)
        self.window.status.set_times(None)


def _title(path: Path) -> str:
    """A sample's file name as words."""
    return path.stem.replace("-", " ").capitalize()


def _badge(info: WeightsInfo) -> str:
    """The preset in a few letters, e.g. "SSD300 · VOC"."""
    kind = "SSD300" if info.config.backbone == "vgg16" else "SSD300 slim"
    return f"{kind} · VOC" if info.config.classes == VOC_CLASSES else kind
