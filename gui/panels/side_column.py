"""The column at the right of a canvas: sections one above the other, scrolled where too many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.scrolling import OverlayScrollBar

WIDTH = 320
_EDGE = 1
"""Left of the sections runs the line that parts the column from the canvas."""


class SideColumn(QScrollArea):
    """Sections are put into ``stack``."""

    def __init__(self) -> None:
        super().__init__()
        fonts.fix(self, width=WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QWidget()
        column.setObjectName("inspector")
        self.stack = QVBoxLayout(column)
        self.stack.setContentsMargins(_EDGE, 0, 0, 0)
        self.stack.setSpacing(0)
        self.setWidget(column)
        self._bar = OverlayScrollBar(self)
