"""The thread of the second detector, B: it loads weights once and looks at each picture once.

The latest request wins. It sees the picture through the same preprocessing as the first detector.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.workers.answering import load_weights, prepare, unexpected
from gui.workers.messages import Failure, Picture, WeightsRequest
from gui.workers.waiting import WaitingThread
from ssd_core.errors import UserError, shown_name
from ssd_core.sentence import say
from ssd_core.types import Thresholds

if TYPE_CHECKING:
    from ssd_core.inference import Detector


class SecondLookThread(WaitingThread):
    """Two mailboxes of one request each, weights and a picture; no look without both."""

    weights_loaded = Signal(object)  # WeightsInfo
    weights_failed = Signal(object)  # Failure
    looked = Signal(object)  # Looked
    look_failed = Signal(object)  # Failure

    def __init__(self) -> None:
        super().__init__("second look")
        self.thresholds = Thresholds()
        """Those in use; replaced from the window's thread, read here."""
        self._weights: WeightsRequest | None = None
        self._picture: Picture | None = None
        self._detector: Detector | None = None
        self._detector_id = 0

    def post_weights(self, request: WeightsRequest, picture: Picture | None) -> None:
        """Load these weights next, then look at ``picture``."""
        with self.posting():
            self._weights, self._picture = request, picture

    def post_picture(self, picture: Picture) -> None:
        """Look at this picture next, with the weights at hand."""
        with self.posting():
            self._picture = picture

    def is_due(self) -> bool:
        picture_due = self._picture is not None and self._detector is not None
        return self._weights is not None or picture_due

    def take(self) -> WeightsRequest | Picture | None:
        weights, self._weights = self._weights, None
        if weights is not None:
            return weights
        picture, self._picture = self._picture, None
        return picture

    def do(self, work: WeightsRequest | Picture | None) -> None:
        if isinstance(work, WeightsRequest):
            self._load(work)
        elif work is not None:
            self._look(work)

    def _load(self, request: WeightsRequest) -> None:
        try:
            detector, info = load_weights(request)
        except UserError as error:
            self.weights_failed.emit(Failure(request.id, str(request.path), error))
        except Exception as error:  # noqa: BLE001  the thread outlives whatever a file does to it
            headline = say("{name} was not loaded.", name=shown_name(request.path))
            failure = Failure(request.id, str(request.path), unexpected(headline, error))
            self.weights_failed.emit(failure)
        else:
            self._detector, self._detector_id = detector, request.id
            self.weights_loaded.emit(info)

    def _look(self, picture: Picture) -> None:
        detector = self._detector
        assert detector is not None
        try:
            inference = detector(picture.image.rgb)
            looked = prepare(picture.id, self._detector_id, inference, self.thresholds)
        except Exception as error:  # noqa: BLE001  out of memory and driver errors come here
            headline = say("The network of B could not look at {name}.", name=picture.name)
            failure = Failure(picture.id, picture.path, unexpected(headline, error))
            self.look_failed.emit(failure)
            return
        self.looked.emit(looked)
