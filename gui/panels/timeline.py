"""The timeline under the canvas while a video or a camera is shown: the strip and the transport."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.panels.timeline_strip import TimelineStrip
from gui.panels.transport import Transport

HEIGHT = 140


class Timeline(QWidget):
    """What the strip and the transport say, as one.

    Times are seconds from the start of the source. ``seeked`` tells the time of a frame,
    ``stepped`` -1 or 1 frames, ``mode_chosen`` "every" (detect in every frame) or "live" (leave
    frames out to keep up), ``freeze_toggled`` whether the frame is to stay.
    """

    play_toggled = Signal()
    seeked = Signal(float)
    stepped = Signal(int)
    speed_chosen = Signal(float)
    loop_toggled = Signal(bool)
    mode_chosen = Signal(str)
    freeze_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._strip = TimelineStrip()
        self._transport = Transport()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self._transport)
        self._strip.seeked.connect(self.seeked)
        self._strip.stepped.connect(self.stepped)
        self._transport.play_toggled.connect(self.play_toggled)
        self._transport.rewound.connect(self._rewind)
        self._transport.stepped.connect(self.stepped)
        self._transport.speed_chosen.connect(self.speed_chosen)
        self._transport.loop_toggled.connect(self.loop_toggled)
        self._transport.mode_chosen.connect(self.mode_chosen)
        self._transport.freeze_toggled.connect(self.freeze_toggled)

    def set_source(
        self, name: str, duration: float | None, fps: float | None, *, live: bool = False
    ) -> None:
        """Begin anew for the source ``name``: nothing seen, no marks, at its start.

        Without a ``duration`` the last 60 seconds are shown. ``live``: what has no start to go
        back to and no other speed than its own.
        """
        self.setAccessibleName(name)
        self._strip.set_source(duration, fps)
        self._transport.set_source(duration, fps, live=live)

    def set_position(self, seconds: float, frame: int) -> None:
        """The frame that is on the screen, its number as it is to be read."""
        self._strip.set_position(seconds)
        self._transport.set_position(seconds, frame)

    def set_playing(self, playing: bool) -> None:
        """Offer to pause, or to play."""
        self._transport.set_playing(playing)

    def set_frozen(self, frozen: bool) -> None:
        """Offer to go on, or to freeze the frame."""
        self._transport.set_frozen(frozen)

    def set_loop(self, on: bool) -> None:
        """Whether it starts anew at the end."""
        self._transport.set_loop(on)

    def set_mode(self, key: str) -> None:
        """Which mode is in use: "every" or "live"."""
        self._transport.set_mode(key)

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """The classes that labels stand for (1 is the first). Counts of other classes go."""
        self._strip.set_classes(classes)

    def set_counts(self, frames: Sequence[tuple[float, Mapping[int, int]]]) -> None:
        """Every frame that was seen: its time, and label → detections. Replaces all before."""
        self._strip.set_counts(frames)

    def add_counts(self, seconds: float, counts: Mapping[int, int]) -> None:
        """One more frame that was seen."""
        self._strip.add_counts(seconds, counts)

    def set_kept(self, frames: int) -> None:
        """Of how many frames what was found is kept."""
        self._strip.set_kept(frames)

    @property
    def marks(self) -> tuple[float, ...]:
        """Marked times, ascending."""
        return self._strip.marks

    def toggle_mark(self) -> None:
        """Mark the frame at the playhead, or take its mark away."""
        self._strip.toggle_mark()
        self._transport.catch_up()

    def _rewind(self) -> None:
        self.seeked.emit(0.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.current().color("border"))
        painter.end()
