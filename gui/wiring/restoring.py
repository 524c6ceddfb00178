"""The last session: kept when the window closes, and opened again at the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from gui.state import LastSession
from gui.undo import History
from gui.wiring.parts import Parts
from gui.workers.messages import Place, WeightsInfo
from gui.workers.presence import PresenceThread
from ssd_core.errors import shown_name


class Restoring(QObject):
    """What was open comes back, less what is not there any more."""

    def __init__(self, parts: Parts, history: History) -> None:
        super().__init__(parts.window)
        self._session = parts.session
        self._settings = parts.settings
        self._toast = parts.window.inspect.toast
        self._history = history
        self._last = LastSession()
        self._video = ""  # that was asked for last
        self._looking: PresenceThread | None = None
        parts.window.closing.connect(self._remember)
        self._session.video_requested.connect(self._note_video)

    def close(self) -> None:
        if self._looking is not None:
            self._looking.stop()
            QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def restore(self, load_bundled: Callable[[], None]) -> None:
        """Bring the last session back, with the bundled weights where it had no others."""
        self._load_bundled = load_bundled
        last = self._settings.last_session if self._settings.restores else LastSession()
        self._last = last
        self._session.set_thresholds(replace(last.thresholds, classes=None, class_confidence=()))
        self._history.restart(self._session.thresholds)
        self._session.weights_changed.connect(self._restore_classes)
        if not last.weights:
            load_bundled()
        if last.paths or last.weights:
            self._session.picture_requested.connect(self._leave_files)
            self._looking = PresenceThread(filter(None, (*last.paths, last.weights)))
            self._looking.answered.connect(self._on_present)
            self._looking.start()

    def _on_present(self, present: frozenset[str]) -> None:
        last = self._last
        if last.weights in present:
            self._session.load_weights(Path(last.weights))
        elif last.weights:
            self._load_bundled()
        place = _still_there(last, present)
        missing = len(last.paths) - len(place.paths) + bool(last.weights not in present | {""})
        if place.paths:
            self._session.open_files(place.paths, index=place.index)
        if missing:
            words = self.tr("%n file(s) of the last session are not there any more.", "", missing)
            self._toast.show_message(words, kind="warning")

    def _leave_files(self) -> None:
        """A picture was opened, ours or a later wish: it stays."""
        self._last = replace(self._last, paths=())

    def _restore_classes(self, info: WeightsInfo) -> None:
        """Labels mean what they did only with the same weights, so they wait for those."""
        self._session.weights_changed.disconnect(self._restore_classes)
        wanted = self._last.thresholds
        if self._last.weights == _kept_name(info):
            labels = range(1, len(info.config.classes) + 1)
            classes, own = wanted.classes, wanted.class_confidence
            self._session.set_thresholds(
                replace(
                    self._session.thresholds,
                    classes=None if classes is None else classes & set(labels),
                    class_confidence=tuple(pair for pair in own if pair[0] in labels),
                )
            )
            self._history.restart(self._session.thresholds)

    def _note_video(self, path: str) -> None:
        self._video = path
        self._leave_files()

    def _open_files(self) -> tuple[str, ...]:
        picture = self._session.picture
        if picture is not None and picture.moment is not None:
            # A camera has frames too, and no file.
            return (self._video,) if picture.name == shown_name(self._video) else ()
        return self._session.place.paths

    def _remember(self) -> None:
        session = self._session
        self._settings.set_last_session(
            LastSession(
                paths=self._open_files(),
                index=session.place.index,
                weights="" if session.loaded is None else _kept_name(session.loaded),
                thresholds=session.thresholds,
            )
        )


def _kept_name(info: WeightsInfo) -> str:
    """What is kept of weights: nothing of the bundled ones, which may lie elsewhere tomorrow."""
    return "" if info.bundled else str(info.path)


def _still_there(last: LastSession, present: frozenset[str]) -> Place:
    """The files that are there; at the one that was shown, or else at the next one after it."""
    kept = tuple(path for path in last.paths if path in present)
    before = sum(path in present for path in last.paths[: last.index])
    return Place(kept, min(before, max(len(kept) - 1, 0)))
