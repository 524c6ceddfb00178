"""The second detector, B: other weights with a thread of their own, or the same ones again."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from gui.session import Session
from gui.workers.messages import Failure, Looked, Picture, WeightsInfo, WeightsRequest
from gui.workers.second_look import SecondLookThread
from ssd_core.compare import in_other_classes
from ssd_core.detection import Selector
from ssd_core.types import Detections, Thresholds


class SecondDetector(QObject):
    """Follows the picture of the session while it is asked to."""

    changed = Signal()
    """It finds something else now, or nothing yet."""
    failed = Signal(object)  # Failure: B's weights were refused, or its network gave up
    loading_changed = Signal(str)
    """Name of the file that is being loaded, "" for none."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._ids = count(1)
        self._wanted = 0
        self._weights: WeightsInfo | None = None
        self._looked: Looked | None = None
        self.own: Thresholds | None = None
        """Thresholds of its own; None takes those of the session."""
        self.following = False
        """Whether it looks at every picture of the session."""
        self._thread = SecondLookThread()
        self._thread.weights_loaded.connect(self._on_weights)
        self._thread.weights_failed.connect(self._on_weights_failed)
        self._thread.looked.connect(self._on_looked)
        self._thread.look_failed.connect(self._on_look_failed)
        session.picture_changed.connect(self._on_picture)

    def close(self) -> None:
        """End the thread. Answers that are still on their way change nothing any more."""
        self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    @property
    def is_same(self) -> bool:
        """Whether it has the weights of the session."""
        return self._weights is None

    @property
    def weights(self) -> WeightsInfo | None:
        """The weights it finds with; None before there are any at all."""
        return self._weights or self._session.weights

    @property
    def thresholds(self) -> Thresholds:
        """Those in use, labelled in its classes."""
        first, second = self._session.weights, self.weights
        shared = self._session.thresholds
        if first is not None and second is not None:
            classes, other = first.config.classes, second.config.classes
            shared = in_other_classes(shared, classes=classes, other=other)
        if self.own is None:
            return shared
        return replace(shared, confidence=self.own.confidence, overlap=self.own.overlap)

    @property
    def looked(self) -> Looked | None:
        """What its network says of the picture in use, None until it has looked."""
        picture = self._session.picture
        looked = self._session.looked_at if self.is_same else self._looked
        return looked if looked and picture and looked.picture == picture.id else None

    def detections(self) -> Detections | None:
        """What it finds in the picture in use at its thresholds; None until it has looked."""
        looked = self.looked
        if looked is None:
            return None
        selector: Selector = looked.selector
        return selector.select(self.thresholds).detections

    def use_same(self) -> None:
        """Look with the weights of the session, whichever they are."""
        self._wanted = next(self._ids)
        self._weights = self._looked = None
        self.loading_changed.emit("")
        self.changed.emit()

    def load(self, path: Path, *, ready: WeightsInfo | None = None) -> None:
        """Load other weights; those in use stay until the new ones are whole.

        ready: what is loaded of them already, for somebody else.
        """
        self._wanted = next(self._ids)
        request = WeightsRequest(self._wanted, path, self._session.device, ready)
        self._thread.thresholds = self.thresholds
        self._thread.post_weights(request, self._session.picture)
        if not self._thread.isRunning():
            self._thread.start()
        self.loading_changed.emit(path.name)

    def follow(self, following: bool) -> None:
        """Look at the picture in use and at those that come, or at none any more."""
        self.following = following
        if following and self._session.picture is not None and self.looked is None:
            self._on_picture(self._session.picture)

    def _on_picture(self, picture: Picture) -> None:
        if self.following and not self.is_same:
            self._thread.thresholds = self.thresholds
            self._thread.post_picture(picture)
            self.changed.emit()

    def _on_weights(self, info: WeightsInfo) -> None:
        if info.id == self._wanted:
            if self.is_same:
                self.own = None  # thresholds were all that could differ until now
            self._weights, self._looked = info, None
            self.loading_changed.emit("")
            self.changed.emit()

    def _on_weights_failed(self, failure: Failure) -> None:
        if failure.id == self._wanted:
            self.loading_changed.emit("")
            self.failed.emit(failure)

    def _on_looked(self, looked: Looked) -> None:
        if self._weights is not None and looked.weights == self._weights.id:
            self._looked = looked
            self.changed.emit()

    def _on_look_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
