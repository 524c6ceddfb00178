"""The frame thread: owns one source of moving pictures, and plays, seeks and steps through it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from time import perf_counter
from typing import Literal, Protocol

from PySide6.QtCore import QThread, Signal

from gui.workers.answering import unexpected
from gui.workers.messages import Moment
from ssd_core.errors import UserError
from ssd_core.frames.source import Frame, FrameSource, Unplugged
from ssd_core.sentence import say

Mode = Literal["live", "every"]
"""By the clock, with frames left out where detection is slower; or every frame at its speed."""

_A_MOMENT_BEFORE = 1e-5
"""Seconds before a frame where the one before it is still shown: less than any frame lasts."""
_TOO_LATE = 0.5
"""Seconds behind after which playing goes on from where it is instead of hurrying after."""


class Post(Protocol):
    """``Session.post_frame``."""

    def __call__(
        self, frame: Frame, name: str, moment: Moment, *, taken: Callable[[], None]
    ) -> bool: ...


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source says of itself, as ``FrameSource`` has it. stream: whose it is."""

    stream: int
    name: str
    size: tuple[int, int]
    fps: float | None
    duration: float | None
    seekable: bool


@dataclass(slots=True)
class _Wishes:
    """What the window asks for, guarded by the thread's lock."""

    playing: bool = False
    loop: bool = False
    speed: float = 1.0
    mode: Mode = "live"
    jump: float | None = None
    steps: int = 0
    ending: bool = False


