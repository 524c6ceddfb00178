"""What a lesson's panel consists of: sections one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import fonts
from gui.controls.labels import ElidedLabel
from gui.controls.section import Section


class PanelSection(Section):
    """A title, muted words at its right, content below; untitled, the content alone."""

    def __init__(self, *parts: QWidget, titled: bool = True) -> None:
        super().__init__()
        self._aside = ElidedLabel(fonts.SMALL)
        self._aside.setProperty("tone", "muted")
        self.header.addWidget(self._aside)
        self.title.setVisible(titled)
        self._aside.setVisible(titled)
        for part in parts:
            self.body.addWidget(part)

    def add(self, part: QWidget, *, gap: int = 0) -> None:
        """One part more, ``gap`` pixels further down than usual."""
        self.body.addSpacing(gap)
        self.body.addWidget(part)

    def set_aside(self, words: str) -> None:
        """The muted words at the right of the title."""
        self._aside.set_full_text(words)


def panel(sections: Sequence[QWidget]) -> QWidget:
    """``sections`` as one column that ends where they end."""
    result = QWidget()
    column = QVBoxLayout(result)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for section in sections:
        column.addWidget(section)
    column.addStretch(1)
    return result
