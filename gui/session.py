"""The picture, the weights and the thresholds in use, and what follows from them.

The session follows the inference thread: what that thread took into use is in use here too, in the
order it tells. New thresholds never touch the network.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from gui.due import Due
from gui.opened_files import apart, is_video, place_of
from gui.selecting import Selecting
from gui.workers.answering import recorded_info
from gui.workers.inference import InferenceThread
from gui.workers.messages import (
    Failure,
    FrameLooked,
    FrameRequest,
    Looked,
    Moment,
    Picture,
    PictureRequest,
    Place,
    Recorded,
    RecordedRequest,
    WeightsInfo,
    WeightsRequest,
)
from ssd_core.config import SSDConfig
from ssd_core.data.annotation import Annotation
from ssd_core.detection import Selector
from ssd_core.errors import shown_name
from ssd_core.frames.source import Frame
from ssd_core.types import ByteArray, Candidates, Image, RawOutput, Selection, Thresholds


class Session(QObject):
    """Owns the inference thread; everything a person does to the picture goes through it."""

    picture_changed = Signal(object)  # Picture; for a frame, `looked` follows in the same turn
    place_changed = Signal(object)  # Place: what `place` is now
    picture_requested = Signal()
    """A person wants to see a picture: whatever moves now is over."""
    video_requested = Signal(str)  # path
    still_wanted = Signal()
    """A person looks closely at what is shown: whatever moves is to stay where it is."""
    frame_changed = Signal(object)  # FrameLooked, after what it brought is in use
    picture_failed = Signal(object)  # Failure: it was not read, the old one stays
    look_failed = Signal(object)  # Failure: it is shown, but the network gave up
    weights_changed = Signal(object)  # WeightsInfo
    weights_failed = Signal(object)  # Failure: the old ones stay
    looked = Signal(object)  # Looked: new candidates; `selection_changed` follows
    thresholds_changed = Signal(object)  # Thresholds, before the selection that follows from them
    selection_changed = Signal(object)  # Selection
    busy_changed = Signal(bool)

    def __init__(self, worker: InferenceThread) -> None:
        super().__init__()
        self._worker = worker
        self._selecting, self.due = Selecting(), Due()
        self._goal = Place()
        self.device = "auto"
        """Where the next weights go: a key of ``ssd_core.device``, or "auto"."""
        self.picture: Picture | None = None
        self.weights: WeightsInfo | None = None
        """Of the network whose output is shown."""
        self.loaded: WeightsInfo | None = None
        """Those that look at pictures; others than ``weights`` while a recorded look is shown."""
        self.thresholds = Thresholds()
        self.due.changed.connect(self.busy_changed)
        self._selecting.due_changed.connect(self._on_selection_due)
        self._selecting.selected.connect(self.selection_changed)
        worker.picture_read.connect(self._on_picture)
        worker.picture_failed.connect(self._on_picture_failed)
        worker.weights_loaded.connect(self._on_weights)
        worker.weights_failed.connect(self._on_weights_failed)
        worker.looked.connect(self._on_looked)
        worker.look_failed.connect(self._on_look_failed)
        worker.frame_looked.connect(self._on_frame)
        worker.recorded.connect(self._on_recorded)

    def start(self) -> None:
        """Begin to answer."""
        self._worker.start()

    def close(self) -> None:
        """End the workers. Answers that are still on their way change nothing any more."""
        self._worker.stop()
        self._selecting.close()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    @property
    def looked_at(self) -> Looked | None:
        """What the network says of ``picture``, None until it has looked."""
        return self._selecting.looked

    @property
    def selector(self) -> Selector | None:
        """Selects from ``looked_at``."""
        return self._selecting.selector

    @property
    def selection(self) -> Selection | None:
        """The last one from ``looked_at``, None until there is one."""
        return self._selecting.selection

    @property
    def select_seconds(self) -> float:
        """How long the last selection took."""
        return self._selecting.seconds

    # Requests

    def open_files(self, paths: Sequence[str], *, index: int = 0) -> None:
        """Show the file at ``index`` and keep the others at hand. Weights among them are loaded.

        A video is played alone; it is left out among pictures.
        """
        weights, others = apart(paths)
        if weights:
            self.load_weights(Path(weights[-1]))
        chosen = others[min(index, len(others) - 1)] if others else ""
        if is_video(chosen):
            self.video_requested.emit(chosen)
        elif chosen:
            self._go_to(place_of(chosen, others))

    def open_pixels(self, rgb: ByteArray, name: str) -> None:
        """Show pixels that came from the clipboard or a browser."""
        self._ask(PictureRequest(self.due.next_id(), name, rgb=rgb))
        self._set_place(Place())

    def show_recorded(
        self,
        image: Image,
        raw: RawOutput,
        candidates: Candidates,
        *,
        config: SSDConfig,
        name: str,
        annotation: Annotation | None = None,
    ) -> int:
        """Show a picture with what a network of ``config`` said of it earlier; returns its id.

        Thresholds select from that, and every candidate can be asked about. name: of the network,
        for people. annotation: the ground truth, if it is known. With the next picture the weights
        that are loaded are in use again.
        """
        number = self.due.next_id()
        info = recorded_info(number, name, config, self.loaded)
        rgb, source = image.rgb, image.source
        self._ask(RecordedRequest(number, source, rgb, raw, candidates, info, annotation))
        self._set_place(Place())
        return number

    @property
    def place(self) -> Place:
        """The files at hand, and which of them was asked for last."""
        return self._goal

    def step(self, by: int) -> None:
        """Go forward or back among the opened files; stays at the ends."""
        index = self._goal.index + by
        if 0 <= index < len(self._goal.paths):
            self._go_to(Place(self._goal.paths, index))

    def load_weights(self, path: Path, *, ready: WeightsInfo | None = None) -> None:
        """Load weights in the worker; those in use stay until the new ones are whole.

        ready: what is loaded of them already, for somebody else.
        """
        number = self.due.next_id()
        self.due.want("weights", number)
        self._worker.post_weights(WeightsRequest(number, path, self.device, ready))

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Select anew from the candidates at hand."""
        if thresholds != self.thresholds:
            self._use(thresholds)
            self._selecting.select(thresholds)

    def begin_stream(self, stream: int) -> None:
        """Show the moving pictures from now on whose moments carry the number ``stream``, > 0."""
        self._set_place(Place())
        self._worker.begin_stream(stream)
        self.due.forget("picture")  # one that still waits is not wanted now

    def post_frame(
        self, frame: Frame, name: str, moment: Moment, *, taken: Callable[[], None]
    ) -> bool:
        """Look at ``frame`` and show it, if its stream is the latest. For any thread.

        taken: called when there is room for the next one. Returns whether a frame that still
        waited was dropped for this one.
        """
        return self._worker.post_frame(
            FrameRequest(self.due.next_id(), name, frame.rgb, moment, taken)
        )

    def _go_to(self, place: Place) -> None:
        path = place.paths[place.index]
        self._ask(PictureRequest(self.due.next_id(), shown_name(path), path=path, place=place))
        self._set_place(place)

    def _set_place(self, place: Place) -> None:
        self._goal = place
        self.place_changed.emit(place)

    def _ask(self, request: PictureRequest | RecordedRequest) -> None:
        self.due.want("picture", request.id)
        self.picture_requested.emit()
        self._worker.post_picture(request)

    def _use(self, thresholds: Thresholds) -> None:
        self.thresholds = self._worker.thresholds = thresholds
        self.thresholds_changed.emit(thresholds)

    # Answers

    def _on_picture(self, picture: Picture) -> None:
        self._use_loaded()
        self.picture = picture
        self._selecting.forget()
        self.due.set("look", self.loaded is not None)
        self.due.answered("picture", picture.id)
        self.picture_changed.emit(picture)

    def _on_picture_failed(self, failure: Failure) -> None:
        if self.picture is not None and self._goal.paths != self.picture.place.paths:
            self._set_place(self.picture.place)  # the files opened before stay at hand
        self.due.answered("picture", failure.id)
        self.picture_failed.emit(failure)

    def _on_weights(self, info: WeightsInfo) -> None:
        self.loaded = info
        self.due.set("look", self.picture is not None)
        self.due.answered("weights", info.id)
        self._use_weights(info)

    def _use_weights(self, info: WeightsInfo) -> None:
        if self.weights is None or self.weights.config.classes != info.config.classes:
            self._use(replace(self.thresholds, classes=None, class_confidence=()))
        self.weights = info
        self._selecting.forget()
        self.weights_changed.emit(info)

    def _use_loaded(self) -> None:
        """Another picture comes: what was recorded says nothing of it."""
        if self.loaded is not None and self.weights is not self.loaded:
            self._use_weights(self.loaded)

    def _on_recorded(self, told: Recorded) -> None:
        self._use_weights(told.weights)
        self.picture = told.picture
        self.due.set("look", False)
        self.due.answered("picture", told.picture.id)
        self.picture_changed.emit(told.picture)
        self._on_looked(told.looked)

    def _on_weights_failed(self, failure: Failure) -> None:
        self.due.answered("weights", failure.id)
        self.weights_failed.emit(failure)

    def _on_looked(self, looked: Looked) -> None:
        self._selecting.take(looked)
        self.due.set("look", False)
        self.looked.emit(looked)
        self._selecting.select(self.thresholds)

    def _on_frame(self, frame: FrameLooked) -> None:
        self._use_loaded()
        self.picture, looked = frame.picture, frame.looked
        self._selecting.forget()
        if looked is not None:
            self._selecting.take(looked)
        self.due.set("look", False)
        self.picture_changed.emit(frame.picture)
        if looked is not None:
            self.looked.emit(looked)
            self._selecting.select(self.thresholds)
        self.frame_changed.emit(frame)
        self._worker.show_next_frame()

    def _on_look_failed(self, failure: Failure) -> None:
        self.due.set("look", False)
        self.look_failed.emit(failure)

    def _on_selection_due(self) -> None:
        self.due.set("selection", self._selecting.due)
