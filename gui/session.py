"""The picture, the weights and the thresholds in use, and what follows from them.

Stages are cached: new thresholds never touch the network, and an answer to a request that was
overtaken by a newer one is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from gui.workers.inference import (
    Failure,
    InferenceThread,
    Looked,
    Picture,
    PictureRequest,
    WeightsInfo,
    WeightsRequest,
)
from ssd_core.detection import Selector
from ssd_core.types import ByteArray, Selection, Thresholds

WEIGHTS_SUFFIXES = (".pth", ".pt", ".safetensors")


class Session(QObject):
    """Owns the inference thread; everything a person does to the picture goes through it."""

    picture_changed = Signal(object)  # Picture
    picture_failed = Signal(object)  # Failure
    weights_changed = Signal(object)  # WeightsInfo
    weights_failed = Signal(object)  # Failure
    looked = Signal(object)  # Looked: new candidates; `selection_changed` follows
    selection_changed = Signal(object)  # Selection
    thresholds_changed = Signal(object)  # Thresholds
    busy_changed = Signal(bool)
    pictures_changed = Signal()

    def __init__(self, worker: InferenceThread) -> None:
        super().__init__()
        self._worker = worker
        self._ids = count(1)
        self._wanted_picture = 0
        self._wanted_weights = 0
        self._paths: tuple[str, ...] = ()
        self._index = 0
        self._look_pending = False
        self.picture: Picture | None = None
        self.weights: WeightsInfo | None = None
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

    # Pictures

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that next and previous go through."""
        return self._paths

    @property
    def index(self) -> int:
        return self._index

    def open_files(self, paths: Sequence[str], *, index: int = 0) -> None:
        """Show the file at ``index`` and keep the others at hand. Weights among them are loaded."""
        weights = [p for p in paths if p.lower().endswith(WEIGHTS_SUFFIXES)]
        pictures = tuple(p for p in paths if p not in weights)
        if weights:
            device = self.weights.device if self.weights else "auto"
            self.load_weights(Path(weights[-1]), device)
        if pictures:
            self._paths = pictures
            self._go_to(min(index, len(pictures) - 1))

    def open_pixels(self, rgb: ByteArray, name: str) -> None:
        """Show pixels that came from the clipboard or a browser."""
        self._paths = ()
        self._ask(PictureRequest(next(self._ids), name, rgb=rgb))
        self.pictures_changed.emit()

    def step(self, by: int) -> None:
        """Go forward or back among the opened files; stays at the ends."""
        target = self._index + by
        if 0 <= target < len(self._paths):
            self._go_to(target)

    def _go_to(self, index: int) -> None:
        self._index = index
        path = self._paths[index]
        self._ask(PictureRequest(next(self._ids), Path(path).name, path=path))
        self.pictures_changed.emit()

    def _ask(self, request: PictureRequest) -> None:
        self._wanted_picture = request.id
        self._set_pending(True)
        self._worker.post_picture(request)

    # Weights and thresholds

    def load_weights(self, path: Path, device: str) -> None:
        """Load weights in the worker; those in use stay until the new ones are whole."""
        self._wanted_weights = next(self._ids)
        self._set_pending(True)
        self._worker.post_weights(WeightsRequest(self._wanted_weights, path, device))

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Select anew from the candidates at hand."""
        if thresholds == self.thresholds:
            return
        self.thresholds = thresholds
        self._select()
        self.thresholds_changed.emit(thresholds)

    def _select(self) -> None:
        if self.selector is not None:
            start = perf_counter()
            self.selection = self.selector.select(self.thresholds)
            self.select_seconds = perf_counter() - start
            self.selection_changed.emit(self.selection)

    # Answers

    def _on_picture(self, picture: Picture) -> None:
        if picture.id != self._wanted_picture:
            return
        self.picture = picture
        self.selector = self.selection = None
        self.picture_changed.emit(picture)

    def _on_picture_failed(self, failure: Failure) -> None:
        if failure.id != self._wanted_picture:
            return
        self._set_pending(False)
        self.picture_failed.emit(failure)

    def _on_weights(self, info: WeightsInfo) -> None:
        if info.id != self._wanted_weights:
            return
        if self.weights is None or self.weights.config.classes != info.config.classes:
            self.thresholds = replace(self.thresholds, classes=None)
        self.weights = info
        self.selector = self.selection = None
        if self.picture is None:
            self._set_pending(False)
        self.weights_changed.emit(info)

    def _on_weights_failed(self, failure: Failure) -> None:
        if failure.id != self._wanted_weights:
            return
        self._set_pending(False)
        self.weights_failed.emit(failure)

    def _on_looked(self, looked: Looked) -> None:
        if self.picture is None or looked.picture != self.picture.id:
            return
        if self.weights is None or looked.weights != self.weights.id:
            return
        self._set_pending(False)
        self.selector = Selector(looked.candidates)
        self.looked.emit(looked)
        self._select()

    def _on_look_failed(self, failure: Failure) -> None:
        self._set_pending(False)
        self.picture_failed.emit(failure)

    def _set_pending(self, pending: bool) -> None:
        if pending != self._look_pending:
            self._look_pending = pending
            self.busy_changed.emit(pending)

    def close(self) -> None:
        """End the worker. Answers that are still on their way are not delivered any more."""
        self._worker.stop()
        self._wanted_picture = self._wanted_weights = -1
        self.picture = self.weights = None
