"""The boxes on the picture: winner, kept, going, waiting, and tags that say who is who."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPen

from gui import fonts
from gui.class_colors import ClassStyle
from gui.lessons.canvas.area import Area
from gui.lessons.canvas.editable_canvas import EditableCanvas
from gui.lessons.canvas.handles import Grip, grip_at
from gui.lessons.canvas.legend import Entry, paint_legend
from gui.lessons.canvas.strokes import (
    PAPER,
    ink_style,
    paint_box,
    paint_note,
    paint_readout,
    paint_tag,
    tag_size,
)
from gui.lessons.frame.words import Words
from gui.lessons.suppression.looks import INK_LINE, RED, line
from gui.lessons.suppression.shown import Shown
from ssd_core.lessons.suppression import State

_MARGINS = (20.0, 52.0, 20.0, 8.0)
_TAGS = 96
"""Room at the right for the tags of the boxes that go."""
_ORDER = (State.WAITING, State.KEPT, State.GOING, State.WINNER)
_GOING = ClassStyle(RED, PAPER, False)
_GAP = 4.0


class NmsPicture(EditableCanvas):
    """Its ground truths are the boxes, in the order of ``Boxes``; gone ones cannot be grabbed.

    ``row_pointed`` tells the row of the line-up under the pointer, -1 for none.
    """

    row_pointed = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        left, top, right, bottom = _MARGINS
        self.set_margins(left, top, right + _TAGS, bottom)
        self.hovered_truth.connect(self._on_hovered)

    def set_shown(self, shown: Shown) -> None:
        """Show another state; a box that is held stays held."""
        self._shown = shown
        boxes = shown.state.boxes
        if boxes.xyxy is not self.truth.boxes and not np.array_equal(boxes.xyxy, self.truth.boxes):
            self.set_truth(boxes.truth)
        self.update()

    def grip(self, place: tuple[float, float]) -> Grip | None:
        shown = self._shown
        if shown is None:
            return None
        boxes = np.full(self.truth.boxes.shape, np.nan)
        for row, state in enumerate(shown.states):
            if state is not State.GONE or row == shown.pointed:
                index = shown.state.index_of(row)
                boxes[index] = self.truth.boxes[index]
        selected = self.selected if self._is_there(boxes, self.selected) else -1
        return grip_at(boxes, place, selected=selected, unit=1 / self.area.side)

    @staticmethod
    def _is_there(boxes: np.ndarray, index: int) -> bool:
        return 0 <= index < len(boxes) and bool(np.isfinite(boxes[index]).all())

    def _on_hovered(self, index: int) -> None:
        if self._shown is not None:
            self.row_pointed.emit(-1 if index < 0 else self._shown.state.row_of(index))

    # Painting

    def paint_scene(self, painter: QPainter, area: Area) -> None:
        shown = self._shown
        if shown is None:
            return
        self._paint_legend(painter, shown)
        boxes = area.boxes(shown.state.lineup.boxes)
        rects = [QRectF(QPointF(*row[:2]), QPointF(*row[2:])) for row in boxes.tolist()]
        for state in _ORDER:
            for row in reversed(range(len(rects))):
                if shown.states[row] is state:
                    look = line(state, shown.style(row).color).scaled(self.strokes)
                    paint_box(painter, rects[row], look)
        self._paint_pointed(painter, shown, rects)
        self._paint_tags(painter, area, shown, rects)
        self._paint_readout(painter, area, shown)

    def _paint_pointed(self, painter: QPainter, shown: Shown, rects: list[QRectF]) -> None:
        row = shown.pointed
        if not 0 <= row < len(rects):
            return
        state = shown.states[row]
        look = INK_LINE if state is State.WAITING else line(state, shown.style(row).color)
        paint_box(painter, rects[row], look.hovered().scaled(self.strokes))
        index = shown.state.index_of(row)
        if index == self.selected:
            self.paint_handles(painter, self.area, self.box_of(index))

    def _paint_legend(self, painter: QPainter, shown: Shown) -> None:
        words, color = self._words, shown.style(0).color if len(shown.state.lineup) else RED
        kinds = (State.WINNER, State.KEPT, State.GOING, State.WAITING)
        hide = shown.hidden == "survive"
        entries = [
            Entry(
                words(f"legend.{kind.name.lower()}"),
                "" if kind is State.WINNER else "?" if hide else str(shown.count(kind)),
                line(kind, color),
            )
            for kind in kinds
        ]
        gone = f"{words('legend.gone')} {'?' if hide else shown.count(State.GONE)}"
        row = QRectF(16, 12, self.width() - 32, fonts.scaled(24))
        paint_legend(painter, row, entries, gone)

    def _paint_tags(self, painter: QPainter, area: Area, shown: Shown, rects: list[QRectF]) -> None:
        going, scores = [], shown.scores
        for row, state in enumerate(shown.states):
            if state is State.KEPT:
                text = f"#{row + 1} {shown.name(row)} {scores[row]:.2f}"
                self._over(painter, area, rects[row], text, shown.style(row))
            elif state is State.GOING:
                going.append(row)
            elif state is State.WAITING and shown.tested.get(row, 0) > 0:
                corner = QPointF(rects[row].left(), rects[row].bottom() + 2)
                paint_note(painter, corner, f"#{row + 1} {shown.tested[row]:.2f}")
        turn = shown.turn
        if turn is not None and turn.kept:
            words = self._words("picture.winner", row=turn.row + 1, score=f"{scores[turn.row]:.2f}")
            self._over(painter, area, rects[turn.row], words, ink_style())
        self._paint_going(painter, area, shown, [(row, rects[row]) for row in going])

    @staticmethod
    def _over(painter: QPainter, area: Area, rect: QRectF, text: str, style: ClassStyle) -> None:
        """A tag on the upper edge of a box, inside the picture's width."""
        width, height = tag_size(text)
        left = min(max(rect.left() - 1, area.left), area.left + area.side - width)
        top = rect.top() - height - 1
        paint_tag(
            painter, QPointF(left, top if top > area.top - height else rect.top()), text, style
        )

    def _paint_going(
        self, painter: QPainter, area: Area, shown: Shown, going: list[tuple[int, QRectF]]
    ) -> None:
        """Red tags in a column beside the winner, each with a line to its box."""
        going = sorted(going, key=lambda pair: pair[1].top())
        turn = shown.turn
        if not going or turn is None:
            return
        height = tag_size("#")[1] + _GAP
        right = max(rect.right() for _, rect in going) + 16
        left = min(right, self.width() - tag_size("#00 0.00")[0] - _GAP)
        middle = sum(rect.center().y() for _, rect in going) / len(going)
        top = middle - height * len(going) / 2
        top = max(min(top, area.top + area.side - height * len(going)), area.top)
        for number, (row, rect) in enumerate(going):
            y = top + number * height
            at = QPointF(rect.right(), min(max(y + height / 2 - 2, rect.top()), rect.bottom()))
            painter.setPen(QPen(RED, 1.25 * self.strokes))
            painter.drawLine(at, QPointF(left, y + height / 2 - 2))
            painter.setBrush(RED)
            painter.drawEllipse(at, 2.5, 2.5)
            text = f"#{row + 1} {shown.state.trace.table[turn.row, row]:.2f}"
            paint_tag(painter, QPointF(left, y), text, _GOING)

    def _paint_readout(self, painter: QPainter, area: Area, shown: Shown) -> None:
        row = shown.hovered
        if not 0 <= row < len(shown.states):
            return
        words, score = self._words, f"{shown.scores[row]:.2f}"
        strong = words("picture.readout", row=row + 1, name=shown.name(row), score=score)
        overlap, turn, quiet = shown.overlap_with_winner(row), shown.turn, ""
        if overlap is not None and turn is not None:
            told = words("picture.with", winner=turn.row + 1, overlap=f"{overlap:.2f}")
            quiet = f" · {told}"
        paint_readout(painter, QPointF(area.left + 8, area.top + area.side - 8), strong, quiet)
