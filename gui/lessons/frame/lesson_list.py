"""The list of lessons at the left: a number or a tick, and the title."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, icons, theme
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.radio import RadioPart
from gui.controls.scrolling import OverlayScrollBar
from gui.lessons.registry import Entry

WIDTH, NARROW_WIDTH = 240, 56
_ROW, _DISC = 34, 20


class LessonList(LiveWidget):
    """``chosen`` tells the key of a lesson that a person picked."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._title = label(fonts.TITLE, fonts.SEMIBOLD)
        self._rows = {entry.key: LessonRow(entry) for entry in entries}
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(8, 0, 8, 8)
        rows.setSpacing(2)
        for row in self._rows.values():
            row.clicked.connect(self._on_clicked)
            rows.addWidget(row)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)  # the area switched it on
        OverlayScrollBar(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(10)
        self._title.setContentsMargins(18, 0, 18, 0)
        column.addWidget(self._title)
        column.addWidget(area, 1)
        self.render_texts()

    def set_narrow(self, narrow: bool) -> None:
        """Show the discs alone, the titles as tooltips; or the titles too."""
        self._title.setHidden(narrow)
        for row in self._rows.values():
            row.set_narrow(narrow)

    def row(self, key: str) -> LessonRow:
        """The row of lesson ``key``."""
        return self._rows[key]

    def set_current(self, key: str) -> None:
        """Mark a lesson without telling anybody."""
        self._rows[key].setChecked(True)

    def set_done(self, keys: frozenset[str]) -> None:
        """Tick the lessons ``keys``."""
        for key, row in self._rows.items():
            row.set_done(key in keys)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Lessons"))
        self.setAccessibleName(self.tr("Lessons"))
        for row in self._rows.values():
            row.set_title(row.entry.words()("title"), done=self.tr("done"))

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().entry.key)


class LessonRow(RadioPart):
    """One lesson: its number in a disc, filled while it is the current one, a tick once done."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self._done, self._done_word = False, ""
        self._narrow = False
        fonts.fix(self, height=_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 16, fonts.scaled(_ROW))

    def set_narrow(self, narrow: bool) -> None:
        """Show the disc alone."""
        self._narrow = narrow
        self.update()

    def set_title(self, title: str, *, done: str) -> None:
        """done: what a screen reader adds once the lesson is done."""
        self.setText(title)
        self._done_word = done
        self.set_done(self._done)

    def set_done(self, done: bool) -> None:
        self._done = done
        name = f"{self.entry.number} {self.text()}"
        self.setAccessibleName(f"{name}, {self._done_word}" if done else name)
        self.setToolTip(self.text())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()), self.isChecked()
        if on or self.underMouse():
            fill_rounded(painter, rect, 6, active.color("sel" if on else "hover"))
        size = fonts.scaled(_DISC)
        left = (rect.width() - size) / 2 if self._narrow else 10
        disc = QRectF(left, (rect.height() - size) / 2, size, size)
        self._paint_disc(painter, disc, active)
        if not self._narrow:
            self._paint_title(painter, rect.adjusted(disc.right() + 10, 0, -4, 0))
        painter.end()

    def _paint_title(self, painter: QPainter, words: QRectF) -> None:
        on = self.isChecked()
        painter.setFont(_fitting(self.text(), words.width(), strong=on))
        painter.setPen(theme.current().color("text"))
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.text(), elide, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_disc(self, painter: QPainter, disc: QRectF, active: theme.Theme) -> None:
        on = self.isChecked()
        if on:
            fill_rounded(painter, disc, disc.height() / 2, active.color("text"))
        else:
            fill_rounded(painter, disc, disc.height() / 2, active.color("raised"))
            stroke_rounded(painter, disc, disc.height() / 2, active.color("border2"))
        ink = active.color("surface" if on else "muted")
        inner = disc.adjusted(3, 3, -3, -3)
        if self._done and not on:
            icons.paint(painter, "check", active.color("success"), inner)
        elif self.entry.icon:
            icons.paint(painter, self.entry.icon, ink, inner)
        else:
            painter.setPen(ink)
            painter.setFont(fonts.font(fonts.LABEL, fonts.SEMIBOLD if on else fonts.MEDIUM))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self.entry.number))


def _fitting(words: str, room: float, *, strong: bool) -> QFont:
    """The font of a title; not a strong one where a wide font of the system leaves no room."""
    font = fonts.font(fonts.BODY, fonts.SEMIBOLD if strong else fonts.REGULAR)
    if QFontMetricsF(font).horizontalAdvance(words) <= room:
        return font
    return fonts.font(fonts.BODY, fonts.REGULAR)
