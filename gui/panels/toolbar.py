"""The toolbar: open a picture, step through the open ones, and choose what is drawn on it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from gui import fonts, icons
from gui.controls.buttons import Button, IconButton
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from gui.controls.segment import MultiToggle

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


class RecentButton(QToolButton):
    """The arrow joined to Open…, with a menu of files; hidden while there are none."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("joined", "right")
        self.setFixedSize(24, 28)
        self.setIconSize(QSize(12, 12))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._files = QMenu(self)
        self._files.setToolTipsVisible(True)
        self._files.triggered.connect(self._on_triggered)
        self.setMenu(self._files)
        self.restyle()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def restyle(self) -> None:
        self.setIcon(icons.icon("chevron-down", "muted", 12))

    def set_words(self, words: str) -> None:
        self.setToolTip(words)
        self.setAccessibleName(words)

    def set_paths(self, paths: Sequence[str]) -> None:
        self._files.clear()
        for path in paths:
            # A lone "&" would underline the next letter.
            action = self._files.addAction(os.path.basename(path).replace("&", "&&"))
            action.setData(path)
            action.setToolTip(path)
        self.setVisible(bool(paths))

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())


def _separator() -> QWidget:
    line = QFrame()
    line.setObjectName("separator")
    line.setFixedSize(1, 20)
    return line
