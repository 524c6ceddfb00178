"""Chips: a class with its colour and count that can be switched, and the chip that shows more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui import fonts, theme
from gui.controls.painting import SWATCH, fill_rounded, paint_swatch, stroke_rounded

_HEIGHT = 22
_PADDING, _GAP, _OWN_GAP = 10, 7, 4


@fonts.measured
def _advance(text: str, weight: QFont.Weight = fonts.REGULAR) -> int:
    return QFontMetrics(fonts.font(fonts.SMALL, weight)).horizontalAdvance(text)


class _Pill(QAbstractButton):
    """What both chips share: height, focus and repaint on hover."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(fonts.font(fonts.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class ClassChip(_Pill):
    """A class, how many of it are shown, and whether it is looked for (checked).

    Found: outlined, with its swatch. Not found: dashed. Switched off: struck through. A confidence
    threshold of its own stands behind the count.
    """

    def __init__(self, label: int, name: str, color: QColor) -> None:
        super().__init__()
        self.label = label
        self._color = color
        self._count = 0
        self._own = ""
        self.setText(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setCheckable(True)
        self.setChecked(True)

    @property
    def count(self) -> int:
        return self._count

    def set_count(self, count: int) -> None:
        """Show ``count`` detections of the class. Its holder places it anew for its new width."""
        if count != self._count:
            self._count = count
            self.update()

    def set_own_confidence(self, confidence: float | None) -> None:
        """Show that the class has a threshold of its own, None: that it has not."""
        own = "" if confidence is None else f"· > {confidence:.2f}".replace(" 0.", " .")
        if own != self._own:
            self._own = own
            self.update()

    @property
    def has_own_confidence(self) -> bool:
        return bool(self._own)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not every keyboard has a menu key, and not every platform makes a menu event of it.
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Menu or (shift and event.key() == Qt.Key.Key_F10):
            self.customContextMenuRequested.emit(self.rect().center())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = 2 * _PADDING + _advance(self.text())
        if self._has_swatch():
            width += SWATCH + _GAP
        if self.isChecked():
            width += _GAP + _advance(str(self._count), fonts.MEDIUM)
            if self._own:
                width += _OWN_GAP + _advance(self._own)
        return QSize(width, fonts.scaled(_HEIGHT))

    def _has_swatch(self) -> bool:
        return self._count > 0 or not self.isChecked()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        found, looked_for = self._count > 0, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        radius = self.height() / 2
        if self.underMouse():
            fill_rounded(painter, rect, radius, active.color("hover"))
        elif found and looked_for:
            fill_rounded(painter, rect, radius, active.color("raised"))
        dashes = () if found or not looked_for else (3.0, 2.0)
        edge = active.color("border2" if found or not looked_for else "faint")
        stroke_rounded(painter, rect, radius, edge, dashes=dashes)
        self._paint_words(painter, active, strong=found and looked_for)
        painter.end()

    def _paint_words(self, painter: QPainter, active: theme.Theme, *, strong: bool) -> None:
        left = float(_PADDING)
        middle = self.height() / 2
        if self._has_swatch():
            self._paint_swatch(painter, left, middle)
            left += SWATCH + _GAP
        name_font = QFont(fonts.font(fonts.SMALL))
        name_font.setStrikeOut(not self.isChecked())
        painter.setFont(name_font)
        painter.setPen(active.color("text" if strong else "muted"))
        rect = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.isChecked():
            rect.adjust(_advance(self.text()) + _GAP, 0, 0, 0)
            painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
            painter.setPen(active.color("muted"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, str(self._count))
            rect.adjust(_advance(str(self._count), fonts.MEDIUM) + _OWN_GAP, 0, 0, 0)
            painter.setFont(fonts.font(fonts.SMALL))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self._own)

    def _paint_swatch(self, painter: QPainter, left: float, middle: float) -> None:
        if self.isChecked():
            paint_swatch(painter, left, middle, self._color)
        else:
            hollow = QRectF(left, middle - SWATCH / 2, SWATCH, SWATCH)
            stroke_rounded(painter, hollow, 2, self._color, width=1.5)


class MoreChip(_Pill):
    """A quiet chip such as "+15"."""

    def sizeHint(self) -> QSize:
        return QSize(
            2 * _PADDING + self.fontMetrics().horizontalAdvance(self.text()), fonts.scaled(_HEIGHT)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, self.height() / 2, active.color("sel"))
        painter.setPen(active.color("text" if self.underMouse() else "muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
