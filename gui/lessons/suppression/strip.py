"""The strip below the picture: every test of this step, or every kind of NMS side by side."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.choice import Choice
from gui.controls.labels import ElidedLabel, label
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.lessons.frame.words import Words
from gui.lessons.suppression.looks import RED
from gui.lessons.suppression.shown import Shown
from ssd_core.lessons.suppression_questions import sharing
from ssd_core.types import FloatArray, Thresholds

_CARD, _HEIGHT, _GAP = 99, 98, 8
_MINI = (64, 46)
_SHADES = {True: QColor(213, 51, 61, 40), False: QColor(130, 134, 144, 50)}


class StepStrip(QWidget):
    """``pointed`` tells a row of the line-up, -1 for none; ``variant_chosen`` the Thresholds of a
    kind of NMS that was clicked.
    """

    pointed = Signal(int)
    variant_chosen = Signal(object)  # Thresholds

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._title, self._note = label(fonts.SMALL, fonts.SEMIBOLD), ElidedLabel(fonts.SMALL)
        self._note.setProperty("tone", "muted")
        self.kind = Choice(["tests", "variants"])
        self.kind.chosen.connect(self._on_kind)
        self.cards = _Cards(words)
        self.cards.pointed.connect(self.pointed)
        self.cards.variant_chosen.connect(self.variant_chosen)
        head = QHBoxLayout()
        head.setSpacing(10)
        for part in (self._title, self._note):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.cards)
        self._shown: Shown | None = None

    def set_shown(self, shown: Shown) -> None:
        self._shown = shown
        self.cards.set_shown(shown, variants=self.kind.key == "variants")
        self._tell()

    def retranslate(self) -> None:
        self.kind.set_words("tests", self._words("strip.tests"))
        self.kind.set_words("variants", self._words("strip.variants"))
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("canvas"))
        painter.end()

    def _on_kind(self) -> None:
        if self._shown is not None:
            self.set_shown(self._shown)

    def _tell(self) -> None:
        words, shown = self._words, self._shown
        variants = self.kind.key == "variants"
        self._title.setText(words("strip.variants" if variants else "strip.tests"))
        note = words("strip.compared") if variants else ""
        turn = None if shown is None else shown.turn
        if not variants and shown is not None and turn is not None:
            if not turn.kept:
                note = words("strip.skipped")
            elif not shown.tested:
                note = words("strip.none")
            else:
                note = words("strip.of", row=turn.row + 1)
        self._note.set_full_text(note)


class _Cards(QWidget):
    """Painted cards in a row; what does not fit at the right is left out."""

    pointed = Signal(int)
    variant_chosen = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._variants = False
        self.setMouseTracking(True)
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, fonts.scaled(_HEIGHT))

    def set_shown(self, shown: Shown, *, variants: bool) -> None:
        self._shown, self._variants = shown, variants
        self.update()

    def card(self, place: int) -> QRectF:
        """Card number ``place``, in logical pixels; five variants share the whole width."""
        width = float(fonts.scaled(_CARD))
        if self._variants:
            width = min(fonts.scaled(_CARD) * 1.45, (self.width() - 4 * _GAP) / 5)
        return QRectF(place * (width + _GAP), 0, width, self.height())

    def _place_at(self, x: float) -> int:
        return int(x // (self.card(0).width() + _GAP))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._shown is None or self._variants:
            return
        tested = list(self._shown.tested)
        place = self._place_at(event.position().x())
        self.pointed.emit(tested[place] if place < len(tested) else -1)

    def leaveEvent(self, _event: object) -> None:
        self.pointed.emit(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x())
        if self._shown is not None and self._variants and place < len(self._shown.state.variants):
            self.variant_chosen.emit(self._shown.state.variants[place][0])

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self._shown
        if shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kinds = len(shown.state.variants) if self._variants else len(shown.tested)
        paint: Callable[[QPainter, QRectF, int, Shown], None]
        paint = self._paint_variant if self._variants else self._paint_test
        for place in range(kinds):
            card = self.card(place)
            if card.right() <= self.width() + 1:
                fill_rounded(painter, card, 6, theme.current().color("raised"))
                paint(painter, card, place, shown)
        painter.end()

    def _paint_test(self, painter: QPainter, card: QRectF, place: int, shown: Shown) -> None:
        turn, words, active = shown.turn, self._words, theme.current()
        assert turn is not None
        row, overlap = list(shown.tested.items())[place]
        hit = bool(turn.hit[turn.met == row][0])
        boxes = shown.state.lineup.boxes
        _paint_pair(painter, card, boxes[turn.row], boxes[row], hit)
        if row == shown.pointed:
            stroke_rounded(painter, card, 6, active.color("accent"), width=1.5)
        line = QRectF(card.left() + 8, card.bottom() - fonts.scaled(38), card.width() - 16, 16)
        line.setHeight(fonts.scaled(16))
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(active.color("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"#{row + 1}")
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        painter.setPen(active.color("danger" if hit else "text"))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{overlap:.2f}"
        )
        line.translate(0, fonts.scaled(16))
        painter.setFont(fonts.font(fonts.LABEL))
        painter.setPen(active.color("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._verdict(row, hit, shown, words))

    @staticmethod
    def _verdict(row: int, hit: bool, shown: Shown, words: Words) -> str:
        thresholds = shown.state.thresholds
        if not thresholds.method.soft:
            return words(
                "strip.goes" if hit else "strip.stays", overlap=f"{thresholds.overlap:.2f}"
            )
        before = shown.state.trace.turns[shown.step - 1].scores if shown.step else None
        start = float((shown.state.lineup.scores if before is None else before)[row])
        if not hit:
            return words("strip.same_score")
        return words("strip.lowered", factor=f"{shown.scores[row] / start:.2f}")

    def _paint_variant(self, painter: QPainter, card: QRectF, place: int, shown: Shown) -> None:
        thresholds, found = shown.state.variants[place]
        words, active = self._words, theme.current()
        current = _same_kind(thresholds, shown.state.thresholds)
        if current:
            stroke_rounded(painter, card, 6, active.color("accent"), width=1.5)
        room = QRectF(card.left() + 8, card.top() + 8, card.width() - 16, card.height())
        room.setHeight(card.height() - 16 - fonts.scaled(34))
        side = min(room.width(), room.height())
        picture = QRectF(room.center().x() - side / 2, room.top(), side, side)
        fill_rounded(painter, picture, 3, active.color("canvas"))
        _paint_mini(painter, picture, shown, found.kept)
        line = QRectF(room.left(), room.bottom() + 4, room.width(), fonts.scaled(16))
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD if current else fonts.REGULAR))
        painter.setPen(active.color("text"))
        key = "strip.across" if thresholds.class_agnostic else f"head.{thresholds.method}"
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words(key))
        line.translate(0, fonts.scaled(16))
        painter.setFont(fonts.font(fonts.LABEL))
        painter.setPen(active.color("muted"))
        count = "?" if shown.hidden == "survive" else int(found.kept.sum())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words("strip.stay", count=count))


def _same_kind(one: Thresholds, other: Thresholds) -> bool:
    return (one.method, one.class_agnostic) == (other.method, other.class_agnostic)


def _paint_pair(
    painter: QPainter, card: QRectF, winner: FloatArray, other: FloatArray, hit: bool
) -> None:
    """Two boxes as they lie to one another, what they share filled."""
    room = QRectF(card.left() + 12, card.top() + 10, card.width() - 24, fonts.scaled(_MINI[1]))
    low = np.minimum(winner[:2], other[:2])
    size = np.maximum(winner[2:], other[2:]) - low
    scale = min(room.width() / max(size[0], 1e-6), room.height() / max(size[1], 1e-6))
    left = room.center().x() - size[0] * scale / 2
    top = room.center().y() - size[1] * scale / 2

    def placed(box: FloatArray) -> QRectF:
        x0, y0 = left + (box[0] - low[0]) * scale, top + (box[1] - low[1]) * scale
        return QRectF(x0, y0, (box[2] - box[0]) * scale, (box[3] - box[1]) * scale)

    shared = sharing(winner, other).corners
    if shared is not None:
        painter.fillRect(placed(np.array(shared, np.float32)), _SHADES[hit])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(RED if hit else theme.current().color("muted"), 1.25)
    if hit:
        pen.setDashPattern([3.0, 2.5])
    painter.setPen(QPen(theme.current().color("text"), 1.5))
    painter.drawRect(placed(winner))
    painter.setPen(pen)
    painter.drawRect(placed(other))


def _paint_mini(painter: QPainter, picture: QRectF, shown: Shown, kept: np.ndarray) -> None:
    """All boxes small: those that stay in their colour, the others thin."""
    boxes = shown.state.lineup.boxes.tolist()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stays in (False, True):
        for row, box in enumerate(boxes):
            if bool(kept[row]) is stays:
                color = shown.style(row).color if stays else theme.current().color("border2")
                painter.setPen(QPen(color, 1.5 if stays else 0.75))
                left, top, right, bottom = box
                corner = picture.topLeft()
                painter.drawRect(
                    QRectF(
                        corner.x() + left * picture.width(),
                        corner.y() + top * picture.height(),
                        (right - left) * picture.width(),
                        (bottom - top) * picture.height(),
                    )
                )
