"""The probe column: the picture, the time machine, and the classes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.panels.probe.class_bars import ClassBars
from gui.panels.probe.picture import ProbeSection
from gui.panels.probe.time_machine import TimeMachine


class ProbePanel(QWidget):
    """Layout only."""

    def __init__(self) -> None:
        super().__init__()
        self.probe, self.machine, self.classes = ProbeSection(), TimeMachine(), ClassBars()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (self.probe, self.machine, self.classes):
            section.setObjectName("")  # no lines between them, one below
            column.addWidget(section)
        self.setObjectName("section")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
