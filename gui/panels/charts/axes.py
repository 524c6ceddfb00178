"""The two axes of a plot: quiet figures, hairlines across, no frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from gui import fonts, theme
from gui.panels.charts.ticks import log_ticks, tick_text, ticks

Line = tuple[QPen, QPointF, QPointF]
Text = tuple[QRectF, Qt.AlignmentFlag, str]
_GAP = 8
_PAST = 24
BEHIND = -1_000
"""Under the curves."""
_EPOCH_TICK = 4
_MOST_EPOCHS = 120
"""Closer together they would be a bar."""
_STEP_WIDTH = 72
"""Pixels that a figure of steps takes with the room around it."""


class _QuietAxis(pg.AxisItem):
    """Says where its lines and words are; the colours are those of the theme."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.setGrid(255)  # so that it may draw across the plot
        self.restyle()

    def restyle(self) -> None:
        """Another theme, or another text size."""
        self.setStyle(tickFont=fonts.font(fonts.TICK))
        self.setTextPen(theme.current().color("muted"))
        self.picture = None
        self.update()

    def redraw(self) -> None:
        """What it says has changed."""
        self.picture = None
        self.update()

    def updateAutoSIPrefix(self) -> None:
        """Called at every new range. It has no label, and an empty one need not be laid out."""
        self.redraw()

    def boundingRect(self) -> QRectF:
        # Half of the outer figures stands past the ends of the axis.
        return super().boundingRect().adjusted(-_PAST, -_PAST, _PAST, _PAST)

    @property
    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(fonts.font(fonts.TICK))

    def plot_rect(self) -> QRectF:
        """The plot beside it, in its own coordinates."""
        view = self.linkedView()
        return view.mapRectToItem(self, view.boundingRect())


class ValueAxis(_QuietAxis):
    """At the left: a figure and a hairline across the plot at each round value."""

    def __init__(self, *, most: int) -> None:
        """most: parts that its ticks divide it into."""
        self._most = most
        self._text: Callable[[float], str] = tick_text
        self._log = False
        super().__init__("left")

    def set_text(self, text: Callable[[float], str]) -> None:
        """How figures are written."""
        if text != self._text:
            self._text = text
            self.redraw()

    def set_log(self, log: bool) -> None:
        """Whether values are logarithms (base 10) of what is written."""
        self._log = log
        self.redraw()

    def generateDrawSpecs(self, _painter: QPainter) -> tuple[Line, list[Line], list[Text]]:
        plot, (low, high) = self.plot_rect(), self.range
        pen = QPen(theme.current().color("border"), 1)
        lines: list[Line] = []
        texts: list[Text] = []
        height = self.metrics.height()
        found = (log_ticks if self._log else ticks)(low, high, self._most)
        for value in found:
            y = round(plot.bottom() - (value - low) / (high - low) * plot.height())
            lines.append((pen, QPointF(plot.left(), y), QPointF(plot.right(), y)))
            shown = 10**value if self._log else value
            rect = QRectF(0, y - height / 2, plot.left() - _GAP, height)
            texts.append((rect, Qt.AlignmentFlag.AlignRight, self._text(shown)))
        base = (pen, QPointF(plot.left(), plot.bottom()), QPointF(plot.right(), plot.bottom()))
        return base, lines, texts


class StepAxis(_QuietAxis):
    """At the bottom: a line with a tick where an epoch ends, and figures of steps."""

    def __init__(self) -> None:
        self._epochs: Sequence[float] = ()
        super().__init__("bottom")

    def set_epochs(self, ends: Sequence[float]) -> None:
        """The steps at which epochs end."""
        if not np.array_equal(ends, self._epochs):
            self._epochs = ends
            self.redraw()

    def generateDrawSpecs(self, _painter: QPainter) -> tuple[Line, list[Line], list[Text]]:
        plot, (low, high) = self.plot_rect(), self.range
        color = theme.current().color
        bottom, scale = plot.bottom(), plot.width() / (high - low)
        pen = QPen(color("border2"), 1)
        base = (pen, QPointF(plot.left(), bottom), QPointF(plot.right(), bottom))
        figures = ticks(low, high, max(int(plot.width() // _STEP_WIDTH), 1))
        inside = [end for end in self._epochs if low <= end <= high]
        lines = [
            (pen, QPointF(x, bottom), QPointF(x, bottom + _EPOCH_TICK))
            for x in (round(plot.left() + (step - low) * scale) for step in inside or figures)
            if len(inside) <= _MOST_EPOCHS
        ]
        return base, lines, [self._text(plot, step, low, scale) for step in figures]

    def _text(self, plot: QRectF, step: float, low: float, scale: float) -> Text:
        """A figure under its step; the outer ones stay within the plot's edges."""
        words = tick_text(step)
        width = self.metrics.horizontalAdvance(words) + 2
        left = plot.left() + (step - low) * scale - width / 2
        left = min(left, plot.right() - width)
        rect = QRectF(left, plot.bottom() + _EPOCH_TICK + 4, width, self.metrics.height())
        return rect, Qt.AlignmentFlag.AlignHCenter, words
