"""Pairs of bars with their figures: the gradients of levels, or of parts of the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui import fonts, theme
from gui.controls.painting import fill_rounded
from gui.lessons.training_step.colors import box_color, class_head_color
from gui.panels.charts.ticks import ticks

_FOOT, _HEAD, _AXIS = 40, 24, 44
_WIDEST = 30
_BAR, _LEAST = 24, 46


@dataclass(frozen=True, slots=True)
class Group:
    """One level or part. values: of its bars. share: of the whole, or -1 where there is none."""

    name: str
    note: str
    values: tuple[float, ...]
    share: float = -1.0


def short(value: float) -> str:
    """A figure over a bar: .059, 1.24."""
    text = f"{value:.3f}" if value < 1 else f"{value:.2f}"
    return text.removeprefix("0") if value < 1 else text


def paint_groups(
    painter: QPainter,
    room: QRectF,
    groups: Sequence[Group],
    *,
    legend: tuple[str, str],
    lit: int,
) -> list[QRectF]:
    """Paint ``groups`` side by side. Returns the band of each, for the pointer.

    legend: names of the first and second bar; of one alone there is none. lit: the group that is
    pointed at, -1 for none.
    """
    head = fonts.scaled(_HEAD)
    plot = room.adjusted(fonts.scaled(_AXIS), head, 0, -fonts.scaled(_FOOT))
    most = max((max(group.values) for group in groups), default=0.0) or 1.0
    paired = any(len(group.values) > 1 for group in groups)
    if paired:
        _paint_legend(painter, QRectF(plot.left(), room.top(), plot.width(), head), legend)
    top = _paint_axis(painter, plot, most)
    width = plot.width() / max(len(groups), 1)
    bands = []
    for place, group in enumerate(groups):
        band = QRectF(plot.left() + place * width, plot.top(), width, room.bottom() - plot.top())
        painter.setOpacity(0.35 if lit >= 0 and lit != place else 1.0)
        _paint_group(painter, band, plot, group, top)
        bands.append(band)
    painter.setOpacity(1.0)
    return bands


def _paint_legend(painter: QPainter, row: QRectF, names: tuple[str, str]) -> None:
    x = row.left()
    painter.setFont(fonts.font(fonts.SMALL))
    for name, color in zip(names, (class_head_color(), box_color()), strict=True):
        fill_rounded(painter, QRectF(x, row.center().y() - 7, 10, 8), 2, color)
        painter.setPen(theme.current().color("text"))
        place = QRectF(x + 16, row.top() - 3, 400, row.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        x += 16 + painter.fontMetrics().horizontalAdvance(name) + 18


def _paint_axis(painter: QPainter, plot: QRectF, most: float) -> float:
    """Hairlines with their figures; returns the value at the top."""
    marks = ticks(0.0, most * 1.18, 4)
    top = most * 1.18
    painter.setFont(fonts.font(fonts.TICK))
    for mark in marks:
        y = plot.bottom() - mark / top * plot.height()
        painter.setPen(QPen(theme.current().color("border"), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(theme.current().color("muted"))
        place = QRectF(plot.left() - 60, y - 10, 52, 20)
        words = "0" if mark == 0 else f"{mark:.6f}".rstrip("0").removeprefix("0")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, words.removesuffix("."))
    return top


def _paint_group(painter: QPainter, band: QRectF, plot: QRectF, group: Group, top: float) -> None:
    active, middle = theme.current(), band.center().x()
    colors = (class_head_color(), box_color())
    if len(group.values) == 1:
        colors = (active.color("d2"),)
    width = min(band.width() / (len(group.values) + 1), fonts.scaled(_WIDEST))
    start = middle - len(group.values) * width / 2
    for place, (value, color) in enumerate(zip(group.values, colors, strict=True)):
        high = value / top * plot.height()
        bar = QRectF(start + place * width + 1.5, plot.bottom() - high, width - 3, high)
        fill_rounded(painter, bar, min(3, high / 2), color)
        painter.setPen(active.color("text"))
        painter.setFont(fonts.font(fonts.LABEL))
        figure = QRectF(bar.center().x() - 40, bar.top() - 18, 80, 16)
        painter.drawText(figure, Qt.AlignmentFlag.AlignCenter, short(value))
    painter.setPen(active.color("text"))
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    line = fonts.scaled(18)
    name = QRectF(band.left(), plot.bottom() + 4, band.width(), line)
    painter.drawText(name, Qt.AlignmentFlag.AlignCenter, group.name)
    painter.setPen(active.color("muted"))
    painter.setFont(fonts.font(fonts.LABEL))
    note = painter.fontMetrics().elidedText(
        group.note, Qt.TextElideMode.ElideRight, int(band.width() - 2)
    )
    painter.drawText(name.translated(0, line - 2), Qt.AlignmentFlag.AlignCenter, note)


def paint_shares(
    painter: QPainter, room: QRectF, groups: Sequence[Group], words: tuple[str, str], *, lit: int
) -> None:
    """One bar of all groups' shares; words: its title and the muted note behind it."""
    active = theme.current()
    title = QRectF(room.left(), room.top(), room.width(), fonts.scaled(20))
    painter.setPen(active.color("text"))
    painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, words[0])
    title.setLeft(title.left() + painter.fontMetrics().horizontalAdvance(words[0]) + 8)
    painter.setPen(active.color("muted"))
    painter.setFont(fonts.font(fonts.SMALL))
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, words[1])
    bar = QRectF(room.left(), title.bottom() + 2, room.width(), fonts.scaled(_BAR))
    ends = [0.0]
    for group in groups:
        ends.append(ends[-1] + max(group.share, 0.0))
    for place, (start, end) in enumerate(pairwise(ends)):
        part = QRectF(bar.left() + start * bar.width(), bar.top(), 0, bar.height())
        part.setRight(bar.left() + end * bar.width() - 1)
        if part.width() <= 0:
            continue
        painter.setOpacity(0.35 if lit >= 0 and lit != place else 1.0)
        color = active.color(("d2", "d1", "d2", "d3", "d2", "d3")[place % 6])
        fill_rounded(painter, part, min(2, part.width() / 2), color)
        _paint_share(painter, part, groups[place], color)
    painter.setOpacity(1.0)


