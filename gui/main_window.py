"""The window: rail, workspace, status bar; drops, shortcuts and geometry. No detection in here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import icons, intake
from gui.controls.tab_order import stops
from gui.panels.rail import Rail
from gui.panels.status_bar import StatusBar
from gui.workspaces.inspect import InspectWorkspace
from gui.workspaces.pages import Pages

MINIMUM = (880, 560)
"""Fits a laptop's 1366×768 at 150 %."""
PREFERRED = (1440, 900)


class MainWindow(QWidget):
    """Says what a person asked of the window as a whole; ``gui.app`` decides what follows."""

    dropped = Signal(object)  # Intake
    stepped = Signal(int)
    """-1 or 1: the previous or the next picture."""
    jumped = Signal(int)
    """-1 or 1: the first or the last picture."""
    escaped = Signal()
    """Escape, and nothing that had the focus knew what to leave."""
    workspace_made = Signal(str)
    """The page of this key exists from now on."""
    workspace_shown = Signal(str)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(*MINIMUM)
        self.resize(*PREFERRED)
        self.setWindowIcon(icons.app_icon())
        self.rail = Rail()
        self.inspect = InspectWorkspace()
        self.status = StatusBar()
        self._close_guards: list[Callable[[], bool]] = []
        self._pages = Pages(self.rail)
        self._pages.made.connect(self.workspace_made)
        self._pages.shown.connect(self._on_shown)
        self._lay_out()
        self.add_workspace("inspect", "inspect", self._inspect_title, self._inspect_page)
        self.show_workspace("inspect")

    @property
    def workspace(self) -> str:
        """The key of the workspace that is shown."""
        return self._pages.current

    def add_workspace(
        self, key: str, icon: str, title: Callable[[], str], make: Callable[[], QWidget]
    ) -> None:
        """One more entry of the rail; ``make`` is called when it is first shown."""
        self._pages.add(key, icon, title, make)

    def add_close_guard(self, guard: Callable[[], bool]) -> None:
        """guard: says whether the window may close now. One that says no asks a person what is to
        become of what goes on, and closes the window then.
        """
        self._close_guards.append(guard)

    def show_workspace(self, key: str) -> None:
        """Show the page of ``key``. Raises KeyError if there is none."""
        self._pages.show_page(key)

    def page(self, key: str) -> QWidget | None:
        """The page of ``key``; None if it was never shown."""
        return self._pages.page(key)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        right.addWidget(self.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only keys that no focused part wanted arrive here.
        if self.workspace != "inspect":
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            self.stepped.emit(1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.stepped.emit(-1)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.jumped.emit(-1 if event.key() == Qt.Key.Key_Home else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Qt goes in the order in which parts were made; chips and strips are made late.
        order, focused = list(stops(self)), self.focusWidget()
        if not order:
            return False
        if focused in order:
            index = (order.index(focused) + (1 if forward else -1)) % len(order)
        else:
            index = 0 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        order[index].setFocus(reason)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What was dragged out of this window is not new to it.
        if event.source() is None and intake.carries_something(event.mimeData()):
            event.acceptProposedAction()
            if not self._pages.hint_drop(True):
                self.inspect.drop_hint.show_text(self.tr("Drop to detect"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hide_drop_hint()

    def _hide_drop_hint(self) -> None:
        if not self._pages.hint_drop(False):
            self.inspect.drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._hide_drop_hint()
        event.acceptProposedAction()
        taken = intake.take(event.mimeData())
        if not self._pages.take_drop(taken):
            self.show_workspace("inspect")
            self.dropped.emit(taken)

    def _inspect_title(self) -> str:
        return self.tr("Inspect")

    def _inspect_page(self) -> QWidget:
        return self.inspect

    def _on_shown(self, key: str) -> None:
        self.status.setHidden(key != "inspect")  # the others have lines of their own
        self.workspace_shown.emit(key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._pages.retranslate()

    def close_unasked(self) -> None:
        """Close whatever goes on: whoever ends the program from outside answers no questions."""
        self._close_guards.clear()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not all(guard() for guard in self._close_guards):
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