class FrameThread(QThread):
    """Reads frames when they are due and posts them; one at most waits to be looked at.

    A live source sets its own pace and goes on unseen while it is paused. What the window asks for
    is noted at once and done in the thread, of several wishes of a kind the last.
    """

    opened = Signal(object)  # SourceInfo
    ended = Signal(int)
    """The stream whose last frame was read; it is paused."""
    failed = Signal(int, object)
    """The stream, and a UserError: it was not opened or is gone. The thread is over."""

    def __init__(self, open_source: Callable[[], FrameSource], post: Post, stream: int) -> None:
        """open_source: called in the thread; may raise UserError."""
        super().__init__()
        self.setObjectName("frames")
        self.stream = stream
        self.dropped = 0
        """Frames that were read and never looked at because a newer one came."""
        self._open_source = open_source
        self._post = post
        self._wake = threading.Condition()
        self._wishes = _Wishes()
        self._waiting = 0  # frames posted and not taken yet
        self._changed = False  # a wish came that the thread has not looked at yet
        self._last: Frame | None = None  # the one that was posted last
        self._ahead: Frame | None = None  # read, but a wish came before it was due
        self._at_end = False
        self._origin: tuple[float, float] | None = None  # a time on the clock, and in the source

    # What the window asks for

    def set_playing(self, playing: bool) -> None:
        """Play, from the start again if it is at its end, or pause, as it begins."""
        self._wish(playing=playing)

    def set_loop(self, loop: bool) -> None:
        """Begin anew at the end instead of pausing there."""
        self._wish(loop=loop)

    def set_speed(self, speed: float) -> None:
        """Times the source's own rate, > 0."""
        self._wish(speed=speed)

    def set_mode(self, mode: Mode) -> None:
        """Leave out frames, or time."""
        self._wish(mode=mode)

    def seek(self, seconds: float) -> None:
        """Show what is shown at ``seconds``; a wish that was not met yet is forgotten."""
        self._wish(jump=seconds, steps=0)

    def step(self, by: int) -> None:
        """Pause, and show the frame that lies ``by`` frames ahead (< 0: back)."""
        with self._wake:
            steps = self._wishes.steps + by
        self._wish(playing=False, steps=steps)

    def end(self) -> None:
        """End after the frame that is being read; a camera that hangs takes seconds."""
        self._wish(ending=True)

    def stop(self) -> None:
        """End, and wait for it."""
        self.end()
        self.wait()

    def _wish(self, **changes: object) -> None:
        with self._wake:
            for name, value in changes.items():
                setattr(self._wishes, name, value)
            self._changed = True
            self._wake.notify()

    # In the thread

    def run(self) -> None:
        try:
            with closing(self._open_source()) as source:
                self._tell(source)
                self._play(source)
        except UserError as error:
            self.failed.emit(self.stream, error)
        except Exception as error:  # noqa: BLE001  decoders and drivers fail in ways of their own
            headline = say("The moving picture had to be stopped.")
            self.failed.emit(self.stream, unexpected(headline, error))

    def _tell(self, source: FrameSource) -> None:
        self._name = source.name
        self.opened.emit(
            SourceInfo(
                self.stream, source.name, source.size, source.fps, source.duration, source.seekable
            )
        )

    def _play(self, source: FrameSource) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: not source.seekable or self._has_work())
                wishes = self._wishes
                if wishes.ending:
                    return
                jump, steps = wishes.jump, wishes.steps
                wishes.jump, wishes.steps = None, 0
                if self._changed:
                    self._changed, self._origin = False, None
            if not source.seekable:
                self._show_live(source)
            elif jump is not None:
                self._jump(source, jump)
            elif steps:
                self._step(source, steps)
            else:
                self._show_next(source)

    def _has_work(self) -> bool:
        wishes = self._wishes
        return wishes.ending or wishes.playing or wishes.jump is not None or wishes.steps != 0

    def _show_live(self, source: FrameSource) -> None:
        frame = source.read()
        captured = perf_counter()
        if frame is None:
            raise Unplugged(say("{name} sends no more pictures.", name=source.name))
        if self._wishes.playing:
            self._send(frame, captured)

    def _show_next(self, source: FrameSource) -> None:
        if self._at_end:
            self._seek(source, 0.0)
        frame = self._read(source)
        if frame is None:
            if self._at_end or not self._wishes.loop:
                self._end()
            self._at_end = True
        elif self._is_due(frame):
            self._send(frame, perf_counter())
        else:
            self._ahead = frame

    def _jump(self, source: FrameSource, seconds: float) -> None:
        self._seek(source, seconds)
        frame = self._read(source)
        if frame is not None:
            self._send(frame, perf_counter())

    def _step(self, source: FrameSource, steps: int) -> None:
        shown = self._last
        for _ in range(abs(steps)):
            if steps < 0 and shown is not None:
                self._seek(source, shown.seconds - _A_MOMENT_BEFORE)
            frame = self._read(source)
            if frame is None:
                break
            shown = frame
        if shown is not None:
            self._send(shown, perf_counter())

    def _read(self, source: FrameSource) -> Frame | None:
        frame, self._ahead = self._ahead, None
        return source.read() if frame is None else frame

    def _seek(self, source: FrameSource, seconds: float) -> None:
        source.seek(seconds)
        self._ahead = self._origin = None

    def _end(self) -> None:
        with self._wake:
            self._wishes.playing = False
        self.ended.emit(self.stream)

    def _is_due(self, frame: Frame) -> bool:
        """Wait for the frame's time; False if a wish came first."""
        with self._wake:
            if self._wishes.mode == "every":
                self._wake.wait_for(lambda: self._changed or not self._waiting)
                return not self._changed
            now = perf_counter()
            if self._origin is None or self._due(*self._origin, frame) < now - _TOO_LATE:
                self._origin = (now, frame.seconds)
            left = self._due(*self._origin, frame) - now
            return not self._wake.wait_for(lambda: self._changed, timeout=max(0.0, left))

    def _due(self, clock: float, seconds: float, frame: Frame) -> float:
        """When to show ``frame`` if what is shown at ``seconds`` was shown at ``clock``."""
        return clock + (frame.seconds - seconds) / self._wishes.speed

    def _send(self, frame: Frame, captured: float) -> None:
        self._last, self._at_end = frame, False
        with self._wake:
            self._waiting += 1
        moment = Moment(self.stream, frame.index, frame.seconds, captured)
        if self._post(frame, self._name, moment, taken=self._note_taken):
            self.dropped += 1

    def _note_taken(self) -> None:
        with self._wake:
            self._waiting -= 1
            self._wake.notify()
