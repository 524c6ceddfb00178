"""What stands in the place of the charts while there is nothing to draw."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from gui import fonts
from gui.controls.card import Card
from gui.controls.labels import label


class EmptyChart(Card):
    """No run yet, or one whose first step is not done."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = False
        self._title = label(fonts.TITLE, fonts.SEMIBOLD)
        self._words = label(fonts.BODY, tone="muted")
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch(1)
        for words in (self._title, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addStretch(1)
        self.render_texts()

    def set_waiting(self, waiting: bool) -> None:
        """Whether a run is there already."""
        if waiting != self._waiting:
            self._waiting = waiting
            self.retranslate()

    def retranslate(self) -> None:
        if self._waiting:
            self._title.setText(self.tr("No step yet"))
            self._words.setText(self.tr("Curves appear with the first step of the run."))
        else:
            self._title.setText(self.tr("No run yet"))
            words = self.tr("Press Start, or drop a run folder here to follow it.")
            self._words.setText(words)
