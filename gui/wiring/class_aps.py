"""How well each class was found: at the step that is read or pinned, else at the newest one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from gui.panels.charts.charts import Charts
from gui.panels.probe.class_bars import ClassBars
from gui.wiring.time_machine import TimeMachine
from gui.workers.run_seen import RunSeen
from ssd_core.training.curves import nearest


class ClassAps(QObject):
    """Shows the measurement nearest to the crosshair, or else to the time machine."""

    def __init__(self, bars: ClassBars, charts: Charts, machine: TimeMachine) -> None:
        super().__init__(bars)
        self._bars = bars
        self._run: RunSeen | None = None
        self._pinned: float | None = None
        self._crossed: float | None = None
        self._shown: tuple[object, ...] = ()
        machine.pinned.connect(self._on_pinned)
        charts.crossed.connect(self._on_crossed)
        bars.installEventFilter(self)

    def show_run(self, run: RunSeen | None) -> None:
        """Show how ``run`` stands now."""
        self._run = run
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        return False

    def _on_pinned(self, step: float | None) -> None:
        self._pinned = step
        self._show()

    def _on_crossed(self, step: float | None) -> None:
        self._crossed = step
        self._show()

    def _show(self) -> None:
        run = self._run
        if run is None or not len(run.evaluations.steps):
            self._tell((), "")
            return
        steps = run.evaluations.steps
        wanted = self._pinned if self._crossed is None else self._crossed
        row = len(steps) - 1 if wanted is None else nearest(steps, wanted)
        self._tell(run.evaluations.classes[row], self._when(run, float(steps[row])))

    def _tell(self, classes: tuple[tuple[str, float], ...], when: str) -> None:
        if (classes, when) != self._shown:  # it is told several times a second
            self._shown = classes, when
            self._bars.show_classes(classes, when)

    def _when(self, run: RunSeen, step: float) -> str:
        epoch = run.epoch(step)
        if epoch is not None:
            return self.tr("epoch {epoch}").format(epoch=f"{epoch:,}")
        return self.tr("step {step}").format(step=f"{int(step):,}")
