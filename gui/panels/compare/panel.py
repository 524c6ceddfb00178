"""The column beside the compare view."""

from __future__ import annotations

from gui.panels.compare.against_section import AgainstSection
from gui.panels.compare.agreement_section import AgreementSection
from gui.panels.compare.differences_section import DifferencesSection
from gui.panels.compare.sides_section import SidesSection
from gui.panels.side_column import SideColumn
from gui.sides import Compared


class ComparePanel(SideColumn):
    """Holds ``sides``, ``agreement``, ``differences`` and ``against``."""

    def __init__(self) -> None:
        super().__init__()
        self.sides = SidesSection()
        self.agreement = AgreementSection()
        self.differences = DifferencesSection()
        self.against = AgainstSection()
        self.against.setObjectName("lastSection")
        for section in (self.sides, self.agreement, self.differences, self.against):
            self.stack.addWidget(section)
        self.stack.addStretch(1)
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
