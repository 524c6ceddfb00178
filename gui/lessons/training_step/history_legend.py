"""The legend of the losses: a piece of each line, its name, its newest value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme

_SAMPLE, _GAP, _NEXT = 14, 6, 16


class HistoryLegend(QWidget):
    """Entries that do not fit are left out, the last first."""

    def __init__(self) -> None:
        super().__init__()
        self._values: tuple[tuple[str, float, QColor], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[tuple[str, float, QColor]]) -> None:
        """(name, value, colour) of each line."""
        self._values = tuple(values)
        self.setAccessibleName(", ".join(f"{name} {value:.2f}" for name, value, _ in values))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, fonts.scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0.0, self.height() / 2
        for name, value, color in self._values:
            plain, strong = fonts.font(fonts.SMALL), fonts.font(fonts.SMALL, fonts.SEMIBOLD)
            painter.setFont(plain)
            width = painter.fontMetrics().horizontalAdvance(name)
            painter.setFont(strong)
            figure = f"{value:.2f}"
            figures = painter.fontMetrics().horizontalAdvance(figure)
            end = x + _SAMPLE + _GAP + width + _GAP + figures
            if end > self.width():
                break
            painter.setPen(QPen(color, 2))
            painter.drawLine(QPointF(x, middle), QPointF(x + _SAMPLE, middle))
            painter.setPen(theme.current().color("text"))
            left = x + _SAMPLE + _GAP
            rect = self.rect().toRectF()
            painter.setFont(plain)
            painter.drawText(rect.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(strong)
            left += width + _GAP
            painter.drawText(rect.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, figure)
            x = end + _NEXT
        painter.end()
