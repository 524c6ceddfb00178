"""A slider over 0..1 that stands on the histogram of what it cuts.

The side in the accent colour, with dark bars, is what survives: right of the handle for a
confidence threshold, left of it for an overlap threshold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from gui import fonts, theme
from gui.controls.painting import fill_rounded

Side = Literal["left", "right"]

OVERHANG = 8
"""Pixels that the widget reaches past each end of its track, where half a handle can stand."""

_STEPS = 100
_TALL, _FLAT = 48, 28
_BAR_HEIGHT, _BAR_GAP = 26, 1.5
_HANDLE = 13
_TICKS = ((0.0, "0"), (0.25, ".25"), (0.5, ".5"), (0.75, ".75"), (1.0, "1"))
_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class HistogramSlider(QAbstractSlider):
    """A slider from 0 to 1 in steps of 0.01, with a histogram behind it once there is one.

    Arrow keys and the wheel move it by 0.01, with Shift by 0.1; a double click resets it.
    ``value_changed`` tells of moves by a person only, never of ``set_value``.
    """

    value_changed = Signal(float)

    def __init__(self, *, default: float, survivors: Side) -> None:
        super().__init__()
        self._default = default
        self._survivors = survivors
        self._bars: tuple[float, ...] = ()
        self._ring = False
        self.setProperty("ownFocusRing", True)
        self.setRange(0, _STEPS)
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit_height()
        self.set_value(default)
        self.valueChanged.connect(self._tell)

    @property
    def threshold(self) -> float:
        """Where the handle stands, 0..1."""
        return self.value() / _STEPS

    def set_value(self, value: float) -> None:
        """Move the handle to ``value``, 0..1, without telling anybody."""
        with QSignalBlocker(self):
            self.setValue(round(value * _STEPS))
        self.update()

    def set_histogram(self, counts: Sequence[int] | None) -> None:
        """Show ``counts``, one a bin of equal width over 0..1, on a log scale; None shows none."""
        if counts is None or len(counts) == 0:
            self._bars = ()
        else:
            logs = np.log1p(np.asarray(counts, dtype=np.float64))
            self._bars = tuple((logs / max(logs.max(), 1e-9)).tolist())
        self._fit_height()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(304, self.height())

    def _fit_height(self) -> None:
        more = fonts.scaled(fonts.TICK) - fonts.TICK  # for larger words below the track
        self.setFixedHeight((_TALL if self._bars else _FLAT) + more)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()

    def _tell(self, value: int) -> None:
        self.update()
        self.value_changed.emit(value / _STEPS)

    def _x(self, value: float) -> float:
        return OVERHANG + value * (self.width() - 2 * OVERHANG)

    def _move_to(self, x: float) -> None:
        share = (x - OVERHANG) / max(self.width() - 2 * OVERHANG, 1)
        self.setValue(round(min(max(share, 0.0), 1.0) * _STEPS))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setValue(round(self._default * _STEPS))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Unfocused, the wheel belongs to the column that scrolls past under the cursor.
        if not self.hasFocus():
            event.ignore()
            return
        # With Alt some systems turn the wheel sideways, so both axes count.
        turn = event.angleDelta().y() or event.angleDelta().x()
        self._nudge(1 if turn > 0 else -1, event.modifiers())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        directions = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1,
        }  # fmt: skip
        direction = directions.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
        else:
            self._show_ring(True)
            self._nudge(direction, event.modifiers())

    def _nudge(self, direction: int, modifiers: Qt.KeyboardModifier) -> None:
        large = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        step = self.pageStep() if large else self.singleStep()
        self.setValue(self.value() + direction * step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_ring(event.reason() in _KEYBOARD)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring(False)

    def _show_ring(self, shown: bool) -> None:
        self._ring = shown
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = 31.5 if self._bars else 9.5
        if self._bars:
            self._paint_bars(painter)
        self._paint_track(painter, track)
        self._paint_ticks(painter)
        self._paint_handle(painter, track)
        painter.end()

    def _survives(self, value: float) -> bool:
        right = self._survivors == "right"
        return value > self.threshold if right else value < self.threshold

    def _paint_bars(self, painter: QPainter) -> None:
        surviving: list[QRectF] = []
        falling: list[QRectF] = []
        pitch = (self._x(1) - self._x(0) + _BAR_GAP) / len(self._bars)
        for i, share in enumerate(self._bars):
            height = max(share * _BAR_HEIGHT, 1.0)
            bar = QRectF(self._x(0) + i * pitch, 1 + _BAR_HEIGHT - height, pitch - _BAR_GAP, height)
            side = surviving if self._survives((i + 0.5) / len(self._bars)) else falling
            side.append(bar)
        painter.setPen(Qt.PenStyle.NoPen)
        for bars, token in ((surviving, "hist_on"), (falling, "hist_off")):
            painter.setBrush(theme.current().color(token))
            painter.drawRects(bars)

    def _paint_track(self, painter: QPainter, middle: float) -> None:
        active = theme.current()
        handle = self._x(self.threshold)
        track = QRectF(self._x(0), middle - 1.5, self._x(1) - self._x(0), 3)
        fill_rounded(painter, track, 1.5, active.color("border2"))
        survivors = QRectF(track)
        if self._survivors == "right":
            survivors.setLeft(handle)
        else:
            survivors.setRight(handle)
        accent = active.color("accent" if self.isEnabled() else "faint")
        fill_rounded(painter, survivors, 1.5, accent)

    def _paint_ticks(self, painter: QPainter) -> None:
        painter.setPen(theme.current().color("muted"))
        painter.setFont(fonts.font(fonts.TICK))
        metrics = painter.fontMetrics()
        baseline = self.height() - metrics.descent()
        for value, words in _TICKS:
            # The outer words align with the ends of the track, the others stand centred.
            offset = value if value in (0.0, 1.0) else 0.5
            left = self._x(value) - offset * metrics.horizontalAdvance(words)
            painter.drawText(QPointF(left, baseline), words)

    def _paint_handle(self, painter: QPainter, middle: float) -> None:
        active = theme.current()
        accent = active.color("accent" if self.isEnabled() else "faint")
        centre = QPointF(self._x(self.threshold), middle)
        if self._bars:
            painter.setPen(QPen(accent, 1))
            hair = math.floor(centre.x()) + 0.5
            painter.drawLine(QPointF(hair, 0), QPointF(hair, middle))
        radius = (_HANDLE - 1.75) / 2
        painter.setBrush(active.color("raised"))
        painter.setPen(QPen(accent, 1.75))
        painter.drawEllipse(centre, radius, radius)
        if self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2))
            painter.drawEllipse(centre, _HANDLE / 2 + 2, _HANDLE / 2 + 2)
