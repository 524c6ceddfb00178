"""The toolbar: open a picture, step through the open ones, and choose what is drawn on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button, IconButton
from gui.controls.labels import ElidedLabel, label
from gui.controls.live import LiveWidget
from gui.controls.segment import MultiToggle
from gui.panels.camera_button import CameraButton
from gui.panels.layers_button import LayersButton
from gui.panels.recent_button import RecentButton

HEIGHT = 48
_NAME_ROOM = 80
"""Pixels that the picture's name has before the overlays fold to their icons."""


class Toolbar(LiveWidget):
    """``overlay_toggled`` tells "boxes", "labels" or "dboxes" and whether it is on."""

    open_requested = Signal()
    recent_chosen = Signal(str)
    previous_requested = Signal()
    next_requested = Signal()
    overlay_toggled = Signal(str, bool)
    camera_requested = Signal()
    export_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fonts.fix(self, height=HEIGHT)
        self._open = Button("open")
        self._open.clicked.connect(self.open_requested)
        self._recent = RecentButton()
        self._recent.chosen.connect(self.recent_chosen)
        self._camera = CameraButton()
        self._camera.clicked.connect(self.camera_requested)
        self._previous, self._next = IconButton("chevron-left"), IconButton("chevron-right")
        self._previous.clicked.connect(self.previous_requested)
        self._next.clicked.connect(self.next_requested)
        self._name = ElidedLabel(fonts.BODY, fonts.SEMIBOLD)
        self._position = label(fonts.BODY, tone="muted")
        self._overlays = MultiToggle({"boxes": "boxes", "labels": "labels", "dboxes": "dboxes"})
        self._overlays.toggled.connect(self.overlay_toggled)
        self.layers = LayersButton()
        self._export = IconButton("export")
        self._export.clicked.connect(self.export_requested)
        self._separator = _separator()
        self._tools: QWidget | None = None
        self._several = False
        self._opening = QHBoxLayout()
        self._lay_out()
        self.clear_picture()
        self.render_texts()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        self._opening.setSpacing(0)
        self._opening.addWidget(self._open)
        self._opening.addWidget(self._recent)
        row.addLayout(self._opening)
        row.addWidget(self._camera)
        row.addSpacing(4)
        row.addWidget(self._separator)
        row.addSpacing(4)
        for widget in (self._previous, self._next, self._name, self._position):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._overlays)
        row.addWidget(self.layers)
        row.addWidget(self._export)

    @property
    def export_button(self) -> IconButton:
        """What the annotated picture can be dragged from."""
        return self._export

    @property
    def camera_button(self) -> CameraButton:
        """What the camera picker opens below."""
        return self._camera

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Words give way to icons, and then the arrows to the keys, before anything is cut off."""
        gap = self.layout().spacing()
        steps = (self._previous, self._next, self._position)
        shown = sum(part.sizeHint().width() + gap for part in steps if not part.isHidden())
        wanted = sum(part.sizeHint().width() + gap for part in steps) if self._several else 0
        room = self.width() - _NAME_ROOM - wanted + shown
        for folded in range(3):
            self._overlays.set_folded(folded > 0)
            self._open.set_folded(folded > 1)
            self._opening.invalidate()  # a layout in a layout keeps the size it had
            needed = self.layout().minimumSize().width()
            if needed <= room:
                break
        for part in steps:
            part.setVisible(self._several and needed <= room)

    def set_picture(self, name: str, *, position: int = 1, count: int = 1) -> None:
        """Show the picture's name; ``position`` is 1-based among ``count`` open ones."""
        self._name.set_full_text(name)
        self._position.setText(f"{position} / {count}")
        self._several = count > 1
        self._previous.setEnabled(position > 1)
        self._next.setEnabled(position < count)
        self._separator.setVisible(True)
        self._overlays.setEnabled(True)
        self._export.setEnabled(True)
        self.layers.setEnabled(True)
        self._fold()

    def clear_picture(self) -> None:
        """There is no picture: nothing to name, step through or draw on."""
        self._name.set_full_text("")
        self._several = False
        for widget in (self._previous, self._next, self._position, self._separator):
            widget.setVisible(False)
        self._overlays.setEnabled(False)
        self._export.setEnabled(False)
        self.layers.setEnabled(False)

    def set_tools(self, tools: QWidget | None) -> None:
        """Show ``tools`` in place of the overlay toggles; None: the toggles again."""
        for usual in (self._overlays, self.layers):
            usual.setVisible(tools is None)
        if self._tools is not None and self._tools is not tools:
            self._tools.hide()
        self._tools = tools
        if tools is not None:
            row = self.layout()
            assert isinstance(row, QHBoxLayout)
            if row.indexOf(tools) < 0:
                row.insertWidget(row.indexOf(self._overlays), tools)
            tools.show()
        self._fold()

    def set_recent(self, paths: Sequence[str]) -> None:
        """Files opened before, the latest first; without any there is no menu."""
        self._recent.set_paths(paths)
        self._open.setProperty("joined", "left" if paths else "")
        self._open.style().polish(self._open)
        self._fold()

    def set_overlays(self, *, boxes: bool, labels: bool, dboxes: bool) -> None:
        """Show what is drawn without telling anybody."""
        for key, on in (("boxes", boxes), ("labels", labels), ("dboxes", dboxes)):
            self._overlays.set_on(key, on)

    def retranslate(self) -> None:
        self._open.setText(self.tr("Open…"))
        self._open.setToolTip(self.tr("Open pictures or weights (Ctrl+O)"))
        self._recent.set_words(self.tr("Recent files"))
        self._camera.set_words(self.tr("Choose a camera"))
        self._export.set_words(self.tr("Export"))
        self._previous.set_words(self.tr("Previous picture"))
        self._next.set_words(self.tr("Next picture"))
        self.layers.set_words(self.tr("More layers"))
        words = {
            "boxes": (self.tr("Boxes"), self.tr("Draw the detected boxes")),
            "labels": (self.tr("Labels"), self.tr("Draw class and score at each box")),
            "dboxes": (self.tr("DBoxes"), self.tr("Draw the DBox that each box came from")),
        }
        for key, (text, tooltip) in words.items():
            self._overlays.set_words(key, text, tooltip)
        self._fold()


def _separator() -> QWidget:
    line = QFrame()
    line.setObjectName("separator")
    line.setFixedSize(1, 20)
    return line
