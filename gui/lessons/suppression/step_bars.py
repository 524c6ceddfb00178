"""The tests of a step as bars, for the last row of a lecture room."""

from __future__ import annotations

from gui import fonts, theme
from gui.controls.labels import label
from gui.lessons.frame.words import Words
from gui.lessons.parts.bars import BarList, BarRow
from gui.lessons.parts.section import PanelSection
from gui.lessons.suppression.looks import RED
from gui.lessons.suppression.shown import Shown
from ssd_core.types import NmsMethod

_MOST = 10


class StepBars(PanelSection):
    """Those that overlap the winner most come first; a tick stands where the threshold is.

    ``pointed`` of ``bars`` tells a place in ``rows``.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.bars = BarList(name_width=40)
        self.rows: tuple[int, ...] = ()
        self._none = label(fonts.SMALL, tone="muted")
        self._none.setWordWrap(True)
        self.add(self.bars)
        self.add(self._none)

    def show_tests(self, shown: Shown) -> None:
        """One bar for each waiting box that the winner of the step touches."""
        turn, overlap = shown.turn, shown.state.thresholds.overlap
        order = sorted(shown.tested.items(), key=lambda pair: -pair[1])[:_MOST]
        self.rows = tuple(row for row, _ in order)
        gaussian = shown.state.thresholds.method is NmsMethod.SOFT_GAUSSIAN
        rows = []
        for row, value in order:
            hit = turn is not None and bool(turn.hit[turn.met == row][0])
            color = RED if hit else theme.current().color("hist_on")
            rows.append(
                BarRow(
                    f"#{row + 1}",
                    f"{value:.2f}",
                    ((min(value, 1.0), color),),
                    strong=row == shown.pointed,
                    trough=True,
                    mark=None if gaussian else overlap,
                    tone="danger" if hit else "text",
                )
            )
        self.bars.set_rows(rows)
        skipped = turn is not None and not turn.kept
        self._none.setText(self._words("strip.skipped" if skipped else "strip.none"))
        self._none.setVisible(not rows and turn is not None)

    def retranslate(self) -> None:
        self.set_title(self._words("strip.tests"))
