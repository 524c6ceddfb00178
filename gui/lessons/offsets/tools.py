"""The head's tools: on which level the DBox lies."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts
from gui.controls.choice import Choice
from gui.controls.labels import label
from gui.lessons.frame.words import Words


class LevelTools(QWidget):
    """``chosen`` tells the level, 0 for the finest."""

    chosen = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._name = label(fonts.BODY, tone="muted")
        self._choice: Choice | None = None
        self._maps: tuple[int, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._name)

    @property
    def choice(self) -> Choice | None:
        return self._choice

    def set_maps(self, maps: tuple[int, ...]) -> None:
        """The sides of all levels, finest first."""
        if maps == self._maps:
            return
        if self._choice is not None:
            self._row.removeWidget(self._choice)
            self._choice.deleteLater()
        self._maps = maps
        self._choice = Choice([str(side) for side in maps])
        self._choice.chosen.connect(self._on_chosen)
        self._row.addWidget(self._choice)
        self.retranslate()

    def set_level(self, level: int) -> None:
        """Show ``level`` without telling anybody."""
        if self._choice is not None:
            self._choice.set_key(str(self._maps[level]))

    def retranslate(self) -> None:
        self._name.setText(self._words("head.level"))
        for side in self._maps if self._choice is not None else ():
            spoken = self._words("head.level_of", side=side)
            self._choice.set_words(str(side), str(side), spoken)

    def _on_chosen(self, key: str) -> None:
        self.chosen.emit(self._maps.index(int(key)))
