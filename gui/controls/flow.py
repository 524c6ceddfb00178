"""A row of widgets that wraps to the next line where it meets the edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

Line = list[tuple[QWidget, QSize]]


class Flow(QWidget):
    """Lays its widgets out from left to right, line after line, each at its size hint."""

    def __init__(
        self, gap: int, *, between_lines: int | None = None, centred: bool = False
    ) -> None:
        """gap: pixels between two widgets, and between two lines unless ``between_lines`` tells.

        centred: each line stands in the middle.
        """
        super().__init__()
        self._centred = centred
        self._gap = gap
        self._line_gap = gap if between_lines is None else between_lines
        self._shown: tuple[QWidget, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show exactly ``widgets``, as children in this order; those left out are hidden."""
        shown = tuple(widgets)
        for widget in set(self._shown) - set(shown):
            widget.hide()
        self._shown = shown
        previous = None
        for widget in shown:
            if widget.parent() is not self:
                widget.setParent(self)
            if previous is not None:
                QWidget.setTabOrder(previous, widget)
            previous = widget
        self.arrange()
        for widget in shown:
            widget.show()

    def arrange(self) -> None:
        """Place every widget again, after one of them changed its size."""
        height = self._place(self.width(), move=True)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._place(self.width(), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def _place(self, width: int, *, move: bool) -> int:
        """Its height at ``width``. move: place the widgets as well."""
        y = 0
        for line in self._lines(width):
            if y:
                y += self._line_gap
            if move:
                self._move(line, width, y)
            y += max(size.height() for _, size in line)
        return y

    def _move(self, line: Line, width: int, y: int) -> None:
        free = width - sum(size.width() + self._gap for _, size in line) + self._gap
        x = max(0, free // 2) if self._centred else 0
        for widget, size in line:
            widget.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        x = 0
        for widget in self._shown:
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((widget, size))
            x += size.width() + self._gap
        return lines
