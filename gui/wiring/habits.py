"""The habits of a good desktop program, each in a file of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.wiring.palette import Finding
from gui.wiring.parts import Parts, Subject
from gui.wiring.preferences import Preferences
from gui.wiring.presenting import Presenting
from gui.wiring.restoring import Restoring
from gui.wiring.sheets import Shortcuts
from gui.wiring.thresholds import ThresholdHabits


class Habits(QObject):
    """Makes them all."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        thresholds = ThresholdHabits(parts)
        self.restoring = Restoring(parts, thresholds.history)
        self._all: tuple[Subject, ...] = (
            thresholds,
            self.restoring,
            Preferences(parts),
            Presenting(parts),
            Shortcuts(parts),
            Finding(parts, thresholds.history),
        )

    def close(self) -> None:
        for habit in self._all:
            habit.close()
