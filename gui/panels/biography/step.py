"""One step of a life: its number in a circle, a title, and a line down to the next step."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from gui import fonts, theme
from gui.controls.labels import label
from gui.controls.live import LiveWidget

MARGIN = 16
_CIRCLE = 20
_CONTENT = 46
_ABOVE, _BELOW = 2, 22


class Step(LiveWidget):
    """Base of the four steps. Put content into ``body``; ``note`` stands beside the title."""

    def __init__(self, number: int, *, last: bool = False) -> None:
        super().__init__()
        self._number, self._last = number, last
        self.title = label(fonts.BODY, fonts.SEMIBOLD)
        self.note = label(fonts.BODY, tone="muted")
        heading = QHBoxLayout()
        heading.setSpacing(6)
        heading.addWidget(self.title)
        heading.addWidget(self.note)
        heading.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(_CONTENT, _ABOVE, MARGIN, 0 if last else _BELOW)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addLayout(self.body)

    def add_row(self) -> tuple[QLabel, QLabel]:
        """A line of the body: its name, and its figure at the right."""
        name, figure = label(tone="muted"), label()
        row = QHBoxLayout()
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(figure)
        self.body.addLayout(row)
        return name, figure

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.title.geometry().center().y() + 0.5
        circle = QRectF(MARGIN, middle - _CIRCLE / 2, _CIRCLE, _CIRCLE)
        painter.setPen(QPen(active.color("text"), 1))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(fonts.font(fonts.LABEL, fonts.MEDIUM))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if not self._last:
            painter.setPen(QPen(active.color("border2"), 1))
            x = circle.center().x() + 0.5
            painter.drawLine(QPointF(x, circle.bottom() + 4), QPointF(x, self.height() - 4))
        painter.end()
