"""A widget that renders its words and colours again when language or theme change."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class LiveWidget(QWidget):
    """Base of the panels: set words in ``retranslate`` and icons in ``restyle``.

    A subclass calls ``render_texts`` once at the end of its ``__init__``.
    """

    def retranslate(self) -> None:
        """Set every word that a person reads or a screen reader speaks."""

    def restyle(self) -> None:
        """Set what holds a colour of the theme, such as an icon."""

    def render_texts(self) -> None:
        self.retranslate()
        self.restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()
