"""Moving pictures: the source that plays, the timeline under it, and what a person does with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from gui.panels.live_chip import LiveChip
from gui.panels.timeline import Timeline
from gui.wiring.cameras import Cameras
from gui.wiring.live_figures import LiveFigures
from gui.wiring.lost_camera import LostCamera
from gui.wiring.parts import Parts
from gui.wiring.play_choices import PlayChoices
from gui.wiring.seen_frames import SeenFrames
from gui.wiring.trial import Trial
from gui.wiring.video_commands import VideoCommands
from gui.workers.frames import FrameThread, SourceInfo
from gui.workers.messages import Failure, FrameLooked, Picture
from ssd_core.errors import UserError
from ssd_core.frames.source import FrameSource, Unplugged

OpenSource = Callable[[], FrameSource]


class Moving(QObject):
    """One source plays at a time; opening a picture or another source ends it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._inspect = parts.window.inspect
        self._session = parts.session
        self._settings = parts.settings
        self.timeline = Timeline()
        self.timeline.hide()
        self.timeline.setParent(parts.window)
        self.choices = PlayChoices(self.timeline, self)
        self._chip = LiveChip(self._inspect.canvas)
        self.figures = LiveFigures(self._inspect.canvas)
        self._seen = SeenFrames(self.timeline, parts.session)
        self._cameras = Cameras(parts)
        self._lost = LostCamera(parts, self._cameras, self._chip)
        self._trial = Trial(self)
        self._numbers = count(1)
        self._thread: FrameThread | None = None
        self._next: FrameThread | None = None  # begins when the thread before it is over
        self._info: SourceInfo | None = None
        self._stream = 0  # of the source that is wanted, 0 for none
        self._open_source: OpenSource | None = None
        self._path: str | None = None
        self._yields = False  # to a picture that was asked for after the source
        self._shown = 0  # number of the frame on the screen, the first is 1
        self._playing = self._frozen = False
        self._connect(parts)
        self._commands = VideoCommands(parts, self)
        self._commands.set_enabled(False)

    def close(self) -> None:
        """End the source that plays. What it still has to tell changes nothing any more."""
        self.figures.stop()
        self._next = None
        if self._thread is not None:
            self._thread.stop()
        self._seen.close()
        self._cameras.close()
        self._trial.close()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def _connect(self, parts: Parts) -> None:
        session, timeline = parts.session, self.timeline
        session.video_requested.connect(self.open_video)
        session.picture_requested.connect(self._yield)
        session.picture_changed.connect(self._on_picture)
        session.picture_failed.connect(self._go_on)
        self._trial.passed.connect(self._play_video)
        self._trial.failed.connect(self._refuse)
        session.frame_changed.connect(self._on_frame)
        session.look_failed.connect(self._on_look_failed)
        session.still_wanted.connect(self._hold)
        timeline.play_toggled.connect(self.toggle_playing)
        timeline.seeked.connect(self._seek)
        timeline.stepped.connect(self.step)
        timeline.freeze_toggled.connect(self._freeze)
        self._cameras.chosen.connect(self.play)
        self._lost.try_wanted.connect(self._open)
        self._lost.given_up.connect(self.leave)
        self.figures.measured.connect(self._show_figures)

    # Opening and ending

    def open_video(self, path: str) -> None:
        """Play the video file at ``path``; what plays now goes on if that cannot be played."""
        if self._info is None:
            self._play_video(path)
        else:
            self._trial.begin(path)

    def _play_video(self, path: str) -> None:
        self.play(partial(_open_video, path), path=path)

    def play(self, open_source: OpenSource, *, path: str | None = None) -> None:
        """Play what ``open_source``, called in a thread of its own, returns; raises UserError.

        path: the file it comes from, to be remembered.
        """
        self.leave()
        self._yields = False
        self._path, self._open_source = path, open_source
        self._open()

    def leave(self) -> None:
        """End the source that plays; its last frame stays until something else is shown."""
        self._lost.end()
        self._trial.forget()
        self._next = self._info = None
        self._stream = 0
        if self._thread is not None:
            self._thread.end()
        self.figures.stop()
        self._chip.hide()
        self._commands.set_enabled(False)
        if self._inspect.bottom is self.timeline:
            self._inspect.set_bottom(None)

    def _open(self) -> None:
        assert self._open_source is not None
        self._stream = next(self._numbers)
        self._next = self._make_thread(self._open_source)
        self._begin_next()

    def _make_thread(self, open_source: OpenSource) -> FrameThread:
        thread = FrameThread(open_source, self._session.post_frame, self._stream)
        thread.opened.connect(self._on_opened)
        thread.ended.connect(self._on_ended)
        thread.failed.connect(self._on_failed)
        thread.finished.connect(self._begin_next)
        return thread

    def _begin_next(self) -> None:
        # A camera can be opened by one thread only, so the one before lets go of it first.
        if self._thread is not None:
            if not self._thread.isFinished():
                return
            self._thread.wait()
        self._thread, self._next = self._next, None
        if self._thread is not None:
            self._thread.start()

    def _is_current(self, stream: int) -> bool:
        return stream == self._stream

    def _on_opened(self, info: SourceInfo) -> None:
        if not self._is_current(info.stream) or self._thread is None:
            return
        if self._yields and self._session.due.waits("picture"):
            self.leave()
            return
        held = self._lost.is_looking and self._lost.is_held
        self._lost.end()
        self._info = info
        if not held:
            self._shown = 0
        if self._path is not None:
            self._settings.remember_file(self._path)
        self._session.begin_stream(info.stream)
        self.timeline.set_source(info.name, info.duration, info.fps, live=not info.seekable)
        self._seen.begin(live=not info.seekable)
        self.choices.use(self._thread)
        self._inspect.set_bottom(self.timeline)
        self._chip.show()
        self._commands.set_enabled(True)
        self.figures.start()
        self._show_playing(True)
        self._show_frozen(False)
        if held:
            self._freeze(True)
        elif info.seekable:
            self._thread.seek(0.0)  # it plays once that is shown: nothing is missed
        else:
            self._thread.set_playing(True)

    def _yield(self) -> None:
        self._yields = True

    def _on_picture(self, picture: Picture) -> None:
        if picture.moment is None:
            self.leave()

    def _go_on(self, _failure: Failure) -> None:
        """The picture that was to take its place cannot be shown."""
        if self._info is not None and not self._session.due.waits("picture"):
            self._session.begin_stream(self._stream)
            self._inspect.set_bottom(self.timeline)

    def _on_ended(self, stream: int) -> None:
        if self._is_current(stream):
            self._show_playing(False)

    def _on_failed(self, stream: int, error: UserError) -> None:
        if not self._is_current(stream):
            return
        if self._lost.is_looking:
            self._lost.failed_again()
            return
        if isinstance(error, Unplugged):
            held = self._frozen
            self.leave()
            self._lost.begin(error, held=held)
            return
        path = self._path if self._info is None else None
        self.leave()
        self._refuse(path, error)

    def _refuse(self, path: str | None, error: UserError) -> None:
        """path: of a file that cannot be opened, and is not offered again."""
        if path is not None:
            self._settings.forget_file(path)
        self._inspect.banner.show_error(error.headline, error.reason, error.details)

    def _on_look_failed(self, _failure: Failure) -> None:
        if self._info is not None:
            self._set_playing(False)  # or the same sentence would come again with each frame

    # What is on the screen

    def _on_frame(self, frame: FrameLooked) -> None:
        moment = frame.picture.moment
        if moment is None or not self._is_current(moment.stream):
            return
        if not self._shown and self._thread is not None:
            self._inspect.canvas.setFocus()  # so that the space bar plays
            self._thread.set_playing(self._playing)
        self.timeline.set_position(moment.seconds, moment.index + 1)
        self._shown = moment.index + 1
        self.figures.expect(moment.captured)
        if self._frozen:
            self._chip.set_frozen(self._shown)

    def _show_figures(self, fps: float, latency: float) -> None:
        if self._thread is not None and self._playing:
            self._chip.set_figures(fps, latency, self._thread.dropped)

    def _show_playing(self, playing: bool) -> None:
        self._playing = playing
        self.timeline.set_playing(playing)

    def _show_frozen(self, frozen: bool) -> None:
        self._frozen = frozen
        self.timeline.set_frozen(frozen)
        self._chip.set_frozen(self._shown if frozen else None)

    # What a person asks for

    def toggle_playing(self) -> None:
        """Pause, or go on; from the start again at the end."""
        self._set_playing(not self._playing)

    def toggle_frozen(self) -> None:
        """Keep the frame on the screen, or go on. A camera goes on all the while, unseen."""
        self._freeze(not self._frozen)

    def _hold(self) -> None:
        self._lost.is_held = True
        if self._playing:
            self._freeze(True)

    def _freeze(self, frozen: bool) -> None:
        self._set_playing(not frozen)
        self._show_frozen(frozen)

    def _set_playing(self, playing: bool) -> None:
        if self._thread is not None and self._info is not None:
            self._thread.set_playing(playing)
            self._show_playing(playing)
            self._show_frozen(False)

    def _seek(self, seconds: float) -> None:
        if self._thread is not None and self._info is not None and self._info.seekable:
            self._thread.seek(seconds)

    def step(self, by: int) -> None:
        """So many frames forward, or back."""
        if self._thread is not None and self._info is not None and self._info.seekable:
            self._thread.step(by)
            self._show_playing(False)


def _open_video(path: str) -> FrameSource:
    from ssd_core.frames.video import VideoSource

    return VideoSource(path)
