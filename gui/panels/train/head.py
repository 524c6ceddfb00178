"""The head bar of Train: which run is shown, how it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.buttons import Button
from gui.controls.labels import label
from gui.controls.live import LiveWidget
from gui.panels.train.progress_line import ProgressLine
from gui.panels.train.state_chip import StateChip

_HEIGHT = 48
_NAME_WIDTH = 220
_ROOM_FOR_WORDS = 760
BUTTONS = ("back", "resume", "start", "pause", "stop", "keep")


class TrainHead(LiveWidget):
    """``asked`` tells which of ``BUTTONS`` was pressed; the menu of the name shows actions."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("headBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chip = StateChip()
        self.line = ProgressLine()
        self._title = label(fonts.BODY, fonts.SEMIBOLD)
        self._name = Button(kind="flat", trailing="chevron-down")
        self._name.clicked.connect(self._open_menu)
        self._run = ""
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._buttons = {
            "back": Button(),
            "resume": Button("play"),
            "start": Button("play", "primary"),
            "pause": Button("pause"),
            "stop": Button("stop", "danger"),
            "keep": Button("save"),
        }
        for button in self._buttons.values():
            button.clicked.connect(self._on_clicked)
        self._lay_out()
        self.set_buttons(("start",))
        self.render_texts()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        for side, widgets in ((left, (self._title, self._name)), (right, self._buttons.values())):
            row = QHBoxLayout(side)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            if side is right:
                row.addStretch(1)
            for widget in widgets:
                row.addWidget(widget)
            if side is left:
                row.addStretch(1)
        bar = QWidget()
        fonts.fix(bar, height=_HEIGHT - self.line.height())
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addWidget(self.chip)
        row.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.line)

    def button(self, key: str) -> Button:
        """One of ``BUTTONS``."""
        return self._buttons[key]

    def set_buttons(self, shown: Sequence[str], enabled: Sequence[str] | None = None) -> None:
        """Show these of ``BUTTONS``, of which ``enabled`` can be pressed; None: all of them."""
        for key, button in self._buttons.items():
            button.setVisible(key in shown)
            button.setEnabled(key in (shown if enabled is None else enabled))

    def set_run(self, name: str) -> None:
        """The name of the run that is shown, "" for none."""
        self._run = name
        self._show_name()

    def set_actions(self, groups: Sequence[Sequence[QAction]]) -> None:
        """What the menu of the name offers, with a line between two groups."""
        self._menu.clear()
        for group in groups:
            if group and not self._menu.isEmpty():
                self._menu.addSeparator()
            self._menu.addActions(list(group))

    @property
    def menu(self) -> QMenu:
        """The menu of the name."""
        return self._menu

    def retranslate(self) -> None:
        self._title.setText(self.tr("Run"))
        words = {
            "back": (
                self.tr("Show my run"),
                self.tr("Goes back to the run that this window is training."),
            ),
            "resume": (self.tr("Resume"), self.tr("Goes on with this run where it was left.")),
            "start": (self.tr("Start"), self.tr("Starts a run of its own with the choices below.")),
            "pause": (
                self.tr("Pause"),
                self.tr("Saves everything and frees the machine. Resume goes on, also tomorrow."),
            ),
            "stop": (
                self.tr("Stop"),
                self.tr(
                    "Ends the run now. Its last weights are saved without a measurement, "
                    "and it can still be resumed."
                ),
            ),
            "keep": (
                self.tr("Stop && keep"),
                self.tr(
                    "Ends the run, then measures its weights on the held-out pictures and "
                    "keeps them as the best if they are."
                ),
            ),
        }
        for key, (text, hint) in words.items():
            button = self._buttons[key]
            button.setText(text)
            button.setToolTip(hint)
            button.setAccessibleDescription(hint)
        self._show_name()
        self._fold()

    def _show_name(self) -> None:
        name = self._run or self.tr("none yet")
        metrics = self._name.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, fonts.scaled(_NAME_WIDTH))
        self._name.setText(shown.replace("&", "&&"))
        self._name.setToolTip(name)
        self._name.setAccessibleName(self.tr("Run: {name}").format(name=name))
        self._name.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < fonts.scaled(_ROOM_FOR_WORDS)
        for button in self._buttons.values():
            button.set_folded(narrow)

    def _open_menu(self) -> None:
        self._menu.popup(self._name.mapToGlobal(QPoint(0, self._name.height() + 2)))

    def _on_clicked(self) -> None:
        pressed = self.sender()
        self.asked.emit(next(key for key, button in self._buttons.items() if button is pressed))
