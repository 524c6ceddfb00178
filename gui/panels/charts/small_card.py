"""A small chart: what is measured, its newest figure, and its curve over the same steps."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from gui import fonts, theme
from gui.controls.buttons import MenuLink
from gui.controls.card import Card
from gui.controls.labels import ElidedLabel, label
from gui.panels.charts.lines import measure_color, run_color, run_key
from gui.panels.charts.measures import KEYS, Measure, curve_of, measure, name_of, noise_of
from gui.panels.charts.plot import Plot, pen
from gui.panels.charts.span import Span, value_range
from gui.workers.run_seen import RunSeen
from ssd_core.training.curves import Curve

_PARTS = 3
_FILL = 0.12
_DASHES = (4.0, 3.0)
LEAST_WIDTH, LEAST_HEIGHT = 196, 132
_OWN, _NOISE = "own", "noise"
_NOISE_ALPHA = 0.3


class SmallPlot(Plot):
    """Marks the pinned step and that of the crosshair."""

    def __init__(self) -> None:
        self._pinned: float | None = None
        self._cross: float | None = None
        super().__init__(most=_PARTS)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_marks(self, pinned: float | None, cross: float | None) -> None:
        """Where the time machine and the crosshair stand."""
        if (pinned, cross) != (self._pinned, self._cross):
            self._pinned, self._cross = pinned, cross
            self.viewport().update()

    def paint_over(self, painter: QPainter) -> None:
        self._paint_mark(painter, self._cross, "faint", ())
        self._paint_mark(painter, self._pinned, "muted", _DASHES)

    def _paint_mark(
        self, painter: QPainter, step: float | None, token: str, dashes: Sequence[float]
    ) -> None:
        area = self.area
        if step is None or not area.left() <= self.pixel(step, 0).x() <= area.right():
            return
        stroke = QPen(theme.current().color(token), 1.25)
        if dashes:
            stroke.setDashPattern(dashes)
        painter.setPen(stroke)
        x = math.floor(self.pixel(step, 0).x()) + 0.5
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


class SmallCard(Card):
    """Shows one measure; its title is a menu of all of them."""

    chosen = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self._run: RunSeen | None = None
        self._overlaid: Sequence[RunSeen] = ()
        self._span = Span.whole(0)
        self.plot = SmallPlot()
        self._title = MenuLink()
        self._title.token = "text"
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        for name in KEYS:
            action = self._menu.addAction(name)
            action.setData(name)
            action.setCheckable(True)
            self._group.addAction(action)
        self._menu.triggered.connect(self._on_chosen)
        self._title.set_menu(self._menu)
        self._figure = label(20, fonts.SEMIBOLD)
        self._note = ElidedLabel(fonts.SMALL)
        self._note.setProperty("tone", "muted")
        self._lay_out()
        self.render_texts()

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(8)
        figures.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addWidget(self._note, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 11, 14, 10)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addLayout(figures)
        column.addSpacing(4)
        column.addWidget(self.plot, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(LEAST_WIDTH) // 2, LEAST_HEIGHT)

    def set_key(self, key: str) -> None:
        """Show another measure."""
        self.key = key
        self.plot.keep_only(set())
        self._render()

    def show_runs(
        self, run: RunSeen | None, overlaid: Sequence[RunSeen], span: Span, epochs: Sequence[float]
    ) -> None:
        """Show the watched run and those over it, within ``span``."""
        self._run, self._overlaid, self._span = run, overlaid, span
        self.plot.steps.set_epochs(epochs)
        self._render()

    def _render(self) -> None:
        found = measure(self._run, self.key)
        self._name(found)
        curves = [] if self._run is None else [curve_of(self._run, self.key)]
        curves += [curve_of(run, self.key) for run in self._overlaid]
        if self._run is not None:
            curves.append(noise_of(self._run, self.key) or Curve.none())
        low, high = value_range([], curves, self._span, log=False, most=_PARTS)
        empty = not any(map(len, curves))
        self.plot.values.set_text(_nothing if empty else found.tick)
        self.plot.set_range(self._span.first, self._span.last, low, found.top or high)
        self._draw(found)

    def _draw(self, found: Measure) -> None:
        plot, keys, raised = self.plot, set(), theme.current().color("raised")
        for number, run in enumerate(self._overlaid):
            keys.add(run_key(run))
            color, curve = run_color(number), curve_of(run, self.key)
            plot.set_line(run_key(run), curve, pen(color, 1.25))
            if found.dots:  # a line of one measurement is none
                plot.set_dots(
                    run_key(run), curve, pen(color, 1.25), theme.current().color("raised")
                )
        if self._run is not None:
            keys.add(_OWN)
            color, curve = measure_color(), curve_of(self._run, self.key)
            soft = pen(color, 1).color()
            soft.setAlphaF(_FILL)
            noise = noise_of(self._run, self.key)
            if noise is not None:
                keys.add(_NOISE)
                plot.set_line(_NOISE, noise, pen(color, 1, alpha=_NOISE_ALPHA))
            plot.set_line(_OWN, curve, pen(color, 1.75), fill=soft if found.filled else None)
            if found.dots:
                plot.set_dots(_OWN, curve, pen(color, 1.75), raised)
        plot.keep_only(keys)

    def _name(self, found: Measure) -> None:
        self._title.set_words("", found.name)
        self._title.setAccessibleName(self.tr("What is shown: {name}").format(name=found.name))
        self._figure.setText(found.figure)
        self._note.set_full_text(found.note)
        self.plot.setAccessibleName(found.name)
        self.plot.setAccessibleDescription(f"{found.figure} {found.note}".strip())
        for action in self._group.actions():
            action.setText(name_of(action.data()))
            action.setChecked(action.data() == self.key)

    def _on_chosen(self, action: QAction) -> None:
        self.chosen.emit(action.data())

    def retranslate(self) -> None:
        self._name(measure(self._run, self.key))

    def restyle(self) -> None:
        self._render()


def _nothing(_value: float) -> str:
    """Of no value nobody knows how large the next one is."""
    return ""
