"""Buttons: with an icon, as an icon alone, and as a link."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from gui import fonts, icons

HEIGHT = 28


class Button(QPushButton):
    """A push button. ``kind``: "" plain, "primary" accent, "flat" without an outline."""

    def __init__(self, icon: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._token = "on_accent" if kind == "primary" else "text"
        self.setProperty("kind", kind)
        self.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
        self.setIconSize(QSize(icons.BUTTON, icons.BUTTON))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_icon(icon)

    def set_icon(self, name: str) -> None:
        """Show the icon ``name``; "" shows none."""
        self._icon = name
        if name:
            self.setIcon(icons.icon(name, self._token))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.set_icon(self._icon)


class IconButton(QToolButton):
    """A flat square button that shows an icon alone; its words are a tooltip."""

    def __init__(
        self, icon: str, *, size: int = icons.BUTTON, side: int = HEIGHT, token: str = "text"
    ) -> None:
        super().__init__()
        self._icon = icon
        self._token = token
        self.setFixedSize(side, side)
        self.setIconSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_icon(icon)

    def set_icon(self, name: str) -> None:
        """Show the icon ``name``."""
        self._icon = name
        self.setIcon(icons.icon(name, self._token, self.iconSize().width()))

    def set_words(self, words: str) -> None:
        """What the button does, as its tooltip and for screen readers."""
        self.setToolTip(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.set_icon(self._icon)


class LinkButton(QToolButton):
    """Words that can be pressed: in the accent colour, or quiet until hovered."""

    def __init__(self, *, quiet: bool = False) -> None:
        super().__init__()
        self.setProperty("link", "quiet" if quiet else "true")
        weight = fonts.REGULAR if quiet else fonts.MEDIUM
        self.setFont(fonts.font(fonts.SMALL, weight))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
