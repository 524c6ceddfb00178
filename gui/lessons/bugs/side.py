"""One side of the museum's wall: a picture, what a pipeline shows of it, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.class_colors import ClassStyle, class_style
from gui.lessons.canvas.strokes import (
    INK,
    PAPER,
    Line,
    black,
    ink_style,
    paint_box,
    paint_boxes,
    paint_tag,
    tag_size,
    white,
)
from ssd_core.boxes import overlaps
from ssd_core.lessons.bugs.comparison import FOUND, Outcome
from ssd_core.lessons.bugs.seen import Seen
from ssd_core.types import FloatArray, GroundTruth
from ssd_core.verdicts import Verdict

RED = QColor("#D5333D")
_GREY = ClassStyle(QColor("#8B909A"), INK, False)
_MOST_TAGS = 24
_DASH = (6.0, 4.0)
_CROWD = 60


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the picture lies: its corner and its size in logical pixels."""

    left: float
    top: float
    width: float
    height: float

    def rect(self, box: FloatArray) -> QRectF:
        """A box, xyxy in 0..1, in logical pixels, on whole ones."""
        x, y = (self.left + box[0::2] * self.width).round(), (self.top + box[1::2] * self.height)
        y = y.round()
        return QRectF(float(x[0]), float(y[0]), float(x[1] - x[0]), float(y[1] - y[0]))

    @property
    def whole(self) -> QRectF:
        """The picture."""
        return QRectF(self.left, self.top, self.width, self.height)

    def share(self, point: QPointF) -> tuple[float, float]:
        """A place in logical pixels, in 0..1 of the picture."""
        return (point.x() - self.left) / self.width, (point.y() - self.top) / self.height


@dataclass(frozen=True, slots=True)
class TagWords:
    """What tags say beside a class: in the language in use."""

    missed: str
    wrong_class: str
    background: str
    no_name: str


@dataclass(frozen=True, slots=True, eq=False)
class SideView:
    """What is painted on one side.

    image: the picture as this side's network sees it. scores: float32 [G], how sure this side is of
    each object.
    """

    image: QImage
    seen: Seen
    outcome: Outcome
    truth: GroundTruth
    classes: tuple[str, ...]
    scores: FloatArray

    def style(self, row: int) -> ClassStyle:
        """How the box of a row is drawn."""
        place = int(self.seen.places[row])
        if place < 0:
            return _GREY
        if place >= len(self.classes):
            return ink_style()
        return class_style(place + 1, self.classes)

    def name(self, row: int, words: TagWords) -> str:
        place = int(self.seen.places[row])
        if place < 0:
            return words.background
        return self.classes[place] if place < len(self.classes) else words.no_name

    def boxes_of(self, number: int) -> list[int]:
        """Rows shown that lie on object ``number``, whatever they are called."""
        shown = self.seen.boxes[: self.outcome.shown]
        if not len(shown):
            return []
        table = overlaps(self.truth.boxes[number : number + 1], shown)[0]
        return np.flatnonzero(table >= FOUND).tolist()

    def object_at(self, x: float, y: float) -> int | None:
        """The smallest object at (x, y) in 0..1 of the picture."""
        boxes = self.truth.boxes
        inside = np.flatnonzero(
            (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
        )
        if not len(inside):
            return None
        sides = boxes[inside, 2:] - boxes[inside, :2]
        return int(inside[sides.prod(axis=1).argmin()])


class SidePainter:
    """Paints one side into ``room``; tags keep out of each other's way."""

    def __init__(
        self, painter: QPainter, placing: Placing, room: QRectF, words: TagWords, strokes: float
    ) -> None:
        self._painter, self._placing, self._room = painter, placing, room
        self._words, self._strokes = words, strokes
        self._taken: list[QRectF] = []

    def paint(self, view: SideView, image: QImage) -> None:
        """The picture, its boxes, and what was missed. image: that of ``view``, to size."""
        self._painter.drawImage(self._placing.whole.topLeft(), image)
        for line, rects in self._outlines(view):
            paint_boxes(self._painter, rects, line)
        missed = np.flatnonzero(view.outcome.verdicts.missed).tolist()
        line = Line(RED, 2, white(0.8), 1.25, dash=(4, 3)).scaled(self._strokes)
        rects = [self._placing.rect(view.truth.boxes[number]) for number in missed]
        paint_boxes(self._painter, rects, line)
        verdicts = view.outcome.verdicts.verdict
        rows = sorted(range(view.outcome.shown), key=lambda k: verdicts[k] != Verdict.TRUE_POSITIVE)
        for row in rows[:_MOST_TAGS]:  # those that found something first
            text = f"{view.name(row, self._words)} {view.seen.scores[row]:.2f}"
            self._tag(view.seen.boxes[row], text, view.style(row), below=False)
        red = ClassStyle(RED, PAPER, False)
        for number in missed:
            said = view.boxes_of(number)
            score = float(view.scores[number])
            text = self._words.wrong_class if said else f"{self._words.missed} {score:.2f}"
            self._tag(view.truth.boxes[number], text, red, below=bool(said))

    def _outlines(self, view: SideView) -> list[tuple[Line, list[QRectF]]]:
        """Boxes by how they are drawn, those that found something last."""
        found: dict[tuple[int, bool], tuple[Line, list[QRectF]]] = {}
        right = view.outcome.verdicts.verdict == Verdict.TRUE_POSITIVE
        crowded = view.outcome.shown > _CROWD
        for row in reversed(range(view.outcome.shown)):
            key = (int(view.seen.places[row]), bool(right[row]))
            if key not in found:
                style = view.style(row)
                casing = white(0.6) if style.ink == PAPER else black(0.4)
                line = Line(style.color, 2, casing, 1, dash=None if right[row] else _DASH)
                if crowded and not right[row]:  # a wall of boxes needs no casings to be seen
                    line = Line(style.color, 1.5)
                line = line.scaled(self._strokes)
                found[key] = (line, [])
            found[key][1].append(self._placing.rect(view.seen.boxes[row]))
        return [found[key] for key in sorted(found, key=lambda key: key[1])]

    def raise_object(self, view: SideView, number: int) -> None:
        """Draw what lies on object ``number`` as under the pointer."""
        rows = view.boxes_of(number)
        for row in rows:
            rect, color = self._placing.rect(view.seen.boxes[row]), view.style(row).color
            tint = QColor(color)
            tint.setAlphaF(0.14)
            self._painter.fillRect(rect, tint)
            paint_box(self._painter, rect, Line(color, 3, white(0.95), 2.5).scaled(self._strokes))
        if not rows:
            rect = self._placing.rect(view.truth.boxes[number])
            paint_box(self._painter, rect, Line(RED, 3, white(0.95), 2.5, dash=(6, 4)))

    def _tag(self, box: FloatArray, text: str, style: ClassStyle, *, below: bool) -> None:
        rect = self._placing.rect(box)
        width, height = tag_size(text)
        above, under = rect.top() - height, rect.bottom()
        tops = (under, above, rect.top()) if below else (above, under, rect.top())
        left = min(max(rect.left() - 1, self._room.left()), self._room.right() - width)
        for top in tops:
            place = QRectF(left, top, width, height)
            free = not any(place.intersects(other) for other in self._taken)
            if free and self._room.contains(place):
                paint_tag(self._painter, QPointF(left, top), text, style)
                self._taken.append(place)
                return
