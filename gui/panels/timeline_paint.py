"""The painted parts of the timeline around its bars: header, axis, marks, playhead, bubble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from gui import fonts, theme
from gui.controls.painting import SWATCH, fill_rounded, paint_swatch, stroke_rounded
from gui.panels import count_bars
from gui.panels.time_axis import PITCH, TimeAxis, clock

HEIGHT = 90
MARGIN = 16
GUTTER = 28
"""Left of the bars, for the figures of the vertical axis."""
BARS_TOP = 40
BASELINE = BARS_TOP + count_bars.HEIGHT
KNOB = QPointF(0, 28)
_KNOB_RADIUS = 5.25
_HEADER = QRectF(0, 1, 0, 28)
_GAP = 14
_DASHES = (3.0, 3.0)
_BUBBLE_TOP, _BUBBLE_HEIGHT, _BUBBLE_PADDING, _BUBBLE_REACH = 4, 22, 9, 10
_MARK = QPolygonF([QPointF(0, -4), QPointF(3.5, 0), QPointF(0, 4), QPointF(-3.5, 0)])


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the bars. legend: (class name, colour), the most frequent first."""

    title: str
    legend: tuple[tuple[str, QColor], ...]
    unseen: str
    note: str


def paint_header(painter: QPainter, width: int, header: Header) -> tuple[float, float]:
    """Paint ``header``; returns where the free space between legend and note begins and ends."""
    note_left = width - MARGIN - _advance(header.note)
    if header.note:
        _words(painter, note_left, header.note, "muted")
    left = float(MARGIN)
    title = fonts.font(fonts.SMALL, fonts.SEMIBOLD)
    _words(painter, left, header.title, "text", weight=fonts.SEMIBOLD)
    left += QFontMetrics(title).horizontalAdvance(header.title) + _GAP
    dashes = 2 * _DASHES[0] + 1.5 * _DASHES[1] + 7
    limit = note_left - _GAP
    left = _paint_legend(painter, left, limit, header.legend)
    if header.unseen and left + dashes + _advance(header.unseen) < limit:
        _dashed(painter, left, left + 15, _HEADER.center().y() + 0.5)
        _words(painter, left + 22, header.unseen, "muted")
        left += 22 + _advance(header.unseen) + _GAP
    return left, limit


def _paint_legend(
    painter: QPainter, left: float, limit: float, legend: Sequence[tuple[str, QColor]]
) -> float:
    """As many classes as fit, and how many do not; returns where the next thing goes."""
    for i, (name, color) in enumerate(legend):
        rest = f"+{len(legend) - i}"
        needed = SWATCH + 6 + _advance(name)
        last = i == len(legend) - 1
        if left + needed + (0 if last else _GAP + _advance(rest)) > limit:
            if left + _advance(rest) <= limit:
                _words(painter, left, rest, "muted")
            return left + _advance(rest) + _GAP
        paint_swatch(painter, left, _HEADER.center().y(), color)
        _words(painter, left + SWATCH + 6, name, "text")
        left += needed + _GAP
    return left


def paint_axis(painter: QPainter, axis: TimeAxis, full: int) -> None:
    """The line and the figures of the vertical axis, and the times below the bars."""
    active = theme.current()
    painter.setPen(QPen(active.color("border"), 1))
    painter.drawLine(QPointF(axis.left, BARS_TOP + 0.5), QPointF(axis.right, BARS_TOP + 0.5))
    painter.setFont(fonts.font(fonts.TICK))
    painter.setPen(active.color("muted"))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for y, figure in ((BARS_TOP, full), (BASELINE, 0)):
        painter.drawText(QRectF(0, y - 8, axis.left - 8, 16), right, f"{figure:,}")
    ticks = axis.ticks()
    decimals = 1 if any(abs(t - round(t)) > 1e-3 for t in ticks[:-1]) else 0
    for t in ticks:
        _paint_tick(painter, axis, axis.x(t), clock(t, decimals))


