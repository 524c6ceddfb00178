"""The head's tools: which network speaks, and which of its losses is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts
from gui.controls.choice import Choice
from gui.lessons.frame.words import Words
from gui.lessons.mining.shown import KINDS, NETWORKS

_LARGE = 1.5
"""A text size at which the head has no room for long words."""


class MiningTools(QWidget):
    """``network`` and ``kind`` are the two choices."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.network, self.kind = Choice(NETWORKS), Choice(KINDS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.network)
        row.addWidget(self.kind)

    def retranslate(self) -> None:
        for key in NETWORKS:
            self.network.set_words(key, self._words(f"head.{key}"), self._words(f"head.{key}_is"))
        short = "_short" if fonts.scale() >= _LARGE else ""
        for key in KINDS:
            self.kind.set_words(key, self._words(f"head.{key}{short}"), self._words(f"head.{key}"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.retranslate()
