"""The sheet that asks what is to become of a run when the window is to close."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui import fonts
from gui.controls.busy import BusyRing
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.sheet import Sheet

_WIDTH = 460


class ClosingSheet(Sheet):
    """``stop_requested``: the run is to be stopped and the window closed. Else nothing happens."""

    stop_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH)
        self._words = label(fonts.BODY)
        self._words.setWordWrap(True)
        self._ring, self._busy = BusyRing(), label(fonts.SMALL, tone="muted")
        self._keep, self._stop = Button(), Button("stop", "primary")
        self._keep.clicked.connect(self.close)
        self._stop.clicked.connect(self._on_stop)
        self.body.addWidget(self._words)
        for widget in (self._ring, self._busy):
            self.foot.addWidget(widget)
        self.foot.addStretch(1)
        for widget in (self._keep, self._stop):
            self.foot.addWidget(widget)
        self._set_stopping(False)
        self.render_texts()

    def open(self) -> None:
        self._set_stopping(False)
        super().open()

    def first_focus(self) -> QWidget | None:
        return self._stop

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(self.tr("A run is going on"))
        self._words.setText(
            self.tr(
                "Stopped now, it ends after the step at hand, and nothing is lost: the next time, "
                "Resume goes on from there."
            )
        )
        self._busy.setText(self.tr("Saving…"))
        self._keep.setText(self.tr("Keep training"))
        self._stop.setText(self.tr("Stop and close"))

    def _on_stop(self) -> None:
        self._set_stopping(True)
        self.stop_requested.emit()

    def _set_stopping(self, stopping: bool) -> None:
        self._stop.setEnabled(not stopping)
        for widget in (self._ring, self._busy):
            widget.setVisible(stopping)
