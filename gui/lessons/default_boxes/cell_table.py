"""The boxes of one cell as rows: how each is drawn, its aspect, where its size comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import fill_rounded
from gui.lessons.default_boxes.families import aspect_words, family_line
from ssd_core.lessons.default_boxes import CellBox

_ROW = 24


class CellTable(QWidget):
    """``pointed`` tells the row under the pointer, -1 for none."""

    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._boxes: tuple[CellBox, ...] = ()
        self._clamped = ""
        self._under = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_boxes(self, boxes: Sequence[CellBox], clamped: str) -> None:
        """clamped: the word for a box that clamping changes."""
        if len(boxes) != len(self._boxes):
            self._boxes = tuple(boxes)
            self.updateGeometry()
        self._boxes, self._clamped = tuple(boxes), clamped
        self.setAccessibleName("; ".join(f"{aspect_words(b.aspect)} {_size(b)}" for b in boxes))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, len(self._boxes) * fonts.scaled(_ROW))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = int(event.position().y() // fonts.scaled(_ROW))
        self._point(index if 0 <= index < len(self._boxes) else -1)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def _point(self, index: int) -> None:
        if index != self._under:
            self._under = index
            self.pointed.emit(index)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, middle = theme.current(), Qt.AlignmentFlag.AlignVCenter
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, box in enumerate(self._boxes):
            row = QRectF(0, index * fonts.scaled(_ROW), self.width(), fonts.scaled(_ROW))
            if index == self._under:
                fill_rounded(painter, row.adjusted(-6, 0, 6, 0), 4, active.color("sel"))
            line = family_line(box.aspect, casing=False)
            pen = line.pen()
            if box.aspect in ("1", "1′"):
                pen.setColor(active.color("text"))  # ink on a dark panel would not be seen
            painter.setPen(pen)
            y = row.center().y()
            painter.drawLine(QPointF(0, y), QPointF(24, y))
            painter.setFont(fonts.font(fonts.BODY, fonts.MEDIUM))
            painter.setPen(active.color("text"))
            painter.drawText(
                row.adjusted(fonts.scaled(36), 0, 0, 0), middle, aspect_words(box.aspect)
            )
            painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, _size(box))
            painter.setFont(fonts.font(fonts.SMALL))
            painter.setPen(active.color("muted"))
            note = f"{_origin(box.aspect)}   {self._clamped if box.was_clamped else ''}"
            painter.drawText(row.adjusted(fonts.scaled(82), 0, 0, 0), middle, note)
        painter.end()


def _origin(aspect: str) -> str:
    """What its sides follow from."""
    ratio = aspect.removeprefix("1/")
    return {"1": "s", "1′": "s′"}.get(aspect, f"s, √{ratio}")


def _size(box: CellBox) -> str:
    return f"{box.pixels[0]:.0f} × {box.pixels[1]:.0f}"
