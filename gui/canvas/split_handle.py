"""The round handle of a split slider: drag it, arrow keys 1 %, double click centres."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import icons, theme
from gui.canvas.viewport import Point

DIAMETER = 32
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SplitHandle(QWidget):
    """Tells where it was dragged to; its parent moves it."""

    dragged = Signal(float)
    """Logical x in its parent."""
    stepped = Signal(int)
    """Percent of the parent's width."""
    centred = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(DIAMETER, DIAMETER)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        # Its own line is thicker while it has the focus.
        self.setProperty("ownFocusRing", True)
        self._held_at: QPointF | None = None

    def sizeHint(self) -> QSize:
        return QSize(DIAMETER, DIAMETER)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held_at = event.position() - QPointF(DIAMETER / 2, DIAMETER / 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is not None:
            self.dragged.emit((self.mapToParent(event.position()) - self._held_at).x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held_at = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.centred.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.stepped.emit(step * (10 if shifted else 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        accent = theme.LIGHT.color("accent")  # the disc is white in both themes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3.0 if self.hasFocus() else 1.75
        inset = width / 2 + 0.5
        painter.setPen(QPen(accent, width))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawEllipse(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        ink = theme.LIGHT.color("text")
        for name, left in (("chevron-left", 5.0), ("chevron-right", 15.0)):
            icons.paint(painter, name, ink, QRectF(left, 10, 12, 12))
        painter.end()

    def place(self, centre: Point) -> None:
        """Put its centre at a point of the parent."""
        self.move(round(centre[0] - DIAMETER / 2), round(centre[1] - DIAMETER / 2))
