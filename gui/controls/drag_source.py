"""Tells when a person begins to drag something out of a widget, and leaves its clicks alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


class DragSource(QObject):
    """Watches the left button on ``widget``, with ``modifier`` held when it goes down.

    Without a modifier the widget still sees the press, and the click if nothing is dragged. With
    one, the widget sees neither: they are only for dragging.
    """

    pressed = Signal()
    """The button went down: what might be dragged can be got ready."""
    dragged = Signal()
    """The pointer moved far enough with the button held."""
    released = Signal()
    """The button went up without a drag-and-drop having taken it over."""

    def __init__(
        self,
        widget: QWidget,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        super().__init__(widget)
        self.widget = widget
        self._modifier = modifier
        self._pressed_at: QPointF | None = None
        self._dragging = False
        widget.installEventFilter(self)

    @property
    def is_dragging(self) -> bool:
        """Whether the button is down and the pointer has moved."""
        return self._dragging

    def finish(self) -> None:
        """A drag-and-drop is over; it has swallowed the release of the button."""
        self._pressed_at, self._dragging = None, False
        if isinstance(self.widget, QAbstractButton):
            self.widget.setDown(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            return self._press(event)
        if self._pressed_at is None:
            return False
        if kind == QEvent.Type.MouseMove:
            return self._move(event)
        if kind == QEvent.Type.MouseButtonRelease:
            return self._release()
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() != self._modifier:
            return False
        self._pressed_at, self._dragging = event.position(), False
        self.pressed.emit()
        return self._hides_clicks()

    def _move(self, event: QMouseEvent) -> bool:
        assert self._pressed_at is not None
        far = QGuiApplication.styleHints().startDragDistance()
        moved = (event.position() - self._pressed_at).manhattanLength()
        if not self._dragging and moved >= far:
            self._dragging = True
            self.dragged.emit()
        return self._hides_clicks() or self._dragging

    def _release(self) -> bool:
        hidden = self._hides_clicks() or self._dragging
        self.finish() if self._dragging else self._forget()
        self.released.emit()
        return hidden

    def _forget(self) -> None:
        self._pressed_at = None

    def _hides_clicks(self) -> bool:
        return self._modifier != Qt.KeyboardModifier.NoModifier
