"""The time machine: the probe of the watched run at any step, linked with the charts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from gui.panels.probe.panel import ProbePanel
from gui.session import Session
from gui.workers.probe_seen import Probed, ProbeLook, ProbeRequest
from gui.workers.probing import ProbeThread
from gui.workers.run_seen import RunSeen
from ssd_core.training.curves import nearest
from ssd_core.types import Thresholds

_FRAME_MS = 160
"""How long a step stays during a replay, at least."""


class TimeMachine(QObject):
    """Asks the thread for one look after the other; the newest wish wins.

    The thresholds are those of the session: what is found here is what Inspect would find.
    """

    pinned = Signal(object)
    """The step that is looked at, None while it is the newest one."""
    opened = Signal(object, object)
    """A ProbeLook to look at closely, and the point that is asked about: (x, y) in 0..1, or None.
    """

    def __init__(self, panel: ProbePanel, session: Session) -> None:
        super().__init__(panel)
        self._panel = panel
        self._session = session
        self._folder: Path | None = None
        self._probes = -1  # looks that were told of when it was asked last
        self._step: int | None = None
        self._picture = 0
        self._steps: tuple[int, ...] = ()
        self._look: ProbeLook | None = None
        self._thread = ProbeThread()
        self._thread.probed.connect(self._on_probed)
        self._replay = QTimer(self)
        self._replay.setInterval(_FRAME_MS)
        self._replay.timeout.connect(self._play_on)
        self._connect()
        panel.machine.set_thresholds(session.thresholds)

    def _connect(self) -> None:
        panel, session = self._panel, self._session
        panel.machine.chosen.connect(self._on_chosen)
        panel.machine.replay_toggled.connect(self._toggle_replay)
        panel.machine.thresholds_changed.connect(session.set_thresholds)
        panel.probe.picture_chosen.connect(self._on_picture)
        panel.probe.open_asked.connect(self._on_open)
        panel.probe.asked_at.connect(self._on_asked)
        session.thresholds_changed.connect(self._on_thresholds)

    def close(self) -> None:
        """End the thread and the replay."""
        self._replay.stop()
        self._thread.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    @property
    def step(self) -> int | None:
        """The step that is looked at, None while it is the newest one."""
        return self._step

    def follow(self, run: RunSeen | None) -> None:
        """Show the probes of ``run`` as they come."""
        folder = None if run is None else run.folder
        if folder != self._folder:
            self._begin(folder)
        if run is not None and run.probes != self._probes:
            self._probes = run.probes
            self._ask()

    def go_near(self, step: float) -> None:
        """Look at the kept step nearest to ``step``; without any, only mark that."""
        self._stop_replay()
        if self._steps:
            self._go(self._steps[nearest(self._steps, step)])
        else:
            self.pinned.emit(step)

    def go_live(self) -> None:
        """Look at the newest step, as it comes."""
        self._stop_replay()
        self._go(None)

    # Asking

    def _begin(self, folder: Path | None) -> None:
        self._stop_replay()
        self._folder, self._probes, self._picture = folder, -1, 0
        self._steps, self._look = (), None
        self._go(None)
        self._show(None)

    def _go(self, step: int | None) -> None:
        self._step = step
        self._panel.machine.show_steps(self._steps, step)
        self.pinned.emit(step)
        self._ask()

    def _ask(self) -> None:
        if self._folder is None:
            return
        weights, thresholds = self._session.weights, self._session.thresholds
        classes = () if weights is None else weights.config.classes
        if not self._thread.isRunning():
            self._thread.start()
        request = ProbeRequest(self._folder, self._step, self._picture, thresholds, classes)
        self._thread.post(request)

    # Answers

    def _on_probed(self, answer: Probed) -> None:
        request = answer.request
        if request.folder != self._folder or request.picture != self._picture:
            return
        self._steps = answer.steps
        self._panel.probe.show_names(answer.names, self._picture)
        self._panel.machine.show_steps(self._steps, self._step)
        if request.step == self._step:
            note = "" if answer.error is None else answer.error.sentences
            self._show(answer.look, note)

    def _show(self, look: ProbeLook | None, note: str = "") -> None:
        self._look = look
        self._panel.probe.show_look(look, note)
        self._panel.machine.show_look(look)

    # What a person does

    def _on_chosen(self, step: int | None) -> None:
        self._stop_replay()
        self._go(step)

    def _on_picture(self, number: int) -> None:
        self._picture = number
        self._ask()

    def _on_thresholds(self, thresholds: Thresholds) -> None:
        self._panel.machine.set_thresholds(thresholds)
        self._ask()

    def _on_open(self) -> None:
        if self._look is not None:
            self.opened.emit(self._look, None)

    def _on_asked(self, x: float, y: float) -> None:
        if self._look is not None:
            self.opened.emit(self._look, (x, y))

    # Replay

    def _toggle_replay(self) -> None:
        if self._replay.isActive():
            self._stop_replay()
        elif len(self._steps) > 1:
            at_end = self._step is None or self._step >= self._steps[-1]
            self._replay.start()
            self._panel.machine.set_playing(True)
            self._go(self._steps[0] if at_end else self._step)

    def _stop_replay(self) -> None:
        self._replay.stop()
        self._panel.machine.set_playing(False)

    def _play_on(self) -> None:
        """One step on, once the one before is on the screen; at the end it is live again."""
        if self._look is None or self._step is None or self._look.step != self._step:
            return
        later = [step for step in self._steps if step > self._step]
        if later:
            self._go(later[0])
        else:
            self.go_live()
