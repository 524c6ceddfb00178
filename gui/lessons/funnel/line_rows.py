"""The line of one class: place, DBox, score and what became of each; a click follows one."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.class_colors import class_style
from gui.controls.painting import fill_bar
from gui.controls.radio import RadioPart
from gui.controls.section import MARGIN
from gui.lessons.frame.words import Words
from gui.lessons.funnel.walked import Walked
from ssd_core.fates import Fate
from ssd_core.lessons.rivals import Rival

_ROW, _BAR = 23, 6
_MOST = 12
_PLACE, _DBOX, _SCORE, _FATE = 30, 40, 34, 94


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row shows."""

    place: str
    dbox: int
    score: float
    fate: str
    color: int
    shown: bool


class LineRows(QWidget):
    """``picked`` tells the DBox that a person wants to follow."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = [LineRow() for _ in range(_MOST)]
        for row in self._rows:
            row.clicked.connect(self._on_clicked)
            column.addWidget(row)

    @property
    def rows(self) -> list[LineRow]:
        """Those that are shown."""
        return [row for row in self._rows if not row.isHidden()]

    def show_walk(self, walked: Walked, words: Words) -> None:
        """The best of the line; the thread takes the last row if it stands further back."""
        shown = list(walked.line[:_MOST])
        own = walked.own
        if own is not None and own.place > _MOST:
            shown[-1] = own
        color = class_style(walked.thread.label, walked.scene.classes).color.rgba()
        for index, row in enumerate(self._rows):
            row.setHidden(index >= len(shown))
            if index < len(shown):
                row.show_words(_row_words(shown[index], words, color))
                row.setChecked(shown[index] == own)

    def _on_clicked(self) -> None:
        self.picked.emit(self.sender().dbox)


class LineRow(RadioPart):
    """One candidate; checked while it is the one that is followed."""

    def __init__(self) -> None:
        super().__init__()
        self._words = RowWords("", -1, 0.0, "", 0, False)
        fonts.fix(self, height=_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def dbox(self) -> int:
        return self._words.dbox

    def sizeHint(self) -> QSize:
        return QSize(300, fonts.scaled(_ROW))

    def show_words(self, words: RowWords) -> None:
        if words != self._words:
            self._words = words
            self.setAccessibleName(
                f"{words.place}, DBox {words.dbox}, {words.score:.2f}, {words.fate}"
            )
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, told, own = theme.current(), self._words, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if own or self.underMouse():
            painter.fillRect(rect, active.color("sel" if own else "hover"))
        if own:
            painter.fillRect(QRectF(0, 0, 2, rect.height()), active.color("suppress"))
        place, dbox, score, fate = (fonts.scaled(w) for w in (_PLACE, _DBOX, _SCORE, _FATE))
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        inner = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        painter.setFont(fonts.font(fonts.SMALL, fonts.SEMIBOLD if own else fonts.REGULAR))
        painter.setPen(active.color("text"))
        painter.drawText(inner, middle, told.place)
        painter.setPen(active.color("text" if own else "muted"))
        painter.drawText(inner.adjusted(place, 0, 0, 0), middle, str(told.dbox))
        painter.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM if told.shown else fonts.REGULAR))
        words = inner.adjusted(inner.width() - fate, 0, 0, 0)
        painter.setPen(active.color("text" if told.shown else "muted"))
        painter.drawText(words, middle | right, told.fate)
        figure = QRectF(words.left() - score, 0, score, rect.height())
        painter.setPen(active.color("text"))
        painter.drawText(figure, middle | right, f"{told.score:.2f}")
        left = inner.left() + place + dbox + 6
        trough = QRectF(left, (rect.height() - _BAR) / 2, figure.left() - left - 4, _BAR)
        if trough.width() > 8:
            fill_bar(painter, trough, told.score, self._bar_color(), active.color("sel"))
        painter.end()

    def _bar_color(self) -> QColor:
        if self._words.shown:
            return QColor.fromRgba(self._words.color)
        return theme.current().color("suppress" if self.isChecked() else "hist_off")


def _row_words(rival: Rival, words: Words, color: int) -> RowWords:
    match rival.fate:
        case Fate.SHOWN:
            fate = words("panel.shown")
        case Fate.PAST_TOP_K:
            fate = words("panel.past_top_k")
        case Fate.PAST_CAP:
            fate = words("panel.past_cap")
        case _:
            overlap = "" if math.isnan(rival.overlap) else f"{rival.overlap:.2f}"
            fate = words("panel.by", place=rival.by or "?", overlap=overlap)
    shown = rival.fate == Fate.SHOWN
    return RowWords(f"#{rival.place}", rival.dbox, rival.score, fate, color, shown)
