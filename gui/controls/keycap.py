"""Keycaps: a key sequence as the keys that are pressed."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded, stroke_rounded

_HEIGHT = 20
_PADDING, _GAP = 6, 4
_RADIUS = 4
_OR = "/"

_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl", "⌘"),
    (Qt.KeyboardModifier.AltModifier, "Alt", "⌥"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift", "⇧"),
    (Qt.KeyboardModifier.MetaModifier, "Meta", "⌃"),
)
_SIGNS = {
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Down: "↓",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Minus: "−",
}


def caps(sequence: QKeySequence) -> tuple[str, ...]:
    """What stands on the keys of ``sequence``, modifiers first, in the words of this system."""
    on_mac = sys.platform == "darwin"
    found: list[str] = []
    for i in range(sequence.count()):
        pressed = sequence[i]
        held = pressed.keyboardModifiers()
        found += [mac if on_mac else usual for key, usual, mac in _MODIFIERS if held & key]
        key = pressed.key()
        found.append(_SIGNS.get(key) or QKeySequence(key).toString(_NATIVE))
    return tuple(found)


def cap_width(text: str) -> int:
    """The width of a cap with ``text`` on it."""
    return max(QFontMetrics(_font()).horizontalAdvance(text) + 2 * _PADDING, cap_height())


def caps_width(texts: Sequence[str]) -> int:
    """The width of caps side by side."""
    return sum(map(cap_width, texts)) + _GAP * max(len(texts) - 1, 0)


def cap_height() -> int:
    return max(_HEIGHT, QFontMetrics(_font()).height() + 4)


def paint_caps(painter: QPainter, left: float, middle: float, texts: Sequence[str]) -> None:
    """Caps side by side from ``left``, centred on ``middle``."""
    active = theme.current()
    height = cap_height()
    painter.setFont(_font())
    for text in texts:
        width = cap_width(text)
        rect = QRectF(left, round(middle - height / 2), width, height)
        # The darker line under a cap is its side.
        fill_rounded(painter, rect, _RADIUS, active.color("border2"))
        top = rect.adjusted(0, 0, 0, -1)
        fill_rounded(painter, top, _RADIUS, active.color("raised"))
        stroke_rounded(painter, top, _RADIUS, active.color("border2"))
        painter.setPen(active.color("text"))
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, text)
        left += width + _GAP


class Keycaps(QWidget):
    """The caps of one sequence or of several, of which any will do."""

    def __init__(self, sequences: Sequence[QKeySequence] = ()) -> None:
        super().__init__()
        self._parts: list[tuple[str, ...]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_sequences(sequences)

    def set_sequences(self, sequences: Sequence[QKeySequence]) -> None:
        """Show ``sequences`` and say them to a screen reader."""
        self._parts = [caps(sequence) for sequence in sequences]
        self.setAccessibleName(spoken(sequences))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        parts = sum(map(caps_width, self._parts))
        return QSize(parts + _or_width() * max(len(self._parts) - 1, 0), cap_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 0, self.height() / 2
        for i, part in enumerate(self._parts):
            if i:
                painter.setFont(_font())
                painter.setPen(theme.current().color("muted"))
                between = QRectF(left, 0, _or_width(), self.height())
                painter.drawText(between, Qt.AlignmentFlag.AlignCenter, _OR)
                left += _or_width()
            paint_caps(painter, left, middle, part)
            left += caps_width(part)
        painter.end()


def spoken(sequences: Sequence[QKeySequence]) -> str:
    """``sequences`` as text, for screen readers and tooltips."""
    return f" {_OR} ".join(sequence.toString(_NATIVE) for sequence in sequences)


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _font() -> QFont:
    return fonts.font(fonts.LABEL, fonts.MEDIUM)


def _or_width() -> int:
    return QFontMetrics(_font()).horizontalAdvance(_OR) + 2 * _GAP
