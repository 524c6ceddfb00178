"""The run of this window: begun, paused, stopped and resumed, one at a time."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from gui.state import Settings
from gui.workers.starting import NewRun, OldRun, RunEnd
from gui.workers.training import TrainingThread
from ssd_core.training.follow import RunState


class Phase(Enum):
    """What the run does now."""

    NONE = auto()
    """There is none: another can be begun."""
    PREPARING = auto()
    """Its pictures and its network are being loaded."""
    LEARNING = auto()
    PAUSING = auto()
    """It was asked to pause, and ends the step at hand."""
    PAUSED = auto()
    """It stands still, and its choices are kept for it."""
    STOPPING = auto()
    MEASURING = auto()
    """It was asked to stop, and is evaluated before it ends."""


BUSY = (Phase.PREPARING, Phase.LEARNING, Phase.PAUSING, Phase.STOPPING, Phase.MEASURING)
"""Phases in which a thread computes."""


class OwnRun(QObject):
    """Owns the training thread. A pause is a stop whose run is resumed later, so that nothing is
    lost whatever happens meanwhile, the machine is free, and no clock runs on.
    """

    changed = Signal()
    """Another phase."""
    looking = Signal(int, int)
    """How many of its pictures, of how many, were looked at before it begins."""
    began = Signal(object)  # Path
    ended = Signal(object)  # RunEnd; the phase is what follows from it

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._thread: TrainingThread | None = None
        self.phase = Phase.NONE
        self.folder: Path | None = None
        """Where it is written; None before that is known."""
        self.broken = False
        """Whether an error ended it: its folder tells nothing of that."""
        self._rests = False  # its folder told that nobody writes it, since it is paused

    @property
    def is_busy(self) -> bool:
        return self.phase in BUSY

    def begin(self, request: NewRun) -> None:
        """Start a run. Not while there is one."""
        self.folder = None
        self._start(TrainingThread(request))

    def adopt(self, folder: Path) -> None:
        """Take a run that was broken off or paused for this window's own."""
        self.folder = folder
        self._set(Phase.PAUSED)
        self._rests = True

    def hear(self, state: RunState, *, written: bool) -> None:
        """How its folder says that it stands, and whether a process writes it. A paused run with
        which another window or program goes on is let go of: it is theirs.
        """
        if self.phase is Phase.PAUSED and state is not RunState.RUNNING:
            self._rests = True
        elif self.phase is Phase.PAUSED and written and self._rests:
            self._set(Phase.NONE)

    def resume(self, device: str) -> None:
        """Go on with the run that is paused."""
        assert self.folder is not None
        self._start(TrainingThread(OldRun(self.folder, device)))

    def pause(self) -> None:
        """Save everything after the step at hand, and wait for ``resume``."""
        self._ask(Phase.PAUSING)

    def stop(self) -> None:
        """End after the step at hand; a run that is paused is let go of."""
        if self.phase is Phase.PAUSED:
            self._set(Phase.NONE)
        else:
            self._ask(Phase.STOPPING)

    def stop_and_keep(self, device: str) -> None:
        """Measure what was learnt, keep the weights if they are the best, and end."""
        if self.phase is Phase.PAUSED:
            assert self.folder is not None
            self._start(TrainingThread(OldRun(self.folder, device)))
        self._ask(Phase.MEASURING)

    def close(self) -> None:
        """End the thread. A run that went on is paused: the next start offers to go on with it."""
        if self._thread is not None:
            self._thread.stop()
            going_on = (Phase.PREPARING, Phase.LEARNING, Phase.PAUSING)
            if self.phase in going_on and self.folder is not None:
                self._settings.set_paused_run(str(self.folder))
            self._settings.set_running_run("")
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def _start(self, thread: TrainingThread) -> None:
        self._thread, self.broken = thread, False
        thread.looking.connect(self.looking)
        thread.began.connect(self._on_began)
        thread.ended.connect(self._on_ended)
        self._set(Phase.PREPARING)
        thread.start()

    def _ask(self, phase: Phase) -> None:
        if self._thread is not None:
            self._thread.cancel(measure=phase is Phase.MEASURING)
            self._set(phase)

    def _on_began(self, folder: Path) -> None:
        self.folder = folder
        self._settings.remember_run(str(folder))
        if self.phase is Phase.PREPARING:
            self._set(Phase.LEARNING)
        self._remember()
        self.began.emit(folder)

    def _on_ended(self, end: RunEnd) -> None:
        assert self._thread is not None
        self._thread.wait()
        self._thread, self.broken = None, end.error is not None
        pauses = self.phase is Phase.PAUSING and end.error is None and not end.finished
        if pauses and end.folder is not None:
            self._set(Phase.PAUSED)
        else:
            self._set(Phase.NONE)
        self.ended.emit(end)

    def _set(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase, self._rests = phase, False
            self._remember()
            self.changed.emit()

    def _remember(self) -> None:
        """The next start of the program shows a run that is not over, also after a power cut."""
        folder = "" if self.folder is None else str(self.folder)
        self._settings.set_paused_run(folder if self.phase is Phase.PAUSED else "")
        self._settings.set_running_run(folder if self.is_busy else "")
