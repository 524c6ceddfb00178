"""The six stages as a film: a small picture of each, in the order in which they happen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, icons, theme
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.radio import RadioPart
from gui.lessons.parts.formula import formula
from gui.lessons.parts.formula_paint import measured
from gui.lessons.training_step.colors import box_color, class_head_color
from gui.lessons.training_step.tiles import TilePainter
from gui.lessons.training_step.told import Told
from ssd_core.lessons.training_step.values import STAGES

_HEAD, _FOOT = 24, 22
_LEAST, _MOST = 84, 128
_SMALLEST = 11
_LOSS_PARTS = 72
"""Narrower, a card has no room for the parts of the loss."""
_GAP = 14
_FORMULAS = ("v ← 0.9 v + g", "w ← w − η v")


class Film(QWidget):
    """``chosen`` tells the place of the stage that a person clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._cards = [StageCard(place, stage) for place, stage in enumerate(STAGES)]
        for card in self._cards:
            card.setParent(self)
            card.clicked.connect(self._on_clicked)
        self._look: object = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def card(self, place: int) -> StageCard:
        return self._cards[place]

    def middle_of(self, place: int) -> float:
        """Where the middle of a stage's card is, in logical pixels of the film."""
        return self._cards[place].geometry().center().x()

    def show_step(self, place: int) -> None:
        """Stand at a stage, without telling anybody."""
        for card in self._cards:
            card.set_reached(card.place <= place)
        self._cards[place].setChecked(True)

    def set_told(self, told: Told | None, captions: Sequence[str]) -> None:
        """captions: one a stage, below it. What a step would do is not in the film: the same trace
        with the same captions is not painted again."""
        look = (None if told is None else id(told.trace), tuple(captions))
        if look == self._look:
            return
        self._look = look
        for card, caption in zip(self._cards, captions, strict=True):
            card.set_told(told, caption)

    def set_names(self, names: Sequence[str]) -> None:
        for card, name in zip(self._cards, names, strict=True):
            card.setText(name)
            card.setAccessibleName(f"{card.place + 1} {name}")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        side = (width - _GAP * (len(STAGES) - 1)) / len(STAGES)
        high = min(max(side, _LEAST), _MOST)
        return round(high) + fonts.scaled(_HEAD) + fonts.scaled(_FOOT)

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        step = (self.width() + _GAP) / len(STAGES)
        for card in self._cards:
            left = round(card.place * step)
            card.setGeometry(left, 0, round(step - _GAP), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = theme.current().color("muted")
        for before, after in zip(self._cards[:-1], self._cards[1:], strict=True):
            x = (before.geometry().right() + after.geometry().left()) / 2
            y = fonts.scaled(_HEAD) + (self.height() - fonts.scaled(_HEAD + _FOOT)) / 2
            icons.paint(painter, "chevron-right", color, QRectF(x - 7, y - 7, 14, 14))
        painter.end()

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().place)


