"""The six levels as tiles: a small grid, its name, the smallest size and the boxes of a cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.radio import RadioPart
from ssd_core.lessons.default_boxes import LevelFacts

HEIGHT = 100
_TILE, _THUMB = 78, 44
_FINE = 19


class LevelTile(RadioPart):
    """One level."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self.level = level
        self._facts: LevelFacts | None = None
        self._cell = (0, 0)
        self._per_cell = ""
        self._kept, self._kept_for = QPixmap(), (0, 0.0, "", 0.0)
        fonts.fix(self, height=_TILE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(118), fonts.scaled(_TILE))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(58), fonts.scaled(_TILE))

    def show_facts(self, facts: LevelFacts, per_cell: str, cell: tuple[int, int] | None) -> None:
        """per_cell: how many boxes a cell has, in words. cell: (row, column) to mark."""
        shown = (facts, per_cell, cell or (-1, -1))
        if shown == (self._facts, self._per_cell, self._cell):
            return
        self._facts, self._per_cell, self._cell = shown
        self.setAccessibleName(f"{facts.cells}×{facts.cells}, {facts.min_size:.0f} px, {per_cell}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, facts = theme.current(), self._facts
        if facts is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()), self.isChecked()
        under = "hover" if self.underMouse() else "raised"
        fill_rounded(painter, rect, 8, active.color("accent_soft" if on else under))
        stroke_rounded(painter, rect, 8, active.color("accent" if on else "border2"))
        thumb = fonts.scaled(_THUMB)
        roomy = rect.width() >= thumb + fonts.scaled(70)
        if roomy:
            self._paint_grid(painter, QRectF(10, (rect.height() - thumb) / 2, thumb, thumb))
        left = thumb + 19 if roomy else 8
        line = rect.height() / 4.6
        texts = (f"{facts.cells}×{facts.cells}", f"{facts.min_size:.0f} px", self._per_cell)
        for number, text in enumerate(texts):
            size, weight = (
                (fonts.BODY, fonts.SEMIBOLD) if number == 0 else (fonts.LABEL, fonts.REGULAR)
            )
            painter.setFont(fonts.font(size, weight))
            painter.setPen(active.color("muted" if number else "text"))
            top = (rect.height() - 3 * line) / 2 + number * line
            place = QRectF(left, top, rect.width() - left - 4, line)
            elide = Qt.TextElideMode.ElideRight
            words = painter.fontMetrics().elidedText(text, elide, int(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _paint_grid(self, painter: QPainter, thumb: QRectF) -> None:
        """From a kept image: 37 lines either way take as long as all the rest of the tile."""
        assert self._facts is not None
        key = (self._facts.cells, thumb.width(), theme.current().name, self.devicePixelRatioF())
        if key != self._kept_for:
            self._kept, self._kept_for = self._grid(self._facts, thumb.width()), key
        painter.drawPixmap(thumb.topLeft(), self._kept)
        row, column = self._cell
        if row >= 0 and self.isChecked():
            share = self._facts.step / 300 * thumb.width()
            cell = QRectF(thumb.left() + column * share, thumb.top() + row * share, share, share)
            painter.fillRect(cell & thumb, theme.current().color("accent"))

    def _grid(self, facts: LevelFacts, side: float) -> QPixmap:
        """The level's cells, ``side`` logical pixels square."""
        active, ratio = theme.current(), self.devicePixelRatioF()
        image = QPixmap(round(side * ratio), round(side * ratio))
        image.setDevicePixelRatio(ratio)
        thumb = QRectF(0, 0, side, side)
        painter = QPainter(image)
        painter.fillRect(thumb, active.color("raised"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, facts.cells > _FINE)
        strong = facts.cells <= 10
        painter.setPen(QPen(active.color("muted" if strong else "hist_off"), 1))
        for k in range(1, facts.cells):
            at = k * facts.step / 300 * thumb.width()
            x, y = thumb.left() + at, thumb.top() + at
            if strong:
                x, y = round(x) + 0.5, round(y) + 0.5
            painter.drawLine(QPointF(x, thumb.top()), QPointF(x, thumb.bottom()))
            painter.drawLine(QPointF(thumb.left(), y), QPointF(thumb.right(), y))
        painter.setPen(QPen(active.color("text"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(thumb.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
        return image


class LevelPicker(QWidget):
    """``chosen`` tells the level a person picked."""

    chosen = Signal(int)

    def __init__(self, levels: int = 6) -> None:
        super().__init__()
        fonts.fix(self, height=HEIGHT)
        self.tiles = [LevelTile(level) for level in range(levels)]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 11, 16, 11)
        row.setSpacing(9)
        for tile in self.tiles:
            tile.clicked.connect(self._on_clicked)
            row.addWidget(tile)

    def sizeHint(self) -> QSize:
        return QSize(600, fonts.scaled(HEIGHT))

    def show_levels(
        self,
        facts: Sequence[LevelFacts],
        per_cell: Sequence[str],
        level: int,
        cell: tuple[int, int],
    ) -> None:
        """All levels, ``level`` being the chosen one, with ``cell`` (row, column) marked in it."""
        for tile, its, words in zip(self.tiles, facts, per_cell, strict=True):
            tile.setChecked(tile.level == level)
            tile.show_facts(its, words, cell if tile.level == level else None)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().level)
