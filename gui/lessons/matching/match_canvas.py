"""Ground truths that can be dragged, and the DBoxes that must learn them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter

from gui.canvas.hit import hit
from gui.class_colors import ClassStyle
from gui.lessons.canvas.area import Area
from gui.lessons.canvas.callout import paint_callout
from gui.lessons.canvas.crowd import paint_crowd, paint_specks
from gui.lessons.canvas.editable_canvas import EditableCanvas
from gui.lessons.canvas.legend import HEIGHT, Entry, paint_legend
from gui.lessons.canvas.strokes import (
    INK,
    PAPER,
    Line,
    black,
    ink_style,
    paint_box,
    paint_boxes,
    paint_dots,
    paint_note,
    paint_readout,
    paint_tag,
    tag_size,
    white,
)
from gui.lessons.matching.shown import Shown
from ssd_core.boxes import cxcywh_to_xyxy
from ssd_core.lessons.matching import overlap_bins
from ssd_core.types import BoolArray, IntArray

_NEAR = 0.1
"""How far below the threshold a near miss lies."""
_MANY = 40
"""More positives than that are shown as centres; outlines come with the pointer."""
_TAGGED = 12
"""Of more objects only those that are pointed at, or that nobody learns, have a tag."""
_CROWD = 200
"""More centres than that are painted as specks."""
_DOT, _DOT_REACH = 3.5, 7.0
_DANGER = ClassStyle(QColor("#D5333D"), PAPER, False)


class MatchCanvas(EditableCanvas):
    """``hovered_dbox`` tells the positive under the pointer, -1 for none."""

    hovered_dbox = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.set_margins(44, 50, 44, 30)
        self.shown: Shown | None = None
        self.words: dict[str, str] = {}
        self.lit_level = self.lit_truth = self.lit_bin = -1
        """What something beside the canvas points at."""
        self.lit_dbox = -1
        self._positives: IntArray = np.zeros(0, np.int64)

    def show_matching(self, shown: Shown) -> None:
        """Show another matching of the same picture."""
        before, self.shown = self.shown, shown
        self._positives = np.flatnonzero(shown.told.match.positive & ~self._hidden_rows(shown))
        crowded = shown.view == "all"
        if before is None or (before.view == "all") != crowded:
            self.invalidate()
        self.update()

    @staticmethod
    def _hidden_rows(shown: Shown) -> BoolArray:
        owner = shown.told.match.gt_index
        return owner == shown.hidden if shown.hidden >= 0 else np.zeros(len(owner), np.bool_)

    # The pointer

    def pointed(self, place: tuple[float, float] | None) -> None:
        super().pointed(place)
        dbox = -1 if place is None else self._dbox_at(place)
        if dbox != self.lit_dbox:
            self.lit_dbox = dbox
            self.hovered_dbox.emit(dbox)
            self.update()

    def _dbox_at(self, place: tuple[float, float]) -> int:
        """A centre first, then a border: of a positive."""
        if self.shown is None or not len(self._positives):
            return -1
        rows = self._positives
        boxes = self.shown.table.dboxes.cxcywh[rows]
        away = np.abs(boxes[:, :2] - np.array(place)).max(axis=1)
        if away.min() * self.area.side <= _DOT_REACH:
            return int(rows[away.argmin()])
        corners = cxcywh_to_xyxy(boxes)
        inner = hit(corners, place, reach=4 / self.area.side)
        if inner < 0:
            return -1
        left, top, right, bottom = corners[inner]
        depth = min(
            abs(v) for v in (place[0] - left, right - place[0], place[1] - top, bottom - place[1])
        )
        return int(rows[inner]) if depth * self.area.side <= 4 else -1

    # Painting

    def paint_under(self, painter: QPainter, area: Area) -> None:
        if self.shown is not None and self.shown.view == "all":
            boxes = self.shown.table.dboxes.cxcywh
            paint_crowd(painter, area, self.size(), cxcywh_to_xyxy(boxes))

    def paint_scene(self, painter: QPainter, area: Area) -> None:
        shown = self.shown
        if shown is None:
            return
        row = QRectF(area.left, area.top - HEIGHT - 12, area.side, HEIGHT)
        paint_legend(painter, row, self._legend(shown), self.words.get("hidden", ""))
        if shown.view == "near":
            self._paint_near(painter, area, shown)
        if self.lit_bin >= 0:
            self._paint_bin(painter, area, shown)
        else:
            self._paint_positives(painter, area, shown)
        self.paint_truths(painter, area, faint=self._faint())
        tags = self._paint_tags(painter, area, shown)
        if self._grip is None:
            self._paint_stolen(painter, area, shown, tags)
        if not len(self.truth):
            self._paint_empty(painter, area)
        self._paint_readout(painter, area, shown)

    def _paint_empty(self, painter: QPainter, area: Area) -> None:
        """What to do where there is nothing to match."""
        width, height = tag_size(self.words["empty"])
        corner = area.rect.center() - QPointF(width / 2, height / 2)
        paint_note(painter, corner, self.words["empty"])

    def _faint(self) -> frozenset[int]:
        if self.lit_truth < 0:
            return frozenset()
        return frozenset(range(len(self.truth))) - {self.lit_truth}

    def _legend(self, shown: Shown) -> list[Entry]:
        told, words = shown.told, self.words
        rows = self._positives
        forced = int(told.match.forced[rows].sum())
        color = shown.color(0) if len(shown.table.truth) else INK
        dashed = Line(color, 2.5, black(0.5), dash=(6, 3))
        return [
            Entry(words["truth"], str(len(shown.table.truth)), Line(INK, 2.0, PAPER, 1.5)),
            Entry(words["positive"], str(len(rows) - forced), Line(color, 1.5)),
            Entry(words["forced"], str(forced), dashed),
            Entry(words["centre"], "", dot=color),
        ]

    def _rows_in_sight(self, shown: Shown) -> IntArray:
        """Positives of what is pointed at, else all."""
        rows, told = self._positives, shown.told
        if self.lit_level >= 0:
            rows = rows[shown.table.dboxes.level[rows] == self.lit_level]
        if self.lit_truth >= 0:
            rows = rows[told.match.gt_index[rows] == self.lit_truth]
        return rows

    def _paint_positives(self, painter: QPainter, area: Area, shown: Shown) -> None:
        match, rows = shown.told.match, self._rows_in_sight(shown)
        boxes = shown.table.dboxes.cxcywh
        pointed = self.lit_level >= 0 or self.lit_truth >= 0
        outlined = rows if len(rows) <= _MANY or pointed else rows[match.forced[rows]]
        self._paint_outlines(painter, area, shown, outlined)
        self._paint_centres(painter, area, shown, rows)
        if self.lit_dbox >= 0 and match.gt_index[self.lit_dbox] >= 0:
            line = Line(shown.color(int(match.gt_index[self.lit_dbox])), 3, PAPER, 1.5)
            corners = cxcywh_to_xyxy(boxes[self.lit_dbox])
            paint_box(painter, area.box(tuple(corners.tolist())), line.scaled(self.strokes))

    def _paint_centres(self, painter: QPainter, area: Area, shown: Shown, rows: IntArray) -> None:
        owners, centres = shown.told.match.gt_index[rows], shown.table.dboxes.cxcywh[rows, :2]
        if len(rows) > _CROWD:
            truths = range(len(shown.table.truth))
            colors = np.array([shown.color(truth).rgba() for truth in truths], np.uint32)
            paint_specks(painter, area, centres, colors[owners])
            return
        for truth in np.unique(owners).tolist():
            points = [QPointF(x, y) for x, y in area.points(centres[owners == truth]).tolist()]
            paint_dots(painter, points, shown.color(truth), _DOT * self.strokes)

    def _paint_outlines(self, painter: QPainter, area: Area, shown: Shown, rows: IntArray) -> None:
        match = shown.told.match
        placed = area.boxes(cxcywh_to_xyxy(shown.table.dboxes.cxcywh[rows]))
        rects = [QRectF(x, y, r - x, b - y) for x, y, r, b in placed.tolist()]
        kinds: dict[tuple[int, bool], list[QRectF]] = {}
        owners, forced = match.gt_index[rows].tolist(), match.forced[rows].tolist()
        for rect, owner, by_force in zip(rects, owners, forced, strict=True):
            kinds.setdefault((owner, by_force), []).append(rect)
        for (owner, by_force), group in sorted(kinds.items(), key=lambda item: item[0][1]):
            color = shown.color(owner)
            casing = white(0.85) if shown.style(owner).ink == PAPER else black(0.5)
            line = Line(color, 2.5, casing, 1.5, (7, 4)) if by_force else Line(color, 1.5)
            paint_boxes(painter, group, line.scaled(self.strokes))

    def _paint_near(self, painter: QPainter, area: Area, shown: Shown) -> None:
        told, low = shown.told, shown.threshold - _NEAR
        near = (told.best >= low) & (told.best < shown.threshold) & ~told.match.positive
        self._paint_negatives(painter, area, shown, np.flatnonzero(near))

    def _paint_negatives(self, painter: QPainter, area: Area, shown: Shown, rows: IntArray) -> None:
        if len(rows) > 10 * _MANY:  # those that overlap most
            rows = rows[np.argsort(-shown.told.best[rows])[: 10 * _MANY]]
        placed = area.boxes(cxcywh_to_xyxy(shown.table.dboxes.cxcywh[rows]))
        rects = [QRectF(x, y, r - x, b - y) for x, y, r, b in placed.tolist()]
        paint_boxes(painter, rects, Line(black(0.35), 1, dash=(3, 3)))

    def _paint_bin(self, painter: QPainter, area: Area, shown: Shown) -> None:
        """The DBoxes of the bin that is pointed at, and no others."""
        there = overlap_bins(shown.told, without=shown.hidden) == self.lit_bin
        positive = shown.told.match.positive & ~self._hidden_rows(shown)
        self._paint_negatives(painter, area, shown, np.flatnonzero(there & ~positive))
        rows = np.flatnonzero(there & positive)
        self._paint_outlines(painter, area, shown, rows)
        self._paint_centres(painter, area, shown, rows)

    def _paint_tags(self, painter: QPainter, area: Area, shown: Shown) -> list[QRectF]:
        """A tag over each truth, notes beside the selected one; where they lie."""
        taken = []
        crowded = len(self.truth) > _TAGGED
        for index in range(len(self.truth)):
            unmatched = index != shown.hidden and shown.told.truths[index].unmatched
            if crowded and not unmatched and index not in (self.selected, self.over):
                continue
            rect = area.box(self.box_of(index))
            text = self.words["unmatched" if unmatched else "tag"].format(name=shown.name(index))
            style = _DANGER if unmatched else ink_style()
            if unmatched:
                paint_box(painter, rect, Line(_DANGER.color, 2.5, PAPER, 1.5).scaled(self.strokes))
            width, height = tag_size(text)
            x = min(max(rect.left() - 2, area.left), area.left + area.side - width)
            above, below = rect.top() - height - 3, rect.bottom() + 3
            y = above if above > area.top - 6 else below
            place = QRectF(x, y, width, height)
            if any(place.intersects(other) for other in taken):
                place.moveTop(below if y == above else above)
            taken.append(paint_tag(painter, place.topLeft(), text, style))
        if 0 <= self.selected < len(self.truth):
            taken += self._paint_notes(painter, area, shown)
        return taken

    def _paint_notes(self, painter: QPainter, area: Area, shown: Shown) -> list[QRectF]:
        rect, index = area.box(self.box_of(self.selected)), self.selected
        width, height = (round(side / area.side * 300) for side in (rect.width(), rect.height()))
        count = "?" if index == shown.hidden else str(shown.told.truths[index].positives)
        texts = (
            self.words["size"].format(width=width, height=height),
            self.words["positives"].format(count=count),
        )
        wide, tall = max(tag_size(text)[0] for text in texts), tag_size(texts[0])[1] + 4
        left = rect.left() - wide - 12
        if left < area.left:
            left = min(rect.right() + 12, area.left + area.side - wide)
        top = min(max(rect.center().y() - tall, area.top), area.top + area.side - 2 * tall)
        return [
            paint_note(painter, QPointF(left, top + row * tall), text)
            for row, text in enumerate(texts)
        ]

    def _paint_stolen(
        self, painter: QPainter, area: Area, shown: Shown, tags: list[QRectF]
    ) -> None:
        thefts = [s for s in shown.told.stolen if shown.hidden not in (s.loser, s.winner)]
        if not thefts or max(self.lit_level, self.lit_truth, self.lit_bin) >= 0:
            return
        theft = thefts[0]
        cx, cy = shown.table.dboxes.cxcywh[theft.dbox, :2].tolist()
        boxes = [area.box(self.box_of(index)) for index in range(len(self.truth))]
        names = {"loser": shown.name(theft.loser), "winner": shown.name(theft.winner)}
        text = self.words["stolen"].format(dbox=theft.dbox, **names)
        paint_callout(painter, area.rect, area.point(cx, cy), text, [*boxes, *tags])
        winner = shown.color(theft.winner)
        paint_dots(painter, [area.point(cx, cy)], winner, 4.5 * self.strokes, INK)

    def _paint_readout(self, painter: QPainter, area: Area, shown: Shown) -> None:
        dbox = self.lit_dbox
        if dbox < 0 or shown.told.match.gt_index[dbox] < 0:
            return
        cells = 1 + int(
            shown.table.dboxes.cell[
                shown.table.dboxes.level == shown.table.dboxes.level[dbox]
            ].max()
        )
        overlap = float(shown.told.match.overlap[dbox])
        words = self.words["dbox"].format(dbox=dbox, cells=cells, overlap=f"{overlap:.2f}")
        at = QPointF(area.left + 14, area.top + area.side - 14)
        paint_readout(painter, at, words, room=area.side - 28)
