"""Something that is done once a stream of changes rests, and now and then while it does not."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_REST_MS, _OVERDUE_MS = 120, 1000


class WhenAtRest(QObject):
    """``due`` follows ``touch`` when no other one came for a moment, at the latest a second later.

    A drag touches it at every move, and what is due would cost it frames.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rest, self._overdue = (self._timer(wait) for wait in (_REST_MS, _OVERDUE_MS))

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._on_time)
        return timer

    def touch(self) -> None:
        """Something is another."""
        self._rest.start()
        if not self._overdue.isActive():
            self._overdue.start()

    def _on_time(self) -> None:
        self._rest.stop()
        self._overdue.stop()
        self.due.emit()
