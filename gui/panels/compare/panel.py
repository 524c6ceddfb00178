"""The column beside the compare view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui import fonts
from gui.controls.scrolling import OverlayScrollBar
from gui.panels.compare.against_section import AgainstSection
from gui.panels.compare.agreement_section import AgreementSection
from gui.panels.compare.differences_section import DifferencesSection
from gui.panels.compare.sides_section import SidesSection
from gui.panels.inspector import WIDTH
from gui.sides import Compared

_EDGE = 1
"""Left of the sections runs the line that parts the column from the view."""


class ComparePanel(QScrollArea):
    """Holds ``sides``, ``agreement``, ``differences`` and ``against``."""

    def __init__(self) -> None:
        super().__init__()
        fonts.fix(self, width=WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sides = SidesSection()
        self.agreement = AgreementSection()
        self.differences = DifferencesSection()
        self.against = AgainstSection()
        self.against.setObjectName("lastSection")
        column = QWidget()
        column.setObjectName("inspector")
        stack = QVBoxLayout(column)
        stack.setContentsMargins(_EDGE, 0, 0, 0)
        stack.setSpacing(0)
        for section in (self.sides, self.agreement, self.differences, self.against):
            stack.addWidget(section)
        stack.addStretch(1)
        self.setWidget(column)
        self._bar = OverlayScrollBar(self)
        self.show_nothing()

    def show_nothing(self) -> None:
        """One of the sides has not looked yet: there is nothing to compare."""
        for section in (self.agreement, self.differences, self.against):
            section.hide()

    def show_compared(self, compared: Compared) -> None:
        """Show what two sides have in common, and their verdicts if there are any."""
        a, b, found = compared.a, compared.b, compared.comparison
        self.agreement.set_counts(
            only_a=len(found.only_a), both=len(found.pairs), only_b=len(found.only_b)
        )
        self.differences.set_differences(compared.differences)
        if a.verdicts is not None and b.verdicts is not None:
            self.against.set_verdicts(a.verdicts, b.verdicts)
        self.agreement.show()
        self.differences.show()
        self.against.setVisible(a.verdicts is not None and b.verdicts is not None)
