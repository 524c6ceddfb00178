"""How things are drawn on a lesson's picture: lines with casings, tags, notes, a readout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui import fonts, theme
from gui.class_colors import ClassStyle
from gui.controls.painting import fill_rounded, stroke_rounded

INK = QColor("#1B1C1F")
PAPER = QColor("#FFFFFF")
_TAG, _PADDING, _RADIUS = 20, 6, 3
_READOUT = 32


@dataclass(frozen=True, slots=True)
class Line:
    """A cosmetic line. width, casing_width (on either side), dash (on, off): logical pixels."""

    color: QColor
    width: float = 2.0
    casing: QColor | None = None
    casing_width: float = 1.0
    dash: tuple[float, float] | None = None

    def scaled(self, factor: float) -> Line:
        """The same line for a projector."""
        dash = None if self.dash is None else (self.dash[0] * factor, self.dash[1] * factor)
        return replace(self, width=self.width * factor, dash=dash)

    def hovered(self) -> Line:
        """The same line, raised."""
        return replace(self, width=max(self.width + 1, 3))

    def pen(self) -> QPen:
        """The line itself, without its casing."""
        pen = QPen(self.color, self.width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if self.dash is not None:
            pen.setDashPattern([length / self.width for length in self.dash])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def casing_pen(self) -> QPen | None:
        if self.casing is None:
            return None
        pen = QPen(self.casing, self.width + 2 * self.casing_width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        return pen


def white(alpha: float) -> QColor:
    return QColor(255, 255, 255, round(255 * alpha))


def black(alpha: float) -> QColor:
    return QColor(0, 0, 0, round(255 * alpha))


def paint_box(painter: QPainter, rect: QRectF, line: Line) -> None:
    """An outline around ``rect``."""
    paint_boxes(painter, [rect], line)


def paint_boxes(painter: QPainter, rects: Sequence[QRectF], line: Line) -> None:
    """Outlines of one kind. All casings come first: no line lies under another's casing."""
    if not rects:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    casing = line.casing_pen()
    if casing is not None:
        painter.setPen(casing)
        painter.drawRects(list(rects))
    painter.setPen(line.pen())
    painter.drawRects(list(rects))


def paint_dots(
    painter: QPainter, points: Sequence[QPointF], color: QColor, radius: float, rim: QColor = PAPER
) -> None:
    """Dots with a rim of one pixel."""
    painter.setPen(QPen(rim, 1.25))
    painter.setBrush(color)
    for point in points:
        painter.drawEllipse(point, radius, radius)


def tag_size(text: str) -> tuple[float, float]:
    """(width, height) of a tag in logical pixels."""
    metrics = QFontMetricsF(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    return metrics.horizontalAdvance(text) + 2 * _PADDING, fonts.scaled(_TAG)


def paint_tag(painter: QPainter, corner: QPointF, text: str, style: ClassStyle) -> QRectF:
    """A filled tag with its top left at ``corner``; where it lies."""
    rect = QRectF(corner.x(), corner.y(), *tag_size(text))
    fill_rounded(painter, rect, _RADIUS, style.color)
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    painter.setPen(style.ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    return rect


def ink_style() -> ClassStyle:
    """Tags of what has no class colour: white on black, in both themes, as the picture is."""
    return ClassStyle(INK, PAPER, False)


def paint_note(painter: QPainter, corner: QPointF, text: str) -> QRectF:
    """A white note with a thin edge, top left at ``corner``; where it lies."""
    rect = QRectF(corner.x(), corner.y(), *tag_size(text))
    fill_rounded(painter, rect, _RADIUS, PAPER)
    stroke_rounded(painter, rect, _RADIUS, QColor("#5D6370"))
    painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
    painter.setPen(INK)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    return rect


def paint_readout(
    painter: QPainter, bottom_left: QPointF, strong: str, quiet: str = "", *, room: float = 1e4
) -> None:
    """A dark bar that says what is under the pointer; ``strong`` first, ``quiet`` after it.

    room: logical pixels there are; ``quiet`` is left out where it does not fit.
    """
    active = theme.current()
    metrics = QFontMetricsF(fonts.font(fonts.SMALL))
    first, second = (metrics.horizontalAdvance(text) for text in (strong, quiet))
    if first + second + 22 > room:
        strong, quiet, second = strong.removesuffix(" · "), "", 0.0
    height = fonts.scaled(_READOUT)
    rect = QRectF(bottom_left.x(), bottom_left.y() - height, first + second + 22, height)
    fill_rounded(painter, rect, 5, active.color("tooltip"))
    stroke_rounded(painter, rect, 5, active.color("tooltip_border"))
    painter.setFont(fonts.font(fonts.SMALL))
    words = rect.adjusted(11, 0, 0, 0)
    painter.setPen(active.color("tooltip_text"))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, strong)
    muted = active.color("tooltip_text")
    muted.setAlphaF(0.7)
    painter.setPen(muted)
    painter.drawText(words.adjusted(first, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, quiet)
