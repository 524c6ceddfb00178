"""A slider over any range, as the interface draws it: a thin track, its accent side what survives.

Its base in Qt counts whole steps; what it means is told and set as a number of its range.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
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
Ticks = Sequence[tuple[float, str]]
"""(number, words) of each tick."""

OVERHANG = 8
"""Pixels that the widget reaches past each end of its track, where half a handle can stand."""

_BARE, _WORDED = 20, 28
_MIDDLE = 9.5
_HANDLE = 13
_LARGE_STEP = 10
_DIRECTIONS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1,
}  # fmt: skip
_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class TrackSlider(QAbstractSlider):
    """Arrow keys and the wheel move it by a step, with Shift by ten; a double click resets it.

    ``value_changed`` tells the number that a person moved it to, never of ``set_value``.
    """

    value_changed = Signal(float)

    def __init__(
        self,
        low: float = 0.0,
        high: float = 1.0,
        *,
        default: float,
        steps: int = 100,
        survivors: Side = "left",
        ticks: Ticks = (),
        logarithmic: bool = False,
        flush: bool = False,
    ) -> None:
        """From ``low`` to ``high`` in ``steps``; logarithmic: in equal ratios, ``low`` above 0.

        flush: the track is as wide as the widget, instead of ``OVERHANG`` less on either side.
        """
        super().__init__()
        self._low, self._high, self._logarithmic = low, high, logarithmic
        self._steps, self._default = steps, default
        self._survivors = survivors
        self._inset = _HANDLE / 2 if flush else OVERHANG
        self._reach = self._inset if flush else 0.0
        self._ticks = tuple(ticks)
        self._ring = False
        self.setProperty("ownFocusRing", True)
        self.setRange(0, steps)
        self.setSingleStep(1)
        self.setPageStep(_LARGE_STEP)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fit_height()
        self.set_value(default)
        self.valueChanged.connect(self._tell)

    @property
    def number(self) -> float:
        """Where the handle stands, in the range."""
        return self.number_at(self.value() / self._steps)

    def set_value(self, number: float) -> None:
        """Move the handle to the step nearest to ``number``, without telling anybody."""
        with QSignalBlocker(self):
            self.setValue(round(self.share_of(number) * self._steps))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(304, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    # What a subclass may change

    def plain_height(self) -> int:
        """Logical pixels it is high, at the usual text size."""
        return _WORDED if self._ticks else _BARE

    def track_middle(self) -> float:
        """Where the track lies, in pixels from the top."""
        return _MIDDLE

    def paint_behind(self, painter: QPainter) -> None:
        """What stands on the track."""

    # Numbers and pixels

    def number_at(self, share: float) -> float:
        """The number at a place on the track, 0..1."""
        if self._logarithmic:
            return float(self._low * (self._high / self._low) ** share)
        return self._low + share * (self._high - self._low)

    def share_of(self, number: float) -> float:
        """The place of ``number`` on the track, 0..1."""
        number = min(max(number, self._low), self._high)
        if self._logarithmic:
            return math.log(number / self._low) / math.log(self._high / self._low)
        return (number - self._low) / (self._high - self._low)

    def x_of(self, number: float) -> float:
        """The pixel of ``number`` on the track."""
        return self._inset + self.share_of(number) * (self.width() - 2 * self._inset)

    def survives(self, number: float) -> bool:
        """Whether ``number`` lies on the accent side."""
        return number > self.number if self._survivors == "right" else number < self.number

    def fit_height(self) -> None:
        """Fix the height, with room for larger words below the track."""
        words = fonts.scaled(fonts.TICK) - fonts.TICK if self._ticks else 0
        self.setFixedHeight(self.plain_height() + words)

    def _tell(self, _value: int) -> None:
        self.update()
        self.value_changed.emit(self.number)

    # Events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_height()

    def move_to(self, x: float) -> None:
        """Move the handle to the pixel ``x``, as a person does."""
        share = (x - self._inset) / max(self.width() - 2 * self._inset, 1)
        self.setValue(round(min(max(share, 0.0), 1.0) * self._steps))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setValue(round(self.share_of(self._default) * self._steps))

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
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
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

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_behind(painter)
        self._paint_track(painter)
        if self._ticks:
            self._paint_ticks(painter)
        self._paint_handle(painter)
        painter.end()

    def _accent(self) -> QColor:
        return theme.current().color("accent" if self.isEnabled() else "faint")

    def _paint_track(self, painter: QPainter) -> None:
        left, right = self.x_of(self._low) - self._reach, self.x_of(self._high) + self._reach
        track = QRectF(left, self.track_middle() - 1.5, right - left, 3)
        fill_rounded(painter, track, 1.5, theme.current().color("border2"))
        if self._survivors == "right":
            track.setLeft(self.x_of(self.number))
        else:
            track.setRight(self.x_of(self.number))
        fill_rounded(painter, track, 1.5, self._accent())

    def _paint_ticks(self, painter: QPainter) -> None:
        painter.setPen(theme.current().color("muted"))
        painter.setFont(fonts.font(fonts.TICK))
        metrics = painter.fontMetrics()
        baseline = self.height() - metrics.descent()
        for number, words in self._ticks:
            # The outer words align with the ends of the track, the others stand centred.
            offset = {self._low: 0.0, self._high: 1.0}.get(number, 0.5)
            left = self.x_of(number) - offset * metrics.horizontalAdvance(words)
            painter.drawText(QPointF(left, baseline), words)

    def _paint_handle(self, painter: QPainter) -> None:
        accent = self._accent()
        centre = QPointF(self.x_of(self.number), self.track_middle())
        radius = (_HANDLE - 1.75) / 2
        painter.setBrush(theme.current().color("raised"))
        painter.setPen(QPen(accent, 1.75))
        painter.drawEllipse(centre, radius, radius)
        if self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2))
            painter.drawEllipse(centre, _HANDLE / 2 + 2, _HANDLE / 2 + 2)
