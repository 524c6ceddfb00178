"""Where in its range a drawn number fell: a dot that can be dragged, a tick for no change."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts, theme
from gui.controls.labels import label
from gui.controls.painting import fill_rounded
from gui.controls.track_slider import TrackSlider
from ssd_core.lessons.augmentation import Dial

_NAME, _VALUE = 84, 56
_STEPS = 200


class DialTrack(TrackSlider):
    """A slider over 0..1 of a range, drawn as a scale with a dot on it."""

    def __init__(self) -> None:
        super().__init__(0.0, 1.0, default=0.0, steps=_STEPS, flush=True)
        self._still = 0.0
        self._strong = False

    def set_still(self, share: float, *, changed: bool) -> None:
        """Where the tick stands, 0..1; changed: whether the dot is off it."""
        if (share, changed) != (self._still, self._strong):
            self._still, self._strong = share, changed
            self._default = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.track_middle()
        left, right = self.x_of(0.0), self.x_of(1.0)
        track = QRectF(left, middle - 1.5, right - left, 3)
        fill_rounded(painter, track, 1.5, active.color("border2"))
        tick = round(self.x_of(self._still))
        painter.fillRect(QRectF(tick, middle - 5, 1, 10), active.color("muted"))
        dot = QPointF(self.x_of(self.number), middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(active.color("d2" if self._strong else "faint"))
        painter.drawEllipse(dot, 4.5, 4.5)
        if self.hasFocus():
            painter.setPen(QPen(active.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot, 7.5, 7.5)
        painter.end()


class DialRow(QWidget):
    """``turned`` tells the name of the dial and the number that a person gave it."""

    turned = Signal(str, float)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.key = name
        self._dial = Dial(name, 0.0, 1.0, 0.0, 0.0)
        self._name, self._value = label(fonts.SMALL), label(fonts.SMALL, fonts.MEDIUM)
        fonts.fix(self._name, width=_NAME)
        fonts.fix(self._value, width=_VALUE)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.track = DialTrack()
        self.track.value_changed.connect(self._on_moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self.track, 1)
        row.addWidget(self._value)

    def set_dial(self, dial: Dial, told: str) -> None:
        """Show ``dial`` without telling anybody; told: its number in words."""
        self._dial = dial
        extent = dial.high - dial.low
        share, still = (
            0.0 if extent <= 0 else (value - dial.low) / extent
            for value in (dial.value, dial.still)
        )
        self.track.set_value(share)
        self.track.set_still(still, changed=dial.value != dial.still)
        self.track.setEnabled(extent > 0)
        self._value.setText(told)

    def set_words(self, name: str) -> None:
        self._name.setText(name)
        self.track.setAccessibleName(name)

    def _on_moved(self, share: float) -> None:
        dial = self._dial
        self.turned.emit(self.key, dial.low + share * (dial.high - dial.low))
