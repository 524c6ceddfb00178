"""Something that steps back while nobody needs it, so that eyes stay on the lesson."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

_AFTER_MS = 3_000
_FAINT = 0.3


class Fading(QObject):
    """While on, ``widget`` fades to 30 % after 3 s without a step; the pointer brings it back."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._fade)
        widget.installEventFilter(self)

    def set_on(self, on: bool) -> None:
        self._on = on
        self.show_for_a_while()

    def show_for_a_while(self) -> None:
        """Show it in full; it fades later, if that is switched on."""
        if self._widget.graphicsEffect() is not None:
            self._widget.setGraphicsEffect(None)
        if self._on:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self.show_for_a_while()
            self._timer.stop()
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Hide):
            self.show_for_a_while()
            if event.type() == QEvent.Type.Hide:
                self._timer.stop()
        return False

    def _fade(self) -> None:
        effect = QGraphicsOpacityEffect(self._widget)
        effect.setOpacity(_FAINT)
        self._widget.setGraphicsEffect(effect)
