"""The card of the losses: legend with newest values, smoothing, scale, the plot, and its files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout

from gui import fonts
from gui.controls.buttons import Button, IconButton
from gui.controls.card import Card
from gui.controls.choice import Choice
from gui.controls.flow import Flow
from gui.controls.labels import label
from gui.controls.track_slider import TrackSlider
from gui.panels.charts.legend import LegendEntry
from gui.panels.charts.loss_plot import LossPlot

SCALES = ("lin", "log")
_SMOOTHING = 0.55
_WIDE, _NARROW = 600, 330
_LEAST_HEIGHT = 220
_GAP = 14
_CONTROLS = 330
"""Pixels of the controls with all their words."""
_ACTIONS = ("copy", "png", "svg", "csv")


class LossCard(Card):
    """Tells what a person chose; the charts decide what follows."""

    smoothing_changed = Signal()
    log_changed = Signal(bool)
    follow_asked = Signal()
    export_asked = Signal(str)
    """"copy", "png", "svg" or "csv"."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = LossPlot()
        self.legend = Flow(_GAP, between_lines=0)
        self._entries: tuple[LegendEntry, ...] = ()
        self._title = label(fonts.BODY, fonts.SEMIBOLD)
        fonts.fix(self._title, height=28)
        self._smoothing_words = label(fonts.SMALL, tone="muted")
        self._smoothing = TrackSlider(default=_SMOOTHING)
        self._smoothing.setFixedWidth(78)
        self._scale = Choice(SCALES)
        self._follow = Button("to-end")
        self._export = IconButton("export")
        self._note = label(fonts.LABEL, tone="muted")
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._epochs = False
        self._menu = QMenu(self)
        self._actions = {key: self._menu.addAction(key) for key in _ACTIONS}
        for key, action in self._actions.items():
            action.setData(key)
        self._wide = True
        self._lay_out()
        self._connect()
        self.set_following(True)
        self.render_texts()

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        controls.setSpacing(8)
        for widget in (self._follow, self._smoothing_words, self._smoothing):
            controls.addWidget(widget)
        controls.addSpacing(8)
        controls.addWidget(self._scale)
        controls.addWidget(self._export)
        self._head = QGridLayout()
        self._head.setHorizontalSpacing(16)
        self._head.setVerticalSpacing(4)
        self._head.setColumnStretch(1, 1)
        self._head.addWidget(self._title, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.legend, 0, 1, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(controls, 0, 2, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 11, 11, 10)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(self.plot, 1)
        column.addWidget(self._note)
        self.setMinimumHeight(_LEAST_HEIGHT)

    def _connect(self) -> None:
        self._smoothing.value_changed.connect(self._on_smoothing)
        self._scale.chosen.connect(self._on_scale)
        self._follow.clicked.connect(self.follow_asked)
        self._export.clicked.connect(self._open_menu)
        self._menu.triggered.connect(self._on_action)

    @property
    def reach(self) -> float:
        """Steps that smooth lines average over to either side: 0, or about 1 to 1,000."""
        return float(1_000**self._smoothing.number) - 1

    def set_following(self, following: bool) -> None:
        """Whether the plot shows everything and grows with the run; else it can be told to."""
        self._follow.setHidden(following)

    @property
    def step_words(self) -> str:
        """What the axis of steps is called."""
        return self.tr("step (each tick is an epoch)") if self._epochs else self.tr("step")

    def set_legend(self, entries: Sequence[LegendEntry]) -> None:
        """The entries of the legend, in order."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.legend.set_widgets(entries)
            self._fold()
        else:
            self.legend.arrange()

    def set_epochs(self, epochs: bool) -> None:
        """Whether the ticks below the plot are epochs."""
        self._epochs = epochs
        self._note.setText(self.step_words)

    def set_exporting(self, possible: bool) -> None:
        """Whether there is something to write."""
        self._export.setEnabled(possible)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= fonts.scaled(_WIDE)
        if wide != self._wide:
            self._wide = wide
            self._head.removeWidget(self.legend)
            place = (0, 1, 1, 1) if wide else (1, 0, 1, 3)
            self._head.addWidget(self.legend, *place, Qt.AlignmentFlag.AlignTop)
        self._fold()

    def _fold(self) -> None:
        """Let go of words that the legend has more need of."""
        wanted = sum(entry.sizeHint().width() + _GAP for entry in self._entries)
        wanted += self._title.sizeHint().width() + _CONTROLS
        self._smoothing_words.setHidden(self.width() < fonts.scaled(wanted))
        self._follow.set_folded(self.width() < fonts.scaled(wanted))
        self._smoothing.setHidden(self.width() < fonts.scaled(_NARROW))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Loss"))
        self._smoothing_words.setText(self.tr("Smoothing"))
        self._name_smoothing()
        self._scale.set_words("lin", self.tr("Lin"), self.tr("Linear scale"))
        self._scale.set_words("log", self.tr("Log"), self.tr("Logarithmic scale"))
        self._scale.setAccessibleName(self.tr("Scale of the losses"))
        self._follow.setText(self.tr("Follow"))
        self._follow.setToolTip(self.tr("Show the whole run again, as it grows (double click)"))
        self._follow.setAccessibleName(self.tr("Follow"))
        self._export.set_words(self.tr("Export the chart"))
        words = {
            "copy": self.tr("Copy chart"),
            "png": self.tr("Save as PNG…"),
            "svg": self.tr("Save as SVG…"),
            "csv": self.tr("Save every step as CSV…"),
        }
        for key, action in self._actions.items():
            action.setText(words[key])
        self.set_epochs(self._epochs)

    def _name_smoothing(self) -> None:
        self._smoothing.setAccessibleName(self.tr("Smoothing"))
        steps = f"{2 * self.reach:,.0f}"
        words = self.tr("Smooth lines average over about {count} steps").format(count=steps)
        self._smoothing.setToolTip(words)
        self._smoothing.setAccessibleDescription(words)

    def _on_smoothing(self, _value: float) -> None:
        self._name_smoothing()
        self.smoothing_changed.emit()

    def _on_scale(self, key: str) -> None:
        self.log_changed.emit(key == "log")

    def _open_menu(self) -> None:
        self._menu.popup(self._export.mapToGlobal(QPoint(0, self._export.height() + 2)))

    def _on_action(self, action: QAction) -> None:
        self.export_asked.emit(action.data())
