"""What stands over the two pictures: right and wrong, in words, and how many each finds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, icons, theme

_HEIGHT, _GAP = 34, 16


@dataclass(frozen=True, slots=True)
class Head:
    """One side's. count: strong figure before ``of``; bad: it is less than it could be.

    short: stands for ``of`` where there is little room.
    """

    icon: str
    name: str
    note: str
    count: str
    of: str
    short: str
    bad: bool = False


class Heads(QWidget):
    """Two halves, as wide as the pictures below them side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[Head, ...] = ()
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_heads(self, right: Head, wrong: Head) -> None:
        self._heads = (right, wrong)
        self.setAccessibleName(
            "; ".join(f"{h.name}, {h.note}: {h.count} {h.of}" for h in self._heads)
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - _GAP) / 2
        for place, head in enumerate(self._heads):
            self._paint(painter, QRectF(place * (width + _GAP), 0, width, self.height()), head)
        painter.end()

    @staticmethod
    def _paint(painter: QPainter, room: QRectF, head: Head) -> None:
        active, middle = theme.current(), Qt.AlignmentFlag.AlignVCenter
        color = active.color("success" if head.icon == "check" else "danger")
        icon = QRectF(room.left(), room.top(), icons.BUTTON, room.height())
        icons.paint(painter, head.icon, color, icon)
        strong, plain = fonts.font(fonts.SMALL, fonts.SEMIBOLD), fonts.font(fonts.SMALL)
        name, count = (
            QFontMetricsF(strong).horizontalAdvance(text) for text in (head.name, head.count)
        )
        words = head.of
        of = QFontMetricsF(plain).horizontalAdvance(f" {words}")
        if icons.BUTTON + 6 + name + 12 + count + of > room.width():
            words = head.short
            of = QFontMetricsF(plain).horizontalAdvance(f" {words}")
        painter.setFont(plain)
        painter.setPen(active.color("muted"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, words)
        painter.setFont(strong)
        painter.setPen(active.color("danger" if head.bad else "text"))
        painter.drawText(
            room.adjusted(0, 0, -of, 0), middle | Qt.AlignmentFlag.AlignRight, head.count
        )
        painter.setPen(active.color("text"))
        left = room.adjusted(icons.BUTTON + 6, 0, -of - count - 12, 0)
        painter.drawText(left, middle, head.name)
        left.setLeft(left.left() + name + 8)
        painter.setFont(plain)
        painter.setPen(active.color("muted"))
        elide = Qt.TextElideMode.ElideRight
        note = QFontMetricsF(plain).elidedText(head.note, elide, max(left.width(), 0))
        painter.drawText(left, middle, note)
