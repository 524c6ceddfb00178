"""A sheet: a card over the darkened window that keeps the keyboard until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from gui import fonts, icons, theme
from gui.controls.buttons import IconButton
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.tab_order import first_stop, step_focus

BAR = 52
"""Height of the head and of the foot."""
_RADIUS = 8
_MARGIN = 24
"""What stays free between the card and the edge of the window."""
_SCRIM = QColor(11, 13, 16, round(0.42 * 255))
_SHADOW_REACH, _SHADOW_DROP, _SHADOW_RINGS = 36, 12, 12
_SHADOW = QColor(0, 0, 0, 6)
"""Of one ring; where all of them overlap, at the card's edge, they add up to 22 %."""

OVER_SHEETS = "overSheets"
"""Property of the window's actions whose shortcuts work while a sheet is open."""

_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class Sheet(LiveWidget):
    """Base of the sheets: put content into ``body``, buttons into ``foot``, tools into ``head``.

    A child of ``window``, hidden until ``open``. Esc and the × close it, and the focus goes back to
    where it was. Only one sheet is open in a window: opening another closes it.
    """

    closed = Signal()

    def __init__(self, window: QWidget, width: int = 640, *, top: int | None = None) -> None:
        """width: of the card, less where the window is narrow. top: of the card; None: centred."""
        super().__init__(window)
        self._window, self._width, self._top = window, width, top
        self._focus_before: QWidget | None = None
        self._card = _Card(self)
        self._title = label(fonts.TITLE, fonts.SEMIBOLD)
        self._title.hide()
        self._close = IconButton("close", size=icons.BUTTON)
        self._close.clicked.connect(self.close)
        self.head = QHBoxLayout()
        """Between the title and the ×."""
        self.body = QVBoxLayout()
        self.foot = QHBoxLayout()
        """Shown while there is something in it."""
        self._assemble()
        window.installEventFilter(self)
        self._content.installEventFilter(self)
        self.hide()
        # Not ``render_texts``: a subclass calls it when its own parts are there.
        Sheet.retranslate(self)

    def _assemble(self) -> None:
        self._content = QWidget()
        self._content.setLayout(self.body)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(8)
        self._area = _scrolling(self._content)
        self._head_bar, self._foot_bar = _Bar("sheetHead", self.head), _Bar("sheetFoot", self.foot)
        head = self._head_bar.layout()
        head.insertWidget(0, self._title)
        head.addWidget(self._close)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head_bar)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot_bar)

    # Opening and closing

    def open(self) -> None:
        """Show the sheet over the window; the keyboard is in it until it is closed."""
        if not self.isHidden():
            return
        for other in self._window.findChildren(Sheet):
            other.close()
        self._focus_before = self._window.focusWidget()
        self.show()
        self.raise_()
        self.place()
        self._take_focus()

    def close(self) -> bool:
        """Hide the sheet and give the focus back."""
        if not self.isHidden():
            self.hide()
            before = self._focus_before
            usable = before is not None and isValid(before) and before.isVisible()
            (before if usable else self._window).setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()
        return True

    def first_focus(self) -> QWidget | None:
        """What has the keyboard when the sheet opens; None: the first part that takes it."""
        return None

    def _take_focus(self) -> None:
        first = self.first_focus() or first_stop(self._area) or first_stop(self._card)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_focus(self, self._window.focusWidget() or self._close, forward=forward)

    # Words and place

    def set_title(self, text: str) -> None:
        """What the head says, and a screen reader when the sheet opens."""
        self._title.setText(text)
        self._title.setVisible(bool(text))
        self.setAccessibleName(text)

    def set_close_shown(self, shown: bool) -> None:
        """A sheet whose head is full of something else is closed by Esc."""
        self._close.setVisible(shown)

    def retranslate(self) -> None:
        self._close.set_words(self.tr("Close"))

    @property
    def card(self) -> QWidget:
        """The visible part: everything around it is the scrim."""
        return self._card

    def place(self) -> None:
        """The card as high as its content, at most as high as the window."""
        self.setGeometry(self._window.rect())
        self._foot_bar.setVisible(self.foot.count() > 0)
        width = min(fonts.scaled(self._width), self.width() - 2 * _MARGIN)
        bars = sum(bar.height() for bar in (self._head_bar, self._foot_bar) if not bar.isHidden())
        body = self.body
        height = body.totalSizeHint().height()
        if body.hasHeightForWidth():
            height = body.totalHeightForWidth(width - 2)
        height = min(height + bars + 2, self.height() - 2 * _MARGIN)
        top = (self.height() - height) // 2 if self._top is None else self._top
        top = min(top, self.height() - _MARGIN - height)
        card = QRect((self.width() - width) // 2, top, width, height)
        if card != self._card.geometry():
            self._card.setGeometry(card)
            self.update()  # its shadow lies outside of it, and would stay where it was

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        resized = event.type() == QEvent.Type.Resize and watched is self._window
        grown = event.type() == QEvent.Type.LayoutRequest and watched is self._content
        if (resized or grown) and not self.isHidden():
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        # What acts on the window behind waits until it is seen again.
        if event.type() == QEvent.Type.ShortcutOverride and not self._is_let_through(event):
            event.accept()
            return True
        return super().event(event)

    def _is_let_through(self, event: QKeyEvent) -> bool:
        keys = QKeySequence(event.keyCombination())
        over = (action for action in self._window.actions() if action.property(OVER_SHEETS))
        return not _is_plain(event) and any(keys in action.shortcuts() for action in over)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # or arrows would turn the pages behind
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _SCROLLS:
            self._area.verticalScrollBar().triggerAction(_SCROLLS[event.key()])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), _SCRIM)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self._card.geometry()).translated(0, _SHADOW_DROP)
        for ring in range(_SHADOW_RINGS):
            reach = _SHADOW_REACH * (ring / _SHADOW_RINGS - 0.25)
            grown = card.adjusted(-reach, -reach, reach, reach)
            fill_rounded(painter, grown, max(_RADIUS + reach, 0), _SHADOW)
        painter.end()


class _Card(QWidget):
    """The fill and the outline under a sheet's content."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, _RADIUS, active.color("surface"))
        stroke_rounded(painter, rect, _RADIUS, active.color("border2"))
        painter.end()


class _Bar(QFrame):
    """The head or the foot: one row of a fixed height with ``tools`` in it."""

    def __init__(self, name: str, tools: QHBoxLayout) -> None:
        super().__init__()
        self.setObjectName(name)
        fonts.fix(self, height=BAR)
        tools.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(10)
        row.addLayout(tools, 1)


def _scrolling(content: QWidget) -> QScrollArea:
    """``content`` at its own height, or scrolled where there is less."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    OverlayScrollBar(area)
    for widget in (area.viewport(), content):
        widget.setAutoFillBackground(False)
    return area


def _is_plain(event: QKeyEvent) -> bool:
    """Whether a key alone, or with Shift, was pressed that is no function key."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return held == Qt.KeyboardModifier.NoModifier and not function
