"""Formulas on the screen: measured from the inside out, then drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from gui import fonts, theme
from gui.lessons.parts.formula import Fraction, Node, Root, Row, Run

_SCRIPT = 0.72
_GAP, _BAR = 3.0, 1.0
"""Logical pixels between a fraction's parts and its bar, and that bar's width."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A formula with its size in logical pixels; ``draw`` puts its baseline's left end at a point.

    ascent, descent: above and below the baseline.
    """

    width: float
    ascent: float
    descent: float
    draw: Callable[[QPainter, QPointF], None]

    @property
    def height(self) -> float:
        return self.ascent + self.descent


@lru_cache(maxsize=512)
def measured(node: Node, pixels: int) -> Measured:
    """``node`` in letters of ``pixels`` logical pixels, already of the text size in use."""
    if isinstance(node, Run):
        return _run(node, pixels)
    if isinstance(node, Row):
        return _row([measured(part, pixels) for part in node.parts])
    if isinstance(node, Fraction):
        parts = (measured(part, pixels) for part in (node.top, node.bottom))
        return _fraction(*parts, axis=_axis(pixels))
    if isinstance(node, Root):
        return _root(measured(node.inner, pixels))
    small = max(round(pixels * _SCRIPT), 9)
    low, high = (None if part is None else measured(part, small) for part in (node.low, node.high))
    return _scripts(measured(node.base, pixels), low, high, pixels)


def _run(run: Run, pixels: int) -> Measured:
    font = fonts.formula(pixels, italic=run.italic)
    metrics = QFontMetricsF(font)
    lean = 1.0 if run.italic else 0.0  # a leaning letter must not touch what follows

    def draw(painter: QPainter, at: QPointF) -> None:
        tokens = {"": "text", "live": "accent", "bad": "danger"}
        painter.setFont(font)
        painter.setPen(theme.current().color(tokens[run.tone]))
        painter.drawText(at, run.text)

    tight = metrics.tightBoundingRect(run.text.strip() or "x")
    ascent, descent = max(-tight.top(), metrics.xHeight()), max(tight.bottom(), 0.0)
    return Measured(metrics.horizontalAdvance(run.text) + lean, ascent, descent, draw)


def _row(parts: list[Measured]) -> Measured:
    def draw(painter: QPainter, at: QPointF) -> None:
        x = at.x()
        for part in parts:
            part.draw(painter, QPointF(x, at.y()))
            x += part.width

    return Measured(
        sum(part.width for part in parts),
        max((part.ascent for part in parts), default=0.0),
        max((part.descent for part in parts), default=0.0),
        draw,
    )


def _axis(pixels: int) -> float:
    """How high above the baseline a fraction's bar lies: the middle of a minus sign."""
    return QFontMetricsF(fonts.formula(pixels, italic=False)).xHeight() / 2 + 1


def _fraction(top: Measured, bottom: Measured, *, axis: float) -> Measured:
    width = max(top.width, bottom.width) + 8

    def draw(painter: QPainter, at: QPointF) -> None:
        middle, line = at.x() + 2 + width / 2, at.y() - axis
        top.draw(painter, QPointF(middle - top.width / 2, line - _GAP - top.descent))
        bottom.draw(painter, QPointF(middle - bottom.width / 2, line + _GAP + 1 + bottom.ascent))
        painter.setPen(QPen(theme.current().color("text"), _BAR))
        y = round(line) + 0.5
        painter.drawLine(QPointF(at.x() + 2, y), QPointF(at.x() + 2 + width, y))

    ascent = axis + _GAP + top.height
    return Measured(width + 4, ascent, bottom.height + _GAP + 1 - axis, draw)


def _root(inner: Measured) -> Measured:
    hook = max(8.0, inner.height * 0.5)

    def draw(painter: QPainter, at: QPointF) -> None:
        top, foot = at.y() - inner.ascent - 3, at.y() + inner.descent + 1
        x = at.x() + 1
        corners = [
            QPointF(x, foot - inner.height * 0.45),
            QPointF(x + hook * 0.22, foot - inner.height * 0.5),
            QPointF(x + hook * 0.5, foot),
            QPointF(x + hook * 0.9, top),
            QPointF(at.x() + hook + inner.width + 2, top),
        ]
        painter.setPen(QPen(theme.current().color("text"), 1.1))
        painter.drawPolyline(corners)
        inner.draw(painter, QPointF(at.x() + hook + 1, at.y()))

    return Measured(hook + inner.width + 4, inner.ascent + 5, inner.descent + 1, draw)


def _scripts(base: Measured, low: Measured | None, high: Measured | None, pixels: int) -> Measured:
    drop, rise = pixels * 0.22, max(base.ascent - pixels * 0.25, pixels * 0.3)
    width = max((part.width for part in (low, high) if part is not None), default=0.0)

    def draw(painter: QPainter, at: QPointF) -> None:
        base.draw(painter, at)
        x = at.x() + base.width
        if low is not None:
            low.draw(painter, QPointF(x, at.y() + drop))
        if high is not None:
            high.draw(painter, QPointF(x, at.y() - rise))

    ascent = max(base.ascent, 0.0 if high is None else rise + high.ascent)
    descent = max(base.descent, 0.0 if low is None else drop + low.descent)
    return Measured(base.width + width + 1, ascent, descent, draw)
