"""The one line that is right, as a diff: the wrong line, the right one, and their neighbours."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded, stroke_rounded
from ssd_core.lessons.bugs.exhibits import DiffLine

_PIXELS = 11.5
_GUTTER, _PADDING, _INDENT = 26, 5, 2
_LEADING = 7
_TINTS = {"-": "danger", "+": "success"}
_SIGNS = {"-": "−", "+": "+", " ": ""}


class DiffView(QWidget):
    """Long lines go on below, so that no half of a line is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[DiffLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[DiffLine]) -> None:
        self._lines = tuple(lines)
        self.setAccessibleName("\n".join(f"{line.mark} {line.text}" for line in lines))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        """Be as high as the lines need at this width."""
        self.setFixedHeight(self._height_for(self.width()))
        self.update()

    @staticmethod
    def _font() -> QFont:
        font = QFont(fonts.mono(fonts.LABEL))
        font.setPixelSize(round(_PIXELS * fonts.scale()))
        return font

    def _wrapped(self, text: str, width: float) -> list[str]:
        """``text`` in pieces that fit ``width``; broken after a comma, bracket or space."""
        letter = QFontMetricsF(self._font()).horizontalAdvance("0")
        most = max(int((width - _GUTTER - 8) / letter), 12)
        pieces, indent = [], ""
        while len(indent + text) > most:
            room = most - len(indent)
            cut = max(text.rfind(mark, 1, room) + 1 for mark in (" ", "(", ",", "."))
            cut = cut if cut > room // 3 else room
            pieces.append(indent + text[:cut])
            text, indent = text[cut:].lstrip(), " " * _INDENT
        return [*pieces, indent + text]

    def _height_for(self, width: int) -> int:
        rows = sum(len(self._wrapped(line.text, width)) for line in self._lines)
        between = _LEADING * len(self._lines)
        return math.ceil(rows * QFontMetricsF(self._font()).height()) + between + 2 * _PADDING

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect())
        fill_rounded(painter, card, 6, active.color("raised"))
        painter.setFont(self._font())
        height, y = QFontMetricsF(painter.font()).height(), float(_PADDING)
        for line in self._lines:
            pieces = self._wrapped(line.text, self.width())
            band = QRectF(1, y, self.width() - 2, height * len(pieces) + _LEADING)
            self._paint_line(painter, band, line.mark, pieces)
            y += band.height()
        stroke_rounded(painter, card, 6, active.color("border2"))
        painter.end()

    @staticmethod
    def _paint_line(painter: QPainter, band: QRectF, mark: str, pieces: list[str]) -> None:
        active = theme.current()
        if mark in _TINTS:
            tint = QColor(active.color(_TINTS[mark]))
            tint.setAlphaF(0.1)
            painter.fillRect(band, tint)
            painter.setPen(active.color(_TINTS[mark]))
            sign = QRectF(band.left() + 8, band.top() + _LEADING / 2, 12, band.height())
            painter.drawText(sign, Qt.AlignmentFlag.AlignTop, _SIGNS[mark])
        painter.setPen(active.color("text" if mark in _TINTS else "muted"))
        height = (band.height() - _LEADING) / len(pieces)
        for row, piece in enumerate(pieces):
            top = band.top() + _LEADING / 2 + row * height
            place = QRectF(_GUTTER, top, band.width() - _GUTTER, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, piece)
