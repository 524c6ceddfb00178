"""Detecting in all pictures at hand: the batch thread, its bar, and what it counts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from gui.commands import Words
from gui.panels.batch_bar import BatchBar
from gui.seen import Seen
from gui.wiring.parts import Parts
from gui.workers.batch import BatchEnd, BatchRequest, BatchStep, BatchThread, seconds_left
from gui.workers.messages import Place
from ssd_core.errors import shown_path
from ssd_core.sentence import Sentence, joined, say


class Batch(QObject):
    """One batch at a time, over the pictures that nobody looked at with these weights yet."""

    counted = Signal()
    """Another picture's detections are known."""

    def __init__(self, parts: Parts, bar: BatchBar, seen: Seen) -> None:
        super().__init__(parts.window)
        self._inspect = parts.window.inspect
        self._session = parts.session
        self._bar = bar
        self._seen = seen
        self._thread: BatchThread | None = None
        self._request: BatchRequest | None = None  # None where its end is of no interest
        self._paths: tuple[str, ...] = ()
        self._weights_id = 0
        self._done = self._found = 0
        self._errors: list[str] = []
        self._action = parts.commands.add(
            "detect-all",
            "detection",
            self.start,
            words=self._words,
            shortcuts=["Ctrl+B"],
            icon="images",
        )
        self._action.setEnabled(False)
        bar.cancel_requested.connect(self.cancel)
        self._session.place_changed.connect(self._on_place)
        self._session.weights_changed.connect(self._on_weights)

    def close(self) -> None:
        if self._thread is not None:
            self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def start(self) -> None:
        """Look at every picture at hand that was not looked at yet."""
        session = self._session
        if self._thread is not None or session.loaded is None:
            return
        paths = tuple(path for path in self._paths if path not in self._seen)
        if not paths:
            done = self.tr("All pictures have been looked at already.")
            self._inspect.toast.show_message(done)
            return
        self._request = BatchRequest(paths, session.loaded.path, session.device, session.thresholds)
        self._weights_id = session.loaded.id
        self._done, self._found, self._errors = 0, 0, []
        self._thread = BatchThread(self._request)
        self._thread.stepped.connect(self._on_step)
        self._thread.ended.connect(self._on_end)
        self._bar.start(len(paths))
        self._thread.start()

    def cancel(self) -> None:
        """End after the picture that is being looked at; what was found so far stays."""
        if self._thread is not None:
            self._thread.cancel()

    def _words(self) -> Words:
        return Words(
            self.tr("Detect in all pictures"),
            self.tr("Looks at every picture of the filmstrip and counts"),
            (self.tr("batch"),),
        )

    def _on_place(self, place: Place) -> None:
        self._action.setEnabled(len(place.paths) > 1)
        if place.paths != self._paths:
            self._paths = place.paths
            self.cancel()
            self._request = None
            self._bar.hide()

    def _on_weights(self) -> None:
        self.cancel()

    def _on_step(self, step: BatchStep) -> None:
        weights = self._session.loaded
        if self._request is None or weights is None or weights.id != self._weights_id:
            return  # of another folder or network than is looked at now
        self._done = step.done
        if step.digest is not None:
            self._seen.keep(step.path, step.digest)
            self._found += step.found
            self.counted.emit()
        elif step.error is not None:
            self._errors.append(joined((shown_path(step.path), step.error.reason), ": "))
        total = len(self._request.paths)
        self._bar.set_progress(step.done, seconds_left(step.done, total, step.seconds))

    def _on_end(self, end: BatchEnd) -> None:
        assert self._thread is not None
        self._thread.wait()
        self._thread = None
        if self._request is not None:
            went_well = end.error is None and not end.cancelled and not self._errors
            self._bar.finish(self._summary(end), self._errors, went_well=went_well)

    def _summary(self, end: BatchEnd) -> Sentence:
        assert self._request is not None
        if end.error is not None:
            return end.error.sentences
        figures = {
            "done": f"{self._done - len(self._errors):,}",
            "total": f"{len(self._request.paths):,}",
            "found": f"{self._found:,}",
        }
        if end.cancelled:
            return say(
                "Cancelled. {done} of {total} pictures looked at. Detections: {found}.", **figures
            )
        return say(
            "{done} of {total} pictures looked at in {time}. Detections: {found}.",
            time=_time(end.seconds),
            **figures,
        )


def _time(seconds: float) -> Sentence:
    if seconds < 60:
        return say("{seconds} s", seconds=f"{seconds:.1f}")
    minutes, rest = divmod(round(seconds), 60)
    return say("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
