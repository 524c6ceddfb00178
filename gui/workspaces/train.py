"""Train: head bar, form at the left, charts in the middle, probe and log at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui import fonts
from gui.canvas.drop_hint import DropHint
from gui.intake import Intake
from gui.panels.toast import Toast
from gui.panels.train.form import TrainForm
from gui.panels.train.head import TrainHead
from gui.panels.train.run_log import RunLog
from gui.panels.train.status_line import StatusLine
from gui.workspaces.inspect import Slot

SIDE_WIDTH = 328
_ROOM_FOR_SIDE = 960
"""In a narrower page the right column gives way to the charts."""


class TrainWorkspace(QWidget):
    """Holds ``head``, ``form``, ``log``, ``status`` and ``toast``; layout only.

    The charts and the probe come from elsewhere: ``set_centre``, ``set_probe``.
    """

    dropped = Signal(object)  # Intake

    def __init__(self) -> None:
        super().__init__()
        self.head = TrainHead()
        self.form = TrainForm()
        self.log = RunLog()
        self.status = StatusLine()
        self._middle, self._probe = QWidget(), Slot()
        self._centre = Slot()
        self._side = QFrame()
        self._side.setObjectName("inspector")
        fonts.fix(self._side, width=SIDE_WIDTH)
        self._lay_out()
        self.toast = Toast(self._middle)
        self.drop_hint = DropHint(self._middle)

    def _lay_out(self) -> None:
        side = QVBoxLayout(self._side)
        side.setContentsMargins(1, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._probe)
        side.addWidget(self.log, 1)
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._centre, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.form)
        row.addWidget(self._middle, 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        column.addWidget(self.status)

    def set_centre(self, widget: QWidget) -> None:
        """Show the charts, which take all the room in the middle."""
        self._centre.show_only(widget)

    def set_probe(self, widget: QWidget) -> None:
        """Show ``widget`` on top of the right column, as high as it wants to be."""
        self._probe.show_only(widget)

    def take_drop(self, intake: Intake) -> bool:
        """What is dropped on Train is never a picture to detect in."""
        self.dropped.emit(intake)
        return True

    def hint_drop(self, shown: bool) -> None:
        """Say what dropping would do while something is dragged over the window."""
        if shown:
            self.drop_hint.show_text(self.tr("Drop to learn from it"))
        else:
            self.drop_hint.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= fonts.scaled(_ROOM_FOR_SIDE))