def _paint_tick(painter: QPainter, axis: TimeAxis, x: float, words: str) -> None:
    width = painter.fontMetrics().horizontalAdvance(words)
    left = min(max(x - width / 2, axis.left), axis.right - width)
    painter.setPen(QPen(theme.current().color("faint"), 1))
    hair = min(round(x), axis.right - 1) + 0.5
    painter.drawLine(QPointF(hair, BASELINE + 2), QPointF(hair, BASELINE + 5))
    painter.setPen(theme.current().color("muted"))
    painter.drawText(QPointF(left, BASELINE + 17), words)


def paint_unseen(painter: QPainter, axis: TimeAxis, runs: Sequence[range]) -> None:
    """A dashed baseline where no frame was seen."""
    for run in runs:
        left = axis.left + PITCH * (run.start - axis.first)
        _dashed(painter, left, left + PITCH * len(run), BASELINE - 0.5)


def paint_marks(painter: QPainter, axis: TimeAxis, marks: Sequence[float]) -> None:
    """A diamond above the bars for each of ``marks``, in seconds."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().color("text"))
    for seconds in marks:
        if axis.left <= axis.x(seconds) <= axis.right:
            painter.drawPolygon(_MARK.translated(axis.x(seconds), BARS_TOP - 7))


def paint_playhead(painter: QPainter, x: float) -> None:
    """The line and the knob at ``x``."""
    active = theme.current()
    middle = round(x)
    painter.fillRect(
        QRectF(middle - 1, KNOB.y(), 2, BASELINE + 6 - KNOB.y()), active.color("accent")
    )
    painter.setPen(QPen(active.color("accent"), 1.75))
    painter.setBrush(active.color("raised"))
    painter.drawEllipse(QPointF(middle, KNOB.y()), _KNOB_RADIUS, _KNOB_RADIUS)


def paint_hair(painter: QPainter, x: float) -> None:
    """A thin line through the bars where the pointer is."""
    hair = QRectF(round(x), BARS_TOP, 1, count_bars.HEIGHT)
    painter.fillRect(hair, theme.current().color("muted"))


def bubble_rect(x: float, width: int, total: str, words: str) -> QRectF:
    """Where the bubble for ``x`` goes: at its right, or at its left where there is no room."""
    size = 2 * _BUBBLE_PADDING + _strong(total) + _advance(words)
    left = x + _BUBBLE_REACH
    if left + size > width - MARGIN:
        left = max(x - _BUBBLE_REACH - size, 2)
    return QRectF(round(left), _BUBBLE_TOP, size, _BUBBLE_HEIGHT)


def paint_bubble(painter: QPainter, rect: QRectF, total: str, words: str) -> None:
    """Figures on a dark ground: ``total`` strong, ``words`` behind it."""
    active = theme.current()
    fill_rounded(painter, rect, 5, active.color("tooltip"))
    stroke_rounded(painter, rect, 5, active.color("tooltip_border"))
    inner = rect.adjusted(_BUBBLE_PADDING, 0, 0, 0)
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    painter.setPen(active.color("tooltip_text"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, total)
    painter.setFont(fonts.font(fonts.SMALL))
    # Dark in both themes, so the quiet ink of the dark one serves.
    painter.setPen(theme.DARK.color("muted"))
    inner.adjust(_strong(total), 0, 0, 0)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)


def _words(
    painter: QPainter, left: float, text: str, token: str, *, weight: int = fonts.REGULAR
) -> None:
    painter.setFont(fonts.font(fonts.SMALL, weight))
    painter.setPen(theme.current().color(token))
    rect = QRectF(left, _HEADER.top(), _advance(text) + 400, _HEADER.height())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)


def _dashed(painter: QPainter, left: float, right: float, y: float) -> None:
    pen = QPen(theme.current().color("muted"), 1)
    pen.setDashPattern(_DASHES)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def _advance(text: str) -> int:
    return QFontMetrics(fonts.font(fonts.SMALL)).horizontalAdvance(text)


def _strong(text: str) -> int:
    return QFontMetrics(fonts.font(fonts.SMALL, fonts.SEMIBOLD)).horizontalAdvance(text)
