"""The camera button of the toolbar: a camera, and the chevron of the popover that it opens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from gui import icons, theme

_WIDTH, _HEIGHT = 44, 28
_CHEVRON = 12


class CameraButton(QPushButton):
    """It stays pressed while its popover is open."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def set_words(self, words: str) -> None:
        """What the button does, as its tooltip and for screen readers."""
        self.setToolTip(words)
        self.setAccessibleName(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        ink = theme.current().color("text" if self.isEnabled() else "faint")
        icons.paint(painter, "camera", ink, QRectF(7, 0, icons.BUTTON, self.height()))
        icons.paint(painter, "chevron-down", ink, QRectF(26, 0, _CHEVRON, self.height()))
        painter.end()
