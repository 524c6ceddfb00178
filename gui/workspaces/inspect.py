"""Inspect: toolbar, banner, canvas or empty state, and the inspector beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal
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

    side_changed = Signal()
    """Something else stands where the inspector does."""

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
        self._top, self._bottom = Slot(), Slot()
        self._side = Slot(self.inspector)
        left = QVBoxLayout()
        left.setSpacing(0)
        for part in (self._top, self.toolbar, self.banner):
            left.addWidget(part)
        left.addWidget(self._stack, 1)
        left.addWidget(self._bottom)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._side)
        self._picture_shown = False
        self._stage: QWidget | None = None

    def set_picture_shown(self, shown: bool) -> None:
        """Show the canvas, or the empty state."""
        self._picture_shown = shown
        self._show_stage()
        self.inspector.set_picture_shown(shown)

    def set_stage(self, widget: QWidget | None) -> None:
        """Show ``widget`` where the canvas stands; None: the canvas again."""
        if self._stage is not None and self._stage is not widget:
            self._stack.removeWidget(self._stage)
            self._stage.hide()
        self._stage = widget
        if widget is not None and self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._show_stage()

    def set_bottom(self, widget: QWidget | None) -> None:
        """Show ``widget``, which knows its height, as a strip under the canvas; None: no strip."""
        self._bottom.show_only(widget)

    def set_side(self, widget: QWidget | None) -> None:
        """Show ``widget`` where the inspector stands; None: the inspector again."""
        if (widget or self.inspector) is not self._side.shown:
            self._side.show_only(widget)
            self.side_changed.emit()

    def set_bare(self, bare: bool, *, top: QWidget | None = None) -> None:
        """Leave only the stage, with ``top`` above it: no toolbar, no strip, no inspector."""
        self._top.show_only(top)
        self.toolbar.setHidden(bare)
        self._bottom.set_bare(bare)
        self._side.set_bare(bare)

    @property
    def bottom(self) -> QWidget | None:
        """What stands under the canvas."""
        return self._bottom.shown

    @property
    def side(self) -> QWidget | None:
        """What stands in the inspector's place, None while it is there itself."""
        return None if self._side.shown is self.inspector else self._side.shown

    def _show_stage(self) -> None:
        shown = self._stage or self.canvas
        self._stack.setCurrentWidget(shown if self._picture_shown else self.empty)
        self.toast.raise_()  # or what is shown now would cover a word from before


class Slot(QWidget):
    """A place for one widget at a time; it closes up where there is none.

    Widgets that were shown stay in it, hidden, so that they can come back.
    """

    def __init__(self, usual: QWidget | None = None) -> None:
        super().__init__()
        self._usual = usual
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.shown: QWidget | None = None
        self._bare = False
        self.show_only(None)

    def show_only(self, widget: QWidget | None) -> None:
        """Show ``widget``, or what is usually here."""
        wanted = widget or self._usual
        if self.shown is not None and self.shown is not wanted:
            self.shown.hide()
        self.shown = wanted
        self.setVisible(wanted is not None and not self._bare)
        if wanted is not None:
            if self._row.indexOf(wanted) < 0:
                self._row.addWidget(wanted)
            wanted.show()

    def set_bare(self, bare: bool) -> None:
        """Show nothing, whatever is here, until it is told otherwise."""
        self._bare = bare
        self.setVisible(self.shown is not None and not bare)
