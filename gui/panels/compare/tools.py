"""The toolbar's part while two detectors are compared: what is shown, and coloured by what."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from gui import fonts
from gui.controls.choice import Choice
from gui.controls.labels import label
from gui.controls.live import LiveWidget

_ROOM_FOR_WORDS, _ROOM_FOR_COLORS = 940, 720
"""Widths of the toolbar."""


class CompareTools(LiveWidget):
    """``show_chosen`` tells a ``Show``; ``truth_chosen`` whether colours tell the ground truth."""

    show_chosen = Signal(str)
    truth_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._show_words = label(fonts.SMALL, tone="muted")
        self._color_words = label(fonts.SMALL, tone="muted")
        self.show_choice = Choice(("split", "a", "b", "differences"))
        self.show_choice.set_key("split")
        self.show_choice.chosen.connect(self.show_chosen)
        self.color_choice = Choice(("class", "truth"))
        self.color_choice.set_key("class")
        self.color_choice.chosen.connect(self._on_color)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._show_words, self.show_choice):
            row.addWidget(widget)
        row.addSpacing(8)
        for widget in (self._color_words, self.color_choice):
            row.addWidget(widget)
        self._has_truth = False
        self.render_texts()

    def set_truth(self, *, there: bool, used: bool) -> None:
        """Whether there is a ground truth to colour by, and whether it is used."""
        self._has_truth = there
        self.color_choice.set_key("truth" if used else "class")
        self.retranslate()

    def retranslate(self) -> None:
        self._show_words.setText(self.tr("Show"))
        self._color_words.setText(self.tr("Colour"))
        words = {
            "split": ("A | B", self.tr("A beside B")),
            "a": ("A", self.tr("A alone")),
            "b": ("B", self.tr("B alone")),
            "differences": (self.tr("Differences"), ""),
        }
        for key, (text, spoken) in words.items():
            self.show_choice.set_words(key, text, spoken)
        self.color_choice.set_words("class", self.tr("Class"))
        self.color_choice.set_words("truth", self.tr("Ground truth"))
        refusal = "" if self._has_truth else self.tr("No annotation lies with this picture")
        self.color_choice.set_refusal("truth", refusal)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.parentWidget().installEventFilter(self)
        self._fit(self.parentWidget().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fit(self.parentWidget().width())
        return False

    def _fit(self, room: int) -> None:
        """Leave out what a narrow toolbar has no room for; a command does the same."""
        for words in (self._show_words, self._color_words):
            words.setVisible(room >= fonts.scaled(_ROOM_FOR_WORDS))
        self.color_choice.setVisible(room >= fonts.scaled(_ROOM_FOR_COLORS))
        self.updateGeometry()

    def _on_color(self, key: str) -> None:
        self.truth_chosen.emit(key == "truth")
