"""The drawing in the empty state: a picture, a DBox, and two boxes with their tags."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.controls.painting import fill_rounded, stroke_rounded

_CARD = QRectF(0, 10, 160, 108)
_AMBER, _CYAN = QColor("#FDBA2F"), QColor("#14D3F7")


class Illustration(QWidget):
    """A fixed drawing in the colours of the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(188, 119)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The plus sign hangs over on the right; the card itself stays centred.
        painter.translate(14, 0)
        _paint_landscape(painter)
        faint = theme.current().color("faint")
        stroke_rounded(painter, QRectF(61, 28, 64, 79), 2, faint, width=1.5, dashes=(6, 4))
        _paint_box(painter, QRectF(15, 67, 38, 32), QRectF(15, 56, 26, 12), _CYAN)
        _paint_box(painter, QRectF(71, 39, 69, 67), QRectF(71, 24, 44, 16), _AMBER)
        fill_rounded(painter, QRectF(77, 30, 32, 3), 1.5, QColor(0, 0, 0, 200))
        painter.setPen(QPen(theme.current().color("muted"), 1.5))
        painter.drawLine(QPointF(165, 9.5), QPointF(174, 9.5))
        painter.drawLine(QPointF(169.5, 5), QPointF(169.5, 14))
        painter.end()


def _paint_landscape(painter: QPainter) -> None:
    active = theme.current()
    fill_rounded(painter, _CARD, 6, active.color("raised"))
    inside = QPainterPath()
    inside.addRoundedRect(_CARD, 6, 6)
    hills = QPainterPath()
    outline = [(0, 99), (44, 63), (76, 89), (106, 59), (160, 104), (160, 118), (0, 118)]
    hills.addPolygon(QPolygonF([QPointF(*point) for point in outline]))
    painter.fillPath(hills & inside, active.color("sel"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(active.color("sel"))
    painter.drawEllipse(QPointF(40, 40), 9, 9)
    stroke_rounded(painter, _CARD, 6, active.color("border2"))


def _paint_box(painter: QPainter, box: QRectF, tag: QRectF, color: QColor) -> None:
    stroke_rounded(painter, box, 1, color, width=2)
    fill_rounded(painter, tag, 2, color)
