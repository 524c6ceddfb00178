"""The scrubber of the time machine: a handle over the steps that were kept of a run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from gui import fonts, theme
from gui.controls.track_slider import TrackSlider
from ssd_core.training.curves import nearest

_HEIGHT = 36
_TICK_TOP, _TICK = 19, 4
_CLOSEST = 6.0
"""Pixels between two ticks; where steps lie closer, not each has one."""


class Scrubber(TrackSlider):
    """Its value counts the kept steps; on the track each lies where it lies in the run."""

    chosen = Signal(object)
    """The step that a person moved it to; None for the newest one, as it comes."""

    def __init__(self) -> None:
        self._kept: tuple[int, ...] = ()
        self._live = True
        super().__init__(default=0.0, steps=0)
        self.setEnabled(False)
        self.value_changed.connect(self._on_moved)

    @property
    def number(self) -> float:
        """The step at which the handle stands."""
        return float(self._kept[self.value()]) if self._kept else 0.0

    def show_steps(self, steps: Sequence[int], step: int | None) -> None:
        """Offer ``steps``, rising, and stand at ``step``; None: at the newest one, live."""
        self._kept, self._live = tuple(steps), step is None
        newest = float(self._kept[-1]) if self._kept else 1.0
        # Where the start alone was kept it is the newest one too, at the right end.
        self._low, self._high = (0.0, newest) if newest else (-1.0, 0.0)
        self.blockSignals(True)
        self.setRange(0, max(len(self._kept) - 1, 0))
        if self._kept:
            last = len(self._kept) - 1
            self.setValue(last if step is None else nearest(self._kept, step))
        self.blockSignals(False)
        self.setEnabled(len(self._kept) > 0)
        self.update()

    def move_to(self, x: float) -> None:
        if self._kept:
            left, right = self.x_of(self._low), self.x_of(self._high)
            share = (x - left) / max(right - left, 1)
            row = nearest(self._kept, share * self._kept[-1])
            if row == self.value():  # it may stand there live
                self._on_moved(self.number)
            else:
                self.setValue(row)

    def _on_moved(self, _number: float) -> None:
        self.chosen.emit(int(self.number))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._live:
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    # Painting

    def plain_height(self) -> int:
        return _HEIGHT

    def fit_height(self) -> None:
        self.setFixedHeight(_HEIGHT + fonts.scaled(fonts.TICK) - fonts.TICK)

    def paint_behind(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.current().color("faint"), 1))
        before = -_CLOSEST
        for step in self._kept:
            x = round(self.x_of(step)) + 0.5
            if x - before >= _CLOSEST:
                painter.drawLine(QPointF(x, _TICK_TOP), QPointF(x, _TICK_TOP + _TICK))
                before = x
        self._paint_ends(painter)

    def _paint_ends(self, painter: QPainter) -> None:
        if not self._kept:
            return
        painter.setPen(theme.current().color("muted"))
        painter.setFont(fonts.font(fonts.TICK))
        left, right = self.x_of(self._low), self.x_of(self._high)
        line = QRectF(left, 0, right - left, self.height())
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(line, bottom | Qt.AlignmentFlag.AlignLeft, "0")
        newest = self.tr("{step} · live").format(step=f"{self._kept[-1]:,}")
        painter.drawText(line, bottom | Qt.AlignmentFlag.AlignRight, newest)
