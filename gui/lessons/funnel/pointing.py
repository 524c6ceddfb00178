"""Which boxes one bar of a chart stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gui.lessons.funnel.charts import ranked, tested
from gui.lessons.funnel.walked import Walked
from ssd_core.lessons.funnel import dboxes_of_bar
from ssd_core.types import BACKGROUND, IntArray

_BY_SCORE = 1
"""The station whose histogram the chart of the threshold cuts through."""


@dataclass(frozen=True, slots=True, eq=False)
class OfBar:
    """What a bar of the chart in ``column`` counts.

    dboxes: int64 [M], the best first. label: of its candidate, where a bar is one; 0 where it
    counts DBoxes, whatever they are taken for.
    """

    column: int
    dboxes: IntArray
    label: int = BACKGROUND

    def among(self, pairs: IntArray) -> IntArray:
        """Those of ``pairs`` (DBox, label), int64 [K, 2], that the bar counts."""
        of = np.isin(pairs[:, 0], self.dboxes)
        return pairs[of & (pairs[:, 1] == self.label) if self.label else of]


def of_bar(walked: Walked, column: int, bar: int) -> OfBar:
    """What ``bar`` of the chart in ``column`` counts: DBoxes, or one candidate of the line."""
    assert walked.scene.raw is not None
    if column < 3:
        station = min(column, _BY_SCORE)
        return OfBar(column, dboxes_of_bar(walked.funnel, walked.scene.raw, station, bar))
    line = ranked(walked) if column == 3 else tested(walked)
    return OfBar(column, np.array([line[bar].dbox]), walked.thread.label)
