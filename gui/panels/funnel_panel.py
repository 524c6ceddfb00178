"""The funnel: how many boxes are left after each stage, from all DBoxes to what is shown."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.section import Section
from ssd_core.types import Funnel, IntArray

_HEIGHT = 90
_BAR_WIDTH, _BAR_HEIGHT, _MIN_HEIGHT = 42, 46, 7
_COUNT_BASELINE, _BARS_TOP = 13, 22
_NAME_GAP = 4
_TRAPEZOID_ALPHA = 107
_EMPTY_HEIGHTS = (46, 31, 26, 17, 10)
_TOKENS = ("d4", "d3", "d3", "d2")


class FunnelPanel(Section):
    """Five bars under the title "From 8,732 to 9", dashed while there is no picture."""

    def __init__(self, dboxes: int = 8732) -> None:
        super().__init__()
        self._dboxes = dboxes
        self._funnel: Funnel | None = None
        self._chart = _Chart(dboxes)
        self.body.addWidget(self._chart)
        self.render_texts()

    def set_funnel(
        self, funnel: Funnel | None, labels: IntArray | None = None, classes: tuple[str, ...] = ()
    ) -> None:
        """Show ``funnel``, its last bar in the class colours of the shown ``labels`` [M].

        None shows the empty funnel.
        """
        self._funnel = funnel
        parts = [] if labels is None else _parts(labels, classes)
        self._chart.set_counts(funnel, parts)
        self._retitle()

    def retranslate(self) -> None:
        self._retitle()
        self._chart.set_names(
            (
                self.tr("DBoxes"), self.tr("over conf."), self.tr("top-k"), self.tr("after NMS"),
                self.tr("shown"),
            )
        )  # fmt: skip

    def _retitle(self) -> None:
        total = self._dboxes if self._funnel is None else self._funnel.dboxes
        shown = "…" if self._funnel is None else f"{self._funnel.shown:,}"
        self.set_title(self.tr("From {total} to {shown}").format(total=f"{total:,}", shown=shown))


def _parts(labels: IntArray, classes: tuple[str, ...]) -> list[tuple[QColor, int]]:
    """Colour and count of every class among ``labels``, the most frequent first."""
    found, counts = np.unique(labels, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return [(class_style(int(found[i]), classes).color, int(counts[i])) for i in order]


class _Chart(QWidget):
    """Bars whose height is the logarithm of their count, with trapezoids between them."""

    def __init__(self, dboxes: int) -> None:
        super().__init__()
        self._dboxes = dboxes
        self._counts: tuple[int, ...] = ()
        self._parts: list[tuple[QColor, int]] = []
        self._names: tuple[str, ...] = ("",) * len(_EMPTY_HEIGHTS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_counts(None, [])

    def sizeHint(self) -> QSize:
        return QSize(288, _height(counted=True))

    def set_names(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._describe()
        self.update()

    def set_counts(self, funnel: Funnel | None, parts: list[tuple[QColor, int]]) -> None:
        self._parts = parts
        if funnel is None:
            self._counts = ()
        else:
            self._counts = (
                funnel.dboxes, funnel.over_confidence, funnel.top_k, funnel.after_nms, funnel.shown
            )  # fmt: skip
        self._fit()
        self._describe()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        height = _height(counted=bool(self._counts))
        if height != self.height():
            self.setFixedHeight(height)

    def _describe(self) -> None:
        """The same in words, for who cannot see the bars."""
        pairs = zip(self._names, self._counts, strict=False)
        words = ", ".join(f"{name} {count:,}" for name, count in pairs)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _bar(self, i: int) -> QRectF:
        pitch = (self.width() - _BAR_WIDTH) / (len(_EMPTY_HEIGHTS) - 1)
        top = fonts.scaled(_BARS_TOP) if self._counts else 2
        height = self._bar_height(self._counts[i]) if self._counts else _EMPTY_HEIGHTS[i]
        return QRectF(i * pitch, top + (_BAR_HEIGHT - height) / 2, _BAR_WIDTH, height)

    def _bar_height(self, count: int) -> float:
        share = math.log(max(count, 1)) / math.log(self._dboxes)
        return min(max(_BAR_HEIGHT * share, _MIN_HEIGHT), _BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = [self._bar(i) for i in range(len(_EMPTY_HEIGHTS))]
        if self._counts:
            self._paint_bars(painter, bars)
            self._paint_counts(painter, bars)
        else:
            for bar in bars:
                edge = theme.current().color("border2")
                stroke_rounded(painter, bar, 2, edge, dashes=(3.0, 2.5))
        self._paint_names(painter, bars)
        painter.end()

    def _paint_bars(self, painter: QPainter, bars: list[QRectF]) -> None:
        active = theme.current()
        between = active.color("hist_off")
        between.setAlpha(_TRAPEZOID_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(between)
        for a, b in pairwise(bars):
            painter.drawPolygon(
                QPolygonF([a.topRight(), b.topLeft(), b.bottomLeft(), a.bottomRight()])
            )
        for bar, token in zip(bars, _TOKENS, strict=False):
            fill_rounded(painter, bar, 2, active.color(token))
        self._paint_shown(painter, bars[-1])

    def _paint_shown(self, painter: QPainter, bar: QRectF) -> None:
        total = sum(count for _, count in self._parts)
        if total == 0:
            fill_rounded(painter, bar, 2, theme.current().color("hist_off"))
            return
        gap = 1.0 if len(self._parts) * 3 < bar.width() else 0.0
        room = bar.width() - gap * (len(self._parts) - 1)
        left = bar.left()
        for color, count in self._parts:
            width = room * count / total
            painter.fillRect(QRectF(left, bar.top(), width, bar.height()), color)
            left += width + gap

    def _paint_counts(self, painter: QPainter, bars: list[QRectF]) -> None:
        painter.setPen(theme.current().color("text"))
        painter.setFont(fonts.font(fonts.BODY, fonts.SEMIBOLD))
        for i, count in enumerate(self._counts):
            self._paint_words(painter, i, bars[i], f"{count:,}", fonts.scaled(_COUNT_BASELINE))

    def _paint_names(self, painter: QPainter, bars: list[QRectF]) -> None:
        painter.setPen(theme.current().color("muted"))
        painter.setFont(self._font_of_names(bars[1].left() - bars[0].left()))
        baseline = self.height() - painter.fontMetrics().descent()
        for i, name in enumerate(self._names):
            self._paint_words(painter, i, bars[i], name, baseline)

    def _font_of_names(self, pitch: float) -> QFont:
        """The usual one; at large text sizes smaller, so that no name runs into the next."""
        font = QFont(fonts.font(fonts.LABEL))
        widths = [QFontMetricsF(font).horizontalAdvance(name) for name in self._names]
        # The outer two are flush with the edges, so a neighbour has less than half of its own.
        first, *_, last = widths
        needs = [first + widths[1] / 2 - _BAR_WIDTH / 2, last + widths[-2] / 2 - _BAR_WIDTH / 2]
        needs += [(a + b) / 2 for a, b in pairwise(widths[1:-1])]
        need = max(needs) + _NAME_GAP
        if need > pitch:
            font.setPixelSize(max(fonts.TICK, int(font.pixelSize() * pitch / need)))
        return font

    def _paint_words(
        self, painter: QPainter, i: int, bar: QRectF, words: str, baseline: float
    ) -> None:
        width = painter.fontMetrics().horizontalAdvance(words)
        left = bar.center().x() - width / 2
        # The outer words stay inside the chart, flush with its edges.
        left = min(max(left, 0.0), self.width() - width)
        if i == len(self._names) - 1:
            left = self.width() - width
        elif i == 0:
            left = 0.0
        painter.drawText(QPointF(left, baseline), words)


def _height(*, counted: bool) -> int:
    """The bars, the names below them, and the counts above them if there are any."""
    words = fonts.scaled(_HEIGHT - _BAR_HEIGHT - (0 if counted else _BARS_TOP))
    return _BAR_HEIGHT + words + (0 if counted else 2)
