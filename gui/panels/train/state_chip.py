"""The chip that says how a run stands, with a turning ring while something happens."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.busy import BusyRing
from gui.controls.labels import ElidedLabel
from gui.controls.painting import fill_rounded

Tone = Literal["busy", "muted", "success", "warning", "danger"]
_HEIGHT, _PADDING, _GAP = 28, 14, 8
_INKS = {"busy": "accent"}
"""Tones whose ink has another name in the style sheet."""


class StateChip(QWidget):
    """Words in a pill; "busy" ones stand in the accent colour beside a ring."""

    def __init__(self) -> None:
        super().__init__()
        self._tone: Tone = "muted"
        self._ring = BusyRing()
        self._words = ElidedLabel(fonts.BODY, fonts.SEMIBOLD)
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, 0, _PADDING, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._ring)
        row.addWidget(self._words, 1)
        self.set_state("", "muted")

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def set_state(self, text: str, tone: Tone) -> None:
        """Say ``text``; "" shows no chip."""
        if (text, tone) == (self.text, self._tone) and text:
            return  # it is told several times a second
        changed = tone != self._tone
        self._tone = tone
        self._words.set_full_text(text)
        self._ring.setVisible(tone == "busy")
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        if changed:
            self._dye()
        self.updateGeometry()

    def _dye(self) -> None:
        self._words.setProperty("tone", _INKS.get(self._tone, self._tone))
        self._words.style().polish(self._words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "accent_soft" if self._tone == "busy" else "sel"
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, rect.height() / 2, theme.current().color(fill))
        painter.end()
