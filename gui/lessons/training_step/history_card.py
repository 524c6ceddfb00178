"""The loss so far, and the minute of training that makes more of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.card import Card
from gui.controls.labels import label
from gui.lessons.training_step.history_legend import HistoryLegend
from gui.panels.charts.lines import CONFIDENCE, LOCALISATION, TOTAL, ShownLine, line_color
from gui.panels.charts.loss_plot import LossPlot
from gui.panels.charts.plot import pen
from ssd_core.training.curves import Curve

_KEYS = (TOTAL, CONFIDENCE, LOCALISATION)
_WIDTHS = {TOTAL: 2.0, CONFIDENCE: 1.5, LOCALISATION: 1.5}
Point = tuple[int, float, float]
"""(step, localisation, confidence)."""


class HistoryCard(Card):
    """``minute_wanted`` asks for a minute of training, ``stop_wanted`` for its end."""

    minute_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._training, self._left = False, 0
        self._points: Sequence[Point] = ()
        self._title = label(fonts.SMALL, fonts.SEMIBOLD)
        self._state = label(fonts.SMALL, tone="muted")
        self._empty = label(fonts.SMALL, tone="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self.legend, self.plot = HistoryLegend(), LossPlot()
        self.button = Button()
        self.button.clicked.connect(self._on_clicked)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self.legend, 1)
        head.addWidget(self._state)
        head.addWidget(self.button)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.plot)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(holder, 1)
        self.setMinimumHeight(118)
        self.render_texts()

    def set_points(self, points: Sequence[Point]) -> None:
        """Show the losses of the steps so far."""
        self._points = points
        self._stack.setCurrentIndex(1 if len(points) > 1 else 0)
        self._draw()

    def set_training(self, training: bool, *, seconds_left: int = 0) -> None:
        """Whether the minute runs, and how much of it is left."""
        self._training, self._left = training, seconds_left
        self.retranslate()

    def set_empty_words(self, words: str) -> None:
        """What stands where there is no line yet."""
        self._empty.setText(words)

    def _draw(self) -> None:
        if not self._points:
            self.legend.set_values(())
            return
        steps, loc, conf = (np.array(part, float) for part in zip(*self._points, strict=True))
        values = {TOTAL: loc + conf, CONFIDENCE: conf, LOCALISATION: loc}
        names = dict(zip(_KEYS, self._names(), strict=True))
        lines = [
            ShownLine(
                key,
                names[key],
                Curve(steps, values[key]),
                lambda key=key: line_color(key),
                float(values[key][-1]),
            )
            for key in _KEYS
        ]
        for line in lines:
            self.plot.set_line(line.key, line.curve, pen(line.color(), _WIDTHS[line.key]))
        last = max(float(steps[-1]), float(steps[0]) + 1)
        top = float(np.nanmax(values[TOTAL])) * 1.05 or 1.0
        self.plot.set_range(float(steps[0]), last, 0.0, top)
        self.plot.show_values(lines, ())
        self.legend.set_values([(line.name, line.now, line.color()) for line in lines])

    def _names(self) -> tuple[str, str, str]:
        return self.tr("total"), "conf", "loc"

    def retranslate(self) -> None:
        self._title.setText(self.tr("Loss so far"))
        step = f"{self._points[-1][0]:,}" if self._points else ""
        if self._training:
            words = self.tr("{seconds} s left").format(seconds=self._left)
            self._state.setText(words)
        else:
            self._state.setText(self.tr("step {step}").format(step=step) if step else "")
        self.button.setText(self.tr("Stop") if self._training else self.tr("Train 60 seconds"))
        self.button.setAccessibleName(self.button.text())
        self.button.updateGeometry()
        self._draw()

    def restyle(self) -> None:
        self._draw()

    def _on_clicked(self) -> None:
        (self.stop_wanted if self._training else self.minute_wanted).emit()
