"""How moving pictures are played: speed, what is left out, what comes at the end."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.panels.timeline import Timeline
from gui.workers.frames import FrameThread, Mode


class PlayChoices(QObject):
    """What a person chose stays for the sources that follow."""

    def __init__(self, timeline: Timeline, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._thread: FrameThread | None = None
        self._speed = 1.0
        self._mode: Mode = "live"
        self.loop = False
        """Whether it begins anew at the end."""
        timeline.set_mode("live")
        timeline.speed_chosen.connect(self._set_speed)
        timeline.loop_toggled.connect(self.set_loop)
        timeline.mode_chosen.connect(self.set_mode)

    def use(self, thread: FrameThread) -> None:
        """Play so what ``thread`` reads, from now on."""
        self._thread = thread
        thread.set_speed(self._speed)
        thread.set_loop(self.loop)
        thread.set_mode(self._mode)

    def toggle_loop(self) -> None:
        """Begin anew at the end, or stop there."""
        self.set_loop(not self.loop)

    def set_loop(self, loop: bool) -> None:
        self.loop = loop
        self._timeline.set_loop(loop)
        if self._thread is not None:
            self._thread.set_loop(loop)

    def set_mode(self, mode: Mode) -> None:
        """Leave out frames, or time."""
        self._mode = mode
        if self._thread is not None:
            self._thread.set_mode(mode)

    def _set_speed(self, speed: float) -> None:
        self._speed = speed
        if self._thread is not None:
            self._thread.set_speed(speed)
