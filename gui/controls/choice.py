"""A segment of which exactly one part is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.radio import RadioPart

_HEIGHT, _TROUGH = 28, 2
_RADIUS = 6
_PADDING = 10


class _Part(RadioPart):
    """One of the parts: raised while it is the chosen one."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setText(key)
        self.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
        fonts.fix(self, height=_HEIGHT - 2 * _TROUGH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(2 * _PADDING + words, _HEIGHT - 2 * _TROUGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked() and self.isEnabled():
            fill_rounded(painter, rect, _RADIUS - 1, active.color("checked"))
            stroke_rounded(painter, rect, _RADIUS - 1, active.color("checked_border"))
        elif self.underMouse() and self.isEnabled():
            fill_rounded(painter, rect, _RADIUS - 1, active.color("hover"))
        on = "text" if self.isChecked() else "muted"
        painter.setPen(active.color(on if self.isEnabled() else "faint"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Choice(QWidget):
    """A trough of parts, one of them raised. ``chosen`` tells the key that a person picked."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        """``keys`` in order; they are also the words until ``set_words``."""
        super().__init__()
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_TROUGH, _TROUGH, _TROUGH, _TROUGH)
        row.setSpacing(1)
        self._parts = {key: _Part(key) for key in keys}
        for part in self._parts.values():
            part.clicked.connect(self._on_clicked)
            row.addWidget(part)
        self.set_key(keys[0])

    @property
    def key(self) -> str:
        """The chosen part; the first before any was chosen."""
        return next(key for key, part in self._parts.items() if part.isChecked())

    def part(self, key: str) -> QAbstractButton:
        """The button of ``key``."""
        return self._parts[key]

    def set_words(self, key: str, text: str, spoken: str = "") -> None:
        """Name the part ``key``; a screen reader says ``spoken``."""
        part = self._parts[key]
        part.setText(text)
        part.setAccessibleName(spoken or text)
        part.updateGeometry()

    def set_key(self, key: str) -> None:
        """Choose the part ``key`` without telling anybody."""
        self._parts[key].setChecked(True)

    def set_refusal(self, key: str, reason: str) -> None:
        """Disable the part ``key`` and say why as its tooltip; "" enables it."""
        self._parts[key].setEnabled(not reason)
        self._parts[key].setToolTip(reason)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), _RADIUS, theme.current().color("sel"))
        painter.end()
