"""The row of small charts: as many as have room, the others a menu away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts
from gui.panels.charts.measures import KEYS
from gui.panels.charts.small_card import LEAST_HEIGHT, LEAST_WIDTH, SmallCard
from gui.panels.charts.span import Span
from gui.workers.run_seen import RunSeen

GAP = 12


class SmallRow(QWidget):
    """Cards side by side, each with another measure."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = tuple(SmallCard(key) for key in KEYS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for card in self.cards:
            card.chosen.connect(self._on_chosen)
            row.addWidget(card, 1)

    @property
    def shown(self) -> Sequence[SmallCard]:
        """The cards that have room."""
        return [card for card in self.cards if not card.isHidden()]

    def show_runs(
        self, run: RunSeen | None, overlaid: Sequence[RunSeen], span: Span, epochs: Sequence[float]
    ) -> None:
        """Show the watched run and those over it, within ``span``."""
        for card in self.cards:
            card.show_runs(run, overlaid, span, epochs)

    def set_marks(self, pinned: float | None, cross: float | None) -> None:
        """Where the time machine and the crosshair stand."""
        for card in self.cards:
            card.plot.set_marks(pinned, cross)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = (self.width() + GAP) // (fonts.scaled(LEAST_WIDTH) + GAP)
        for number, card in enumerate(self.cards):
            card.setHidden(number >= max(room, 1))

    def _on_chosen(self, key: str) -> None:
        """The card that showed ``key`` shows what it replaces."""
        asked = self.sender()
        for card in self.cards:
            if card.key == key and card is not asked:
                card.set_key(asked.key)
        asked.set_key(key)
