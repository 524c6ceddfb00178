"""A row of a panel with a formula at the left, how it is worked out, and its value at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.lessons.parts.formula import Node, formula, spoken
from gui.lessons.parts.formula_paint import Measured, measured

PIXELS = 16
_LEAST = 26
_SMALLEST = 11
_GAP = 10


class FormulaRow(QWidget):
    """The value stays at the right edge, so that nothing jumps when figures change.

    tone: of the value, "accent", "text" or "danger".
    """

    def __init__(self, text: str = "", *, pixels: int = PIXELS, tone: str = "accent") -> None:
        super().__init__()
        self._pixels, self._tone = pixels, tone
        self._text, self._worked, self._value = text, "", ""
        self._strong = False
        self._laid: tuple[tuple[str, int, float], Measured] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_formula(self, text: str) -> None:
        """In the little TeX of ``formula``. Raises ValueError if it is wrong."""
        if text != self._text:
            self._text = text
            self.updateGeometry()
            self._describe()

    def set_worked(self, worked: str, value: str) -> None:
        """worked: the formula with its figures, in small letters; "" for none. value: of it."""
        if (worked, value) != (self._worked, self._value):
            self._worked, self._value = worked, value
            self._describe()

    def set_strong(self, strong: bool) -> None:
        """Whether it stands out, because what it is about is pointed at."""
        self._strong = strong
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(f"{spoken(formula(self._text))} {self._worked} {self._value}")
        self.update()

    def _layout(self, room: float = 0.0) -> Measured:
        """As large as usual; smaller if that is wider than ``room`` > 0. Kept: looking a formula up
        takes as long as drawing it."""
        key = (self._text, fonts.scaled(self._pixels), room)
        if self._laid is None or self._laid[0] != key:
            self._laid = key, _fitted(formula(self._text), key[1], room)
        return self._laid[1]

    def sizeHint(self) -> QSize:
        layout = self._layout()
        height = max(round(layout.height) + 6, fonts.scaled(_LEAST))
        return QSize(round(layout.width) + 60, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        value_font = fonts.font(fonts.BODY, fonts.SEMIBOLD)
        value_width = QFontMetricsF(value_font).horizontalAdvance(self._value)
        layout = self._layout(self.width() - value_width - _GAP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._strong:
            painter.fillRect(self.rect(), active.color("sel"))
        baseline = (self.height() + layout.ascent - layout.descent) / 2
        layout.draw(painter, QPointF(0, baseline))
        rect = QRectF(self.rect())
        painter.setFont(value_font)
        painter.setPen(active.color(self._tone))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, right, self._value)
        self._paint_worked(painter, layout.width + _GAP, rect.right() - value_width - 6)
        painter.end()

    def _paint_worked(self, painter: QPainter, left: float, right: float) -> None:
        """Only where it fits: half a figure would be a wrong one."""
        painter.setFont(fonts.font(fonts.SMALL))
        if not self._worked or painter.fontMetrics().horizontalAdvance(self._worked) > right - left:
            return
        painter.setPen(theme.current().color("muted"))
        place = QRectF(left, 0, right - left, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._worked)


def _fitted(node: Node, pixels: int, room: float) -> Measured:
    while room and pixels > _SMALLEST and measured(node, pixels).width > room:
        pixels -= 1
    return measured(node, pixels)
