"""Rows of the form of Train: a name at the left, a control at the right edge."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.labels import label

_ROW = 28


class FieldRow(QWidget):
    """A name, a control, and below both one line in red while something is wrong."""

    def __init__(self, control: QWidget, unit: QWidget | None = None) -> None:
        """unit: what stands after ``control`` and has words of its own."""
        super().__init__()
        self.control = control
        self._name = label(fonts.BODY, tone="muted")
        self._trouble = label(fonts.SMALL, tone="danger")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStrut(_ROW)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        if unit is not None:
            row.addWidget(unit, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._trouble)

    def set_words(self, name: str, hint: str) -> None:
        """What the control sets, and in a sentence what that means."""
        self._name.setText(name)
        self.setToolTip(hint)
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(hint)
        self.control.setToolTip(hint)

    def set_trouble(self, sentence: str, *, tone: str = "danger") -> None:
        """What is wrong and what is used instead, or what is odd ("warning"); "" for nothing."""
        if tone != self._trouble.property("tone"):
            self._trouble.setProperty("tone", tone)
            self._trouble.style().polish(self._trouble)
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))


def fact(tone: str = "") -> QLabel:
    """A figure at the right edge of a row."""
    return label(fonts.BODY, fonts.MEDIUM, tone=tone)
