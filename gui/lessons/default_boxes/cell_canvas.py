"""The picture with a level's cells, and the DBoxes of one cell, a whole level, or all of them."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from gui import fonts, theme
from gui.lessons.canvas.area import Area
from gui.lessons.canvas.crowd import paint_crowd
from gui.lessons.canvas.scene_canvas import SceneCanvas
from gui.lessons.canvas.strokes import (
    INK,
    Line,
    black,
    paint_box,
    paint_dots,
    paint_readout,
    paint_tag,
    tag_size,
    white,
)
from gui.lessons.default_boxes.families import aspect_words, family_line, family_style
from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.config import DBoxConfig
from ssd_core.dboxes import make_dboxes
from ssd_core.lessons.default_boxes import CellBox, cell_boxes, centre

View = Literal["cell", "level", "all"]
_GRID = black(0.20)
_DOT = black(0.55)
_FINE = 12
"""Maps finer than this get a number at every fifth cell only, and no dots."""
_ARROWS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip


class CellCanvas(SceneCanvas):
    """Hovering shows the boxes of a cell, a click keeps it; so do the arrow keys."""

    cell_changed = Signal(int, int)
    """(row, column) whose boxes are shown."""
    cell_pinned = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.set_margins(56, 40, 48, 44)
        self.config = DBoxConfig()
        self.level, self.view = 2, "cell"
        self.pinned = (4, 6)
        self._hovered: tuple[int, int] | None = None
        self.lit = -1
        """The row of the cell's boxes that is raised."""
        self.shows_unclamped = False
        self.readout = ("", "")
        self._boxes: list[CellBox] = []

    @property
    def cell(self) -> tuple[int, int]:
        """The cell whose boxes are shown."""
        return self._hovered or self.pinned

    @property
    def boxes(self) -> list[CellBox]:
        """The boxes of that cell."""
        return self._boxes

    def show_boxes(
        self, config: DBoxConfig, level: int, view: View, pinned: tuple[int, int]
    ) -> None:
        """Show other boxes, or another level, or the same otherwise."""
        before = self._under()
        self.config, self.level, self.view = config, level, view
        last = config.feature_maps[level] - 1
        self.pinned = (min(pinned[0], last), min(pinned[1], last))
        self._hovered = None
        self._boxes = cell_boxes(config, level, *self.cell)
        if self._under() != before:
            self.invalidate()
        self.update()

    def _under(self) -> tuple[object, ...]:
        """What the kept layer depends on: the crowd if there is one, and the level's grid."""
        return self.config if self.view != "cell" else None, self.level, self.view

    # Pointer and keys

    def cell_at(self, place: tuple[float, float]) -> tuple[int, int] | None:
        """The (row, column) at ``place`` in 0..1; None beside the cells."""
        share = self.config.steps[self.level] / self.config.input_size
        column, row = (int(at // share) for at in place)
        count = self.config.feature_maps[self.level]
        inside = 0 <= row < count and 0 <= column < count
        return (row, column) if inside and max(place) <= 1 else None

    def pointed(self, place: tuple[float, float] | None) -> None:
        cell = None if place is None else self.cell_at(place)
        if cell != self._hovered:
            self._hovered = cell
            self._tell()

    def pressed(self, place: tuple[float, float]) -> None:
        cell = self.cell_at(place)
        if cell is not None:
            self.pinned = cell
            self.cell_pinned.emit(*cell)
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        last = self.config.feature_maps[self.level] - 1
        row, column = (min(max(at + by, 0), last) for at, by in zip(self.cell, step, strict=True))
        self.pinned, self._hovered = (row, column), None
        self.cell_pinned.emit(row, column)
        self._tell()

    def _tell(self) -> None:
        self._boxes = cell_boxes(self.config, self.level, *self.cell)
        self.cell_changed.emit(*self.cell)
        self.update()

    # Painting

    def paint_under(self, painter: QPainter, area: Area) -> None:
        if self.view != "cell":
            dboxes = make_dboxes(self.config)
            chosen = slice(None) if self.view == "all" else dboxes.level == self.level
            paint_crowd(painter, area, self.size(), cxcywh_to_xyxy(dboxes.cxcywh[chosen]))
        if self.view != "all":
            self._paint_grid(painter, area)

    def _paint_grid(self, painter: QPainter, area: Area) -> None:
        count, share = self._count_and_share()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(_GRID if self.view == "cell" else white(0.25), 1))
        edge = area.left + area.side, area.top + area.side
        for k in range(1, count + 1):
            if k * share < 1:
                x = round(area.point(k * share, 0).x()) + 0.5
                y = round(area.point(0, k * share).y()) + 0.5
                painter.drawLine(QPointF(x, area.top), QPointF(x, edge[1]))
                painter.drawLine(QPointF(area.left, y), QPointF(edge[0], y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if count <= _FINE and self.view == "cell":
            centres = [centre(self.config, self.level, k) for k in range(count)]
            dots = [area.point(x, y) for x in centres for y in centres]
            paint_dots(painter, dots, _DOT, 1.6, QColor(0, 0, 0, 0))

    def _count_and_share(self) -> tuple[int, float]:
        count = self.config.feature_maps[self.level]
        return count, self.config.steps[self.level] / self.config.input_size

    def paint_scene(self, painter: QPainter, area: Area) -> None:
        if self.view != "all":
            self._paint_numbers(painter, area)
            self._paint_cell(painter, area)
        if self.view == "cell":
            self._paint_boxes(painter, area)
        if self.readout[0]:
            at = QPointF(area.left + 14, area.top + area.side - 14)
            paint_readout(painter, at, *self.readout, room=area.side - 28)

    def _paint_numbers(self, painter: QPainter, area: Area) -> None:
        """Columns above, rows at the left; those of the cell in bold."""
        active, (count, share) = theme.current(), self._count_and_share()
        every = 1 if count <= _FINE else 5
        for axis in (0, 1):
            here = self.cell[1 - axis]
            near = [] if every == 1 else [here - 1, here + 1, here - 2, here + 2]
            for k in sorted({*range(0, count, every), here} - set(near) | {here}):
                on = k == here
                painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD if on else fonts.REGULAR))
                painter.setPen(active.color("text" if on else "muted"))
                middle = (k + 0.5) * share
                at = area.point(middle, 0) if axis == 0 else area.point(0, middle)
                at += QPointF(0, -13) if axis == 0 else QPointF(-14, 0)
                place = QRectF(at.x() - 15, at.y() - 9, 30, 18)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(k))

    def _paint_cell(self, painter: QPainter, area: Area) -> None:
        (row, column), (_, share) = self.cell, self._count_and_share()
        box = (column * share, row * share, (column + 1) * share, (row + 1) * share)
        rect = area.box(box)
        painter.fillRect(rect, white(0.55))
        paint_box(painter, rect, Line(INK, 1.75).scaled(self.strokes))

    def _paint_boxes(self, painter: QPainter, area: Area) -> None:
        order = sorted(range(len(self._boxes)), key=lambda row: row == self.lit)
        rects = {row: area.box(_corners(self._boxes[row].clamped)) for row in order}
        for row in order:
            box = self._boxes[row]
            line = family_line(box.aspect).scaled(self.strokes)
            painter.setOpacity(0.3 if self.lit >= 0 and row != self.lit else 1.0)
            if self.shows_unclamped and box.was_clamped:
                ghost = Line(family_style(box.aspect).color, 1.25, dash=(2, 3))
                paint_box(painter, area.box(_corners(box.unclamped)), ghost)
            paint_box(painter, rects[row], line.hovered() if row == self.lit else line)
        painter.setOpacity(1.0)
        x, y = (centre(self.config, self.level, k) for k in reversed(self.cell))
        paint_dots(painter, [area.point(x, y)], INK, 4.5 * self.strokes)
        self._paint_tags(painter, rects)

    def _paint_tags(self, painter: QPainter, rects: dict[int, QRectF]) -> None:
        """A tag a box: on the corner that is furthest from the others of its family."""
        taken: list[QRectF] = []
        room = QRectF(self.rect())
        for row, rect in sorted(rects.items(), reverse=True):
            text = aspect_words(self._boxes[row].aspect)
            width, height = tag_size(text)
            spots = [
                QPointF(rect.center().x() - width / 2, rect.top() - height),
                QPointF(rect.left(), rect.top() - height),
                QPointF(rect.left(), rect.bottom()),
                QPointF(rect.right() - width, rect.bottom()),
                QPointF(rect.right() - width, rect.top() - height),
                QPointF(rect.left(), rect.top()),
                QPointF(rect.right() - width, rect.bottom() - height),
            ]
            shift = row % len(spots) if row else 3
            for spot in spots[shift:] + spots[:shift]:
                place = QRectF(spot.x(), spot.y(), width, height)
                free = not any(place.adjusted(-2, -2, 2, 2).intersects(other) for other in taken)
                if free and room.contains(place):
                    paint_tag(painter, spot, text, family_style(self._boxes[row].aspect))
                    taken.append(place)
                    break


def _corners(cxcywh: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    cx, cy, w, h = cxcywh
    return cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2
