"""The loss as bars: what its parts are, and what it would be without mining."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui import fonts, theme
from gui.controls.painting import fill_rounded
from gui.lessons.training_step.colors import box_color, class_head_color
from gui.lessons.training_step.told import Told

_HIGH = 18
_NAMES = 190


def paint_loss_bars(painter: QPainter, room: QRectF, told: Told, names: Sequence[str]) -> None:
    """names: of the three parts, of their sum, and of the sum if every negative counted."""
    positives, negatives, boxes = told.loss_parts
    loss = told.trace.loss
    unmined = loss.unmined + loss.localisation
    pale = QColor(class_head_color())
    pale.setAlphaF(0.55)
    parts = ((positives, class_head_color()), (negatives, pale), (boxes, box_color()))
    total = loss.total
    most = max(total, unmined) or 1.0
    rows: list[tuple[str, float, list[tuple[float, float, QColor]]]] = []
    start = 0.0
    for name, (value, color) in zip(names[:3], parts, strict=True):
        rows.append((name, value, [(start, value, color)]))
        start += value
    whole, at = [], 0.0
    for value, color in parts:
        whole.append((at, value, color))
        at += value
    rows.append((names[3], total, whole))
    rows.append((names[4], unmined, [(0.0, unmined, theme.current().color("hist_off"))]))
    step = min(room.height() / len(rows), fonts.scaled(44))
    bars = QRectF(room.left() + fonts.scaled(_NAMES), room.top(), 0, 0)
    bars.setRight(room.right() - fonts.scaled(56))
    for place, (name, value, pieces) in enumerate(rows):
        y = room.top() + (place + 0.5) * step
        strong = place == 3
        if place == 3:
            painter.setPen(QPen(theme.current().color("border2"), 1))
            line = y - step / 2
            painter.drawLine(QPointF(room.left(), line), QPointF(room.right(), line))
        _paint_row(painter, room, y, (name, value), strong=strong)
        for begin, length, color in pieces:
            bar = QRectF(0, y - fonts.scaled(_HIGH) / 2, 0, fonts.scaled(_HIGH))
            bar.setLeft(bars.left() + begin / most * bars.width())
            bar.setRight(bar.left() + max(length / most * bars.width() - 1, 1))
            fill_rounded(painter, bar, 2, color)


def _paint_row(
    painter: QPainter, room: QRectF, y: float, words: tuple[str, float], *, strong: bool
) -> None:
    row = QRectF(room.left(), y - 16, room.width(), 32)
    painter.setFont(fonts.font(fonts.BODY, fonts.SEMIBOLD if strong else fonts.REGULAR))
    painter.setPen(theme.current().color("text"))
    name = painter.fontMetrics().elidedText(
        words[0], Qt.TextElideMode.ElideRight, fonts.scaled(_NAMES) - 12
    )
    painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, name)
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(row, right, f"{words[1]:.2f}")
