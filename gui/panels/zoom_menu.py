"""The zoom in the status bar, and the menu behind it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu

from gui.controls.buttons import MenuLink
from gui.controls.live import LiveWidget

_SHORTCUTS = {"fit": "Ctrl+0", "actual": "Ctrl+1", "in": "Ctrl++", "out": "Ctrl+-"}


class ZoomMenu(LiveWidget):
    """Tells "fit", "actual", "in" or "out"; the shortcuts work wherever the focus is."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._link = MenuLink()
        menu = QMenu(self._link)
        self._actions: dict[str, QAction] = {}
        for key, shortcut in _SHORTCUTS.items():
            action = menu.addAction("")
            action.setData(key)
            action.setShortcut(QKeySequence(shortcut))
            self.addAction(action)
            self._actions[key] = action
        menu.triggered.connect(self._on_triggered)
        self._link.set_menu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._link)
        self.render_texts()

    def set_zoom(self, factor: float) -> None:
        """Show how many screen pixels a pixel of the picture takes."""
        percent = f"{factor * 100:.0f} %"
        self._link.set_words("", percent)
        self._link.setAccessibleName(self.tr("Zoom: {percent}").format(percent=percent))

    def retranslate(self) -> None:
        self._link.setToolTip(self.tr("Zoom"))
        self._actions["fit"].setText(self.tr("Fit"))
        self._actions["actual"].setText(self.tr("100 %"))
        self._actions["in"].setText(self.tr("Zoom in"))
        self._actions["out"].setText(self.tr("Zoom out"))

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
