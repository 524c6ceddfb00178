"""The runs that are looked at, followed in their folders and shown in the Train workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from gui.wiring.parts import Parts
from gui.wiring.probe_opening import ProbeOpening
from gui.workers.following import FollowThread
from gui.workers.run_seen import Followed, FollowRequest, Sight

if TYPE_CHECKING:
    from gui.panels.charts.charts import Charts
    from gui.wiring.chart_out import ChartOut
    from gui.wiring.class_aps import ClassAps
    from gui.wiring.time_machine import TimeMachine
    from gui.workspaces.train import TrainWorkspace


class Following(QObject):
    """Asks for what ``Runs`` names and tells of it: ``Runs.followed``.

    Nothing is followed before the workspace is made; the charts are imported with it.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._runs = parts.runs
        self._sight = Sight()
        self._charts: Charts | None = None
        self._out: ChartOut | None = None
        self._classes: ClassAps | None = None
        self._machine: TimeMachine | None = None
        self._opening = ProbeOpening(parts)
        self._thread = FollowThread()
        self._thread.followed.connect(self._on_followed)
        parts.runs.watched_changed.connect(self._ask)
        parts.runs.overlaid_changed.connect(self._ask)
        parts.window.workspace_made.connect(self._on_made)

    def close(self) -> None:
        """End the threads. Answers that are still on their way change nothing any more."""
        self._thread.stop()
        if self._out is not None:
            self._out.close()
        if self._machine is not None:
            self._machine.close()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)

    def _on_made(self, key: str) -> None:
        if key != "train":
            return
        from gui.panels.charts.charts import Charts
        from gui.panels.probe.panel import ProbePanel
        from gui.wiring.chart_out import ChartOut
        from gui.wiring.class_aps import ClassAps
        from gui.wiring.time_machine import TimeMachine

        page: TrainWorkspace = self._parts.window.page(key)
        self._charts = charts = Charts()
        self._out = ChartOut(charts, self._thread, page.toast)
        page.set_centre(charts)
        charts.sight_changed.connect(self._on_sight)
        panel = ProbePanel()
        self._machine = machine = TimeMachine(panel, self._parts.session)
        self._classes = ClassAps(panel.classes, charts, machine)
        page.set_probe(panel)
        machine.pinned.connect(charts.set_pinned)
        machine.opened.connect(self._opening.open)
        charts.picked.connect(machine.go_near)
        charts.live_asked.connect(machine.go_live)
        self._sight = charts.sight
        self._thread.start()
        self._ask()

    def _on_sight(self, sight: Sight) -> None:
        self._sight = sight
        self._ask()

    def _ask(self, _what: object = None) -> None:
        self._thread.post(FollowRequest(self._runs.watched, self._runs.overlaid, self._sight))

    def _on_followed(self, followed: Followed) -> None:
        request = followed.request
        if (request.watched, request.overlaid) == (self._runs.watched, self._runs.overlaid):
            self._show(followed)
            self._runs.followed.emit(followed)
        self._thread.show_next()

    def _show(self, followed: Followed) -> None:
        if self._charts is None or self._machine is None or self._classes is None:
            return
        run = followed.watched
        self._charts.show_runs(followed)
        self._machine.follow(run)
        self._classes.show_run(run)
