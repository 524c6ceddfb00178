"""What one station does to the thread: rows of figures, a sentence, two boxes where they meet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_bar, fill_rounded, stroke_rounded
from gui.lessons.canvas.strokes import Line, black, paint_box

_HEIGHT = 226
_SIDE = 10
_TITLE, _ROW, _BAR = 30, 17, 4
_NAME_SHARE = 0.42
_DIMMED = 0.45


@dataclass(frozen=True, slots=True)
class CardRow:
    """name at the left, value at the right, between them a bar if ``share`` is not None (0..1)."""

    name: str
    value: str
    share: float | None = None
    strong: bool = False
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two boxes that overlap, xyxy in any one unit: the one that goes, and the one that stays."""

    going: tuple[float, float, float, float]
    staying: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. color: of the bar of a strong row and of the box that stays, QRgb."""

    title: str = ""
    rows: tuple[CardRow, ...] = ()
    note: str = ""
    meeting: Meeting | None = None
    ended: bool = False
    reached: bool = True
    color: int = 0

    @property
    def words(self) -> str:
        """The card for a screen reader."""
        rows = "; ".join(f"{row.name} {row.value}" for row in self.rows)
        return ". ".join(part for part in (self.title, rows, self.note) if part)


class ThreadCard(QWidget):
    """Paints a ``Card``; one that the thread does not reach is dimmed."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card()
        fonts.fix(self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def card(self) -> Card:
        return self._card

    def sizeHint(self) -> QSize:
        return QSize(140, self.height())

    def show_card(self, card: Card) -> None:
        if card != self._card:
            self._card = card
            self.setAccessibleName(card.words)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setOpacity(1.0 if self._card.reached else _DIMMED)
        fill_rounded(painter, rect, 6, active.color("raised"))
        stroke_rounded(painter, rect, 6, active.color("border"))
        if self._card.reached and self._card.title:
            painter.fillRect(QRectF(2, 0, rect.width() - 4, 2), active.color("suppress"))
        inner = rect.adjusted(_SIDE, 0, -_SIDE, -8)
        top = self._paint_title(painter, inner)
        for row in self._card.rows:
            top = self._paint_row(painter, inner, top, row)
        if self._card.note:
            top = self._paint_note(painter, inner, top)
        if self._card.meeting is not None:
            room = QRectF(inner.left(), top + 6, inner.width(), inner.bottom() - top - 6)
            self._paint_meeting(painter, room, self._card.meeting)
        painter.end()

    def _paint_title(self, painter: QPainter, inner: QRectF) -> float:
        height = fonts.scaled(_TITLE)
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        painter.setPen(theme.current().color("danger" if self._card.ended else "text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        line = QRectF(inner.left(), 3, inner.width(), height)
        elided = painter.fontMetrics().elidedText(
            self._card.title, Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(line, middle, elided)
        return float(height + 2)

    def _paint_row(self, painter: QPainter, inner: QRectF, top: float, row: CardRow) -> float:
        active, height = theme.current(), fonts.scaled(_ROW)
        line = QRectF(inner.left(), top, inner.width(), height)
        painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD if row.strong else fonts.REGULAR))
        painter.setPen(active.color("text" if row.strong else "muted"))
        bar = row.share is not None
        room = line.width() * (_NAME_SHARE if bar else 0.62)
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        strong = fonts.font(
            fonts.LABEL, fonts.REGULAR if bar and not row.strong else fonts.SEMIBOLD
        )
        painter.setFont(strong)
        painter.setPen(active.color("danger" if row.danger else "text"))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.value
        )
        if row.share is not None:
            value = painter.fontMetrics().horizontalAdvance("−00.0") + 6
            trough = QRectF(
                line.left() + room + 4,
                line.center().y() - _BAR / 2,
                max(line.width() - room - 4 - value, 4),
                _BAR,
            )
            color = QColor.fromRgba(self._card.color) if row.strong else active.color("hist_off")
            fill_bar(painter, trough, min(max(row.share, 0.0), 1.0), color, active.color("sel"))
        return top + height

    def _paint_note(self, painter: QPainter, inner: QRectF, top: float) -> float:
        painter.setFont(fonts.font(fonts.LABEL))
        painter.setPen(theme.current().color("muted"))
        room = QRectF(inner.left(), top + 4, inner.width(), inner.bottom() - top - 4)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        used = painter.boundingRect(room, flags, self._card.note)
        painter.drawText(room, flags, self._card.note)
        return used.bottom()

    def _paint_meeting(self, painter: QPainter, room: QRectF, meeting: Meeting) -> None:
        """Both boxes as large as there is room, the overlap tinted."""
        boxes = [QRectF(a, b, c - a, d - b) for a, b, c, d in (meeting.staying, meeting.going)]
        both = boxes[0].united(boxes[1])
        if both.width() <= 0 or both.height() <= 0 or room.height() < 12:
            return
        scale = min((room.width() - 4) / both.width(), (room.height() - 4) / both.height())
        staying, going = (
            QRectF(
                room.left() + 2 + (box.left() - both.left()) * scale,
                room.top() + 2 + (box.top() - both.top()) * scale,
                box.width() * scale,
                box.height() * scale,
            )
            for box in boxes
        )
        tint = theme.current().color("suppress")
        tint.setAlpha(36)
        painter.fillRect(staying.intersected(going), tint)
        paint_box(painter, staying, Line(QColor.fromRgba(self._card.color), 2, black(0.4)))
        paint_box(painter, going, Line(theme.current().color("suppress"), 2, dash=(4, 3)))
