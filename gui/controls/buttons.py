"""Buttons: with an icon, as an icon alone, and as a link."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
)

from gui import fonts, icons, theme

HEIGHT = 28
_PADDING, _GAP = 10, 6
_CHEVRON = 12
_TIGHT = 64
_ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextHideMnemonic
"""A lone "&" would make a key of the letter after it, so words write it twice."""
_INKS = {"primary": "on_accent", "danger": "danger"}


class Button(QPushButton):
    """A push button with an icon before and one after its words, either of them "" for none.

    ``kind``: "" plain, "primary" accent, "danger" red words, "flat" without an outline.
    """

    def __init__(self, icon: str = "", kind: str = "", *, trailing: str = "") -> None:
        super().__init__()
        self._leading = icon
        self._trailing = trailing
        self._folded = False
        self.setProperty("kind", kind)
        self.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_leading(self, name: str) -> None:
        """Show the icon ``name`` before the words."""
        self._leading = name
        self.updateGeometry()
        self.update()

    def set_trailing(self, name: str) -> None:
        """Show the icon ``name`` after the words."""
        self._trailing = name
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Show the icons alone, or the words too."""
        self._folded = folded
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        icon_count = bool(self._leading) + bool(self._trailing)
        if self._folded:
            return QSize(2 * (_PADDING + 1) + icon_count * icons.BUTTON, HEIGHT)
        words = self.fontMetrics().size(_ONE_LINE, self.text()).width()
        return QSize(
            2 * (_PADDING + 1) + words + icon_count * (icons.BUTTON + _GAP),
            max(super().sizeHint().height(), HEIGHT),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.setPen(self._ink())
        rect = QRectF(self.rect()).adjusted(_PADDING + 1, 0, -_PADDING - 1, 0)
        slack = (self.width() - self.sizeHint().width()) / 2
        rect.adjust(slack, 0, -slack, 0)
        if self._leading:
            leading = QRectF(rect.left(), 0, icons.BUTTON, rect.height())
            icons.paint(painter, self._leading, painter.pen().color(), leading)
            rect.adjust(icons.BUTTON + _GAP, 0, 0, 0)
        if not self._folded:
            painter.drawText(rect, _ONE_LINE | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._trailing:
            trailing = QRectF(rect.right() - icons.BUTTON, 0, icons.BUTTON, rect.height())
            icons.paint(painter, self._trailing, painter.pen().color(), trailing)
        painter.end()

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return theme.current().color("faint")
        return theme.current().color(_INKS.get(self.property("kind"), "text"))


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

    def sizeHint(self) -> QSize:
        # No padding: the words align with the edge of their column.
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, fonts.scaled(18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class MenuLink(QToolButton):
    """Quiet words with a chevron that open a menu; without a menu they are only words.

    ``strong`` words stand before the others in a heavier weight. token: of the colour of all.
    """

    token = "muted"

    def __init__(self) -> None:
        super().__init__()
        self._strong = ""
        self.setProperty("link", "quiet")
        self.setFont(fonts.font(fonts.SMALL))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_menu(None)

    def set_menu(self, menu: QMenu | None) -> None:
        """Open ``menu`` when pressed; None takes the chevron away."""
        self.setMenu(menu)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if menu else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def set_words(self, text: str, strong: str = "") -> None:
        """Show ``strong`` and then ``text``."""
        self._strong = strong
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self._strong_width() + self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(width + self._chevron_width(), fonts.scaled(18))

    def minimumSizeHint(self) -> QSize:
        # In a tight row it gives way before figures do.
        return QSize(min(_TIGHT, self.sizeHint().width()), fonts.scaled(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        active = self.menu() is not None and self.underMouse()
        painter.setPen(theme.current().color("text" if active else self.token))
        rect = QRectF(self.rect())
        words = rect.adjusted(0, 0, -self._chevron_width(), 0)
        _paint_elided(painter, words, self._strong, fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        words.setLeft(min(words.left() + self._strong_width(), words.right()))
        _paint_elided(painter, words, self.text(), self.font())
        if self.menu():
            chevron = QRectF(rect.right() - _CHEVRON, 0, _CHEVRON, rect.height())
            icons.paint(painter, "chevron-down", painter.pen().color(), chevron)
        painter.end()

    def _chevron_width(self) -> int:
        return _CHEVRON + 3 if self.menu() else 0

    def _strong_width(self) -> int:
        metrics = QFontMetrics(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        return metrics.horizontalAdvance(self._strong)


def _paint_elided(painter: QPainter, rect: QRectF, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(
        text, Qt.TextElideMode.ElideRight, math.ceil(rect.width())
    )
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
