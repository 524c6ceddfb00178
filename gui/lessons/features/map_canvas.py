"""A feature map over the picture: its cells, one cell's receptive field and its DBoxes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from gui.lessons.canvas.area import Area
from gui.lessons.canvas.strokes import (
    PAPER,
    Line,
    black,
    paint_box,
    paint_note,
    paint_readout,
    tag_size,
    white,
)
from gui.lessons.default_boxes.cell_canvas import CellCanvas
from gui.lessons.features.ramp import heat_image
from gui.lessons.features.shown import Shown
from gui.lessons.frame.words import Words
from ssd_core.boxes import cxcywh_to_xyxy

_FIELD = Line(PAPER, 2.0, black(0.6), 1.0)
_DBOX = Line(PAPER, 1.5, black(0.7), 1.0, (5.0, 3.5))
_CELL = Line(PAPER, 1.75, black(0.55), 1.0)
_OUTSIDE = QColor(11, 13, 16, 64)
_MARGINS = (22.0, 8.0, 12.0, 22.0)


class MapCanvas(CellCanvas):
    """Cells are hovered and kept as in the lesson on default boxes."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._heat: QImage | None = None
        self._heat_of: object = None
        self.set_margins(*_MARGINS)

    def set_shown(self, shown: Shown) -> None:
        """Show another state."""
        before, self._shown = self._shown, shown
        if self._heat_of is not shown.heat:
            self._heat, self._heat_of = heat_image(shown.heat), shown.heat
        setup = shown.setup
        hovered = shown.hovered
        self.show_boxes(shown.scene.config.dboxes, setup.level, "cell", shown.setup.cell)
        self._hovered = hovered
        fresh = before is None or before.setup != setup or before.maps is not shown.maps
        if fresh:
            self.invalidate()
        self.update()

    def forget(self) -> None:
        """Show the picture alone: its maps are not known yet."""
        self._shown = None
        self.invalidate()

    def cell_at(self, place: tuple[float, float]) -> tuple[int, int] | None:
        return None if self._shown is None else super().cell_at(place)

    # Painting

    def paint_under(self, painter: QPainter, area: Area) -> None:
        shown = self._shown
        if shown is None or self._heat is None or shown.setup.view == "picture":
            return
        painter.save()
        painter.setClipRect(area.rect)
        alone = shown.setup.view == "map"
        if alone:
            painter.fillRect(area.rect, QColor("#0B0D12"))
        painter.setOpacity(1.0 if alone else shown.setup.heat)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(cells_rect(area, shown), self._heat)
        painter.restore()

    def paint_scene(self, painter: QPainter, area: Area) -> None:
        shown = self._shown
        if shown is None:
            return
        cell = shown.cell
        field = area.box(cell.field)
        painter.save()
        painter.setClipRect(area.rect.adjusted(-2, -2, 2, 2))
        outside = QRegion(area.rect.toAlignedRect()) - QRegion(field.toAlignedRect())
        for rect in outside:
            painter.fillRect(rect, _OUTSIDE)
        visible = field & area.rect
        paint_box(painter, visible, _FIELD.scaled(self.strokes))
        for box in cell.boxes:
            left, top, right, bottom = (float(v) for v in cxcywh_to_xyxy(box.clamped))
            paint_box(painter, area.box((left, top, right, bottom)), _DBOX.scaled(self.strokes))
        place = area.box(cell.place) & area.rect
        painter.fillRect(place, white(0.4))
        paint_box(painter, place, _CELL.scaled(self.strokes))
        painter.restore()
        self._paint_words(painter, area, shown, visible)

    def _paint_words(self, painter: QPainter, area: Area, shown: Shown, field: QRectF) -> None:
        words, cell = self._words, shown.cell
        sees = "?" if shown.hidden == "sees" else shown.facts.sees
        text = words("canvas.field", sees=sees)
        width, height = tag_size(text)
        left = min(max(field.right() - width, area.left), area.left + area.side - width)
        below = field.bottom() + 3
        fits = below + 2 * height < area.top + area.side  # the readout lies at the bottom
        top = below if fits else field.top() + 4
        paint_note(painter, QPointF(left, top), text)
        response = f"{float(shown.heat[shown.position]):.2f}"
        told = words("canvas.cell", row=cell.row, column=cell.column, response=response)
        boxes = words("canvas.boxes", first=cell.boxes[0].index, last=cell.boxes[-1].index)
        at = QPointF(area.left + 10, area.top + area.side - 10)
        paint_readout(painter, at, told, f" · {boxes}", room=area.side - 20)


def cells_rect(area: Area, shown: Shown) -> QRectF:
    """Where a map's cells lie: steps apart, so that the last may reach outside the picture."""
    reach = shown.facts.cells * shown.facts.step / shown.scene.config.dboxes.input_size
    return QRectF(area.left, area.top, area.side * reach, area.side * reach)
