"""Ctrl+C in the terminal and the system's request to end, as a Qt signal."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ASKING = (signal.SIGINT, signal.SIGTERM)


class QuitSignals(QObject):
    """``asked`` tells that somebody outside wants the program to end.

    Python looks at its signals only when Python code runs, and Qt's event loop is none; so each
    writes a byte into a socket, which wakes the loop. One that comes again ends the process.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_byte)
        self._wakeup_before = signal.set_wakeup_fd(self._write.fileno())
        self._before = {number: signal.signal(number, _noted) for number in _ASKING}

    def stop(self) -> None:
        """Signals mean again what they meant before."""
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _on_byte(self) -> None:
        self._read.recv(64)
        self.asked.emit()


def _noted(number: int, _frame: object) -> None:
    """The byte was written already; the next one of these ends the process as usual."""
    signal.signal(number, signal.SIG_DFL)
