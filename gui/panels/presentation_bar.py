"""What stands above the picture in presentation mode: its name, and what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded

TYPE = 1.7
"""How much larger than usual all letters are while presenting."""
_HEIGHT, _MARGIN, _GAP = 64, 24, 28
_PATCH = 16


class PresentationBar(QWidget):
    """Painted in large type on the colour around the picture."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        self._name = ""
        self._entries: tuple[tuple[QColor, str, int], ...] = ()

    def set_picture(self, name: str) -> None:
        self._name = name
        self._describe()

    def set_entries(self, entries: Sequence[tuple[QColor, str, int]]) -> None:
        """(colour, class, how many are shown), most first; what does not fit is left out."""
        self._entries = tuple(entries)
        self._describe()

    def _describe(self) -> None:
        parts = (f"{name} {count}" for _, name, count in self._entries)
        self.setAccessibleName(", ".join((self._name, *parts)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), active.color("canvas"))
        area = QRectF(self.rect()).adjusted(_MARGIN, 0, -_MARGIN, 0)
        right = area.right()
        for color, name, count in reversed(self._fitting(area.width() * 2 / 3)):
            right = _paint_entry(painter, area, right, color, name, str(count))
        painter.setFont(_font(fonts.SEMIBOLD))
        painter.setPen(active.color("text"))
        area.setRight(right)
        elide = Qt.TextElideMode.ElideMiddle
        name = painter.fontMetrics().elidedText(self._name, elide, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()

    def _fitting(self, width: float) -> list[tuple[QColor, str, int]]:
        """The first entries that stand side by side in ``width``."""
        fitting = []
        for entry in self._entries:
            width -= _entry_width(entry[1], str(entry[2]))
            if width < 0:
                break
            fitting.append(entry)
        return fitting


def _paint_entry(
    painter: QPainter, area: QRectF, right: float, color: QColor, name: str, count: str
) -> float:
    """Paint an entry that ends at ``right``; returns where the next one may end."""
    active = theme.current()
    left = right - _entry_width(name, count) + _GAP
    patch = QRectF(left, area.center().y() - _PATCH / 2, _PATCH, _PATCH)
    fill_rounded(painter, patch, 3, color)
    words = area.adjusted(0, 0, 0, 0)
    words.setLeft(patch.right() + 8)
    painter.setFont(_font(fonts.REGULAR))
    painter.setPen(active.color("text"))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
    words.setLeft(words.left() + painter.fontMetrics().horizontalAdvance(name) + 8)
    painter.setFont(_font(fonts.SEMIBOLD))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, count)
    return left - _GAP


def _entry_width(name: str, count: str) -> float:
    words = QFontMetricsF(_font(fonts.REGULAR)).horizontalAdvance(name)
    figure = QFontMetricsF(_font(fonts.SEMIBOLD)).horizontalAdvance(count)
    return _PATCH + 8 + words + 8 + figure + _GAP


def _font(weight: QFont.Weight) -> QFont:
    return fonts.font(fonts.BODY, weight)  # at least TYPE times as large while presenting
