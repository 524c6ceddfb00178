"""Beside the map: the scale of responses, what is shown, and the cell in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.labels import label
from gui.controls.painting import fill_rounded, stroke_rounded
from gui.controls.radio import RadioPart
from gui.controls.spin import WholeSpin
from gui.controls.track_slider import TrackSlider
from gui.lessons.default_boxes.families import aspect_words
from gui.lessons.features.ramp import paint_ramp
from gui.lessons.features.shown import Shown
from gui.lessons.frame.words import Words
from gui.lessons.parts.prose import Prose
from ssd_core.lessons.feature_maps import SHOWN

WIDTH = 168
_KEYS = {"mean": "side.mean", "channel": "side.channel", "strongest": "side.strongest_channel"}


class MapSide(QWidget):
    """Its signals tell what a person set."""

    heat_changed = Signal(float)
    show_changed = Signal(str)
    channel_changed = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._ramp_name, self._ramp = label(fonts.SMALL, tone="muted"), _Ramp()
        self._heat_name = label(fonts.SMALL, tone="muted")
        self.heat = TrackSlider(0.0, 1.0, default=0.6, flush=True)
        self.heat.value_changed.connect(self.heat_changed)
        self._show_name = label(fonts.SMALL, tone="muted")
        self.parts = {key: _Part(key) for key in SHOWN}
        self._channel_name, self.channel = label(fonts.SMALL, tone="muted"), WholeSpin(0, 1023)
        self.channel.valueChanged.connect(self.channel_changed)
        self._under, self._under_text = _Card(), Prose(fonts.SMALL, tone="muted")
        self._boxes, self._table = _Card(), QGridLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        trough = _Trough()
        for part in self.parts.values():
            part.clicked.connect(self._on_show)
            trough.column.addWidget(part)
        self._under.column.addWidget(self._under_text)
        self._table.setHorizontalSpacing(8)
        self._table.setVerticalSpacing(3)
        self._boxes.column.addLayout(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 16, 8)
        column.setSpacing(4)
        for part in (self._ramp_name, self._ramp):
            column.addWidget(part)
        column.addSpacing(8)
        for part in (self._heat_name, self.heat):
            column.addWidget(part)
        column.addSpacing(8)
        for part in (self._show_name, trough, self._channel_name, self.channel):
            column.addWidget(part)
        column.addSpacing(12)
        column.addWidget(self._under)
        column.addSpacing(8)
        column.addWidget(self._boxes)
        column.addStretch(1)

    def set_shown(self, shown: Shown) -> None:
        words, setup, cell = self._words, shown.setup, shown.cell
        self.heat.set_value(setup.heat)
        self.heat.setEnabled(setup.view == "over")
        self._heat_name.setText(f"{words('side.heat')}  {setup.heat:.0%}")
        self.parts[setup.show].setChecked(True)
        one = setup.show == "channel"
        self._channel_name.setVisible(one)
        self.channel.setVisible(one)
        self.channel.blockSignals(True)
        self.channel.setRange(0, len(shown.maps.maps[setup.level]) - 1)
        self.channel.setValue(setup.channel)
        self.channel.blockSignals(False)
        self._under.title.setText(words("side.under", row=cell.row, column=cell.column))
        self._under_text.set_text(_under_told(words, shown))
        self._show_boxes(shown)

    def _show_boxes(self, shown: Shown) -> None:
        """One row a DBox; rows are made once and then only filled."""
        boxes = shown.cell.boxes
        while self._table.rowCount() - 1 < len(boxes):
            row = self._table.rowCount()
            for column in range(2):
                part = label(fonts.SMALL)
                if column:
                    part.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._table.addWidget(part, row, column)
        for row in range(1, self._table.rowCount()):
            here = boxes[row - 1] if row <= len(boxes) else None
            name, size = (self._table.itemAtPosition(row, k).widget() for k in range(2))
            assert isinstance(name, QLabel)
            assert isinstance(size, QLabel)
            name.setVisible(here is not None)
            size.setVisible(here is not None)
            if here is not None:
                name.setText(aspect_words(here.aspect))
                size.setText(f"{here.pixels[0]:.0f} × {here.pixels[1]:.0f}")

    def set_message(self, text: str) -> None:
        """Say in place of the cell why there is none to tell of."""
        self._under.title.setText("")
        self._under_text.set_text(text)

    def retranslate(self) -> None:
        words = self._words
        self._ramp_name.setText(words("side.response"))
        self._ramp.set_words(words("side.weakest"), words("side.strongest"))
        self._heat_name.setText(words("side.heat"))
        self.heat.setAccessibleName(words("side.heat"))
        self._show_name.setText(words("side.show"))
        for key, part in self.parts.items():
            part.setText(words(_KEYS[key]))
            part.setAccessibleName(part.text())
        self._channel_name.setText(words("side.number"))
        self.channel.setAccessibleName(words("side.number"))
        self._boxes.title.setText(words("side.boxes"))

    def _on_show(self) -> None:
        self.show_changed.emit(self.sender().key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("canvas"))
        painter.end()


def _under_told(words: Words, shown: Shown) -> str:
    """Which object lies there, and whether this map is for its size."""
    row = shown.object_under
    if row < 0:
        sees = "?" if shown.hidden == "sees" else shown.facts.sees
        return words("side.nothing", sees=sees)
    name = shown.scene.class_name(int(shown.scene.truth.labels[row]))
    level, _ = shown.best_level(row)
    side = round(shown.side_of(row))
    if shown.hidden == "level":
        return f"{name}, {side} px"
    if level == shown.setup.level:
        return words("side.fits", name=name, side=side)
    return words("side.other", name=name, side=side, cells=shown.table[level].cells)


class _Ramp(QWidget):
    """The scale of responses."""

    def __init__(self) -> None:
        super().__init__()
        self._weakest = self._strongest = ""
        fonts.fix(self, height=28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, weakest: str, strongest: str) -> None:
        self._weakest, self._strongest = weakest, strongest
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ramp(painter, QRectF(0, 0, self.width(), 10))
        painter.setFont(fonts.font(fonts.TICK))
        painter.setPen(theme.current().color("muted"))
        below = QRectF(0, 12, self.width(), self.height() - 12)
        painter.drawText(below, Qt.AlignmentFlag.AlignTop, self._weakest)
        painter.drawText(
            below, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, self._strongest
        )
        painter.end()


class _Part(RadioPart):
    """One of the choices, one below the other."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setFont(fonts.font(fonts.SMALL, fonts.MEDIUM))
        fonts.fix(self, height=24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(100, fonts.scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, rect = theme.current(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            fill_rounded(painter, rect, 5, active.color("checked"))
            stroke_rounded(painter, rect, 5, active.color("checked_border"))
        elif self.underMouse():
            fill_rounded(painter, rect, 5, active.color("hover"))
        painter.setPen(active.color("text" if self.isChecked() else "muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class _Trough(QWidget):
    """What the choices lie in."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 2, 2, 2)
        self.column.setSpacing(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, QRectF(self.rect()), 6, theme.current().color("sel"))
        painter.end()


class _Card(QFrame):
    """A raised card with a title."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label(fonts.SMALL, fonts.SEMIBOLD)
        self.title.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 9, 12, 10)
        self.column.setSpacing(3)
        self.column.addWidget(self.title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, rect = theme.current(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_rounded(painter, rect, 6, active.color("raised"))
        stroke_rounded(painter, rect, 6, active.color("border"))
        painter.end()
