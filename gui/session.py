"""The picture, the weights and the thresholds in use, and what follows from them.

The session follows the inference thread: what that thread took into use is in use here too, in the
order it tells. New thresholds never touch the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from gui.workers.inference import (
    Failure,
    InferenceThread,
    Looked,
    Picture,
    PictureRequest,
    Place,
    WeightsInfo,
    WeightsRequest,
)
from ssd_core.detection import Selector
from ssd_core.errors import shown_name
from ssd_core.types import ByteArray, Selection, Thresholds

WEIGHTS_SUFFIXES = (".pth", ".pt", ".safetensors")


class Session(QObject):
    """Owns the inference thread; everything a person does to the picture goes through it."""

    picture_changed = Signal(object)  # Picture
    picture_failed = Signal(object)  # Failure: it was not read, the old one stays
    look_failed = Signal(object)  # Failure: it is shown, but the network gave up
    weights_changed = Signal(object)  # WeightsInfo
    weights_failed = Signal(object)  # Failure: the old ones stay
    looked = Signal(object)  # Looked: new candidates; `selection_changed` follows
    selection_changed = Signal(object)  # Selection
    busy_changed = Signal(bool)

    def __init__(self, worker: InferenceThread) -> None:
        super().__init__()
        self._worker = worker
        self._ids = count(1)
        self._goal = Place()
        self._wanted_picture = self._done_picture = 0
        self._wanted_weights = self._done_weights = 0
        self._look_due = False
        self._busy = False
        self.device = "auto"
        """Where the next weights go: a key of ``ssd_core.device``, or "auto"."""
        self.picture: Picture | None = None
        self.weights: WeightsInfo | None = None
        self.looked_at: Looked | None = None
        """What the network says of ``picture``, None until it has looked."""
        self.selector: Selector | None = None
        self.selection: Selection | None = None
        self.thresholds = Thresholds()
        self.select_seconds = 0.0
        """How long the last selection took."""
        worker.picture_read.connect(self._on_picture)
        worker.picture_failed.connect(self._on_picture_failed)
        worker.weights_loaded.connect(self._on_weights)
        worker.weights_failed.connect(self._on_weights_failed)
        worker.looked.connect(self._on_looked)
        worker.look_failed.connect(self._on_look_failed)

    def start(self) -> None:
        """Begin to answer."""
        self._worker.start()

    def close(self) -> None:
        """End the worker. Answers that are still on their way change nothing any more."""
        self._worker.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    # Requests

    def open_files(self, paths: Sequence[str], *, index: int = 0) -> None:
        """Show the file at ``index`` and keep the others at hand. Weights among them are loaded."""
        weights = [p for p in paths if p.lower().endswith(WEIGHTS_SUFFIXES)]
        pictures = tuple(p for p in paths if p not in weights)
        if weights:
            self.load_weights(Path(weights[-1]))
        if pictures:
            self._go_to(Place(pictures, min(index, len(pictures) - 1)))

    def open_pixels(self, rgb: ByteArray, name: str) -> None:
        """Show pixels that came from the clipboard or a browser."""
        self._goal = Place()
        self._ask(PictureRequest(next(self._ids), name, rgb=rgb))

    def step(self, by: int) -> None:
        """Go forward or back among the opened files; stays at the ends."""
        index = self._goal.index + by
        if 0 <= index < len(self._goal.paths):
            self._go_to(Place(self._goal.paths, index))

    def load_weights(self, path: Path) -> None:
        """Load weights in the worker; those in use stay until the new ones are whole."""
        self._wanted_weights = next(self._ids)
        self._worker.post_weights(WeightsRequest(self._wanted_weights, path, self.device))
        self._tell_busy()

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Select anew from the candidates at hand."""
        if thresholds != self.thresholds:
            self._use(thresholds)
            self._select()

    def _go_to(self, place: Place) -> None:
        self._goal = place
        path = place.paths[place.index]
        self._ask(PictureRequest(next(self._ids), shown_name(path), path=path, place=place))

    def _ask(self, request: PictureRequest) -> None:
        self._wanted_picture = request.id
        self._worker.post_picture(request)
        self._tell_busy()

    def _use(self, thresholds: Thresholds) -> None:
        self.thresholds = self._worker.thresholds = thresholds

    def _select(self) -> None:
        if self.selector is not None:
            start = perf_counter()
            self.selection = self.selector.select(self.thresholds)
            self.select_seconds = perf_counter() - start
            self.selection_changed.emit(self.selection)

    # Answers

    def _on_picture(self, picture: Picture) -> None:
        self.picture = picture
        self.looked_at = self.selector = self.selection = None
        self._look_due = self.weights is not None
        self._answered(picture=picture.id)
        self.picture_changed.emit(picture)

    def _on_picture_failed(self, failure: Failure) -> None:
        if self.picture is not None and self._goal.paths != self.picture.place.paths:
            self._goal = self.picture.place  # the files that were opened before stay at hand
        self._answered(picture=failure.id)
        self.picture_failed.emit(failure)

    def _on_weights(self, info: WeightsInfo) -> None:
        if self.weights is None or self.weights.config.classes != info.config.classes:
            self._use(replace(self.thresholds, classes=None))
        self.weights = info
        self.looked_at = self.selector = self.selection = None
        self._look_due = self.picture is not None
        self._answered(weights=info.id)
        self.weights_changed.emit(info)

    def _on_weights_failed(self, failure: Failure) -> None:
        self._answered(weights=failure.id)
        self.weights_failed.emit(failure)

    def _on_looked(self, looked: Looked) -> None:
        self.looked_at, self.selector = looked, looked.selector
        self._look_due = False
        self._tell_busy()
        self.looked.emit(looked)
        self._select()

    def _on_look_failed(self, failure: Failure) -> None:
        self._look_due = False
        self._tell_busy()
        self.look_failed.emit(failure)

    def _answered(self, *, picture: int = 0, weights: int = 0) -> None:
        self._done_picture = max(self._done_picture, picture)
        self._done_weights = max(self._done_weights, weights)
        self._tell_busy()

    def _tell_busy(self) -> None:
        busy = (
            self._done_picture < self._wanted_picture
            or self._done_weights < self._wanted_weights
            or self._look_due
        )
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
