"""Born: the DBox a candidate began as, and its cell among those of the six levels."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import fonts, theme
from gui.panels.biography.step import Step
from gui.readout import aspect_name
from ssd_core.explain.biography import Birth

_GAP = 6
_SIDE, _LABEL = 36, 16
_FINEST = 2.6
"""Logical pixels between the lines of a map; finer ones would be one grey."""


class Born(Step):
    """Index, level, cell, scale, aspect and size."""

    def __init__(self) -> None:
        super().__init__(1)
        self._birth: Birth | None = None
        self._size = (1, 1)
        self._maps = Maps()
        self.body.addWidget(self._maps)
        self.body.addSpacing(4)
        self._rows = [self.add_row() for _ in range(4)]
        self.render_texts()

    def show_birth(self, birth: Birth, size: tuple[int, int]) -> None:
        """Show where a candidate of a picture of ``size`` (width, height) began."""
        self._birth, self._size = birth, size
        self._maps.set_birth(birth)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Born"))
        names = (
            self.tr("Source map"), self.tr("Cell"), self.tr("Scale · aspect"), self.tr("Size")
        )  # fmt: skip
        for (name, _), words in zip(self._rows, names, strict=True):
            name.setText(words)
        birth = self._birth
        if birth is None:
            return
        self.note.setText(
            self.tr("as DBox {index} of {count}").format(index=birth.dbox, count=birth.count)
        )
        side = birth.maps[birth.level]
        xmin, ymin, xmax, ymax = birth.box
        width, height = (xmax - xmin) * self._size[0], (ymax - ymin) * self._size[1]
        level = self.tr("level {number} · {n}×{n}").format(number=birth.level + 1, n=side)
        figures = (
            level,
            f"({birth.cell[0]}, {birth.cell[1]})",
            f"{birth.scale:.2f} · {aspect_name(birth.aspect)}",
            f"{width:.0f} × {height:.0f} px",
        )
        for (_, figure), words in zip(self._rows, figures, strict=True):
            figure.setText(words)
        self._maps.setAccessibleName(f"{level}, {self._rows[1][0].text()} {figures[1]}")


class Maps(QWidget):
    """Six little grids in a row, the candidate's own dark with its cell marked."""

    def __init__(self) -> None:
        super().__init__()
        self._birth: Birth | None = None
        fonts.fix(self, height=_SIDE + _LABEL)

    def set_birth(self, birth: Birth) -> None:
        self._birth = birth
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        birth = self._birth
        if birth is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = len(birth.maps)
        side = min(
            (self.width() - (count - 1) * _GAP) // count, self.height() - fonts.scaled(_LABEL)
        )
        for level, cells in enumerate(birth.maps):
            area = QRectF(level * (side + _GAP), 0, side, side)
            self._paint_map(painter, area, cells, cell=birth.cell if level == birth.level else None)
        painter.end()

    def _paint_map(
        self, painter: QPainter, area: QRectF, cells: int, *, cell: tuple[int, int] | None
    ) -> None:
        active = theme.current()
        own = cell is not None
        line = active.color("text" if own else "border2")
        inside = area.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(area, active.color("raised"))
        # A fine map is drawn with fewer lines than it has cells, for they would run together.
        drawn = min(cells, int(inside.width() / _FINEST))
        painter.setPen(QPen(active.color("faint" if own else "border2"), 0.6))
        for k in range(1, drawn):
            across, down = k / drawn * inside.width(), k / drawn * inside.height()
            x, y = inside.left() + across, inside.top() + down
            painter.drawLine(QLineF(x, inside.top(), x, inside.bottom()))
            painter.drawLine(QLineF(inside.left(), y, inside.right(), y))
        if cell is not None:
            row, column = cell
            pitch = inside.width() / cells
            mark = QRectF(0, 0, max(pitch, 3.5), max(pitch, 3.5))
            mark.moveCenter(inside.topLeft())
            mark.translate((column + 0.5) * pitch, (row + 0.5) * pitch)
            painter.fillRect(mark, active.color("accent"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(line, 1.5 if own else 1))
        painter.drawRect(inside)
        painter.setPen(active.color("text" if own else "muted"))
        painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD if own else fonts.REGULAR))
        words = QRectF(
            area.left() - _GAP / 2, area.bottom() + 2, area.width() + _GAP, fonts.scaled(_LABEL) - 2
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(cells))
