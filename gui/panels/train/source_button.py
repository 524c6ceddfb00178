"""The button that names the pictures of a run, with a menu of other places to take them from."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from gui import fonts, icons, theme
from gui.controls.buttons import HEIGHT

_PADDING, _GAP, _ROUND = 9, 8, 8
SOURCES = ("shapes", "folder", "file", "add")


class SourceButton(QPushButton):
    """Icon and name at the left, what kind of data it is at the right. ``asked`` tells which of
    ``SOURCES`` a person chose from its menu.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._kind = ""
        self._icon = "open"
        self.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._actions = {key: self._menu.addAction(key) for key in SOURCES}
        for key, action in self._actions.items():
            action.setData(key)
        self._menu.triggered.connect(self._on_triggered)
        self.clicked.connect(self._open)

    def set_words(self, words: dict[str, str], spoken: str) -> None:
        """Name the entries of the menu, and what the button is for."""
        for key, text in words.items():
            self._actions[key].setText(text)
        self.setAccessibleName(spoken)

    def set_source(self, name: str, kind: str, *, icon: str, can_add: bool) -> None:
        """What is learnt from. can_add: whether another folder can be added to it."""
        self._kind, self._icon = kind, icon
        self.setText(name.replace("&", "&&"))
        self.setToolTip(name)
        self.setAccessibleDescription(f"{name}, {kind}")
        self._actions["add"].setVisible(can_add)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._high)

    @property
    def _high(self) -> int:
        return max(HEIGHT, self.fontMetrics().height() + _ROUND)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        active = theme.current()
        ink = active.color("text" if self.isEnabled() else "faint")
        rect = QRectF(self.rect()).adjusted(_PADDING, 0, -_PADDING, 0)
        icons.paint(painter, self._icon, ink, QRectF(rect.left(), 0, icons.BUTTON, rect.height()))
        rect.adjust(icons.BUTTON + _GAP, 0, 0, 0)
        self._paint_words(painter, rect)
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        active = theme.current()
        kind_font = fonts.font(fonts.SMALL)
        painter.setFont(kind_font)
        kind_width = painter.fontMetrics().horizontalAdvance(self._kind)
        painter.setPen(active.color("muted" if self.isEnabled() else "faint"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, right, self._kind)
        rect.adjust(0, 0, -kind_width - _GAP, 0)
        painter.setFont(self.font())
        painter.setPen(active.color("text" if self.isEnabled() else "faint"))
        name = self.text().replace("&&", "&")
        shown = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideMiddle, int(rect.width())
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _on_triggered(self, action: QAction) -> None:
        self.asked.emit(action.data())
