"""What is painted over a stage: boxes, those before as ghosts, dropped ones with their reason."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui import theme
from gui.class_colors import ClassStyle, class_style
from gui.lessons.augmentation.pictures import picture_rect
from gui.lessons.augmentation.shown import CROP, Shown
from gui.lessons.canvas.strokes import (
    PAPER,
    Line,
    black,
    ink_style,
    paint_box,
    paint_boxes,
    paint_dots,
    paint_tag,
    tag_size,
    white,
)
from gui.lessons.frame.words import Words
from ssd_core.data.stages import STAGE_NAMES
from ssd_core.types import BoolArray, FloatArray

RED = QColor("#D5333D")
_DROPPED = Line(RED, 2.0, white(0.7), 1.0, (6.0, 4.0))
_DROPPED_BARE = Line(RED, 2.0, None, 1.0, (6.0, 4.0))
_GHOST = Line(white(0.9), 1.25, black(0.35), 0.75, (3.0, 3.0))
_CROP = Line(PAPER, 2.5, black(0.45), 1.0)
_DROPPED_TAG = ClassStyle(RED, PAPER, False)
_MANY, _CROWD = 8, 20
"""More crosses than these would hide the picture; more boxes than these have no casings, which
would cost half a frame's time."""


def _box_line(color: QColor, shown: Shown) -> Line:
    crowded = len(shown.scene.truth) > _CROWD
    return Line(color, 2.5, None if crowded else black(0.4), 1.0)


def paint_stage_marks(
    painter: QPainter, area: QRectF, shown: Shown, words: Words, strokes: float
) -> None:
    """The boxes after a stage, and where they were before it."""
    frame = shown.frames[shown.step]
    if shown.step > 0:
        before = shown.frames[shown.step - 1]
        moved = (
            len(before.boxes) != len(frame.boxes)
            or np.abs(before.boxes - frame.boxes).max(initial=0) > 1e-3
        )
        if moved:
            ghosts = [_placed(area, box) for box in before.boxes.tolist()]
            paint_boxes(painter, ghosts, _GHOST.scaled(strokes))
    for box, row in zip(frame.boxes.tolist(), frame.rows.tolist(), strict=True):
        rect, style = _placed(area, box), shown.style(row)
        paint_box(painter, rect, _box_line(style.color, shown).scaled(strokes))
        _paint_name(painter, area, rect, shown.name(row), style)
    _paint_note(painter, area, _note(shown, words), top=False)


