"""What the parts of a choice share: one is on, Tab stops at it, and arrows choose another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_DIRECTIONS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
}  # fmt: skip


class RadioPart(QAbstractButton):
    """Base: one of those of its kind in the same parent, exactly one of which is checked."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._on_toggled(False)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, on: bool) -> None:
        # Not NoFocus: Qt leaves such widgets out when the order of Tab is set.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if on else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
            return
        alone = Qt.FindChildOption.FindDirectChildrenOnly
        parts = self.parentWidget().findChildren(type(self), options=alone)
        usable = [part for part in parts if part.isEnabled()]
        target = usable.index(self) + direction
        if 0 <= target < len(usable):
            usable[target].click()
            usable[target].setFocus(Qt.FocusReason.TabFocusReason)
