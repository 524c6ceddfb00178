"""A chip that is on or off, with a tick while it is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui import fonts, icons, theme
from gui.controls.painting import fill_rounded, stroke_rounded

_HEIGHT = 28
_PADDING, _GAP = 12, 6


class CheckChip(QAbstractButton):
    """Words in a pill. On: tinted, with a tick; its width does not change with that."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(2 * _PADDING + icons.INLINE + _GAP + words, fonts.scaled(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, radius = QRectF(self.rect()), self.height() / 2
        if on or self.underMouse():
            fill_rounded(painter, rect, radius, active.color("accent_soft" if on else "hover"))
        stroke_rounded(painter, rect, radius, active.color("accent" if on else "border2"))
        ink = active.color("text" if self.isEnabled() else "faint")
        words = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        if on:
            tick = QRectF(_PADDING, 0, icons.INLINE, rect.height())
            icons.paint(painter, "check", active.color("accent"), tick)
            words.adjust(icons.INLINE + _GAP, 0, 0, 0)
        painter.setPen(ink)
        align = Qt.AlignmentFlag.AlignVCenter if on else Qt.AlignmentFlag.AlignCenter
        painter.drawText(words, align, self.text())
        painter.end()
