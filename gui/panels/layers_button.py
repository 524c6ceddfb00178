"""The button behind which the further layers of the picture are switched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from gui import icons


class LayersButton(QToolButton):
    """Offers actions in a menu; its icon takes the accent while one of ``watched`` is on."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(28, 28)
        self.setIconSize(QSize(icons.BUTTON, icons.BUTTON))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        self._active = False
        self._restyle()

    def add_section(self, actions: Sequence[QAction]) -> None:
        """Offer ``actions``, which stay their owner's, below those that are there."""
        if self._menu.actions():
            self._menu.addSeparator()
        self._menu.addActions(actions)

    def set_active(self, active: bool) -> None:
        """Whether a layer is shown that one should know the way back from."""
        self._active = active
        self._restyle()

    def set_words(self, words: str) -> None:
        """What the button does, as its tooltip and for screen readers."""
        self.setToolTip(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        token = "accent" if self._active else "text"
        self.setIcon(icons.icon("layers", token, icons.BUTTON))
