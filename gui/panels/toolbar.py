"""The toolbar: open a picture, step through the open ones, and choose what is drawn on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button, IconButton
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from gui.controls.segment import MultiToggle
from gui.panels.recent_button import RecentButton

HEIGHT = 48


class Toolbar(LiveWidget):
    """``overlay_toggled`` tells "boxes", "labels" or "dboxes" and whether it is on."""

    open_requested = Signal()
    recent_chosen = Signal(str)
    previous_requested = Signal()
    next_requested = Signal()
    overlay_toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._open = Button("open")
        self._open.clicked.connect(self.open_requested)
        self._recent = RecentButton()
        self._recent.chosen.connect(self.recent_chosen)
        self._previous, self._next = IconButton("chevron-left"), IconButton("chevron-right")
        self._previous.clicked.connect(self.previous_requested)
        self._next.clicked.connect(self.next_requested)
        self._name = ElidedLabel(fonts.BODY, fonts.SEMIBOLD)
        self._position = label(fonts.BODY, tone="muted")
        self._overlays = MultiToggle({"boxes": "boxes", "labels": "labels", "dboxes": "dboxes"})
        self._overlays.toggled.connect(self.overlay_toggled)
        self._separator = _separator()
        self._lay_out()
        self.clear_picture()
        self.render_texts()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        opening = QHBoxLayout()
        opening.setSpacing(0)
        opening.addWidget(self._open)
        opening.addWidget(self._recent)
        row.addLayout(opening)
        row.addSpacing(4)
        row.addWidget(self._separator)
        row.addSpacing(4)
        for widget in (self._previous, self._next, self._name, self._position):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._overlays)

    def set_picture(self, name: str, *, position: int = 1, count: int = 1) -> None:
        """Show the picture's name; ``position`` is 1-based among ``count`` open ones."""
        self._name.set_full_text(name)
        self._position.setText(f"{position} / {count}")
        several = count > 1
        for widget in (self._previous, self._next, self._position):
            widget.setVisible(several)
        self._previous.setEnabled(position > 1)
        self._next.setEnabled(position < count)
        self._separator.setVisible(True)
        self._overlays.setEnabled(True)

    def clear_picture(self) -> None:
        """There is no picture: nothing to name, step through or draw on."""
        self._name.set_full_text("")
        for widget in (self._previous, self._next, self._position, self._separator):
            widget.setVisible(False)
        self._overlays.setEnabled(False)

    def set_recent(self, paths: Sequence[str]) -> None:
        """Files opened before, the latest first; without any there is no menu."""
        self._recent.set_paths(paths)
        self._open.setProperty("joined", "left" if paths else "")
        self._open.style().polish(self._open)

    def set_overlays(self, *, boxes: bool, labels: bool, dboxes: bool) -> None:
        """Show what is drawn without telling anybody."""
        for key, on in (("boxes", boxes), ("labels", labels), ("dboxes", dboxes)):
            self._overlays.set_on(key, on)

    def retranslate(self) -> None:
        self._open.setText(self.tr("Open…"))
        self._open.setToolTip(self.tr("Open pictures or weights (Ctrl+O)"))
        self._recent.set_words(self.tr("Recent files"))
        self._previous.set_words(self.tr("Previous picture"))
        self._next.set_words(self.tr("Next picture"))
        words = {
            "boxes": (self.tr("Boxes"), self.tr("Draw the detected boxes")),
            "labels": (self.tr("Labels"), self.tr("Draw class and score at each box")),
            "dboxes": (self.tr("DBoxes"), self.tr("Draw the DBox that each box came from")),
        }
        for key, (text, tooltip) in words.items():
            self._overlays.set_words(key, text, tooltip)


def _separator() -> QWidget:
    line = QFrame()
    line.setObjectName("separator")
    line.setFixedSize(1, 20)
    return line
