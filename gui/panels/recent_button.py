"""The arrow beside Open…: a menu of the files that were opened before."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from gui import icons


class RecentButton(QToolButton):
    """The arrow joined to Open…, with a menu of files; hidden while there are none."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("joined", "right")
        self.setFixedSize(24, 28)
        self.setIconSize(QSize(12, 12))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._files = QMenu(self)
        self._files.setToolTipsVisible(True)
        self._files.triggered.connect(self._on_triggered)
        self.setMenu(self._files)
        self.restyle()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def restyle(self) -> None:
        self.setIcon(icons.icon("chevron-down", "muted", 12))

    def set_words(self, words: str) -> None:
        self.setToolTip(words)
        self.setAccessibleName(words)

    def set_paths(self, paths: Sequence[str]) -> None:
        self._files.clear()
        for path in paths:
            # A lone "&" would underline the next letter.
            action = self._files.addAction(os.path.basename(path).replace("&", "&&"))
            action.setData(path)
            action.setToolTip(path)
        self.setVisible(bool(paths))

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
