"""The head of the centre: title, subtitle, and the lesson's own tools."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts
from gui.controls.labels import ElidedLabel
from gui.controls.live import LiveWidget

HEIGHT = 48
_LEAST = 48
"""With less room than this a subtitle says nothing."""


class LessonHead(LiveWidget):
    """One row over the canvas."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(self, height=HEIGHT)
        self._title = ElidedLabel(fonts.BODY, fonts.SEMIBOLD)
        self._subtitle = ElidedLabel(fonts.BODY)
        self._subtitle.setProperty("tone", "muted")
        self._tools: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle)
        self._row.addStretch(1)

    def set_words(self, title: str, subtitle: str) -> None:
        self._title.set_full_text(title)
        self._subtitle.set_full_text(subtitle)

    def set_tools(self, tools: QWidget | None) -> None:
        """Show the tools of the lesson in sight."""
        if self._tools is not None:
            self._row.removeWidget(self._tools)
            self._tools.hide()
        self._tools = tools
        if tools is not None:
            self._row.addWidget(tools)
            tools.show()
        self._fit()

    def _fit(self) -> None:
        """Where letters are large the tools stay whole, then the title; the subtitle goes first."""
        tools = 0 if self._tools is None else self._tools.sizeHint().width() + self._row.spacing()
        margins = self._row.contentsMargins()
        room = self.width() - tools - margins.left() - margins.right() - 2 * self._row.spacing()
        title = self._title.sizeHint().width()
        both = room >= title + fonts.scaled(_LEAST)
        self._subtitle.setVisible(both)
        self._title.setMinimumWidth(title if both else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()  # words or tools are others
        return super().event(event)
