"""The row of small charts: as many as have room, the others a menu away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import fonts
from gui.panels.charts.measures import KEYS
from gui.panels.charts.small_card import LEAST_HEIGHT, LEAST_WIDTH, SmallCard
from gui.panels.charts.span import Span
from gui.workers.run_seen import RunSeen

GAP = 12
_EACH_MS = 500
"""Each card is drawn anew so often at most while a run goes on."""
_TURN_MS = 15
"""Between two cards that a person waits for: what was drawn is painted before the next one."""


class SmallRow(QWidget):
    """Cards side by side, each with another measure.

    One card is drawn at a time: all of them in one turn of the event loop would be felt.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cards = tuple(SmallCard(key) for key in KEYS)
        self._seen: tuple[RunSeen | None, Sequence[RunSeen], Span, Sequence[float]] | None = None
        self._stale: dict[SmallCard, None] = {}  # in the order in which they are drawn
        self._soon = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._draw_next)
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
        self,
        run: RunSeen | None,
        overlaid: Sequence[RunSeen],
        span: Span,
        epochs: Sequence[float],
        *,
        soon: bool,
    ) -> None:
        """Show the watched run and those over it, within ``span``; ``soon`` if that was asked for
        and does not merely go on.
        """
        self._seen = run, overlaid, span, epochs
        self._stale |= dict.fromkeys(self.cards)
        self._wake(soon=soon)

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
        self._wake(soon=True)

    def _wake(self, *, soon: bool) -> None:
        """Have the next card drawn, if there is one."""
        shown = self.shown
        if not any(card in self._stale for card in shown):
            return
        wait = _TURN_MS if soon else _EACH_MS // len(shown)
        if not self._turn.isActive() or self._turn.remainingTime() > wait:
            self._soon = soon
            self._turn.start(wait)

    def _draw_next(self) -> None:
        card = next((card for card in self._stale if not card.isHidden()), None)
        if card is None or self._seen is None:
            return
        del self._stale[card]
        card.show_runs(*self._seen)
        self._wake(soon=self._soon)

    def _on_chosen(self, key: str) -> None:
        """The card that showed ``key`` shows what it replaces."""
        asked = self.sender()
        for card in self.cards:
            if card.key == key and card is not asked:
                card.set_key(asked.key)
        asked.set_key(key)
