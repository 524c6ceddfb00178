"""A switch: a pill with a knob that stands at the right while it is on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui import theme
from gui.controls.painting import fill_rounded

_WIDTH, _HEIGHT, _KNOB = 28, 16, 12


class Switch(QAbstractButton):
    """On or off at once: ``toggled`` tells every change, ``clicked`` one by a person."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = "accent" if on else "border2"
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, _HEIGHT / 2, active.color(fill if self.isEnabled() else "sel"))
        painter.setBrush(active.color("on_accent" if on and self.isEnabled() else "raised"))
        reach = _HEIGHT / 2
        middle = QPointF(_WIDTH - reach if on else reach, _HEIGHT / 2)
        painter.drawEllipse(middle, _KNOB / 2, _KNOB / 2)
        painter.end()
