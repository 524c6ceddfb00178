"""Every DBox's loss on the picture, the positives, and the negatives that mining keeps."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from gui import theme
from gui.class_colors import ClassStyle, class_style
from gui.lessons.canvas.area import Area
from gui.lessons.canvas.editable_canvas import EditableCanvas
from gui.lessons.canvas.legend import HEIGHT, Entry, paint_legend
from gui.lessons.canvas.strokes import (
    INK,
    PAPER,
    Line,
    black,
    ink_style,
    paint_boxes,
    paint_note,
    paint_tag,
    tag_size,
)
from gui.lessons.frame.words import Words
from gui.lessons.mining.dots import Dots, paint_ramp
from gui.lessons.mining.overlay import Overlay
from gui.lessons.mining.shown import KEEP, LOSS, MATCH, SORT_AGAIN, Shown
from gui.lessons.offsets.marks import kept_inside
from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.types import FloatArray, IntArray

_NEGATIVE, _FAINT = Line(black(0.55), 1.0), Line(black(0.14), 1.0)
_LOUD = 0.1
"""Negatives that lose less than this share of the highest loss are faint."""
_CHOSEN = Line(INK, 2.5, PAPER, 1.5)
_MOST_NEGATIVES = 300
"""Boxes past these lose next to nothing, and only darken the picture."""
_REACH = 26.0
"""How far boxes are followed out of the picture."""


class MiningCanvas(EditableCanvas):
    """``dbox_pointed`` tells the DBox whose dot is under the pointer, -1 for none; ``dbox_chosen``
    one that was clicked."""

    dbox_pointed = Signal(int)
    dbox_chosen = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._dots: Dots | None = None
        self._boxes: FloatArray | None = None
        self._overlay: Overlay | None = None
        self._drawn: tuple[object, ...] = ()
        self._under = -1
        self._hidden = False
        self._moved = False
        self.set_margins(32, 20 + HEIGHT, 32, 40)

    def show_state(self, shown: Shown) -> None:
        """Also in the middle of a drag: what is held stays held."""
        dboxes = shown.scene.dboxes
        if self._shown is None or self._shown.scene.dboxes is not dboxes:
            self._boxes = cxcywh_to_xyxy(dboxes.cxcywh)
        before, self._shown = self._shown, shown
        if before is None or before.values is not shown.values:
            self._dots = Dots(shown.values, dboxes)
        self.truth = shown.truth
        if self.selected >= len(shown.truth):
            self._select(-1)
        self.update()

    def set_hidden(self, hidden: bool) -> None:
        """Tell no counts: a question asks for them."""
        self._hidden = hidden
        self.update()

    # The pointer

    def pointed(self, place: tuple[float, float] | None) -> None:
        super().pointed(place)
        under = -1 if place is None else self._dot_at(place)
        if under != self._under:
            self._under = under
            self.dbox_pointed.emit(under)
            self.update()

    def pressed(self, place: tuple[float, float]) -> None:
        super().pressed(place)
        self._moved = False

    def dragged(self, place: tuple[float, float], *, shift: bool) -> None:
        self._moved = True
        super().dragged(place, shift=shift)

    def released(self) -> None:
        super().released()
        if not self._moved and self._under >= 0:
            self.dbox_chosen.emit(self._under)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N and P lead through the ranks: the next worse, the next better negative."""
        step = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}.get(Qt.Key(event.key()))
        shown = self._shown
        if step is None or shown is None or shown.negative < 0:
            super().keyPressEvent(event)
            return
        rank = int(shown.sorts.rank[shown.negative]) + step
        if 0 <= rank < len(shown.sorts.order):
            self.dbox_chosen.emit(int(shown.sorts.order[rank]))

    def _dot_at(self, place: tuple[float, float]) -> int:
        if self._dots is None or self._shown is None or self._shown.step < LOSS:
            return -1
        return self._dots.at(self.area, self.area.point(*place))

    # Painting

    def paint_scene(self, painter: QPainter, area: Area) -> None:
        shown = self._shown
        if shown is None or self._dots is None:
            return
        self._covered(area, shown).draw(painter)
        self._paint_legend(painter, area, shown)
        self.paint_truths(painter, area)
        self._paint_forgotten(painter, area, shown)
        self._paint_chosen(painter, area, shown)

    def _rects(self, area: Area, dboxes: IntArray) -> list[QRectF]:
        assert self._boxes is not None
        placed = area.boxes(self._boxes[dboxes]).tolist()
        return [QRectF(a, b, c - a, d - b) for a, b, c, d in placed]

    def _covered(self, area: Area, shown: Shown) -> Overlay:
        """Negatives, positives and dots, as far as the walk has come."""
        if self._overlay is None or self._overlay.area != area:
            self._overlay = Overlay(area, _REACH)
        overlay = self._overlay
        drawn = (overlay, shown.losses, shown.kind, shown.step, self.strokes)
        if drawn == self._drawn:  # only what is looked at is another
            return overlay
        self._drawn = drawn
        overlay.clear()
        if shown.step >= SORT_AGAIN:
            self._put_negatives(overlay, shown)
        self._put_positives(overlay, shown)
        if shown.step >= LOSS and self._dots is not None:
            self._dots.put(overlay, self.strokes)
        return overlay

    def _put_negatives(self, overlay: Overlay, shown: Shown) -> None:
        """The quiet ones first."""
        assert self._boxes is not None
        kept = shown.sorts.order[: min(shown.wanted, _MOST_NEGATIVES)]
        loss = shown.losses.ranked[kept]
        loud = loss >= _LOUD * loss.max(initial=0)
        for rows, line in ((kept[~loud], _FAINT), (kept[loud], _NEGATIVE)):
            overlay.outline(self._boxes[rows], line.color, line.width * self.strokes)

    def _put_positives(self, overlay: Overlay, shown: Shown) -> None:
        """In the colour of what they must learn; all of one colour at a time."""
        assert self._boxes is not None
        labels = shown.losses.labels
        width = (1.25 if shown.step != MATCH else 2.0) * self.strokes
        for label in np.unique(labels[labels > 0]).tolist():
            color = class_style(label, shown.scene.classes).color
            overlay.outline(self._boxes[labels == label], color, width)

    def _paint_chosen(self, painter: QPainter, area: Area, shown: Shown) -> None:
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        for dbox in (shown.positive, shown.negative):
            if dbox < 0 or (dbox == shown.negative and shown.step < LOSS):
                continue
            (rect,) = self._rects(area, np.array([dbox]))
            style = self._style(shown, dbox)
            line = _CHOSEN if dbox == shown.negative else Line(style.color, 3, black(0.45), 1.25)
            paint_boxes(painter, [rect], line.scaled(self.strokes))
            text = self._tag(shown, dbox)
            size = tag_size(text)
            above = dbox == shown.negative
            corner = rect.topLeft() - QPointF(1, size[1] + 2) if above else rect.bottomLeft()
            paint_tag(painter, kept_inside(corner, *size, room), text, style)

    @staticmethod
    def _style(shown: Shown, dbox: int) -> ClassStyle:
        label = int(shown.losses.labels[dbox])
        return class_style(label, shown.scene.classes) if label else ink_style()

    def _tag(self, shown: Shown, dbox: int) -> str:
        label = int(shown.losses.labels[dbox])
        loss = f"{float(shown.losses.confidence[dbox]):.2f}"
        if label:
            if shown.kind == "box":
                loss = f"{float(shown.losses.localisation[dbox]):.2f}"
            return self._words("tags.positive", name=shown.scene.class_name(label), loss=loss)
        if shown.step < SORT_AGAIN:
            return self._words("tags.negative", loss=loss)
        rank = int(shown.sorts.rank[dbox])
        kept = shown.losses.mining.negatives[dbox]
        key = "tags.hard" if kept or shown.step < KEEP else "tags.dropped"
        return self._words(key, rank="?" if self._hidden else rank, loss=loss)

    def _paint_forgotten(self, painter: QPainter, area: Area, shown: Shown) -> None:
        """Objects that nobody annotated: to the loss they are background."""
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        for row in shown.forgotten:
            left, _, right, bottom = shown.scene.truth.boxes[row].tolist()
            name = shown.scene.class_name(int(shown.scene.truth.labels[row]))
            text = self._words("tags.forgotten", name=name)
            size = tag_size(text)
            middle = area.point((left + right) / 2, bottom)
            corner = QPointF(middle.x() - size[0] / 2, middle.y() + 6)
            paint_note(painter, kept_inside(corner, *size, room), text)

    def _paint_legend(self, painter: QPainter, area: Area, shown: Shown) -> None:
        row = QRectF(area.left, area.top - HEIGHT - 6, area.side, HEIGHT)
        ground = row.adjusted(-_REACH, -_REACH, _REACH, 0)
        painter.fillRect(ground, theme.current().color("canvas"))
        entries = []
        if shown.step >= LOSS and self._dots is not None:
            words = f"{self._words(f'legend.loss_{shown.kind}')} 0"
            entries.append(Entry(words, f"{self._dots.highest:.1f}", bar=paint_ramp))
        negatives = "?" if self._hidden else f"{shown.wanted:,}"
        if shown.step >= SORT_AGAIN:
            entries.append(Entry(self._words("legend.negative"), negatives, line=_NEGATIVE))
        some = int(shown.truth.labels[0]) if len(shown.truth) else 1
        color = class_style(some, shown.scene.classes).color
        entries.append(
            Entry(self._words("legend.positive"), f"{shown.losses.positives:,}",
                  line=Line(color, 1.5))
        )  # fmt: skip
        centres = self._words("legend.centres", count=f"{len(self._dots.worst):,}")
        paint_legend(painter, row, entries, centres if shown.step >= LOSS else "")
