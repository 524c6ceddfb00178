"""Sentences that wrap, with bold words, italic symbols, and live figures in the accent colour."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme

_MARKS = (
    (re.compile(r"__(.+?)__"), '<b style="color:{accent}">\\1</b>'),
    (re.compile(r"\*\*(.+?)\*\*"), "<b>\\1</b>"),
    (re.compile(r"\*(.+?)\*"), "<i>\\1</i>"),
)
_USUAL_WIDTH = 300


class Prose(QWidget):
    """A text as lessons write it: ``*italic*``, ``**bold**``, ``__live figure__``.

    Unlike a label it has its panel laid out anew only when it needs more lines or fewer, so that
    figures in sentences can follow a drag.
    """

    def __init__(self, pixels: int = fonts.BODY, *, tone: str = "") -> None:
        super().__init__()
        self._tone, self._text = tone or "text", ""
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._heights: dict[int, int] = {}
        """Width → height: a layout asks ten times for the same, and breaks all lines for it."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(fonts.font(pixels))

    def text(self) -> str:
        """What is shown, without marks."""
        return plain(self._text)

    def set_text(self, text: str) -> None:
        """Show ``text``; the same again costs nothing."""
        if text != self._text:
            self._text = text
            self._render()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        sides, ends = margins.left() + margins.right(), margins.top() + margins.bottom()
        room = max(width - sides, 1)
        height = self._heights.get(room)
        if height is None:
            self._document.setTextWidth(room)
            height = self._heights[room] = round(self._document.size().height() + 0.49)
        return height + ends

    def sizeHint(self) -> QSize:
        width = min(fonts.scaled(_USUAL_WIDTH), round(self._document.idealWidth()) + 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._render()

    def _render(self) -> None:
        before = self.heightForWidth(self.width())
        self._document.setDefaultFont(self.font())
        self._document.setHtml(rich(self._text))
        self._heights.clear()
        self.setAccessibleName(self.text())
        if self.heightForWidth(self.width()) != before:
            self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        margins = self.contentsMargins()
        self._document.setTextWidth(max(self.width() - margins.left() - margins.right(), 1))
        painter.translate(margins.left(), margins.top())
        context = QAbstractTextDocumentLayout.PaintContext()
        color = theme.current().color(self._tone if self.isEnabled() else "faint")
        context.palette.setColor(context.palette.ColorRole.Text, color)
        self._document.documentLayout().draw(painter, context)
        painter.end()


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
