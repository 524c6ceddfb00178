"""The line of a transport: one tick a step, a block where something is decided, labels below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from gui import fonts, theme
from gui.controls.painting import fill_rounded
from gui.lessons.frame.lesson import Step

_INSET = 28
_HANDLE = 13
_TRACK = 23
_GAP = 12
"""Logical pixels that labels keep between them; those that would not are left out."""


class Scrubber(QAbstractSlider):
    """``valueChanged`` tells moves by a person; ``set_step`` tells nobody."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fonts.fix(self, height=48)

    def sizeHint(self) -> QSize:
        return QSize(240, fonts.scaled(48))

    def set_steps(self, steps: Sequence[Step]) -> None:
        self._steps = tuple(steps)
        with QSignalBlocker(self):
            self.setRange(0, max(len(self._steps) - 1, 0))
        self.update()

    def set_step(self, step: int) -> None:
        with QSignalBlocker(self):
            self.setValue(step)
        self.update()

    def _x(self, step: float) -> float:
        return _INSET + step / max(self.maximum(), 1) * (self.width() - 2 * _INSET)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def _go(self, x: float) -> None:
        share = (x - _INSET) / max(self.width() - 2 * _INSET, 1)
        self.setValue(round(share * self.maximum()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self._x(self.value())
        track = QRectF(_INSET, _TRACK - 1.5, self.width() - 2 * _INSET, 3)
        fill_rounded(painter, track, 1.5, active.color("border2"))
        track.setRight(here)
        fill_rounded(painter, track, 1.5, active.color("accent"))
        for index, step in enumerate(self._steps):
            self._paint_tick(painter, index, step)
        self._paint_labels(painter)
        painter.setPen(QPen(active.color("accent"), 1.75))
        painter.setBrush(active.color("raised"))
        painter.drawEllipse(QPointF(here, _TRACK), (_HANDLE - 1.75) / 2, (_HANDLE - 1.75) / 2)
        painter.end()

    def _paint_tick(self, painter: QPainter, index: int, step: Step) -> None:
        active, x = theme.current(), self._x(index)
        if not step.mark:
            painter.fillRect(QRectF(round(x), 10, 1, 5), active.color("border2"))
            return
        block = QRectF(x - 2.5, 8, 5, 8)
        painter.setPen(QPen(active.color("muted"), 1))
        reached = index <= self.value()
        painter.setBrush(active.color("muted") if reached else active.color("surface"))
        painter.drawRoundedRect(block.adjusted(0.5, 0.5, -0.5, -0.5), 1, 1)

    def _paint_labels(self, painter: QPainter) -> None:
        """The current label first, then the others from the left, as many as fit."""
        active, taken = theme.current(), []
        order = [self.value(), *range(len(self._steps))]
        for index in dict.fromkeys(order):
            if not (0 <= index < len(self._steps)) or not self._steps[index].label:
                continue
            on = index == self.value()
            painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD if on else fonts.REGULAR))
            width = painter.fontMetrics().horizontalAdvance(self._steps[index].label) + 1
            # Clear of what stands at both ends of the line as of one another.
            left = min(max(self._x(index) - width / 2, _GAP / 2), self.width() - width - _GAP / 2)
            if any(left < end + _GAP and start < left + width + _GAP for start, end in taken):
                continue
            taken.append((left, left + width))
            painter.setPen(active.color("text" if on else "muted"))
            place = QRectF(left, _TRACK + 9, width, self.height() - _TRACK - 9)
            painter.drawText(place, Qt.AlignmentFlag.AlignTop, self._steps[index].label)
