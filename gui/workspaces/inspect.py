"""Inspect: toolbar, banner, canvas or empty state, and the inspector beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.canvas.canvas import Canvas
from gui.canvas.drop_hint import DropHint
from gui.panels.banner import Banner
from gui.panels.empty_state import EmptyState
from gui.panels.inspector import Inspector
from gui.panels.toast import Toast
from gui.panels.toolbar import Toolbar


class InspectWorkspace(QWidget):
    """Holds its parts as ``toolbar``, ``banner``, ``canvas``, ``empty``, ``inspector``…"""

    def __init__(self) -> None:
        super().__init__()
        self.toolbar = Toolbar()
        self.banner = Banner()
        self.canvas = Canvas()
        self.empty = EmptyState()
        self.inspector = Inspector()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.canvas)
        self.toast = Toast(self._stack)
        self.drop_hint = DropHint(self._stack)
        left = QVBoxLayout()
        left.setSpacing(0)
        for part in (self.toolbar, self.banner):
            left.addWidget(part)
        left.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.inspector)

    def set_picture_shown(self, shown: bool) -> None:
        """Show the canvas, or the empty state."""
        self._stack.setCurrentWidget(self.canvas if shown else self.empty)
        self.inspector.set_picture_shown(shown)
