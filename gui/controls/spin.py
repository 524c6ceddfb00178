"""Spin boxes with the interface's own chevrons and figures that look the same in every locale."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

from gui import fonts, icons, theme

_WIDTH, _HEIGHT = 66, 24
_CHEVRON = 12


def _dress(spin: QAbstractSpinBox) -> None:
    fonts.fix(spin, width=_WIDTH, height=_HEIGHT)
    spin.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
    spin.setLocale(QLocale.c())
    spin.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    spin.lineEdit().setTextMargins(4, 0, 0, 0)
    # A half-typed number must not run through the detector.
    spin.setKeyboardTracking(False)
    spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    spin.setProperty("ownFocusRing", True)


def _paint_chevrons(spin: QAbstractSpinBox) -> None:
    active = theme.current()
    color = active.color("muted" if spin.isEnabled() else "faint")
    left = spin.width() - _CHEVRON - 5
    middle = spin.height() / 2
    painter = QPainter(spin)
    icons.paint(painter, "chevron-up", color, QRectF(left, middle - 10, _CHEVRON, _CHEVRON))
    icons.paint(painter, "chevron-down", color, QRectF(left, middle - 2, _CHEVRON, _CHEVRON))
    painter.end()


class WholeSpin(QSpinBox):
    """A spin box for whole numbers."""

    def __init__(self, minimum: int, maximum: int) -> None:
        super().__init__()
        self.setRange(minimum, maximum)
        _dress(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_chevrons(self)


class DecimalSpin(QDoubleSpinBox):
    """A spin box for 0..1 in steps of 0.01."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0.0, 1.0)
        self.setDecimals(2)
        self.setSingleStep(0.01)
        _dress(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_chevrons(self)
