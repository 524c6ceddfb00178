"""A button that shows what is chosen, with a menu of all there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPaintEvent
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionButton, QStylePainter

from gui import icons, theme
from gui.controls.buttons import Button

_PADDING, _GAP = 10, 10
_CHEVRON = 12


class ChoiceMenu(Button):
    """A button that shows what is chosen, and lets a person choose from a menu.

    Several groups of choices may share the menu; the button shows what the first one says.
    ``chosen`` tells the key that was picked.
    """

    chosen = Signal(str)

    def __init__(self, *groups: Sequence[str]) -> None:
        super().__init__()
        self._menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        self._groups: list[QActionGroup] = []
        for keys in groups:
            self._add_group(keys)
        self._menu.triggered.connect(self._on_triggered)
        self.clicked.connect(self._open)

    def _add_group(self, keys: Sequence[str]) -> None:
        if self._groups:
            self._menu.addSeparator()
        group = QActionGroup(self)
        self._groups.append(group)
        for key in keys:
            action = self._menu.addAction(key)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == keys[0])
            self._actions[key] = group.addAction(action)
        self._show_chosen()

    def sizeHint(self) -> QSize:
        """Wide enough for every choice, so that nothing beside it moves."""
        metrics = self.fontMetrics()
        words = max(metrics.horizontalAdvance(a.text()) for a in self._groups[0].actions())
        return QSize(2 * (_PADDING + 1) + words + _GAP + _CHEVRON, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.setPen(theme.current().color("text" if self.isEnabled() else "faint"))
        rect = QRectF(self.rect()).adjusted(_PADDING + 1, 0, -_PADDING, 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.text())
        chevron = QRectF(rect.right() - _CHEVRON, 0, _CHEVRON, rect.height())
        icons.paint(painter, "chevron-down", painter.pen().color(), chevron)
        painter.end()

    def set_words(self, words: Mapping[str, str], spoken: str) -> None:
        """Name the choices, key → words, and what they are a choice of."""
        for key, text in words.items():
            self._actions[key].setText(text)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self._show_chosen()

    def set_key(self, key: str) -> None:
        """Choose ``key`` in its group without telling anybody."""
        self._actions[key].setChecked(True)
        self._show_chosen()

    @property
    def key(self) -> str:
        """What is chosen in the first group."""
        return self._groups[0].checkedAction().data()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _on_triggered(self, action: QAction) -> None:
        self._show_chosen()
        self.chosen.emit(action.data())

    def _show_chosen(self) -> None:
        self.setText(self._groups[0].checkedAction().text())
        self.setAccessibleDescription(self.text())
        self.updateGeometry()
