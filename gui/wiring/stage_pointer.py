"""The pointer on a projector: it hides while it rests, and a held button rings it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from gui.controls.laser import LaserRing

_REST_MS = 2_000
_LEFT = (QEvent.Type.Leave, QEvent.Type.WindowDeactivate)


class StagePointer(QObject):
    """Watches what comes to the window of ``window``, before any part of it is asked.

    So it works on every page, whatever its parts do with the mouse.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWindow | None = None
        self._ring = LaserRing(window)
        self._hidden = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._hide)

    def set_on(self, on: bool) -> None:
        """Begin, or give the pointer back as it was."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        self._show()
        self._rest.stop()
        self._ring.hide()
        handle = self._window.windowHandle()
        if on and handle is not None:
            self._watched = handle
            handle.installEventFilter(self)
            self._rest.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self._show()
            self._rest.start()
            if event.buttons() != Qt.MouseButton.NoButton:
                self._ring.point(_place(event))
        elif kind == QEvent.Type.MouseButtonPress:
            self._show()
            self._rest.stop()  # a held button points, however still the hand is
            self._ring.point(_place(event))
        elif kind == QEvent.Type.MouseButtonRelease:
            self._ring.hide()
            self._rest.start()
        elif kind in _LEFT:  # elsewhere it is wanted
            self._show()
            self._rest.stop()
            self._ring.hide()
        return False

    def _hide(self) -> None:
        if not self._hidden:
            # Not of one widget: parts set the pointer's shape by themselves.
            QApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
            self._hidden = True

    def _show(self) -> None:
        if self._hidden:
            QApplication.restoreOverrideCursor()
            self._hidden = False


def _place(event: QMouseEvent) -> QPoint:
    return event.position().toPoint()
