"""The tools of the museum in the head: the mistake on or off, two pictures or a curtain."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from gui import fonts, theme
from gui.controls.choice import Choice
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.controls.painting import fill_rounded
from gui.controls.switch import Switch

_MODES = ("side", "curtain")


class BugSwitch(Switch):
    """Red while the mistake is on: this is one thing that should not be."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isChecked():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        fill_rounded(painter, rect, rect.height() / 2, theme.current().color("danger"))
        knob = QRectF(rect.right() - 14, rect.center().y() - 6, 12, 12)
        fill_rounded(painter, knob, 6, theme.current().color("raised"))
        painter.end()


class MuseumTools(LiveWidget):
    """``switched`` tells whether the mistake is on, ``mode_chosen`` "side" or "curtain"."""

    switched = Signal(bool)
    mode_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._bug, self._state = label(fonts.BODY), label(fonts.BODY, tone="muted")
        self.switch = BugSwitch()
        self.switch.setChecked(True)
        self.switch.toggled.connect(self._on_toggled)
        self.mode = Choice(_MODES)
        self.mode.chosen.connect(self.mode_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._bug, self.switch, self._state, self.mode):
            row.addWidget(part)
        row.insertSpacing(3, 10)
        self.render_texts()

    def retranslate(self) -> None:
        self._bug.setText(self.tr("Bug"))
        self.switch.setAccessibleName(self.tr("Bug"))
        self._state.setText(self.tr("on") if self.switch.isChecked() else self.tr("off"))
        self.mode.set_words("side", self.tr("Side by side"))
        self.mode.set_words("curtain", self.tr("Curtain"))

    def _on_toggled(self, on: bool) -> None:
        self.retranslate()
        self.switched.emit(on)
