"""Tables of objects: how each stands to the crop, and where it is at the end."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import fonts, theme
from gui.controls.painting import SWATCH, paint_swatch
from gui.lessons.augmentation.shown import Shown
from gui.lessons.frame.words import Words
from gui.lessons.parts.rows import is_asked, update_changed
from ssd_core.lessons.scene import SIDE

_ROW = 22
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight
_LEFT = SWATCH + 8


class _Table(QWidget):
    """Rows of an object each, with a head."""

    heads = 1

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.shown: Shown | None = None
        self._looks: list[tuple[object, ...]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shown(self, shown: Shown) -> None:
        self.shown = shown
        before = self._looks
        self._looks = [self.look(place, shown) for place in range(self.count(shown))]
        if len(self._looks) != len(before):
            self.updateGeometry()
        if self._looks != before:
            self.setAccessibleName(self.spoken(shown))
            update_changed(self, before, self._looks, self._row_rect)

    def _row_rect(self, place: int) -> QRectF:
        height = fonts.scaled(_ROW)
        return QRectF(0, (place + self.heads) * height, self.width(), height)

    def count(self, shown: Shown) -> int:
        """How many objects it lists."""
        raise NotImplementedError

    def look(self, place: int, shown: Shown) -> tuple[object, ...]:
        """All that a row is painted from."""
        raise NotImplementedError

    def spoken(self, shown: Shown) -> str:
        """What a screen reader says of it."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRectF, place: int, shown: Shown) -> None:
        """One object."""
        raise NotImplementedError

    def paint_head(self, painter: QPainter, rect: QRectF) -> None:
        """The words over the columns."""

    def sizeHint(self) -> QSize:
        return QSize(240, (len(self._looks) + self.heads) * fonts.scaled(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = fonts.scaled(_ROW)
        if self.heads:
            painter.setFont(fonts.font(fonts.SMALL))
            painter.setPen(theme.current().color("muted"))
            self.paint_head(painter, QRectF(_LEFT, 0, self.width() - _LEFT, height))
        for place in range(len(self._looks)):
            rect = self._row_rect(place)
            if is_asked(event, rect):
                self.paint_row(painter, rect, place, self.shown)
        painter.end()

    def paint_name(
        self, painter: QPainter, rect: QRectF, row: int, shown: Shown, *, gone: bool = False
    ) -> None:
        """The class of an object with its colour, struck out if it is gone."""
        paint_swatch(painter, 0, rect.center().y(), shown.style(row).color)
        font = QFont(fonts.font(fonts.SMALL))
        font.setStrikeOut(gone)
        painter.setFont(font)
        painter.setPen(theme.current().color("muted" if gone else "text"))
        painter.drawText(rect.adjusted(_LEFT, 0, 0, 0), _MIDDLE, shown.name(row))
        painter.setFont(fonts.font(fonts.SMALL))
        painter.setPen(theme.current().color("text"))


class CropTable(_Table):
    """Every object's overlap with the crop, and whether its centre is inside."""

    def count(self, shown: Shown) -> int:
        return len(shown.tests)

    def look(self, place: int, shown: Shown) -> tuple[object, ...]:
        test = shown.tests[place]
        verdict = self.words("panel.inside" if test.inside else "panel.outside")
        whose = (shown.name(test.row), shown.style(test.row).color.rgba())
        return (*whose, f"{test.overlap:.2f}", test.inside, verdict, shown.hidden == "left")

    def spoken(self, shown: Shown) -> str:
        key = {True: "panel.inside", False: "panel.outside"}
        told = (
            f"{shown.name(t.row)} {t.overlap:.2f} {self.words(key[t.inside])}" for t in shown.tests
        )
        return "; ".join(told)

    def paint_head(self, painter: QPainter, rect: QRectF) -> None:
        painter.drawText(rect, _MIDDLE, self.words("panel.truth"))
        painter.drawText(self._overlap(rect), _RIGHT, self.words("panel.overlap"))
        painter.drawText(rect, _RIGHT, self.words("panel.centre"))

    @staticmethod
    def _overlap(rect: QRectF) -> QRectF:
        return QRectF(rect.left(), rect.top(), rect.right() * 0.7 - rect.left(), rect.height())

    def paint_row(self, painter: QPainter, rect: QRectF, place: int, shown: Shown) -> None:
        test, hide = shown.tests[place], shown.hidden == "left"
        gone = not test.inside and not hide
        self.paint_name(painter, rect, test.row, shown, gone=gone)
        painter.drawText(self._overlap(rect), _RIGHT, f"{test.overlap:.2f}")
        text, token = ("panel.inside", "success") if test.inside else ("panel.outside", "danger")
        painter.setPen(theme.current().color("muted" if hide else token))
        painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
        painter.drawText(rect, _RIGHT, "?" if hide else self.words(text))


class AfterTable(_Table):
    """Where the boxes are at the end, in pixels of the network's input."""

    heads = 0

    def count(self, shown: Shown) -> int:
        return 0 if shown.hidden in ("left", "mirror") else shown.left

    def look(self, place: int, shown: Shown) -> tuple[object, ...]:
        frame = shown.frames[-1]
        row = int(frame.rows[place])
        corners = [round(value * SIDE) for value in frame.boxes[place].tolist()]
        return (shown.name(row), shown.style(row).color.rgba(), *corners)

    def spoken(self, shown: Shown) -> str:
        boxes = (shown.frames[-1].boxes * SIDE).round().astype(int).tolist()
        rows = shown.frames[-1].rows.tolist()
        return "; ".join(f"{shown.name(r)} {b}" for r, b in zip(rows, boxes, strict=True))

    def paint_row(self, painter: QPainter, rect: QRectF, place: int, shown: Shown) -> None:
        frame = shown.frames[-1]
        self.paint_name(painter, rect, int(frame.rows[place]), shown)
        width = min(fonts.scaled(46), (rect.width() - fonts.scaled(100)) / 4)
        for column, value in enumerate(frame.boxes[place].tolist()):
            right = rect.right() - (3 - column) * width
            cell = QRectF(right - width, rect.top(), width, rect.height())
            painter.drawText(cell, _RIGHT, f"{value * SIDE:.0f}")
