"""A short value in a pill that is on (tinted) or off (dashed)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui import fonts, theme
from gui.controls.painting import fill_rounded, stroke_rounded

HEIGHT, _PADDING = 22, 10


class Pill(QAbstractButton):
    """``clicked`` tells that a person switched it. Disabled, it is a fixed part of the rule."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        fonts.fix(self, height=HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(2 * _PADDING + words, fonts.scaled(30)), fonts.scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, radius = QRectF(self.rect()), self.height() / 2
        if on:
            fill_rounded(painter, rect, radius, active.color("accent_soft"))
        else:
            edge = active.color("muted" if self.underMouse() else "faint")
            stroke_rounded(painter, rect, radius, edge, dashes=(3, 2))
        ink = "text" if not self.isEnabled() else "accent" if on else "muted"
        painter.setPen(active.color(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
