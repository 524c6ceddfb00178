"""The inference thread: reads pictures, loads weights, looks. The newest request wins.

torch and OpenCV are imported here, in the thread, so that the window is there before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.workers.answering import (
    frame_picture,
    load_weights,
    prepare,
    read_picture,
    recorded,
    unexpected,
)
from gui.workers.messages import (
    Failure,
    FrameLooked,
    FrameRequest,
    Looked,
    Picture,
    PictureRequest,
    RecordedRequest,
    WeightsRequest,
)
from gui.workers.waiting import WaitingThread
from ssd_core.digest import Digest
from ssd_core.errors import UserError, shown_name
from ssd_core.process_memory import return_memory
from ssd_core.sentence import say
from ssd_core.types import Thresholds

if TYPE_CHECKING:
    from ssd_core.inference import Detector


_FRAMES_A_TRIM = 100
"""Frames after which memory is given back."""


class InferenceThread(WaitingThread):
    """One thread, three mailboxes of one request each: a newer request replaces a waiting one."""

    picture_read = Signal(object)  # Picture
    picture_failed = Signal(object)  # Failure
    weights_loaded = Signal(object)  # WeightsInfo
    weights_failed = Signal(object)  # Failure
    looked = Signal(object)  # Looked
    look_failed = Signal(object)  # Failure
    recorded = Signal(object)  # Recorded
    frame_looked = Signal(object)  # FrameLooked; the next one follows `show_next_frame`

    def __init__(self) -> None:
        super().__init__("inference")
        self.thresholds = Thresholds()
        """Those in use; replaced from the window's thread, read here."""
        self._picture: PictureRequest | RecordedRequest | None = None
        self._weights: WeightsRequest | None = None
        self._frame: FrameRequest | None = None
        self._stream = 0  # whose frames are wanted, 0 for nobody's
        self._frame_seen = True
        self._frames = 0  # looked at so far
        self._unseen = False  # a picture or weights that no look has answered yet
        self._image: Picture | None = None
        self._detector: Detector | None = None
        self._detector_id = 0

    def post_picture(self, request: PictureRequest | RecordedRequest) -> None:
        """Read this picture next, then look at it; tell what is recorded of it, if anything is.

        Ends the stream of frames.
        """
        with self.posting():
            self._picture = request
            dropped = self._turn_to_stream(0)
        _let_go(dropped)

    def post_weights(self, request: WeightsRequest) -> None:
        """Load these weights next, then look at the picture again."""
        with self.posting():
            self._weights = request

    def begin_stream(self, stream: int) -> None:
        """From now on look at frames of ``stream`` (> 0) and at no others."""
        with self.posting():
            self._picture = None
            dropped = self._turn_to_stream(stream)
        _let_go(dropped)

    def post_frame(self, request: FrameRequest) -> bool:
        """Look at this frame next, then deliver both at once. May be called in any thread.

        Whether a frame that still waited was dropped for it.
        """
        with self.posting():
            wanted = request.moment.stream == self._stream
            dropped, self._frame = (self._frame, request) if wanted else (request, self._frame)
        _let_go(dropped)
        return wanted and dropped is not None

    def show_next_frame(self) -> None:
        """The frame that was delivered is on its way to the screen: there is room for another.

        Were this not waited for, answers would pile up before a window that is busy.
        """
        with self.posting():
            self._frame_seen = True

    def is_due(self) -> bool:
        frame_due = self._frame is not None and self._frame_seen
        return frame_due or bool(self._picture or self._weights)

    def take(self) -> PictureRequest | RecordedRequest | WeightsRequest | FrameRequest | None:
        """What comes first: a picture is shown before anything slow is begun."""
        if self._picture is not None:
            picture, self._picture = self._picture, None
            return picture
        if self._weights is not None:
            weights, self._weights = self._weights, None
            return weights
        frame, self._frame = self._frame, None
        return frame

    def do(
        self, work: PictureRequest | RecordedRequest | WeightsRequest | FrameRequest | None
    ) -> None:
        if isinstance(work, PictureRequest):
            self._read(work)
        elif isinstance(work, RecordedRequest):
            self._tell_recorded(work)
        elif isinstance(work, WeightsRequest):
            self._load(work)
        elif work is not None:
            self._look_at_frame(work)
        if self._unseen and not self.is_called():
            self._look()

    def _turn_to_stream(self, stream: int) -> FrameRequest | None:
        """Change whose frames are wanted; returns the waiting one, which no longer is."""
        self._stream = stream
        dropped, self._frame = self._frame, None
        return dropped

    def _read(self, request: PictureRequest) -> None:
        try:
            picture = read_picture(request)
        except UserError as error:
            self.picture_failed.emit(Failure(request.id, request.path, error))
            return
        except Exception as error:  # noqa: BLE001  the thread outlives whatever a file does to it
            headline = say("{name} could not be read.", name=request.name)
            failure = Failure(request.id, request.path, unexpected(headline, error))
            self.picture_failed.emit(failure)
            return
        if self._picture is not None or self._stream:  # nobody would see it, another one follows
            return
        self._image, self._unseen = picture, True
        self.picture_read.emit(picture)

    def _tell_recorded(self, request: RecordedRequest) -> None:
        told = recorded(request, self.thresholds)
        # Weights that are loaded later look at this picture too; those at hand do not.
        self._image, self._unseen = told.picture, False
        self.recorded.emit(told)

    def _load(self, request: WeightsRequest) -> None:
        try:
            detector, info = load_weights(request)
        except UserError as error:
            self.weights_failed.emit(Failure(request.id, str(request.path), error))
        except Exception as error:  # noqa: BLE001  the weights in use stay, whatever happens
            headline = say("{name} was not loaded.", name=shown_name(request.path))
            failure = Failure(request.id, str(request.path), unexpected(headline, error))
            self.weights_failed.emit(failure)
        else:
            self._detector, self._detector_id, self._unseen = detector, request.id, True
            self.weights_loaded.emit(info)

    def _look(self) -> None:
        picture, detector = self._image, self._detector
        if picture is None or detector is None:
            return
        self._unseen = False
        looked = self._look_with(detector, picture)
        if looked is not None:
            self.looked.emit(looked)

    def _look_at_frame(self, request: FrameRequest) -> None:
        request.taken()
        picture = frame_picture(request)
        detector = self._detector
        looked = None if detector is None else self._look_with(detector, picture)
        digest = None if looked is None else Digest.of(looked.candidates)
        with self.posting():
            if self._stream != request.moment.stream:
                return
            self._frame_seen = False
        self._image, self._unseen = picture, False
        self.frame_looked.emit(FrameLooked(picture, looked, digest))
        self._frames += 1
        if self._frames % _FRAMES_A_TRIM == 0:
            return_memory()

    def _look_with(self, detector: Detector, picture: Picture) -> Looked | None:
        try:
            inference = detector(picture.image.rgb)
            return prepare(picture.id, self._detector_id, inference, self.thresholds)
        except Exception as error:  # noqa: BLE001  out of memory and driver errors come here
            headline = say("The network could not look at {name}.", name=picture.name)
            failure = Failure(picture.id, picture.path, unexpected(headline, error))
            self.look_failed.emit(failure)
            return None


def _let_go(dropped: FrameRequest | None) -> None:
    """Tell whoever posted a frame that the mailbox does not hold it any more."""
    if dropped is not None:
        dropped.taken()
