"""The charts of a run: the losses, and below them what else tells how it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from gui import theme
from gui.controls.live import LiveWidget
from gui.panels.charts.empty import EmptyChart
from gui.panels.charts.legend import LegendEntry
from gui.panels.charts.lines import VALIDATION, ShownLine
from gui.panels.charts.loss_card import LossCard
from gui.panels.charts.loss_lines import draw, shown_lines, values_in
from gui.panels.charts.small_row import GAP, SmallRow
from gui.panels.charts.span import Span
from gui.panels.charts.ticks import figure
from gui.workers.run_seen import Followed, FollowRequest, RunSeen, Sight

_MARGIN = 16
_SETTLED_MS = 60
"""A plot that is being dragged asks for its curves so often at most."""


class Charts(LiveWidget):
    """Shows what the thread that follows runs tells, and asks it for what is in sight.

    Until somebody zooms, the whole run is shown and grows; after that nothing moves by itself.
    """

    sight_changed = Signal(object)  # Sight
    picked = Signal(float)
    """The step that was clicked."""
    crossed = Signal(object)
    """The step of the crosshair; None: there is none."""
    live_asked = Signal()
    """Everything is to be shown as it comes."""
    export_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.losses, self.small = LossCard(), SmallRow()
        self._empty = EmptyChart()
        self._followed = Followed(FollowRequest())
        self._lines: Sequence[ShownLine] = ()
        self._zoomed: Span | None = None  # None: the whole run, as it grows
        self._hidden: set[str] = set()
        self._entries: dict[str, LegendEntry] = {}
        self._pinned: float | None = None
        self._late = False  # there is something new that was not drawn while nobody could see it
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(_SETTLED_MS)
        self._ask.timeout.connect(self._tell_sight)
        self._lay_out()
        self._connect()
        self.render_texts()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.losses)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self._stack, 8)
        column.addWidget(self.small, 5)

    def _connect(self) -> None:
        card, plot = self.losses, self.losses.plot
        plot.zoomed.connect(self._on_zoomed)
        plot.moved.connect(self._on_moved)
        plot.picked.connect(self.picked)
        plot.left.connect(self._on_left)
        plot.crossed.connect(self._on_crossed)
        card.smoothing_changed.connect(self._ask_soon)
        card.log_changed.connect(self._on_log)
        card.follow_asked.connect(self.follow)
        card.export_asked.connect(self.export_asked)

    # What is shown

    @property
    def span(self) -> Span:
        """The steps in sight."""
        return self._zoomed or self._whole()

    @property
    def sight(self) -> Sight:
        """What to ask for."""
        columns, reach = max(int(self.losses.plot.area.width()), 1), self.losses.reach
        if self._zoomed is None:
            return Sight(columns=columns, reach=reach)
        return Sight(self._zoomed.first, self._zoomed.last, columns, reach)

    @property
    def lines(self) -> Sequence[ShownLine]:
        """The lines that are not hidden."""
        return [line for line in self._lines if line.key not in self._hidden]

    @property
    def title(self) -> str:
        """The name of the watched run."""
        return "" if self._followed.watched is None else self._followed.watched.name

    def show_runs(self, followed: Followed) -> None:
        """Show runs as they are now."""
        before, self._followed = self._followed, followed
        if _folder(before.watched) != _folder(followed.watched):
            self.losses.plot.set_cross(None)
            if self._zoomed is not None:
                self._zoomed = None
                self._ask_soon()
            self._render()
        elif self.isVisible():
            self._render(soon=False)
        else:
            self._late = True

    def set_pinned(self, step: float | None) -> None:
        """Mark the step that the time machine is at; None: it is live."""
        self._pinned = step
        self.losses.plot.set_pinned(step)
        self.small.set_marks(step, self.losses.plot.cross)

    def follow(self) -> None:
        """Show the whole run, as it grows."""
        self._zoomed = None
        self._render()
        self._tell_sight()

    def _whole(self) -> Span:
        runs = [*self._followed.overlaid]
        if self._followed.watched is not None:
            runs.append(self._followed.watched)
        return Span.whole(max((run.step for run in runs), default=0))

    def _render(self, *, soon: bool = True) -> None:
        """soon: somebody waits for it; else it only goes on."""
        followed, card = self._followed, self.losses
        self._lines = shown_lines(followed)
        empty = not any(len(line.curve) for line in self._lines)
        self._empty.set_waiting(followed.watched is not None)
        self._stack.setCurrentWidget(self._empty if empty else card)
        card.set_following(self._zoomed is None)
        card.set_exporting(followed.watched is not None)
        self._draw(soon=soon)
        self._show_legend()

    def _draw(self, *, soon: bool = True) -> None:
        followed, plot, span = self._followed, self.losses.plot, self.span
        epochs = () if followed.watched is None else followed.watched.epochs
        draw(plot, followed, self._lines, self._hidden)
        values = values_in(followed, self._lines, self._hidden, span, log=plot.log)
        plot.set_range(span.first, span.last, *values)
        plot.steps.set_epochs(epochs)
        plot.show_values([n for n in self.lines if n.key != VALIDATION], epochs)
        self.losses.set_epochs(len(epochs) > 0)
        self.small.show_runs(followed.watched, followed.overlaid, span, epochs, soon=soon)

    def _show_legend(self) -> None:
        shown = []
        for line in self._lines:
            entry = self._entries.get(line.key)
            if entry is None:
                entry = LegendEntry(line.key, ring=line.key == VALIDATION)
                entry.clicked.connect(self._on_entry)
                self._entries[line.key] = entry
            hint = self.tr("Show or hide {name}").format(name=line.name)
            entry.set_entry(line.name, figure(line.now), line.color(), hint)
            shown.append(entry)
        self.losses.set_legend(shown)

    # What a person does

    def _on_zoomed(self, factor: float, at: float) -> None:
        span = self.span.zoomed(at, factor, self._whole())
        self._zoomed = None if span.width >= self._whole().width else span
        self._on_span()

    def _on_moved(self, by: float) -> None:
        if self._zoomed is not None:
            self._zoomed = self._zoomed.moved(by, self._whole())
            self._on_span()

    def _on_span(self) -> None:
        """At once with the curves at hand; finer ones follow."""
        self.losses.set_following(self._zoomed is None)
        self._draw()
        self._ask_soon()

    def _on_left(self) -> None:
        self.follow()
        self.live_asked.emit()

    def _on_crossed(self, step: float | None) -> None:
        self.small.set_marks(self._pinned, step)
        self.crossed.emit(step)

    def _on_log(self, log: bool) -> None:
        self.losses.plot.set_log(log)
        self._draw()

    def _on_entry(self, shown: bool) -> None:
        key = self.sender().key
        (self._hidden.discard if shown else self._hidden.add)(key)
        self._draw()

    def _ask_soon(self) -> None:
        if not self._ask.isActive():
            self._ask.start()

    def _tell_sight(self) -> None:
        self._ask.stop()
        self.sight_changed.emit(self.sight)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Charts"))
        self._render()

    def restyle(self) -> None:
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._late:
            self._late = False
            self._render()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("window"))
        painter.end()


def _folder(run: RunSeen | None) -> object:
    return None if run is None else run.folder
