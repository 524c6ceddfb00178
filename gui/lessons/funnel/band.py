"""The funnel itself: a block a station, its height the logarithm of who leaves it alive.

The block under the pointer is split into its classes and says how many there are of each.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.painting import fill_rounded
from gui.lessons.frame.words import Words
from gui.lessons.funnel.walked import STATIONS, Walked
from ssd_core.types import BACKGROUND

_HEIGHT, _LEAST = 44, 8
_TOKENS = ("d4", "d4", "d3", "d2", "d1")
_BETWEEN_ALPHA = 107
_MOST_LINES = 12


class Band(QWidget):
    """Stands above the columns, which have one ``gap`` between them."""

    pointed = Signal(int)
    """The station of the block under the pointer, -1 for none."""

    def __init__(self, gap: int, words: Words) -> None:
        super().__init__()
        self._gap, self._words = gap, words
        self._under = -1
        self.setMouseTracking(True)
        self._walked: Walked | None = None
        self._open = frozenset[int]()
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_walk(self, walked: Walked | None) -> None:
        self._walked = walked
        self.update()

    def set_hidden(self, columns: frozenset[int]) -> None:
        """Give nothing away of these stations."""
        self._open = columns
        self.update()

    # The pointer

    def counts(self, column: int) -> list[tuple[int, int]]:
        """(Label, count) of what leaves a station alive, the most frequent first; none while that
        is to be predicted."""
        if self._walked is None or column in self._open:
            return []
        counts = self._walked.funnel.by_class(column)
        order = np.argsort(-counts, kind="stable").tolist()
        return [(label, int(counts[label])) for label in order if counts[label]]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        columns = range(len(STATIONS))
        x = event.position().x()
        self._point(next((k for k in columns if self._column(k)[0] <= x <= self._column(k)[1]), -1))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def _point(self, column: int) -> None:
        if column == self._under:
            return
        self._under = column
        self.pointed.emit(column)
        self.update()
        lines = self._told(column) if column >= 0 else ""
        if lines:
            left, right = self._column(column)
            at = QPoint(round((left + right) / 2), self.height() - 8)
            QToolTip.showText(self.mapToGlobal(at), lines, self)
        else:
            QToolTip.hideText()

    def _told(self, column: int) -> str:
        counts = self.counts(column)
        lines = [f"{self._name(label)}  {count:,}" for label, count in counts[:_MOST_LINES]]
        more = len(counts) - _MOST_LINES
        return "\n".join([*lines, self._words("band.more", count=more)] if more > 0 else lines)

    def _name(self, label: int) -> str:
        assert self._walked is not None
        if label == BACKGROUND:
            return self._words("band.background")
        return self._walked.scene.class_name(label)

    # Painting

    def _column(self, column: int) -> tuple[float, float]:
        """Left and right end of a station's block."""
        width = (self.width() - self._gap * (len(STATIONS) - 1)) / len(STATIONS)
        left = column * (width + self._gap)
        return left, left + width

    def _block(self, column: int) -> QRectF:
        left, right = self._column(column)
        count = self._walked.funnel.stations[column].count if self._walked else 1
        most = self._walked.funnel.stations[0].count if self._walked else 2
        share = math.log(max(count, 1)) / math.log(max(most, 2))
        height = self.height() if column in self._open else max(self.height() * share, _LEAST)
        return QRectF(left, (self.height() - height) / 2, right - left, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        blocks = [self._block(column) for column in range(len(STATIONS))]
        between = active.color("hist_off")
        between.setAlpha(_BETWEEN_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(between)
        for a, b in pairwise(blocks):
            painter.drawPolygon(
                QPolygonF([a.topRight(), b.topLeft(), b.bottomLeft(), a.bottomRight()])
            )
        for column, (block, token) in enumerate(zip(blocks, _TOKENS, strict=True)):
            hidden = column in self._open or self._walked is None
            fill_rounded(painter, block, 2, active.color("hist_off" if hidden else token))
        for column in {len(STATIONS) - 1, self._under} - self._open - {-1}:
            if self._walked is not None:
                self._paint_classes(painter, blocks[column], self._walked, self.counts(column))
        painter.end()

    @staticmethod
    def _paint_classes(
        painter: QPainter, block: QRectF, walked: Walked, counts: list[tuple[int, int]]
    ) -> None:
        """Split what is there into its classes."""
        if not counts:
            fill_rounded(painter, block, 2, theme.current().color("hist_off"))
            return
        painter.fillRect(block, theme.current().color("canvas"))
        room, total = block.width() - (len(counts) - 1), sum(count for _, count in counts)
        left = block.left()
        for label, count in counts:
            width = room * count / total
            color = theme.current().color("hist_off")
            if label != BACKGROUND:
                color = class_style(label, walked.scene.classes).color
            painter.fillRect(QRectF(left, block.top(), width, block.height()), color)
            left += width + 1
