"""The zoom in the status bar, and the menu behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu

from gui.controls.buttons import MenuLink
from gui.controls.live import LiveWidget


class ZoomMenu(LiveWidget):
    """Shows the zoom; its menu offers the actions it is given."""

    def __init__(self) -> None:
        super().__init__()
        self._link = MenuLink()
        self._menu = QMenu(self._link)
        self._link.set_menu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._link)
        self.render_texts()

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Offer ``actions``, which stay their owner's."""
        self._menu.addActions(actions)

    def set_zoom(self, factor: float) -> None:
        """Show how many screen pixels a pixel of the picture takes."""
        percent = f"{factor * 100:.0f} %"
        self._link.set_words("", percent)
        self._link.setAccessibleName(self.tr("Zoom: {percent}").format(percent=percent))

    def retranslate(self) -> None:
        self._link.setToolTip(self.tr("Zoom"))
