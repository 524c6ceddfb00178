"""The tools in the head: what the step starts from, and the next batch."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from gui.controls.buttons import Button
from gui.controls.choice import Choice
from gui.controls.live import LiveWidget

STARTS = ("trained", "untrained")


class StepTools(LiveWidget):
    """``start_chosen`` tells "trained" or "untrained"; ``next_wanted`` asks for another batch."""

    start_chosen = Signal(str)
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.start = Choice(STARTS)
        self.start.chosen.connect(self.start_chosen)
        self.next = Button("refresh")
        self.next.clicked.connect(self.next_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.start)
        row.addWidget(self.next)
        self.render_texts()

    def retranslate(self) -> None:
        self.start.set_words("trained", self.tr("Trained"), self.tr("Start from trained weights"))
        self.start.set_words(
            "untrained", self.tr("Untrained"), self.tr("Start from He initialisation")
        )
        self.next.setText(self.tr("New batch"))
        self.next.setToolTip(self.tr("Take this step, and look at the next one"))
        self.next.setAccessibleName(self.next.text())
        self.next.updateGeometry()
