"""The stacked bars of the timeline, painted once a column into a pixmap that wraps around."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from gui import theme
from gui.class_colors import class_style
from gui.panels.frame_counts import Counts, FrameCounts
from gui.panels.time_axis import PITCH, TimeAxis

HEIGHT = 32
_FULL = 8
"""Detections that fill the height at least: 4 pixels each."""
_BAR = PITCH - 1


class CountBars:
    """Column ``k`` lies in slot ``k mod columns``, so that a scrolling window repaints no other."""

    def __init__(self) -> None:
        self._counts = FrameCounts()
        self._classes: tuple[str, ...] = ()
        self._axis: TimeAxis | None = None
        self._pixmap: QPixmap | None = None
        self._stale: set[int] = set()
        self._unseen_slots: set[int] = set()
        self._looks: tuple[object, ...] = ()

    @property
    def full(self) -> int:
        """The number of detections that fills the height: 8, 16, 32…, in whole pixels each."""
        return _FULL * 2 ** max(math.ceil(math.log2(max(self._counts.most, 1) / _FULL)), 0)

    def show(self, counts: FrameCounts, classes: tuple[str, ...]) -> None:
        """Show ``counts`` from now on."""
        self._counts, self._classes = counts, classes
        self._pixmap = None

    def refresh(self, columns: range) -> None:
        """The counts in ``columns`` are new."""
        self._stale.update(columns)

    def update(self, axis: TimeAxis, ratio: float) -> None:
        """Paint the columns on ``axis`` that are new, or all where something else changed."""
        looks = (axis.columns, ratio, self.full, self._counts.order, theme.current().name)
        if self._pixmap is None or looks != self._looks:
            self._pixmap = QPixmap(round(PITCH * axis.columns * ratio), round(HEIGHT * ratio))
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            self._stale = set(_columns(axis))
            self._unseen_slots.clear()
        elif self._axis is not None:
            self._stale |= set(_columns(axis)) - set(_columns(self._axis))
        self._axis, self._looks = axis, looks
        self._paint_stale(self._pixmap, axis)

    def draw(self, painter: QPainter, top: int, *, split: int) -> None:
        """Draw the bars: columns up to ``split`` in full, those after it at 50 %."""
        axis = self._axis
        if axis is None:
            return
        end = axis.first + axis.columns
        self._draw_columns(painter, top, range(axis.first, min(split + 1, end)))
        painter.setOpacity(0.5)
        self._draw_columns(painter, top, range(max(split + 1, axis.first), end))
        painter.setOpacity(1.0)

    def unseen(self) -> list[range]:
        """Runs of columns on the axis of which no frame was seen."""
        runs: list[range] = []
        axis = self._axis
        for k in _columns(axis) if axis else ():
            if k % axis.columns not in self._unseen_slots:
                continue
            if runs and runs[-1].stop == k:
                runs[-1] = range(runs[-1].start, k + 1)
            else:
                runs.append(range(k, k + 1))
        return runs

    def _draw_columns(self, painter: QPainter, top: int, columns: range) -> None:
        """Draw ``columns``: two pieces where they reach over the end of the pixmap."""
        axis, ratio = self._axis, self._pixmap.devicePixelRatio()
        while columns:
            slot = columns.start % axis.columns
            count = min(len(columns), axis.columns - slot)
            left = axis.left + PITCH * (columns.start - axis.first)
            target = QRectF(left, top, PITCH * count, HEIGHT)
            source = QRectF(PITCH * slot * ratio, 0, PITCH * count * ratio, HEIGHT * ratio)
            painter.drawPixmap(target, self._pixmap, source)
            columns = columns[count:]

    def _paint_stale(self, pixmap: QPixmap, axis: TimeAxis) -> None:
        stale = self._stale.intersection(_columns(axis))
        self._stale.clear()
        if not stale:
            return
        painter = QPainter(pixmap)
        for number in stale:
            slot = number % axis.columns
            counts = self._counts.column(number, columns=axis.columns)
            (self._unseen_slots.add if counts is None else self._unseen_slots.discard)(slot)
            self._paint_column(painter, PITCH * slot, counts)
        painter.end()

    def _paint_column(self, painter: QPainter, left: int, counts: Counts | None) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(QRectF(left, 0, PITCH, HEIGHT), Qt.GlobalColor.transparent)
        if counts is None:
            return
        # Seen, whatever was found: the baseline tells it from "not seen yet".
        painter.fillRect(QRectF(left, HEIGHT - 1, PITCH, 1), theme.current().color("border2"))
        unit = HEIGHT / self.full
        gap = 1 if unit >= 2 else 0
        bottom = float(HEIGHT)
        for label in self._counts.order:
            height = unit * counts.get(label, 0)
            if height:
                bar = QRectF(left, bottom - height, _BAR, max(height - gap, 1))
                painter.fillRect(bar.translated(0, gap), self._color(label))
                bottom -= height

    def _color(self, label: int) -> QColor:
        return class_style(label, self._classes).color


def _columns(axis: TimeAxis) -> range:
    return range(axis.first, axis.first + axis.columns)
