"""Train: head bar, form at the left, charts in the middle, probe and log at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.canvas.drop_hint import DropHint
from gui.intake import Intake
from gui.panels.toast import Toast
from gui.workspaces.inspect import Slot

FORM_WIDTH, SIDE_WIDTH = 280, 328


class TrainWorkspace(QWidget):
    """Layout only. The charts and the probe come from elsewhere: ``set_centre``, ``set_probe``."""

    dropped = Signal(object)  # Intake

    def __init__(self) -> None:
        super().__init__()
        self._centre, self._probe = Slot(), Slot()
        self._side = QFrame()
        self._side.setObjectName("inspector")
        fonts.fix(self._side, width=SIDE_WIDTH)
        self.toast = Toast(self)
        self.drop_hint = DropHint(self)
        self._lay_out()

    def _lay_out(self) -> None:
        side = QVBoxLayout(self._side)
        side.setContentsMargins(1, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._probe)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._centre, 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)

    def set_centre(self, widget: QWidget) -> None:
        """Show the charts, which take all the room in the middle."""
        self._centre.show_only(widget)

    def set_probe(self, widget: QWidget) -> None:
        """Show ``widget`` on top of the right column, as high as it wants to be."""
        self._probe.show_only(widget)

    def take_drop(self, intake: Intake) -> bool:
        """Whoever wired the page decides; what is dropped on Train is never a picture to detect."""
        self.dropped.emit(intake)
        return True
