"""Shifted: the four offsets as bars around zero, and the BBox they lead to."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import fonts, theme
from gui.panels.biography.step import Step
from gui.panels.biography.words import signed
from ssd_core.explain.biography import Shift

_NAMES = ("Δcx", "Δcy", "Δw", "Δh")
_ROW = 22
_NAME, _FIGURE = 34, 56
_BAR = 6
_REACH = 2.0
"""What a whole bar stands for at least."""


class Shifted(Step):
    """What the network added to the DBox."""

    def __init__(self) -> None:
        super().__init__(2)
        self._shift: Shift | None = None
        self._size = (1, 1)
        self._bars = OffsetBars()
        self.body.addWidget(self._bars)
        self._box_name, self._box = self.add_row()
        self.render_texts()

    def show_shift(self, shift: Shift, size: tuple[int, int]) -> None:
        """Show the offsets of a candidate of a picture of ``size`` (width, height)."""
        self._shift, self._size = shift, size
        self._bars.set_offsets(shift.offsets)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Shifted"))
        self.note.setText(self.tr("by four offsets"))
        self._box_name.setText(self.tr("BBox"))
        if self._shift is not None:
            xmin, ymin, xmax, ymax = self._shift.box
            width, height = (xmax - xmin) * self._size[0], (ymax - ymin) * self._size[1]
            self._box.setText(f"{width:.0f} × {height:.0f} px")
            told = zip(_NAMES, self._shift.offsets, strict=True)
            self._bars.setAccessibleName(", ".join(f"{n} {signed(v, 2)}" for n, v in told))


class OffsetBars(QWidget):
    """Four bars around a common zero."""

    def __init__(self) -> None:
        super().__init__()
        self._offsets = (0.0, 0.0, 0.0, 0.0)
        fonts.fix(self, height=len(_NAMES) * _ROW)

    def set_offsets(self, offsets: tuple[float, float, float, float]) -> None:
        self._offsets = offsets
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        finite = [abs(value) for value in self._offsets if math.isfinite(value)]
        reach = max([_REACH, *finite])
        left, height = fonts.scaled(_NAME), self.height() / len(_NAMES)
        track = QRectF(left, 0, self.width() - left - fonts.scaled(_FIGURE), 1)
        zero = round(track.center().x()) + 0.5
        painter.setFont(fonts.font(fonts.BODY))
        for row, (name, value) in enumerate(zip(_NAMES, self._offsets, strict=True)):
            line = QRectF(0, row * height, self.width(), height)
            middle = line.center().y()
            painter.fillRect(
                QRectF(track.left(), middle - 1, track.width(), 2), active.color("sel")
            )
            if math.isfinite(value):
                length = value / reach * track.width() / 2
                bar = QRectF(
                    QPointF(zero, middle - _BAR / 2), QPointF(zero + length, middle + _BAR / 2)
                )
                painter.fillRect(bar.normalized(), active.color("d2"))
            painter.setPen(QPen(active.color("faint"), 1))
            painter.drawLine(QPointF(zero, middle - 5), QPointF(zero, middle + 5))
            painter.setPen(active.color("muted"))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(active.color("text"))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(line, right, signed(value, 2))
        painter.end()