def paint_crop_stage(
    painter: QPainter, area: QRectF, crop: QRectF, shown: Shown, words: Words, strokes: float
) -> None:
    """Every object and the crop: what is kept, what is cut off, what is dropped and why."""
    picture = picture_rect(area, shown.augmentation.canvas)
    paint_box(painter, crop, _CROP.scaled(strokes))
    reasons, kept, dropped = _Reasons(area), [], []
    hidden = shown.hidden == "left"
    for test in shown.tests:
        rect = _placed(picture, shown.scene.truth.boxes[test.row].tolist())
        if test.inside or hidden:
            kept.append(
                _Kept(test.row, rect & area, rect if hidden else rect & crop, rect.center())
            )
        else:
            pixels, name = max(round(test.outside_by), 1), shown.name(test.row)
            dropped.append(rect)
            reasons.add(rect, words("canvas.outside", name=name, pixels=pixels), name)
    _paint_kept(painter, kept, shown, strokes)
    _paint_dropped(painter, dropped, strokes)
    names = [
        _paint_name(painter, area, box.visible, shown.name(box.row), shown.style(box.row))
        for box in kept
    ]
    reasons.paint(painter, names)
    _paint_handles(painter, crop)
    width, height = shown.frames[CROP].size
    told = words("canvas.crop", width=width, height=height)
    wide, high = tag_size(told)
    left = min(max(crop.right() - wide, area.left()), area.right() - wide)
    top = min(crop.bottom() + 8, area.bottom() - high)
    paint_tag(painter, QPointF(left, top), told, ink_style())
    _paint_note(painter, area, _note(shown, words), top=True)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An object that stays: the whole of its box, what the crop shows of it, its centre."""

    row: int
    whole: QRectF
    visible: QRectF
    centre: QPointF


def _paint_kept(painter: QPainter, kept: list[_Kept], shown: Shown, strokes: float) -> None:
    """One colour after the other: a painter is made ready once for all boxes of a kind."""
    for label, boxes in _by_label(kept, shown).items():
        color = class_style(label, shown.scene.classes).color
        cut = [box.whole for box in boxes if box.visible.size() != box.whole.size()]
        paint_boxes(painter, cut, Line(color, 1.25, None, 1.0, (4.0, 3.0)))
        look = _box_line(color, shown).scaled(strokes)
        paint_boxes(painter, [box.visible for box in boxes], look)
        paint_dots(painter, [box.centre for box in boxes], color, 4.5)


def _by_label(kept: list[_Kept], shown: Shown) -> dict[int, list[_Kept]]:
    groups: dict[int, list[_Kept]] = {}
    for box in kept:
        groups.setdefault(int(shown.scene.truth.labels[box.row]), []).append(box)
    return groups


def _paint_dropped(painter: QPainter, rects: list[QRectF], strokes: float) -> None:
    crossed = len(rects) <= _MANY
    paint_boxes(painter, rects, (_DROPPED if crossed else _DROPPED_BARE).scaled(strokes))
    for width, color in ((4.0, white(0.6)), (2.0, RED)) if crossed else ():
        painter.setPen(QPen(color, width * strokes))
        for rect in rects:
            painter.drawLine(QLineF(rect.topLeft(), rect.bottomRight()))
            painter.drawLine(QLineF(rect.topRight(), rect.bottomLeft()))
    paint_dots(painter, [rect.center() for rect in rects], RED, 4.5 * strokes)


class _Reasons:
    """Tags of the dropped objects: the whole reason where there is room, else the name alone."""

    def __init__(self, area: QRectF) -> None:
        self._area = area
        self._wanted: list[tuple[QRectF, str, str]] = []

    def add(self, rect: QRectF, reason: str, name: str) -> None:
        """Of the object at ``rect``."""
        self._wanted.append((rect, reason, name))

    def paint(self, painter: QPainter, taken: list[QRectF]) -> None:
        """Clear of one another and, as far as that can be, of what is ``taken``."""
        placed: list[QRectF] = []
        names = _corners(taken)
        for rect, reason, name in self._wanted:
            found = self._free_spot(rect, (reason, name), _corners(placed), names)
            if found is not None:
                spot, text = found
                placed.append(paint_tag(painter, spot.topLeft(), text, _DROPPED_TAG))

    def _free_spot(
        self, rect: QRectF, texts: tuple[str, str], placed: FloatArray, taken: FloatArray
    ) -> tuple[QRectF, str] | None:
        """The first that is clear of all, else the first that is clear of what is ``placed``."""
        spots = [(self._spot(rect, text, below), text) for text in texts for below in (1, 0)]
        spots = [(spot, text) for spot, text in spots if self._area.contains(spot)]
        if not spots:
            return None
        corners = _corners([spot for spot, _ in spots])
        free = ~_meet(corners, placed)
        clear = free & ~_meet(corners, taken)
        best = clear if clear.any() else free
        return spots[int(best.argmax())] if best.any() else None

    def _spot(self, rect: QRectF, text: str, below: int) -> QRectF:
        wide, high = tag_size(text)
        left = min(max(rect.left() - 1, self._area.left()), self._area.right() - wide)
        top = rect.bottom() + 4 if below else rect.top() - high - 4
        return QRectF(left, top, wide, high)


def _corners(rects: list[QRectF]) -> FloatArray:
    """Left, top, right and bottom of each, float64 [M, 4]."""
    return np.array([rect.getCoords() for rect in rects], np.float64).reshape(-1, 4)


def _meet(places: FloatArray, others: FloatArray) -> BoolArray:
    """Which of ``places`` lie over any of ``others``."""
    low, high = places[:, None, :2], places[:, None, 2:]
    over: BoolArray = ((others[:, :2] < high) & (low < others[:, 2:])).all(axis=2).any(axis=1)
    return over


def _paint_name(
    painter: QPainter, area: QRectF, rect: QRectF, name: str, style: ClassStyle
) -> QRectF:
    """A tag on the upper edge of a box, or inside it at the top of the picture; where it lies."""
    height = tag_size(name)[1]
    top = rect.top() - height
    return paint_tag(painter, QPointF(rect.left() - 1, max(top, area.top())), name, style)


def _paint_handles(painter: QPainter, crop: QRectF) -> None:
    painter.setPen(QPen(theme.LIGHT.color("accent"), 1.75))
    painter.setBrush(PAPER)
    for corner in (crop.topLeft(), crop.topRight(), crop.bottomLeft(), crop.bottomRight()):
        painter.drawRoundedRect(QRectF(corner.x() - 4.5, corner.y() - 4.5, 9, 9), 1, 1)


def _paint_note(painter: QPainter, area: QRectF, text: str, *, top: bool) -> None:
    """In a corner at the left; the lower one is out of the way of names."""
    y = area.top() + 10 if top else area.bottom() - 10 - tag_size(text)[1]
    paint_tag(painter, QPointF(area.left() + 10, y), text, ink_style())


def _note(shown: Shown, words: Words) -> str:
    """What this stage did, in a few words."""
    name, drawn = STAGE_NAMES[shown.step], shown.augmentation
    if shown.step == CROP:
        name = "expand"
    if name == "expand" and drawn.expansion is None:
        name = "not_expanded"
    if name == "mirror" and not drawn.mirrored:
        name = "not_mirrored"
    frame = CROP - 1 if shown.step == CROP else shown.step
    width, height = shown.frames[frame].size
    return words(f"canvas.{name}", width=width, height=height)


def _placed(rect: QRectF, box: list[float]) -> QRectF:
    left, top, right, bottom = box
    return QRectF(
        QPointF(rect.left() + left * rect.width(), rect.top() + top * rect.height()),
        QPointF(rect.left() + right * rect.width(), rect.top() + bottom * rect.height()),
    )
