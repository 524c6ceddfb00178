"""The inside of the enlarged stage: pictures, bars of the loss, bars of gradients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import fonts, theme
from gui.lessons.canvas.scene_canvas import STROKES
from gui.lessons.training_step.bar_chart import Group, paint_groups, paint_levels, paint_shares
from gui.lessons.training_step.loss_bars import paint_loss_bars
from gui.lessons.training_step.tiles import TilePainter
from gui.lessons.training_step.told import Told

_GAP = 12
_CAPTION = 20
_LEVELS = 44


@dataclass(frozen=True, slots=True)
class ViewWords:
    """What is written inside, in the language in use, figures included.

    tiles: under each picture; after_tiles under those of the last stage's second row.
    levels: (name, count) of each, under the pictures.
    rows: names of the loss's parts, of their sum, and of that without mining.
    before, after: over the pictures of the last stage.
    groups: of the gradient bars. share: over the bar of shares. heads: the legend's two names.
    waiting: while nothing is there.
    """

    tiles: tuple[str, ...] = ()
    after_tiles: tuple[str, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    groups: tuple[Group, ...] = ()
    share: tuple[str, str] = ("", "")
    heads: tuple[str, str] = ("", "")
    waiting: str = ""


class StageView(QWidget):
    """``level_pointed`` tells the level under the pointer, or -1."""

    level_pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setMinimumHeight(120)
        self._told: Told | None = None
        self._stage, self._words = "batch", ViewWords()
        self._level = -1
        self._veiled = False
        self._strokes = 1.0
        self._bands: Sequence[QRectF] = ()
        """Where the levels lie, for the pointer."""

    def show_stage(self, stage: str, told: Told | None, words: ViewWords) -> None:
        self._stage, self._told, self._words = stage, told, words
        self.setAccessibleName("; ".join((*words.tiles, *words.rows)))
        self.update()

    def set_level(self, level: int) -> None:
        """Raise what belongs to a level; -1: to none."""
        if level != self._level:
            self._level = level
            self.update()

    def set_veiled(self, veiled: bool) -> None:
        """Whether what is shown is still to be predicted."""
        self._veiled = veiled
        self.update()

    def set_presenting(self, presenting: bool) -> None:
        self._strokes = STROKES if presenting else 1.0
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._bands = ()
        room = QRectF(self.rect())
        if self._told is None or self._veiled:
            self._paint_words(painter, room, "?" if self._veiled else self._words.waiting)
        elif self._stage == "loss":
            paint_loss_bars(painter, room, self._told, self._words.rows)
        elif self._stage == "gradients":
            self._paint_gradients(painter, room)
        elif self._stage == "update":
            self._paint_update(painter, room, self._told)
        else:
            self._paint_pictures(painter, room, self._told)
        painter.end()

    def _paint_pictures(self, painter: QPainter, room: QRectF, told: Told) -> None:
        """The pictures, and the levels below, where there are some to point at."""
        foot = fonts.scaled(_LEVELS) + 10 if self._words.levels else 0
        tiles = room.adjusted(0, 0, 0, -foot)
        self._paint_tiles(painter, tiles, told, self._stage, self._words.tiles)
        if foot:
            row = QRectF(room.left(), room.bottom() - foot + 10, room.width(), foot - 10)
            self._bands = paint_levels(painter, row, self._words.levels, lit=self._level)

    @staticmethod
    def _paint_words(painter: QPainter, room: QRectF, words: str) -> None:
        painter.setPen(theme.current().color("muted"))
        painter.setFont(fonts.font(32 if words == "?" else fonts.BODY))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_tiles(
        self, painter: QPainter, room: QRectF, told: Told, stage: str, captions: Sequence[str]
    ) -> None:
        count = max(len(told.images), 1)
        below = fonts.scaled(_CAPTION) if captions else 0
        columns = _columns(count, room.width(), room.height(), below)
        lines = -(-count // columns)
        side = min(
            (room.width() - _GAP * (columns - 1)) / columns,
            (room.height() - _GAP * (lines - 1)) / lines - below,
        )
        left = room.left() + (room.width() - columns * side - _GAP * (columns - 1)) / 2
        level = self._level if self._level >= 0 else None
        tiles = TilePainter(painter, told, small=False, strokes=self._strokes)
        for number in range(len(told.images)):
            x = left + (number % columns) * (side + _GAP)
            y = room.top() + (number // columns) * (side + below + _GAP)
            tiles.paint(stage, number, QRectF(x, y, side, side), level=level)
            if number < len(captions):
                painter.setPen(theme.current().color("muted"))
                painter.setFont(fonts.font(fonts.LABEL))
                place = QRectF(x - _GAP / 2, y + side, side + _GAP, below)
                elide, room_for = Qt.TextElideMode.ElideRight, int(place.width())
                words = painter.fontMetrics().elidedText(captions[number], elide, room_for)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_update(self, painter: QPainter, room: QRectF, told: Told) -> None:
        half, head = room.height() / 2, fonts.scaled(18)
        for place, (stage, words) in enumerate(
            (("before", self._words.before), ("after", self._words.after))
        ):
            part = QRectF(room.left(), room.top() + place * half, room.width(), half)
            painter.setPen(theme.current().color("text"))
            painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
            painter.drawText(part, Qt.AlignmentFlag.AlignLeft, words)
            tiles = part.adjusted(0, head, 0, -4)
            captions = self._words.tiles if stage == "before" else self._words.after_tiles
            self._paint_tiles(painter, tiles, told, stage, captions)

    def _paint_gradients(self, painter: QPainter, room: QRectF) -> None:
        shares = [group.share for group in self._words.groups if group.share >= 0]
        foot = fonts.scaled(58) if shares else 0
        chart = room.adjusted(0, 0, 0, -foot)
        bands = paint_groups(
            painter, chart, self._words.groups, legend=self._words.heads, lit=self._level
        )
        self._bands = bands if shares else ()
        if shares:
            bar = QRectF(room.left(), chart.bottom() + 8, room.width(), foot - 8)
            paint_shares(painter, bar, self._words.groups, self._words.share, lit=self._level)

    # The pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        found = (k for k, band in enumerate(self._bands) if band.contains(at))
        self.level_pointed.emit(next(found, -1))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.level_pointed.emit(-1)


def _columns(count: int, width: float, height: float, below: float) -> int:
    """In how many columns ``count`` squares become largest."""

    def side(columns: int) -> float:
        lines = -(-count // columns)
        return min(
            (width - _GAP * (columns - 1)) / columns, (height - _GAP * (lines - 1)) / lines - below
        )

    return max(range(1, count + 1), key=side)
