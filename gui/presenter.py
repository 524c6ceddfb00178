"""Shows what the session says: values in, calls of panels and canvas out."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject

from gui.main_window import MainWindow
from gui.panels.rows import DetectionRows
from gui.panels.timing_bar import StageTimes
from gui.readout import readout
from gui.session import Session
from gui.workers.inference import Failure, Looked, Picture, WeightsInfo
from ssd_core.bundled import DEFAULT_WEIGHTS
from ssd_core.config import VOC_CLASSES
from ssd_core.dboxes import make_dboxes
from ssd_core.histograms import overlap_histogram, score_histogram
from ssd_core.types import Candidates, Selection


class Presenter(QObject):
    """Every slot takes one signal of the session. Asks nothing of a person, decides nothing."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window = window
        self._session = session
        self._looked: Looked | None = None
        self._score_counts: list[int] = []

    def on_picture(self, picture: Picture) -> None:
        parts, status = self._window.inspect, self._window.status
        parts.banner.clear()
        parts.set_picture_shown(True)
        parts.canvas.set_picture(picture.pixels)
        self._clear_detections()
        status.set_ready("")
        status.set_device("")
        status.set_picture_size((picture.image.width, picture.image.height))
        self.show_position()
        self.show_title()

    def on_picture_failed(self, failure: Failure) -> None:
        message = str(failure.error)
        if self._session.picture is not None:
            stays = self.tr("{name} stays.").format(name=self._session.picture.name)
            message = f"{message} {stays}"
        self._window.inspect.banner.show_error(message, failure.error.details)
        self.show_position()

    def on_weights(self, info: WeightsInfo) -> None:
        panels = self._window.inspect.inspector
        panels.weights.clear_error()
        panels.weights.set_weights(
            name=info.path.name.removesuffix(".safetensors"),
            preset=_badge(info),
            num_classes=len(info.config.classes),
        )
        panels.weights.set_devices(info.devices, info.device)
        panels.weights.set_device(info.device_name, info.precision)
        panels.weights.set_time(None)
        panels.weights.set_ready("")
        panels.classes.set_classes(info.config.classes)
        if self._session.picture is None:
            self._show_ready(info)
        else:
            self._window.inspect.canvas.set_picture(self._session.picture.pixels, keep_view=True)
            self._clear_detections()

    def on_weights_failed(self, failure: Failure) -> None:
        title, _, rest = str(failure.error).partition(". ")
        panel = self._window.inspect.inspector.weights
        panel.set_ready("")
        panel.show_error(title.rstrip("."), [rest] if rest else [], failure.error.details)

    def on_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._score_counts = score_histogram(looked.candidates).tolist()
        timings = looked.timings
        self._window.inspect.inspector.weights.set_time(
            timings.preprocess + timings.network + timings.decode
        )

    def on_selection(self, selection: Selection) -> None:
        session, looked = self._session, self._looked
        picture, weights, selector = session.picture, session.weights, session.selector
        if picture is None or weights is None or selector is None or looked is None:
            return
        parts, panels = self._window.inspect, self._window.inspect.inspector
        classes, found = weights.config.classes, selection.detections
        parts.canvas.set_detections(found, classes, make_dboxes(weights.config.dboxes).cxcywh)
        panels.funnel.set_funnel(selection.funnel, found.labels, classes)
        panels.classes.set_counts(Counter(found.labels.tolist()))
        panels.detections.set_detections(
            DetectionRows.of(
                found, classes, width=picture.image.width, height=picture.image.height
            ),
            best=None if len(found) else best_candidate(looked.candidates, classes),
        )
        panels.thresholds.set_histograms(
            self._score_counts, overlap_histogram(selector, session.thresholds)
        )
        timings = looked.timings
        self._window.status.set_times(
            StageTimes(
                timings.preprocess, timings.network, timings.decode, session.select_seconds * 1e3
            )
        )

    def readout(self, index: int) -> tuple[str, ...]:
        """What stands beside the pointer on detection ``index``."""
        session = self._session
        if session.selection is None or session.weights is None or session.picture is None:
            return ()
        return readout(
            session.selection.detections,
            index,
            config=session.weights.config,
            image=session.picture.image,
        )

    def show_position(self) -> None:
        """The picture's name, and its place among the opened ones."""
        picture, session = self._session.picture, self._session
        if picture is not None:
            self._window.inspect.toolbar.set_picture(
                picture.name, position=session.index + 1, count=max(len(session.paths), 1)
            )

    def show_title(self) -> None:
        picture = self._session.picture
        self._window.setWindowTitle(f"{picture.name} – SSD Viewer" if picture else "SSD Viewer")

    def _show_ready(self, info: WeightsInfo) -> None:
        bundled = info.path.name == DEFAULT_WEIGHTS
        sentence = self.tr("Bundled weights are loaded and ready") if bundled else ""
        self._window.inspect.inspector.weights.set_ready(sentence)
        took = self.tr("weights loaded in {seconds} s").format(seconds=f"{info.seconds:.1f}")
        self._window.status.set_ready(self.tr("Ready"), took)
        self._window.status.set_device(f"{info.device_name} · {info.precision}")

    def _clear_detections(self) -> None:
        panels = self._window.inspect.inspector
        panels.funnel.set_funnel(None)
        panels.classes.set_counts({})
        panels.detections.set_waiting()
        panels.thresholds.set_histograms(None, None)
        self._window.status.set_times(None)


def best_candidate(candidates: Candidates, classes: tuple[str, ...]) -> tuple[str, float] | None:
    """Class and score of the best candidate of all; None if no score is a number."""
    scores = candidates.scores[:, 1:].max(axis=0, initial=-1)
    label = int(scores.argmax())
    best = float(scores[label])
    return (classes[label], best) if 0 <= best <= 1 else None


def _badge(info: WeightsInfo) -> str:
    """The preset in a few letters, e.g. "SSD300 · VOC"."""
    kind = "SSD300" if info.config.backbone == "vgg16" else "SSD300 slim"
    return f"{kind} · VOC" if info.config.classes == VOC_CLASSES else kind
