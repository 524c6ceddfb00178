"""A popover: a card below a button that goes when a person turns to anything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGraphicsDropShadowEffect,
    QVBoxLayout,
    QWidget,
)

from gui import fonts, theme
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.tab_order import step_focus

_DROP = 4
_EDGE = 8
"""Free space that stays between the card and the edge of the window."""


class _Card(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, 8, active.color("surface"))
        stroke_rounded(painter, rect, 8, active.color("border2"))
        painter.end()


class Popover(LiveWidget):
    """Base: put content into ``body``. It lies unseen over the whole window while it is open.

    A press beside the card, Esc, or another size of the window closes it and gives the focus back;
    Tab stays inside.
    """

    closed = Signal()

    def __init__(self, width: int, *, indent: int = 0) -> None:
        """``width`` of the card; its left edge is ``indent`` pixels before its button's."""
        super().__init__()
        self._indent = indent
        self._anchor: QAbstractButton | None = None
        self.card = _Card(self)
        fonts.fix(self.card, width=width)
        self.body = QVBoxLayout(self.card)
        self.body.setSpacing(0)
        shadow = QGraphicsDropShadowEffect(self.card)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 56))
        self.card.setGraphicsEffect(shadow)
        self.hide()

    def open_below(self, button: QAbstractButton) -> None:
        """Show the card below ``button``, which looks pressed as long."""
        window = button.window()
        self._anchor = button
        self.setParent(window)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        button.setDown(True)
        self.fit()
        self.show()
        self.raise_()
        self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to the part that a person most likely wants first."""
        self.focusNextPrevChild(True)

    def fit(self) -> None:
        """Give the card the size of its content, inside the window."""
        if self._anchor is None:
            return
        self.card.setFixedHeight(self.body.sizeHint().height())
        corner = self._anchor.mapTo(self._anchor.window(), QPoint(0, self._anchor.height()))
        right = self.width() - self.card.width() - _EDGE
        left = max(min(corner.x() - self._indent, right), _EDGE)
        self.card.move(left, corner.y() + _DROP)

    def dismiss(self) -> None:
        """Close it; the focus returns to the button."""
        if self._anchor is not None:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._anchor is None:
            return
        self._anchor.window().removeEventFilter(self)
        self._anchor.setDown(False)
        self._anchor = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.dismiss()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_focus(self.card, self.focusWidget() or self.card, forward=forward)

    def event(self, event: QEvent) -> bool:
        # Single keys are commands of the window behind: here they work the card's controls.
        if event.type() == QEvent.Type.ShortcutOverride and not event.modifiers():
            event.accept()
            return True
        return super().event(event)
