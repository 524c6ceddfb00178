"""Sentences that wrap, with bold words, italic symbols, and live figures in the accent colour."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui import fonts, theme

_MARKS = (
    (re.compile(r"__(.+?)__"), '<b style="color:{accent}">\\1</b>'),
    (re.compile(r"\*\*(.+?)\*\*"), "<b>\\1</b>"),
    (re.compile(r"\*(.+?)\*"), "<i>\\1</i>"),
)


class Prose(QLabel):
    """A text as lessons write it: ``*italic*``, ``**bold**``, ``__live figure__``."""

    def __init__(self, pixels: int = fonts.BODY, *, tone: str = "") -> None:
        super().__init__()
        self.setFont(fonts.font(pixels))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setProperty("tone", tone)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._text = ""

    def set_text(self, text: str) -> None:
        """Show ``text``; the same again costs nothing."""
        if text != self._text:
            self._text = text
            self._render()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._render()

    def _render(self) -> None:
        self.setText(rich(self._text))
        self.setAccessibleName(plain(self._text))


def rich(text: str) -> str:
    """``text`` as the rich text of Qt."""
    result = escape(text, quote=False).replace("\n", "<br>")
    for pattern, tags in _MARKS:
        result = pattern.sub(tags.format(accent=theme.current().accent), result)
    return result


def plain(text: str) -> str:
    """``text`` without marks."""
    for pattern, _ in _MARKS:
        text = pattern.sub(r"\1", text)
    return text