class StageCard(RadioPart):
    """One stage: number and name above, picture, caption below."""

    def __init__(self, place: int, stage: str) -> None:
        super().__init__()
        self.place, self._stage = place, stage
        self._told: Told | None = None
        self._caption, self._reached = "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_told(self, told: Told | None, caption: str) -> None:
        self._told, self._caption = told, caption
        self.setAccessibleDescription(caption)
        self.update()

    def set_reached(self, reached: bool) -> None:
        """Whether the step has come so far."""
        self._reached = reached
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, _LEAST + fonts.scaled(_HEAD + _FOOT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        head, foot = fonts.scaled(_HEAD), fonts.scaled(_FOOT)
        room = QRectF(self.rect()).adjusted(0.5, head, -0.5, -foot)
        self._paint_words(painter, head, foot)
        active, on = theme.current(), self.isChecked()
        fill = "accent_soft" if on else "raised" if self._reached else "sel"
        fill_rounded(painter, room, 8, active.color(fill))
        edge = "accent" if on else "border2" if self.underMouse() else "border"
        stroke_rounded(painter, room, 8, active.color(edge), width=1.5 if on else 1)
        if self._told is not None:
            painter.setOpacity(1.0 if self._reached else 0.5)
            self._paint_stage(painter, room.adjusted(7, 7, -7, -7), self._told)
        painter.end()

    def _paint_words(self, painter: QPainter, head: int, foot: int) -> None:
        active = theme.current()
        painter.setPen(active.color("text"))
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        row = QRectF(2, 0, self.width() - 4, head - 6)
        middle = Qt.AlignmentFlag.AlignVCenter
        ticked = self._reached and not self.isChecked()
        metrics, name = painter.fontMetrics(), f"{self.place + 1}  {self.text()}"
        ticked = ticked and metrics.horizontalAdvance(name) + 16 <= row.width()
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(row, middle, metrics.elidedText(name, elide, int(row.width())))
        if ticked:
            tick = QRectF(self.width() - 16, 0, 14, head - 6)
            icons.paint(painter, "check", active.color("success"), tick)
        painter.setPen(active.color("muted"))
        painter.setFont(fonts.font(fonts.LABEL))
        below = QRectF(2, self.height() - foot + 4, self.width() - 4, foot - 4)
        caption = painter.fontMetrics().elidedText(self._caption, elide, int(below.width()))
        painter.drawText(below, middle, caption)

    def _paint_stage(self, painter: QPainter, room: QRectF, told: Told) -> None:
        if self._stage in ("batch", "match", "mine"):
            self._paint_tiles(painter, room, told)
        elif self._stage == "loss":
            self._paint_loss(painter, room, told)
        elif self._stage == "gradients":
            self._paint_bars(painter, room, told)
        else:
            self._paint_formulas(painter, room)

    def _paint_tiles(self, painter: QPainter, room: QRectF, told: Told) -> None:
        side = (min(room.width(), room.height()) - 3) / 2
        left = room.center().x() - side - 1.5
        top = room.center().y() - side - 1.5
        tiles = TilePainter(painter, told, small=True)
        for number in range(min(len(told.images), 4)):
            x, y = left + (number % 2) * (side + 3), top + (number // 2) * (side + 3)
            tiles.paint(self._stage, number, QRectF(x, y, side, side))

    @staticmethod
    def _paint_loss(painter: QPainter, room: QRectF, told: Told) -> None:
        active, loss = theme.current(), told.trace.loss
        painter.setPen(active.color("text"))
        total, pixels = f"{loss.total:.2f}", 20
        painter.setFont(fonts.font(pixels, fonts.SEMIBOLD))
        while (
            pixels > _SMALLEST and painter.fontMetrics().horizontalAdvance(total) > room.width() - 4
        ):
            pixels -= 1
            painter.setFont(fonts.font(pixels, fonts.SEMIBOLD))
        top = room.top() + room.height() * 0.3
        painter.drawText(QPointF(room.left() + 4, top), total)
        if room.width() < fonts.scaled(_LOSS_PARTS):
            return
        rows = (
            ("conf", loss.confidence, class_head_color()),
            ("loc", loss.localisation, box_color()),
        )
        for place, (name, value, color) in enumerate(rows):
            y = top + fonts.scaled(22) * (place + 1)
            fill_rounded(painter, QRectF(room.left() + 4, y - 8, 8, 8), 2, color)
            painter.setFont(fonts.font(fonts.LABEL))
            painter.setPen(active.color("text"))
            painter.drawText(QPointF(room.left() + 17, y), name)
            words = f"{value:.2f}"
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QPointF(room.right() - width - 2, y), words)

    @staticmethod
    def _paint_bars(painter: QPainter, room: QRectF, told: Told) -> None:
        most = max(float(norms.max()) for norms in told.norms) or 1.0
        step = room.width() / len(told.norms[0])
        for norms, color, shift in zip(
            told.norms, (class_head_color(), box_color()), (0.12, 0.5), strict=True
        ):
            for level, norm in enumerate(norms.tolist()):
                high = norm / most * (room.height() - 4)
                x = room.left() + (level + shift) * step
                fill_rounded(painter, QRectF(x, room.bottom() - high, step * 0.34, high), 1, color)

    @staticmethod
    def _paint_formulas(painter: QPainter, room: QRectF) -> None:
        pixels = fonts.scaled(14)
        layouts = [measured(formula(text), pixels) for text in _FORMULAS]
        widest = max(layout.width for layout in layouts)
        painter.save()
        painter.translate(room.center())
        shrink = min(1.0, room.width() / widest)
        painter.scale(shrink, shrink)
        for place, layout in enumerate(layouts):
            layout.draw(
                painter, QPointF(-layout.width / 2, (place - 0.5) * pixels * 2 + pixels / 3)
            )
        painter.restore()
