"""The six stages as a film: picture, boxes, size; a click enlarges one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, icons, theme
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.lessons.augmentation.pictures import Pictures, paint_stage, size_of, window_of
from gui.lessons.augmentation.shown import Shown
from gui.lessons.canvas.strokes import white
from gui.lessons.frame.words import Words
from ssd_core.data.stages import STAGE_NAMES
from ssd_core.types import FloatArray

_CARD = (114, 110)
_HEAD, _FOOT = 26, 24
_MARGIN, _GAP, _INSET = 16, 8, 8
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class StageFilm(QWidget):
    """``chosen`` tells a stage that was clicked, ``hovered`` one under the pointer or -1."""

    chosen = Signal(int)
    hovered = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: Shown | None = None
        self._pictures: Pictures | None = None
        self._under = -1
        self._kept: dict[int, tuple[object, QPixmap]] = {}
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(400, fonts.scaled(_HEAD) + _CARD[1] + fonts.scaled(_FOOT) + 14)

    def set_shown(self, shown: Shown, pictures: Pictures | None) -> None:
        self._shown, self._pictures = shown, pictures
        self.update()

    def card_rect(self, stage: int) -> QRectF:
        """Where the card of a stage lies, in logical pixels."""
        count = len(STAGE_NAMES)
        room = self.width() - 2 * _MARGIN
        width = min(float(_CARD[0]), (room - (count - 1) * _GAP) / count)
        left = _MARGIN + stage * (room - width) / (count - 1)
        return QRectF(left, fonts.scaled(_HEAD) + 6, width, _CARD[1])

    def _stage_at(self, x: float) -> int:
        stages = range(len(STAGE_NAMES))
        return next((k for k in stages if abs(self.card_rect(k).center().x() - x) < 60), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        stage = self._stage_at(event.position().x())
        if stage >= 0:
            self.chosen.emit(stage)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._stage_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, stage: int) -> None:
        if stage != self._under:
            self._under = stage
            self.hovered.emit(stage)
            self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("canvas"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = self._shown
        if shown is not None:
            for stage in range(len(STAGE_NAMES)):
                self._paint_card(painter, shown, stage)
        painter.end()

    def _paint_card(self, painter: QPainter, shown: Shown, stage: int) -> None:
        active, card = theme.current(), self.card_rect(stage)
        on = stage == shown.step
        fill_rounded(painter, card, 6, active.color("accent_soft" if on else "raised"))
        if on:
            stroke_rounded(painter, card, 6, active.color("accent"), width=2)
        self._paint_picture(painter, card.adjusted(_INSET, _INSET, -_INSET, -_INSET), shown, stage)
        self._paint_words(painter, card, shown, stage)
        if stage + 1 < len(STAGE_NAMES):
            gap = (self.card_rect(stage + 1).left() + card.right()) / 2
            arrow = QRectF(gap - 6, card.center().y() - 6, 12, 12)
            icons.paint(painter, "chevron-right", active.color("muted"), arrow)

    def _paint_picture(self, painter: QPainter, room: QRectF, shown: Shown, stage: int) -> None:
        width, height = size_of(shown, stage)
        scale = min(room.width() / width, room.height() / height)
        rect = QRectF(0, 0, width * scale, height * scale)
        rect.moveCenter(room.center())
        if self._pictures is not None:
            painter.drawPixmap(rect.topLeft(), self._picture(rect, self._pictures, shown, stage))
        else:
            painter.fillRect(rect, theme.current().color("sel"))
            self._paint_boxes(painter, rect, shown, stage)

    def _paint_boxes(self, painter: QPainter, rect: QRectF, shown: Shown, stage: int) -> None:
        frame = shown.frames[stage]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if stage == self._under and stage > 0:
            pen = QPen(white(0.9), 1.25)
            pen.setDashPattern([2.5, 2.0])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRects(_placed(rect, shown.frames[stage - 1].boxes))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box, row in zip(_placed(rect, frame.boxes), frame.rows.tolist(), strict=True):
            painter.setPen(QPen(shown.style(row).color, 2))
            painter.drawRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _picture(self, rect: QRectF, pictures: Pictures, shown: Shown, stage: int) -> QPixmap:
        """The picture of a stage and its boxes, kept while nothing of it changes.

        A drag changes the stages from its own on: the others are not painted anew.
        """
        ratio, mirrored = self.devicePixelRatioF(), shown.augmentation.mirrored
        looks = (window_of(shown, stage), mirrored, rect.size().toTuple(), ratio)
        made_of = (pictures, *looks, shown.scene, *self._boxes_of(shown, stage))
        kept = self._kept.get(stage)
        if kept is not None and kept[0] == made_of:
            return kept[1]
        pixmap = QPixmap((rect.size() * ratio).toSize())
        pixmap.setDevicePixelRatio(ratio)
        brush = QPainter(pixmap)
        brush.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        at = QRectF(QPointF(0, 0), rect.size())
        paint_stage(brush, at, pictures, shown, stage, small=True)
        self._paint_boxes(brush, at, shown, stage)
        brush.end()
        self._kept[stage] = (made_of, pixmap)
        return pixmap

    def _boxes_of(self, shown: Shown, stage: int) -> tuple[bytes, ...]:
        """All that the boxes of a stage are painted from, the ghosts under the pointer too."""
        frame, under = shown.frames[stage], stage == self._under and stage > 0
        ghosts = shown.frames[stage - 1].boxes.tobytes() if under else b""
        return frame.boxes.tobytes(), frame.rows.tobytes(), ghosts

    def _paint_words(self, painter: QPainter, card: QRectF, shown: Shown, stage: int) -> None:
        active, words = theme.current(), self._words
        head = QRectF(card.left() + 2, 4, card.width() - 2, fonts.scaled(_HEAD))
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD))
        painter.setPen(active.color("text"))
        name = f"{stage + 1}  {words(f'stages.{STAGE_NAMES[stage]}')}"
        shown_name = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, round(head.width())
        )
        painter.drawText(head, _MIDDLE, shown_name)
        foot = QRectF(card.left() + 2, card.bottom() + 3, card.width() - 4, fonts.scaled(_FOOT))
        painter.setFont(fonts.font(fonts.LABEL))
        painter.setPen(active.color("muted"))
        width, height = size_of(shown, stage)
        size = f"{width}×{height}"
        hide = shown.hidden == "left" and stage >= 3
        count = words("film.boxes", count="?" if hide else len(shown.frames[stage].rows))
        painter.drawText(foot, _MIDDLE, size)
        both = painter.fontMetrics().horizontalAdvance(size + count) + 6
        if both <= foot.width():
            painter.drawText(foot, _MIDDLE | Qt.AlignmentFlag.AlignRight, count)


def _placed(rect: QRectF, boxes: FloatArray) -> list[QRectF]:
    return [
        QRectF(
            QPointF(rect.left() + left * rect.width(), rect.top() + top * rect.height()),
            QPointF(rect.left() + right * rect.width(), rect.top() + bottom * rect.height()),
        )
        for left, top, right, bottom in boxes.tolist()
    ]
