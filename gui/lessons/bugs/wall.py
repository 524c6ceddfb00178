"""An exhibit ready to be painted: what does not change with the threshold is made once."""

from __future__ import annotations

from gui.class_colors import class_style
from gui.lessons.bugs.chart_values import Row
from gui.lessons.bugs.side import SideView
from gui.qimage import to_qimage
from ssd_core.lessons.bugs.comparison import outcome
from ssd_core.lessons.bugs.visit import Hung


class Wall:
    """The figures of an exhibit, its two pictures, and how sure each side is of each object."""

    def __init__(self, hung: Hung) -> None:
        self.hung = hung
        right = to_qimage(hung.rgb)
        self._images = (right, right if hung.seen is None else to_qimage(hung.seen))
        self.scores = hung.comparison.scores()
        labels = hung.comparison.truth.labels.tolist()
        self.rows = tuple(
            Row(number, hung.classes[label - 1], class_style(label, hung.classes).color, *scores)
            for number, (label, *scores) in enumerate(
                zip(labels, *(side.tolist() for side in self.scores), strict=True)
            )
        )
        """One an object: how sure both sides are of it."""

    def side(self, *, wrong: bool, threshold: float) -> SideView:
        """What a side shows above a confidence threshold."""
        compared = self.hung.comparison
        seen = compared.wrong if wrong else compared.right
        return SideView(
            image=self._images[wrong],
            seen=seen,
            outcome=outcome(seen, compared.truth, threshold),
            truth=compared.truth,
            classes=self.hung.classes,
            scores=self.scores[wrong],
        )