def paint_levels(
    painter: QPainter, room: QRectF, levels: Sequence[tuple[str, str]], *, lit: int
) -> list[QRectF]:
    """Levels side by side, (name, count) each, to point at. Returns their bands."""
    active, bands = theme.current(), []
    width = room.width() / max(len(levels), 1)
    for place, (name, count) in enumerate(levels):
        band = QRectF(room.left() + place * width, room.top(), width - 6, room.height())
        on = place == lit
        fill_rounded(painter, band, 6, active.color("accent_soft" if on else "sel"))
        half = band.height() / 2
        for line, words in enumerate((name, count)):
            weight = fonts.REGULAR if line else fonts.SEMIBOLD
            painter.setFont(fonts.font(fonts.LABEL if line else fonts.SMALL, weight))
            painter.setPen(active.color("muted" if line else "text"))
            row = QRectF(band.left(), band.top() + line * half, band.width(), half)
            flag = Qt.AlignmentFlag.AlignTop if line else Qt.AlignmentFlag.AlignBottom
            short = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, int(row.width())
            )
            painter.drawText(row, flag | Qt.AlignmentFlag.AlignHCenter, short)
        bands.append(band)
    return bands


def _paint_share(painter: QPainter, part: QRectF, group: Group, color: QColor) -> None:
    words = f"{group.name} · {group.share:.0%}"
    painter.setFont(fonts.font(fonts.LABEL, fonts.MEDIUM))
    if painter.fontMetrics().horizontalAdvance(words) + 8 > part.width():
        return
    painter.setPen(QColor("#FFFFFF" if color.lightnessF() < 0.55 else "#1B1C1F"))
    painter.drawText(part, Qt.AlignmentFlag.AlignCenter, words)
