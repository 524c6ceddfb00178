"""The little pictures on the cards of the museum: one a mistake, wrong in red."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui import fonts, theme
from gui.controls.painting import fill_rounded

WIDTH, HEIGHT = 64, 30
_CHANNELS = ("#C4313A", "#1C7C4D", "#2F62D8")
_DASH = (3.0, 2.0)


@dataclass(frozen=True, slots=True)
class _Pen:
    """A painter in a room of 64×30, with ink and red of the theme."""

    painter: QPainter
    scale: float
    ink: QColor
    quiet: QColor
    red: QColor

    def box(self, x: float, y: float, w: float, h: float, color: QColor, *, dash=False) -> None:
        pen = QPen(color, 1.5)
        if dash:
            pen.setDashPattern([length / 1.5 for length in _DASH])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(QRectF(x, y, w, h))

    def bar(self, x: float, y: float, w: float, h: float, color: QColor) -> None:
        fill_rounded(self.painter, QRectF(x, y, w, h), 1, color)

    def line(self, x: float, y: float, to_x: float, to_y: float, color: QColor) -> None:
        self.painter.setPen(QPen(color, 1.5))
        self.painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))

    def dot(self, x: float, y: float, color: QColor, radius: float = 2.2) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(color)
        self.painter.drawEllipse(QPointF(x, y), radius, radius)

    def text(self, y: float, words: str, color: QColor) -> None:
        font = fonts.font(fonts.LABEL, fonts.MEDIUM)
        font.setPixelSize(11)
        self.painter.setFont(font)
        self.painter.setPen(color)
        self.painter.drawText(QRectF(0, y, WIDTH, 14), Qt.AlignmentFlag.AlignCenter, words)


def _bgr(pen: _Pen) -> None:
    for place, color in enumerate(_CHANNELS):
        pen.painter.fillRect(QRectF(11 + 14 * place, 1, 14, 21), QColor(color))
    pen.painter.setPen(QPen(pen.ink, 1.5))
    pen.painter.drawArc(QRectF(16, 16, 32, 13), 200 * 16, 140 * 16)


def _mean(pen: _Pen) -> None:
    _bell(pen, 24, pen.quiet)
    _bell(pen, 40, pen.red)
    pen.line(2, 27, 62, 27, pen.ink)


def _bell(pen: _Pen, middle: float, color: QColor) -> None:
    for step in range(-18, 18, 2):
        heights = [22 * 2.718 ** (-((x / 8) ** 2)) for x in (step, step + 2)]
        pen.line(middle + step, 26 - heights[0], middle + step + 2, 26 - heights[1], color)


def _divided(pen: _Pen) -> None:
    pen.bar(4, 6, 56, 6, pen.quiet)
    pen.bar(4, 18, 2.5, 6, pen.red)


def _permute(pen: _Pen) -> None:
    order = (0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11)
    inks = (pen.ink, pen.quiet, pen.red)
    for place in range(12):
        pen.bar(3 + 5 * place, 4, 4, 8, inks[place // 4])
        pen.bar(3 + 5 * place, 18, 4, 8, inks[order[place] // 4])


def _no_softmax(pen: _Pen) -> None:
    for place, height in enumerate((7, 15, 26, 10)):
        pen.bar(10 + 12 * place, 28 - height, 7, height, pen.red if height > 20 else pen.ink)
    pen.painter.setPen(QPen(pen.quiet, 1, Qt.PenStyle.DashLine))
    pen.painter.drawLine(QPointF(4, 9), QPointF(60, 9))


def _softmax_axis(pen: _Pen) -> None:
    for row in range(3):
        for column in range(4):
            inside = column == 2
            pen.box(10 + 11 * column, 2 + 9 * row, 9, 7, pen.red if inside else pen.quiet)


def _softmax_twice(pen: _Pen) -> None:
    for place, height in enumerate((4, 8, 18)):
        pen.bar(8 + 8 * place, 26 - height, 5, height, pen.ink)
        pen.bar(36 + 8 * place, 17, 5, 9, pen.red)


def _variances(pen: _Pen) -> None:
    pen.box(4, 9, 17, 15, pen.quiet, dash=True)
    pen.box(8, 11, 16, 13, pen.ink)
    pen.box(32, 1, 28, 27, pen.red)


def _sizes(pen: _Pen) -> None:
    for size, color in ((26, pen.ink), (20, pen.red), (12, pen.red)):
        pen.box(32 - size / 2, 15 - size / 2, size, size, color, dash=color is pen.red)


def _aspects(pen: _Pen) -> None:
    pen.box(6, 8, 26, 13, pen.ink)
    pen.box(44, 2, 13, 26, pen.red)


def _clip(pen: _Pen) -> None:
    pen.box(20, 3, 40, 25, pen.quiet)
    pen.box(8, 8, 26, 15, pen.ink, dash=True)
    pen.box(20, 8, 14, 15, pen.red)


def _background(pen: _Pen) -> None:
    for row in range(3):
        for column in range(6):
            pen.box(5 + 9 * column, 3 + 8 * row, 10, 8, pen.red)


def _labels(pen: _Pen) -> None:
    pen.text(1, "0  1  2  3", pen.ink)
    pen.text(15, "1  2  3  4", pen.red)


def _classless(pen: _Pen) -> None:
    pen.box(14, 3, 25, 18, pen.ink)
    pen.box(25, 9, 25, 18, pen.red, dash=True)


def _nms_first(pen: _Pen) -> None:
    for place in range(11):
        for row in range(3):
            pen.dot(7 + 5 * place, 6 + 8 * row, pen.red if place > 2 or row else pen.ink, 1.5)


def _centres(pen: _Pen) -> None:
    pen.box(4, 5, 24, 19, pen.ink)
    pen.dot(4, 5, pen.red)
    pen.dot(28, 24, pen.red)
    pen.box(38, 5, 22, 19, pen.ink)
    pen.dot(49, 14.5, pen.ink)


def _less(pen: _Pen) -> None:
    pen.box(8, 5, 20, 18, pen.red)
    pen.box(11, 8, 20, 18, pen.red)
    pen.box(44, 8, 14, 14, pen.quiet, dash=True)


def _scale(pen: _Pen) -> None:
    pen.box(4, 4, 56, 23, pen.quiet)
    pen.box(36, 9, 14, 10, pen.ink)
    pen.box(18, 12, 7, 15, pen.red, dash=True)


_ART: dict[str, Callable[[_Pen], None]] = {
    "bgr": _bgr,
    "mean": _mean,
    "divided": _divided,
    "permute": _permute,
    "no-softmax": _no_softmax,
    "softmax-axis": _softmax_axis,
    "softmax-twice": _softmax_twice,
    "variances": _variances,
    "dbox-sizes": _sizes,
    "aspects": _aspects,
    "clip": _clip,
    "background": _background,
    "labels": _labels,
    "nms-classless": _classless,
    "nms-first": _nms_first,
    "nms-centres": _centres,
    "nms-less": _less,
    "scale": _scale,
}


def paint_art(painter: QPainter, key: str, room: QRectF) -> None:
    """The picture of exhibit ``key`` in the middle of ``room``."""
    active = theme.current()
    scale = min(room.width() / WIDTH, room.height() / HEIGHT)
    painter.save()
    painter.translate(room.center().x() - WIDTH * scale / 2, room.center().y() - HEIGHT * scale / 2)
    painter.scale(scale, scale)
    ink, quiet, red = (active.color(token) for token in ("text", "faint", "danger"))
    _ART[key](_Pen(painter, scale, ink, quiet, red))
    painter.restore()
