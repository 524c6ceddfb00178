"""Pieces of work that are done one a turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

Piece = Callable[[], object]


class InTurns(QObject):
    """What a move of the pointer brings with it, in turns so short that the next one is seen.

    Pieces that are due keep their place in the line when the next move asks for all again, so that
    none waits for ever behind the others while moves keep coming; each shows the newest state.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._due: list[Piece] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)  # after the repaints that are asked for, which go first
        self._timer.timeout.connect(self._on_turn)

    @property
    def pending(self) -> bool:
        """Whether something is due still."""
        return bool(self._due)

    def ask(self, pieces: Sequence[Piece]) -> None:
        """Do each of ``pieces`` once, in the turns to come."""
        self._due += [piece for piece in pieces if piece not in self._due]
        self._timer.start()

    def forget(self) -> None:
        """Do nothing any more: all was shown at once."""
        self._due.clear()
        self._timer.stop()

    def _on_turn(self) -> None:
        if self._due:
            self._due.pop(0)()
        if not self._due:
            self._timer.stop()
