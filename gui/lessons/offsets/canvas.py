"""A DBox, its target, and the four numbers that lead from one to the other."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from gui import fonts
from gui.class_colors import ClassStyle, class_style
from gui.lessons.canvas.area import Area, Box
from gui.lessons.canvas.editable_canvas import EditableCanvas
from gui.lessons.canvas.handles import BODY, HANDLES, Point
from gui.lessons.canvas.legend import HEIGHT, Entry, paint_legend
from gui.lessons.canvas.strokes import (
    INK,
    PAPER,
    Line,
    black,
    ink_style,
    paint_box,
    paint_dots,
    paint_note,
    paint_tag,
    tag_size,
    white,
)
from gui.lessons.frame.words import Words
from gui.lessons.offsets.marks import (
    Bracket,
    kept_inside,
    paint_bracket,
    paint_corner_arrows,
    paint_diagonal,
    paint_offset_arrow,
)
from gui.lessons.offsets.shown import FREE, Shown
from gui.lessons.offsets.trail import Trail
from gui.lessons.parts.figures import pixels, plain, signed
from ssd_core.types import GroundTruth

_NEAR, _FAR = 18, 46
"""How far from the boxes the two brackets of a side stand."""
_DOT_REACH = 9.0
_DBOX = Line(PAPER, 2, black(0.45), 1.25, (7, 5))
_NOTHING = QColor("#5D6370")
"""The target where it shows nothing of the scene."""
_QUIET = black(0.45)


class OffsetsCanvas(EditableCanvas):
    """``target_moved`` tells the new box; ``dbox_chosen`` a cell's dot that was clicked, as
    (row, column); ``let_go`` that the target is to lie on its DBox again."""

    target_moved = Signal(object)  # Box
    dbox_chosen = Signal(int, int)
    let_go = Signal()
    another_dbox = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._strong = -1
        self._hidden = False
        self.trail = Trail(self)
        self.set_margins(40, 20 + HEIGHT, 40, 40)

    def show_state(self, shown: Shown) -> None:
        """Also in the middle of a drag: what is held stays held."""
        before, self._shown = self._shown, shown
        if before is not None and before.scene is shown.scene:
            self._leave_trail(before, shown)
        box = np.array([shown.box], np.float32)
        label = np.array([max(shown.label, 1)])
        self.truth = GroundTruth(box, label, np.zeros(1, np.bool_))
        self.selected = 0
        self.update()

    def _leave_trail(self, before: Shown, shown: Shown) -> None:
        """A drag needs none, and the walk shows its own stages."""
        if shown.step < FREE:
            self.trail.clear()
        elif self._grip is None and before.step == FREE and before.box != shown.box:
            self.trail.leave(before.box)

    def set_strong(self, term: int) -> None:
        """Thicken the arrow or bracket of this offset; -1: of none."""
        if term != self._strong:
            self._strong = term
            self.update()

    def set_hidden(self, hidden: bool) -> None:
        """Show "?" for the offsets: a question asks for them."""
        self._hidden = hidden
        self.update()

    # The pointer and the keyboard: there is always exactly one box

    def pressed(self, place: Point) -> None:
        super().pressed(place)
        if self._grip is None:
            self._select(0)
            self._choose_dot(place)

    def dragged(self, place: Point, *, shift: bool) -> None:
        if self._grip is None or self._grip.handle == BODY or shift:
            super().dragged(place, shift=shift)
        else:
            by = (place[0] - self._grabbed_at[0], place[1] - self._grabbed_at[1])
            self._replace(0, _stretched(self._grabbed, HANDLES[self._grip.handle], by))

    def double_clicked(self, place: Point) -> None:
        pass

    def _add(self, _place: Point) -> None:
        pass

    def _delete(self, _index: int) -> None:
        pass

    def _replace(self, _index: int, box: Box) -> None:
        self.target_moved.emit(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._lies_on_dbox():
            self.let_go.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.another_dbox.emit()
        else:
            super().keyPressEvent(event)

    def _lies_on_dbox(self) -> bool:
        """There Escape has nothing to do here, and is left to others."""
        return self._shown is None or self._shown.overlap > 1 - 1e-4

    def _choose_dot(self, place: Point) -> None:
        if self._shown is None:
            return
        cells, centres = self._level_cells(self._shown)
        distance = np.abs(centres - np.array(place)).max(axis=1)
        nearest = int(distance.argmin())
        if distance[nearest] * self.area.side <= _DOT_REACH:
            self.dbox_chosen.emit(*cells[nearest].tolist())

    @staticmethod
    def _level_cells(shown: Shown) -> tuple[np.ndarray, np.ndarray]:
        """Cells int64 [M, 2] and centres float32 [M, 2] of the level in use."""
        dboxes = shown.scene.dboxes
        first = (dboxes.level == shown.level) & (dboxes.aspect == 0)
        return dboxes.cell[first], dboxes.cxcywh[first, :2]

    # Painting

    def paint_scene(self, painter: QPainter, area: Area) -> None:
        shown = self._shown
        if shown is None:
            return
        dbox, box = area.box(shown.dbox_box), area.box(shown.box)
        style = self._style(shown)
        self._paint_legend(painter, area, shown, style)
        self._paint_dots(painter, area, shown)
        for ghost in shown.ghosts:
            faded = QColor(style.color)
            faded.setAlphaF(0.55)
            paint_box(painter, area.box(ghost), Line(faded, 1))
        for ghost in self.trail.boxes:
            faded = QColor(style.color)
            faded.setAlphaF(0.8 * self.trail.opacity)
            paint_box(painter, area.box(ghost), Line(faded, 1.5))
        paint_box(painter, dbox, _DBOX.scaled(self.strokes))
        truth = Line(
            style.color, 3, black(0.4) if style.ink.lightness() < 128 else white(0.6), 1.25
        )
        paint_box(painter, box.normalized(), truth.scaled(self.strokes))
        if shown.step != 0:
            paint_corner_arrows(painter, dbox, box, self.strokes)
        self._paint_brackets(painter, area, shown)
        self._paint_centre(painter, dbox.center(), box.center(), shown, style)
        self.paint_handles(painter, area, shown.box)
        self._paint_names(painter, dbox, box.normalized(), shown, style)

    @staticmethod
    def _style(shown: Shown) -> ClassStyle:
        if shown.label == 0:
            return ClassStyle(_NOTHING, PAPER, False)
        return class_style(shown.label, shown.scene.classes)

    def _paint_legend(self, painter: QPainter, area: Area, shown: Shown, style: ClassStyle) -> None:
        row = QRectF(area.left, area.top - HEIGHT - 6, area.side, HEIGHT)
        entries = (
            Entry(self._words("legend.dbox"), line=Line(PAPER, 2, black(0.7), 1, (4, 3))),
            Entry(self._words("legend.truth"), line=Line(style.color, 2, black(0.5))),
            Entry(self._words("legend.dots"), dot=_QUIET),
        )
        overlap = self._words("legend.overlap", overlap=f"{shown.overlap:.2f}")
        paint_legend(painter, row, entries, overlap)

    def _paint_dots(self, painter: QPainter, area: Area, shown: Shown) -> None:
        """The centres of the level, each of which can be clicked."""
        _, centres = self._level_cells(shown)
        points = [QPointF(x, y) for x, y in area.points(centres).tolist()]
        paint_dots(painter, points, _QUIET, 1.5 if len(points) > 400 else 2.0, white(0.5))

    def _paint_centre(
        self, painter: QPainter, start: QPointF, end: QPointF, shown: Shown, style: ClassStyle
    ) -> None:
        corner = QPointF(end.x(), start.y())
        paint_diagonal(painter, start, end)
        for term, (a, b) in enumerate(((start, corner), (corner, end))):
            paint_offset_arrow(painter, a, b, strong=self._strong == term, strokes=self.strokes)
        radius = 4.5 * self.strokes
        paint_dots(painter, [start], PAPER, radius, INK)
        paint_dots(painter, [end], style.color, radius + 1, INK)
        self._paint_centre_tags(painter, start, end, shown)

    def _paint_centre_tags(
        self, painter: QPainter, start: QPointF, end: QPointF, shown: Shown
    ) -> None:
        """Δcx on the far side of the horizontal arrow, Δcy beside the vertical one."""
        dcx, dcy = (self._figure(f"{signed(v)}") for v in shown.encoded.offsets[:2])
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        width, height = tag_size(f"Δcx {dcx}")
        below = end.y() <= start.y()
        x = (start.x() + end.x()) / 2 - width / 2
        y = start.y() + 9 if below else start.y() - 9 - height
        paint_tag(painter, kept_inside(QPointF(x, y), width, height, room), f"Δcx {dcx}",
                  ink_style())  # fmt: skip
        width, height = tag_size(f"Δcy {dcy}")
        right = end.x() >= start.x()
        x = end.x() + 12 if right else end.x() - 12 - width
        y = (start.y() + end.y()) / 2 - height / 2
        paint_tag(painter, kept_inside(QPointF(x, y), width, height, room), f"Δcy {dcy}",
                  ink_style())  # fmt: skip

    def _paint_brackets(self, painter: QPainter, area: Area, shown: Shown) -> None:
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        for bracket in self._brackets(area, shown, room):
            paint_bracket(painter, bracket, room, self.strokes)

    def _brackets(self, area: Area, shown: Shown, room: QRectF) -> list[Bracket]:
        """Widths below both boxes, heights at their right; on the other side where no room is."""
        dbox, box = area.box(shown.dbox_box), area.box(shown.box)
        both = dbox.united(box.normalized())
        near, far = fonts.scaled(_NEAR), fonts.scaled(_FAR)
        below = both.bottom() + far + 14 < room.bottom()
        beside = both.right() + far + fonts.scaled(60) < room.right()
        down = both.bottom() if below else both.top()
        along = both.right() if beside else both.left()
        vertical, horizontal = 1 if below else -1, 1 if beside else -1
        _, _, dw, dh = (self._figure(signed(v)) for v in shown.encoded.offsets)
        wide, high = (self._figure(plain(g)) for g in shown.growths)
        _, _, dbox_w, dbox_h = shown.encoded.dbox
        return [
            Bracket(dbox.left(), dbox.right(), down + vertical * near,
                    f"w {pixels(dbox_w)} px", upright=False, dashed=True),
            Bracket(box.left(), box.right(), down + vertical * far,
                    f"Δw {dw} · ×{wide}", upright=False, strong=self._strong == 2),
            Bracket(dbox.top(), dbox.bottom(), along + horizontal * near,
                    f"h {pixels(dbox_h)}", upright=True, dashed=True, note=0.78),
            Bracket(box.top(), box.bottom(), along + horizontal * far, f"Δh {dh} · ×{high}",
                    upright=True, strong=self._strong == 3, note=0.3, beside=horizontal),
        ]  # fmt: skip

    def _figure(self, text: str) -> str:
        return "?" if self._hidden else text

    def _paint_names(
        self, painter: QPainter, dbox: QRectF, box: QRectF, shown: Shown, style: ClassStyle
    ) -> None:
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        _, _, width, height = shown.encoded.dbox
        text = f"DBox {shown.dbox} · {shown.aspect} · {pixels(width)}×{pixels(height)}"
        size = tag_size(text)
        corner = QPointF(dbox.left() - 1, dbox.bottom() + 3)
        paint_note(painter, kept_inside(corner, *size, room), text)
        nothing = shown.label == 0
        name = self._words("legend.box") if nothing else shown.scene.class_name(shown.label)
        text = self._words("legend.tag", name=name)
        size = tag_size(text)
        corner = QPointF(box.left() - 2, box.top() - size[1] - 3)
        paint_tag(painter, kept_inside(corner, *size, room), text, style)


def _stretched(box: Box, handle: Point, by: Point) -> Box:
    """``box`` with a handle moved; a side may pass the opposite one, and turn negative."""
    left, top, right, bottom = box
    x, y = handle
    left, right = (left + by[0] if x == 0 else left), (right + by[0] if x == 1 else right)
    top, bottom = (top + by[1] if y == 0 else top), (bottom + by[1] if y == 1 else bottom)
    return left, top, right, bottom
