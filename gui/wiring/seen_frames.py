"""The frames of a video that were seen: what the strip shows of them at the thresholds in use."""

from __future__ import annotations

from collections import Counter
from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from gui.panels.timeline import Timeline
from gui.session import Session
from gui.workers.messages import FrameLooked, WeightsInfo
from gui.workers.recount import Counts, RecountRequest, RecountThread
from ssd_core.frames.memory import LIMIT, FrameMemory
from ssd_core.types import Selection

_LIVE_LIMIT = 4 * 2**20
"""Bytes for the frames of a camera."""


class SeenFrames(QObject):
    """Remembers a digest of each frame and has all of them counted anew when a threshold moves."""

    def __init__(self, timeline: Timeline, session: Session) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self._session = session
        self._memory = FrameMemory()
        self._thread = RecountThread()
        self._thread.counted.connect(self._on_counted)
        self._ids = count(1)
        self._oldest = 0  # recounts before it are of another source or of other weights
        self._wanted = 0  # the recount that was asked for last, 0 when it was answered
        self._since: Counts = []  # frames that were seen after it was asked for
        self._thresholds = session.thresholds
        session.weights_changed.connect(self._on_weights)
        session.frame_changed.connect(self._on_frame)
        session.selection_changed.connect(self._on_selection)

    def begin(self, *, live: bool) -> None:
        """Forget the source before. live: only the last minute of the new one is ever shown."""
        self._memory = FrameMemory(_LIVE_LIMIT if live else LIMIT)
        self._forget()
        self._thresholds = self._session.thresholds
        if self._session.weights is not None:
            self._timeline.set_classes(self._session.weights.config.classes)
        if not self._thread.isRunning():
            self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def _forget(self) -> None:
        self._memory.clear()
        self._oldest, self._wanted, self._since = next(self._ids), 0, []
        self._show_kept()

    def _on_weights(self, info: WeightsInfo) -> None:
        self._forget()
        self._timeline.set_classes(info.config.classes)
        self._timeline.set_counts(())

    def _on_frame(self, frame: FrameLooked) -> None:
        selection, moment = self._session.selection, frame.picture.moment
        if frame.digest is None or selection is None or moment is None:
            return
        self._memory.add(moment.seconds, frame.digest)
        counts = dict(Counter(selection.detections.labels.tolist()))
        if self._wanted:
            self._since.append((moment.seconds, counts))
        self._timeline.add_counts(moment.seconds, counts)
        self._show_kept()

    def _on_selection(self, _selection: Selection) -> None:
        if self._session.thresholds == self._thresholds or not len(self._memory):
            return
        self._thresholds = self._session.thresholds
        self._wanted, self._since = next(self._ids), []
        self._thread.post(RecountRequest(self._wanted, self._memory.snapshot(), self._thresholds))

    def _on_counted(self, request: int, counts: Counts) -> None:
        if request < self._oldest:
            return
        self._timeline.set_counts([*counts, *self._since])
        if request == self._wanted:
            self._wanted, self._since = 0, []

    def _show_kept(self) -> None:
        self._timeline.set_kept(len(self._memory))
