"""Shows what the session says: values in, calls of panels and canvas out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, QTimer

from gui.main_window import MainWindow
from gui.panels.rows import DetectionRows
from gui.panels.timing_bar import StageTimes
from gui.readout import readout
from gui.session import Session
from gui.workers.messages import Failure, Looked, Picture, WeightsInfo
from ssd_core.config import VOC_CLASSES
from ssd_core.dboxes import make_dboxes
from ssd_core.histograms import overlap_histogram
from ssd_core.sentence import say
from ssd_core.types import Detections, Selection, Thresholds

_STALE_MS = 150
_PANELS_MS = 200
"""How long the panels show a frame at least: rows that change with each one cannot be read."""


class Presenter(QObject):
    """Every slot takes one signal of the session. Asks nothing of a person, decides nothing."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__()
        self._window = window
        self._session = session
        self._looked: Looked | None = None
        self._stream = 0  # of the frames that are shown, 0 for a picture that does not move
        self._selected: tuple[int, int] | None = None  # (DBox, label): indices change with sliders
        self._next_frame = False  # the next selection is that of another frame of the same stream
        self._panels_at = 0.0  # when they were shown last
        # The canvas follows a slider at once, the panels when it is painted.
        self._panels = _single_shot(self, 0, self._show_panels)
        # A picture is usually looked at before anybody could read that nothing is known of it yet.
        self._stale = _single_shot(self, _STALE_MS, self._clear_panels)

    def on_picture(self, picture: Picture) -> None:
        parts, status = self._window.inspect, self._window.status
        stream = 0 if picture.moment is None else picture.moment.stream
        if stream and stream == self._stream:
            self._selected, self._next_frame = None, True
            parts.canvas.set_picture(picture.pixels, copies=picture.copies, keep_view=True)
            return
        self._stream = stream
        parts.banner.clear()
        parts.set_picture_shown(True)
        parts.canvas.set_picture(picture.pixels, copies=picture.copies)
        parts.toolbar.set_picture(
            picture.name,
            position=picture.place.index + 1,
            count=max(len(picture.place.paths), 1),
        )
        self._forget_detections()
        status.set_ready("")
        status.set_picture_size((picture.image.width, picture.image.height))
        self.show_title()

    def on_picture_failed(self, failure: Failure) -> None:
        error, reason = failure.error, failure.error.reason
        if self._session.picture is not None:
            name = self._session.picture.name
            reason = say("{reason} {name} stays.", reason=reason, name=name)
        self._window.inspect.banner.show_error(error.headline, reason, error.details)

    def on_look_failed(self, failure: Failure) -> None:
        error = failure.error
        self._window.inspect.banner.show_error(error.headline, error.reason, error.details)

    def on_weights(self, info: WeightsInfo) -> None:
        panels = self._window.inspect.inspector
        panels.weights.clear_error()
        panels.weights.set_weights(
            name=info.path.name.removesuffix(".safetensors"),
            preset=_badge(info),
            num_classes=len(info.config.classes),
        )
        self._show_devices(info)
        panels.weights.set_time(None)
        panels.weights.set_ready("")
        panels.classes.set_classes(info.config.classes)
        panels.classes.set_looked_for(self._session.thresholds.classes)
        if self._session.picture is None:
            self._show_ready(info)
        else:
            self._window.inspect.canvas.set_detections(Detections.none(), (), None)
            self._forget_detections()

    def on_weights_failed(self, failure: Failure) -> None:
        panel, error = self._window.inspect.inspector.weights, failure.error
        panel.set_ready("")
        panel.show_error(error.headline, [error.reason], error.details)

    def on_looked(self, looked: Looked) -> None:
        self._looked = looked

    def on_selection(self, selection: Selection) -> None:
        weights = self._session.weights
        if weights is None:
            return
        config = weights.config
        found, canvas = selection.detections, self._window.inspect.canvas
        canvas.set_detections(found, config.classes, make_dboxes(config.dboxes).cxcywh)
        canvas.set_selected(self._selected_row(found))
        self._stale.stop()
        next_frame, self._next_frame = self._next_frame, False
        if not next_frame:
            self._panels.start(0)
        elif not self._panels.isActive():
            since = 1e3 * (perf_counter() - self._panels_at)
            self._panels.start(max(0, round(_PANELS_MS - since)))

    def _show_panels(self) -> None:
        self._panels_at = perf_counter()
        session, looked = self._session, self._looked
        picture, weights, selection = session.picture, session.weights, session.selection
        if picture is None or weights is None or selection is None or looked is None:
            return
        panels = self._window.inspect.inspector
        classes, found = weights.config.classes, selection.detections
        panels.funnel.set_funnel(selection.funnel, found.labels, classes)
        panels.classes.set_counts(Counter(found.labels.tolist()))
        panels.detections.set_detections(
            DetectionRows.of(
                found, classes, width=picture.image.width, height=picture.image.height
            ),
            best=None if len(found) else best_candidate(looked, session.thresholds, classes),
            all_classes=session.thresholds.classes is None,
        )
        panels.detections.set_selected(self._selected_row(found))
        panels.thresholds.set_histograms(
            looked.score_counts,
            overlap_histogram(session.selector or looked.selector, session.thresholds),
        )
        timings = looked.timings
        panels.weights.set_time(timings.preprocess + timings.network + timings.decode)
        self._window.status.set_times(
            StageTimes(
                timings.preprocess, timings.network, timings.decode, session.select_seconds * 1e3
            )
        )

    def close(self) -> None:
        """Show nothing any more."""
        self._panels.stop()
        self._stale.stop()

    # Rows and boxes are linked by index, so only while they show the same detections.

    def hover_box(self, index: int) -> None:
        """The pointer is on a row of the table."""
        if self._rows_are_current():
            self._window.inspect.canvas.set_hovered(index)

    def hover_row(self, index: int) -> None:
        """The pointer is on a box of the canvas."""
        if self._rows_are_current():
            self._window.inspect.inspector.detections.set_hovered(index)

    def select(self, index: int) -> None:
        """A row or a box was clicked, or -1: nothing is selected any more."""
        selection = self._session.selection
        if self._rows_are_current() and selection is not None:
            found = selection.detections
            self._selected = (
                None if index < 0 else (int(found.dbox[index]), int(found.labels[index]))
            )
            self._window.inspect.canvas.set_selected(index)
            self._window.inspect.inspector.detections.set_selected(index)

    @property
    def selected_row(self) -> int:
        """The detection that is selected, -1 for none."""
        selection = self._session.selection
        return -1 if selection is None else self._selected_row(selection.detections)

    def _selected_row(self, found: Detections) -> int:
        """Where the selected candidate is among ``found``, -1 if it is not shown."""
        if self._selected is None:
            return -1
        dbox, label = self._selected
        rows = np.flatnonzero((found.dbox == dbox) & (found.labels == label))
        return int(rows[0]) if len(rows) else -1

    def _rows_are_current(self) -> bool:
        return not self._panels.isActive() and not self._stale.isActive()

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

    def show_title(self) -> None:
        picture = self._session.picture
        self._window.setWindowTitle(f"{picture.name} – SSD Viewer" if picture else "SSD Viewer")

    def _show_devices(self, info: WeightsInfo) -> None:
        panel = self._window.inspect.inspector.weights
        automatic = ("auto", say("Automatic"))
        panel.set_devices((automatic, *info.devices), self._session.device)
        panel.set_device(info.device_name, info.precision)
        self._window.status.set_device(f"{info.device_name} · {info.precision}")
        if info.missing_device:
            words = say(
                "There is no device {missing} here: {used} is used.",
                missing=info.missing_device,
                used=info.device_name,
            )
            self._window.inspect.toast.show_message(words, kind="warning")

    def _show_ready(self, info: WeightsInfo) -> None:
        bundled = say("Bundled weights are loaded and ready") if info.bundled else ""
        self._window.inspect.inspector.weights.set_ready(bundled)
        took = say("weights loaded in {seconds} s", seconds=f"{info.seconds:.1f}")
        self._window.status.set_ready(say("Ready"), took)

    def _forget_detections(self) -> None:
        """The canvas is bare already; the panels follow if no answer comes soon."""
        self._selected = None
        self._panels.stop()
        self._stale.start()

    def _clear_panels(self) -> None:
        panels = self._window.inspect.inspector
        panels.funnel.set_funnel(None)
        panels.classes.set_counts({})
        panels.detections.set_waiting()
        panels.thresholds.set_histograms(None, None)
        self._window.status.set_times(None)


def _single_shot(parent: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer


def best_candidate(
    looked: Looked, thresholds: Thresholds, classes: tuple[str, ...]
) -> tuple[str, float] | None:
    """Class and score of the best candidate that is looked for, None if there is none."""
    strongest = looked.selector.strongest(thresholds.classes)
    if strongest is None:
        return None
    label, score = strongest
    return classes[label - 1], score


def _badge(info: WeightsInfo) -> str:
    """The preset in a few letters, e.g. "SSD300 · VOC"."""
    kind = "SSD300" if info.config.backbone == "vgg16" else "SSD300 slim"
    return f"{kind} · VOC" if info.config.classes == VOC_CLASSES else kind
