"""The form of Train: the column at the left that says what the next run will do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.scrolling import OverlayScrollBar
from gui.panels.error_card import ErrorCard
from gui.panels.train.augment_section import AugmentSection
from gui.panels.train.dataset_section import DatasetSection
from gui.panels.train.machine_section import MachineSection
from gui.panels.train.schedule_section import ScheduleSection

WIDTH = 280
_CARD_MARGIN = 12


class TrainForm(QScrollArea):
    """Holds ``error``, ``dataset``, ``schedule``, ``augment`` and ``machine``."""

    def __init__(self) -> None:
        super().__init__()
        fonts.fix(self, width=WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.error = ErrorCard()
        self.error.closed.connect(self.clear_error)
        self.error.hide()
        self.dataset = DatasetSection()
        self.schedule = ScheduleSection()
        self.augment = AugmentSection()
        self.machine = MachineSection()
        column = QWidget()
        column.setObjectName("formColumn")
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 1, 0)
        stack.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(_CARD_MARGIN, _CARD_MARGIN, _CARD_MARGIN, 0)
        above.addWidget(self.error)
        self._above = QWidget()
        self._above.setLayout(above)
        self._above.hide()
        parts = self.dataset, self.schedule, self.augment, self.machine
        for section in (self._above, *parts):
            stack.addWidget(section)
        stack.addStretch(1)
        self.setWidget(column)
        OverlayScrollBar(self)

    def show_error(self, title: str, sentences: tuple[str, ...], details: dict[str, str]) -> None:
        """Say on top why a run did not go on."""
        self.error.set_error(title, sentences, details)
        self.error.show()
        self._above.show()
        self.verticalScrollBar().setValue(0)

    def clear_error(self) -> None:
        """Take the error away."""
        self.error.hide()
        self._above.hide()

    def set_locked(self, locked: bool) -> None:
        """Whether a run goes on that was begun with these choices."""
        for section in (self.dataset, self.schedule, self.augment, self.machine):
            section.set_locked(locked)
