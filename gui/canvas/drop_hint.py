"""DropHint: the accent frame over a widget while a file is dragged above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import fonts, theme

_INSET = 12
_RADIUS = 14
_PILL_HEIGHT = 36
_PILL_PADDING = 18


class DropHint(QWidget):
    """Covers its parent, and only shows: drag events go to whoever handles them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self.hide()
        parent.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Cover the parent and say what dropping would do, e.g. "Drop to detect"."""
        self._text = text
        self.setGeometry(self.parentWidget().rect())
        self.raise_()
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self.parentWidget().rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        fill = active.color("accent_soft")
        # The picture shows through, so that one sees what will be replaced.
        fill.setAlphaF(0.82)
        painter.setPen(QPen(active.color("accent"), 1.5))
        painter.setBrush(fill)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        self._paint_pill(painter, area, active.color("accent"), active.color("on_accent"))
        painter.end()

    def _paint_pill(self, painter: QPainter, area: QRectF, color: QColor, ink: QColor) -> None:
        painter.setFont(fonts.font(fonts.TITLE, fonts.SEMIBOLD))
        width = painter.fontMetrics().horizontalAdvance(self._text) + 2 * _PILL_PADDING
        pill = QRectF(0, 0, width, _PILL_HEIGHT)
        pill.moveCenter(area.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
        painter.setPen(ink)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._text)
