"""The funnel itself: a block a station, its height the logarithm of who leaves it alive."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.painting import fill_rounded
from gui.lessons.funnel.walked import STATIONS, Walked

_HEIGHT, _LEAST = 44, 8
_TOKENS = ("d4", "d4", "d3", "d2", "d1")
_BETWEEN_ALPHA = 107


class Band(QWidget):
    """Stands above the columns, which have one ``gap`` between them."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._gap = gap
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

    def _block(self, column: int) -> QRectF:
        width = (self.width() - self._gap * (len(STATIONS) - 1)) / len(STATIONS)
        count = self._walked.funnel.stations[column].count if self._walked else 1
        most = self._walked.funnel.stations[0].count if self._walked else 2
        share = math.log(max(count, 1)) / math.log(max(most, 2))
        height = self.height() if column in self._open else max(self.height() * share, _LEAST)
        return QRectF(column * (width + self._gap), (self.height() - height) / 2, width, height)

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
        last = len(STATIONS) - 1
        if self._walked is not None and last not in self._open:
            self._paint_classes(painter, blocks[last], self._walked)
        painter.end()

    def _paint_classes(self, painter: QPainter, block: QRectF, walked: Walked) -> None:
        """Split what is left into its classes, the most frequent first."""
        counts = walked.funnel.by_class(len(STATIONS) - 1)
        labels = [k for k in np.argsort(-counts, kind="stable").tolist() if counts[k]]
        if not labels:
            fill_rounded(painter, block, 2, theme.current().color("hist_off"))
            return
        painter.fillRect(block, theme.current().color("canvas"))
        room = block.width() - (len(labels) - 1)
        left = block.left()
        for label in labels:
            width = room * float(counts[label]) / float(counts.sum())
            color = class_style(label, walked.scene.classes).color
            painter.fillRect(QRectF(left, block.top(), width, block.height()), color)
            left += width + 1
