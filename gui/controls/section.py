"""A titled section of the inspector: title at the left, links at the right, content below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.labels import label
from gui.controls.live import LiveWidget

MARGIN = 16
PADDING = 12


class Section(LiveWidget):
    """Base of the inspector's panels. Put content into ``body`` and links into ``header``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("section")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(fonts.SMALL, fonts.SEMIBOLD)
        self.header = QHBoxLayout()
        self.header.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.header.setSpacing(8)
        self.header.addWidget(self.title)
        self.header.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.body.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, PADDING - 2, 0, PADDING)
        outer.setSpacing(6)
        outer.addLayout(self.header)
        outer.addLayout(self.body, 1)

    def set_title(self, text: str) -> None:
        """The words of the title, which also name the section to a screen reader."""
        self.title.setText(text)
        self.setAccessibleName(text)
