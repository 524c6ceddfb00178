"""The average precision of each class as bars, in the colours of the classes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.labels import label
from gui.controls.painting import SWATCH, fill_rounded, paint_swatch
from gui.controls.scrolling import OverlayScrollBar
from gui.controls.section import Section

_ROW, _BAR = 24, 6
_NAME, _FIGURE, _GAP = 60, 36, 12
_MOST_ROWS = 8
"""More are scrolled."""
_BAR_SIDE = 10
"""Room at the right for the scroll bar that lies over the rows."""


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[tuple[str, float]] = ()

    def show_rows(self, rows: Sequence[tuple[str, float]]) -> None:
        self._rows = rows
        self.setFixedHeight(fonts.scaled(_ROW) * len(rows))
        words = ", ".join(f"{name} {_share(value)}" for name, value in rows)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = fonts.scaled(_ROW)
        classes = tuple(name for name, _ in self._rows)
        for number, (name, value) in enumerate(self._rows):
            row = QRectF(0, number * height, self.width(), height)
            self._paint_row(painter, row, name, value, number, classes)
        painter.end()

    def _paint_row(
        self,
        painter: QPainter,
        row: QRectF,
        name: str,
        value: float,
        number: int,
        classes: tuple[str, ...],
    ) -> None:
        color, middle = class_style(number + 1, classes).color, row.center().y()
        paint_swatch(painter, row.left(), middle, color)
        painter.setPen(theme.current().color("text"))
        painter.setFont(fonts.font(fonts.SMALL))
        left = row.left() + SWATCH + 9
        words = QRectF(left, row.top(), fonts.scaled(_NAME), row.height())
        shown = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        right = row.right() - fonts.scaled(_FIGURE)
        bar = QRectF(words.right() + _GAP, middle - _BAR / 2, 0, _BAR)
        bar.setRight(max(right - 2, bar.left() + 8))
        fill_rounded(painter, bar, _BAR / 2, theme.current().color("sel"))
        if value > 0:
            bar.setWidth(max(bar.width() * min(value, 1), _BAR))
            fill_rounded(painter, bar, _BAR / 2, color)
        painter.setPen(theme.current().color("text"))
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        both = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(row, both, _share(value))


def _share(value: float) -> str:
    """An average precision for reading; a class without objects has none."""
    return f"{value:.2f}" if math.isfinite(value) else "–"


class ClassBars(Section):
    """Hidden while nothing was measured by class."""

    def __init__(self) -> None:
        super().__init__()
        self._when = label(fonts.SMALL, tone="muted")
        self.header.addWidget(self._when)
        self._bars = _Bars()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._bars)
        self._scroll.setWidget(holder)
        for part in (self._scroll.viewport(), holder):
            part.setAutoFillBackground(False)
        OverlayScrollBar(self._scroll)
        self.body.addWidget(self._scroll)
        self.hide()
        self.render_texts()

    def show_classes(self, classes: Sequence[tuple[str, float]], when: str) -> None:
        """Show (class, AP), measured ``when``, such as "epoch 11"."""
        self._when.setText(when)
        self._bars.show_rows(tuple(classes))
        self._scroll.setFixedHeight(fonts.scaled(_ROW) * min(len(classes), _MOST_ROWS))
        scrolls = len(classes) > _MOST_ROWS
        self._column.setContentsMargins(0, 0, _BAR_SIDE if scrolls else 0, 0)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.setHidden(not classes)

    def retranslate(self) -> None:
        self.set_title(self.tr("Per-class AP"))
        for part in (self._bars, self._scroll):
            part.setAccessibleName(self.tr("Per-class AP"))
